"""Tellings: each proposition that a report puts into somebody's mouth, with speaker, day, occasion and chain.

A telling is what becomes a variant of a statement.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from stemma.collation.chains import Chain
from stemma.collation.chains.links import names_topic
from stemma.collation.common import Cast, Key
from stemma.collation.statements.said_days import cue_sentence, said_days
from stemma.model import Attribution, Form, Link, Published, Stretch, Time, When, Witness
from stemma.reading.coreference.documents import is_document

LEAST_CONFIDENCE = 0.3  # attributions below it are guesses of their frames
FEWEST_LETTERS = 4
FEWEST_WORDS = 3  # of an indirect content; less is a scrap of somebody's sentence
WHOLE_FRAMES = ("witnessed", "carried", "gerund")  # their content is a report's own sentence, not to be cut
SPEAKING_FRAMES = ("clause", "quote", "according-to", "colon", "dash", "refusal")

_HELD = frozenset(("believe", "consider", "think"))  # views that are put forward as what is so
_PLEDGES = frozenset(("threaten", "vow", "pledge", "promise", "swear"))
_INFERRING = frozenset(("suggest", "show", "mean", "signal", "indicate", "imply"))
_NOBODYS = frozenset(("expect", "recall", "remember", "remind", "identify"))  # "is expected to sail": nobody's words
_NOBODY = re.compile(r"(?:no one|nobody|no|none|neither)\b", re.I)
_QUESTION = re.compile(r"(?:what|how|why|who|whom|whose|which|where|when|whether|if)\b", re.I)
_ANONYMITY = re.compile(r"(?:not )?to be (?:named|identified|quoted)\b|anonymity\b", re.I)
_TO_COME = re.compile(r"\b(?:will|would|could|can|may|might|should|must|shall|to)(?: not| \w+ly)? $")
_EDGE = " \t\r\n\"'“”‘’«»„`.,;:"
_PRONOUN = re.compile(r"(?:him|her|them|it|this|that|these|those)\b", re.I)
_LOOSE_END = re.compile(r"(?<=\w)(?:[,;]?\s+(?:and|but|or|that))+[\s,]*$")
_OPENING = " \t\r\n\"'“”‘’«»„`"
_PUBLIC = re.compile(
    r"\b(?:press|news|media) (?:conference|briefing)|\bbriefing\b|\bspeech\b|\btelevised\b|"
    r"\b(?:in|before|at|address(?:ed|ing)|(?:sp(?:oke|eaks?|eaking)|statement|report) to) (?:the |a |an )?"
    r"(?:[\w’'-]+ ){0,2}(?:parliament|rally|debate)\b|"
    r"\baddress(?:ed|ing)? (?:to )?the nation|"
    r"\btold (?:reporters|journalists|parliament|lawmakers|an? (?:rally|debate|crowd|congress)|"
    r"the (?:court|hearing|assembly|house|senate|crowd))|"
    r"\btestif(?:y|ies|ied|ying)\b|\btestimony\b|\bunder oath\b|\b(?:opening|closing) (?:statement|argument)s?\b|"
    r"\btold (?:(?:the|an?) )?(?:jur(?:y|ors)|judges?|magistrates?|inquest|inquiry|tribunal|senators|mps|committee)\b|"
    r"\bon the (?:witness )?stand\b|\bhearing\b|\bin court\b|\bthe conference\b|\bto reporters\b|\bto journalists\b",
    re.I,
)
# Who speaks in open court: "Judge Orla Veit", "the magistrate".
_BENCH = re.compile(r"(?:the )?(?:\w+ ){0,3}?(?:judge|justice|magistrate)\b(?! (?:department|minist))", re.I)
_CONFERENCE = re.compile(r"\b(?:press|news|media) (?:conference|briefing)\b", re.I)


class Telling(msgspec.Struct, frozen=True):
    """One proposition in one report. ``witness`` indexes the witnesses, ``attribution`` the reading's list."""

    witness: int
    attribution: int
    start: int
    end: int
    pieces: tuple[Stretch, ...]
    form: Form
    speakers: tuple[str, ...]
    via: tuple[Link, ...]
    when: When
    text: str
    carried: bool = False
    public: bool = False


def tellings(
    witnesses: Sequence[Witness],
    chains: Mapping[Key, Chain],
    times: Mapping[Key, Time],
    published: Mapping[str, Published],
    cast: Cast,
) -> tuple[Telling, ...]:
    """The tellings of all reports, in the order of reports and text.

    Left out: attributions that only carry a nested one, those nested in what a person said (told at second hand, they
    stand in the outer one's words), and mere wishes and beliefs that no words of speech carry.
    """
    found: list[Telling] = []
    for number, witness in enumerate(witnesses):
        reading, sha = witness.reading, witness.report.sha256
        stage = _public_speakers(witness, chains, cast)
        days = said_days(witness, chains, times, published.get(sha))
        for index, told in enumerate(reading.attributions):
            chain = chains[sha, index]
            if not _puts_forward(told, chain, witness, chains):
                continue
            public = bool(set(chain.speakers) & stage) or _is_public(witness, told)
            whole = told.frame in WHOLE_FRAMES or not told.propositions
            for pieces in (told.content,) if whole else told.propositions:
                trimmed = _trimmed(witness.report.text, pieces)
                if trimmed is None:
                    continue
                found.append(
                    Telling(
                        witness=number,
                        attribution=index,
                        start=trimmed[0].start,
                        end=trimmed[-1].end,
                        pieces=trimmed if len(trimmed) > 1 else (),
                        form=_form(witness.report.text, trimmed, told.form),
                        speakers=chain.speakers,
                        via=chain.via,
                        when=days[index],
                        text=" ".join(p.of(witness.report.text) for p in trimmed),
                        carried=chain.carried or told.carried,
                        public=public,
                    )
                )
    outer = sorted(_outermost(found), key=lambda t: (t.witness, t.start, t.end))
    return tuple(_folded(witnesses, outer))


def part(text: str, telling: Telling, pieces: Sequence[Stretch]) -> Telling | None:
    """A telling of some stretches of another one's words; None where they hold none."""
    trimmed = _trimmed(text, pieces)
    if trimmed is None:
        return None
    return msgspec.structs.replace(
        telling,
        start=trimmed[0].start,
        end=trimmed[-1].end,
        pieces=trimmed if len(trimmed) > 1 else (),
        form=_form(text, trimmed, telling.form),
        text=" ".join(p.of(text) for p in trimmed),
    )


def _puts_forward(told: Attribution, chain: Chain, witness: Witness, chains: Mapping[Key, Chain]) -> bool:
    if chain.vehicle or told.confidence < LEAST_CONFIDENCE:
        return False
    if told.form == "indirect" and not told.refusal and _is_weak(told, witness, chain):
        return False
    parent = told.nested_in
    while parent is not None:
        if not chains[witness.report.sha256, parent].vehicle and not _is_body_chain(chain):
            return False
        parent = witness.reading.attributions[parent].nested_in
    return True


def _is_weak(told: Attribution, witness: Witness, chain: Chain) -> bool:
    """A wish, belief or plan, a noun or topic that names what was told without its words, or a scrap of an object."""
    text = witness.report.text
    if told.cue_class == "thought":
        held = told.cue_lemma in _HELD and told.frame == "clause" and told.source is not None
        return not held and not any(link.kind not in ("person", "body", "document") for link in chain.via)
    if told.frame == "noun" or (told.frame == "inf" and told.cue_class == "promised" and not _pledges(told, text)):
        return True
    if told.source is None and told.cue_lemma in _NOBODYS:
        return True
    if told.source is not None and _NOBODY.match(told.source.of(text)):
        return True
    if not chain.speakers and told.cue_lemma in _INFERRING and _is_thing(told, text):
        return True
    if names_topic(told, text) and not chain.via:
        return True
    if told.source is None and told.cue_class in ("accused", "asked"):
        return True  # "has been accused of theft", "asked about the theft, he": nobody's accusation or question
    if told.negated and _QUESTION.match(told.content[0].of(text)):
        return True  # "would not disclose what was in it"
    if _ANONYMITY.match(told.content[0].of(text)) or _is_irreal(told, text):
        return True
    passed = told.source is None and told.frame in ("complement", "passive")  # "dozens were reported injured"
    words = len(told.hull.of(text).split()) if passed else sum(len(c.of(text).split()) for c in told.content)
    return words < FEWEST_WORDS and told.cue_class not in ("denied", "accused", "admitted", "praised")


def _is_thing(told: Attribution, text: str) -> bool:
    """Is it "a pledge that suggested ...", by which the reporter infers, and no document?"""
    if told.source is None or told.source_head is None or is_document(told.source_head.of(text).lower()):
        return False
    return re.match(r"an? ", told.source.of(text)) is not None


def _pledges(told: Attribution, text: str) -> bool:
    """Is it a promise or threat in words, no plan, and no deed that "threatens to" raise the stakes?"""
    return told.cue_lemma in _PLEDGES and told.cue is not None and not told.cue.of(text).endswith("ing")


def _is_irreal(told: Attribution, text: str) -> bool:
    """Only said to be to come, or to be wished: "how it will respond to the strike"."""
    if told.cue is None or told.frame in SPEAKING_FRAMES:
        return False
    return _TO_COME.search(text, max(0, told.cue.start - 30), told.cue.start) is not None


def _folded(witnesses: Sequence[Witness], found: Sequence[Telling]) -> list[Telling]:
    """A participle that goes on with the speaker's sentence ("..., describing it as ...") is part of what he said.

    One that puts forward something new of a thing that it names ("..., calling the strike a crime") is not.
    """
    kept: list[Telling] = []
    for t in found:
        before = kept[-1] if kept else None
        if before and before.witness == t.witness and _goes_on(witnesses[t.witness], before, t):
            kept[-1] = msgspec.structs.replace(before, end=t.end, pieces=(), text=before.text + ", " + t.text)
        else:
            kept.append(t)
    return kept


def _goes_on(witness: Witness, before: Telling, now: Telling) -> bool:
    told = witness.reading.attributions[now.attribution]
    text = witness.report.text
    if now.attribution == before.attribution or told.cue is None or told.frame in SPEAKING_FRAMES:
        return False
    if told.frame == "complement" and not _PRONOUN.match(text, now.start):
        return False
    if now.speakers != before.speakers or told.cue.start < before.end or now.start < told.cue.end:
        return False
    between = text[before.end : told.cue.start]
    return told.cue.of(text).endswith("ing") and re.fullmatch(r"[\s,”\"’]*(?:and|while)?\s*", between) is not None


def _is_body_chain(chain: Chain) -> bool:
    return any(link.kind in ("body", "document") for link in chain.via)


def _outermost(found: Sequence[Telling]) -> list[Telling]:
    """Of two tellings of the very same words in one report, the one with a speaker; else the first."""
    best: dict[tuple[int, int, int], Telling] = {}
    for t in found:
        key = (t.witness, t.start, t.end)
        if key not in best or (not best[key].speakers and t.speakers):
            best[key] = t
    return list(best.values())


def _trimmed(text: str, pieces: Sequence[Stretch]) -> tuple[Stretch, ...] | None:
    """The pieces without outer white space, quotation marks and closing points; None when nothing is left."""
    kept = []
    for piece in pieces:
        start, end = piece.start, piece.end
        while start < end and text[start] in " \t\r\n":
            start += 1
        while end > start and text[end - 1] in " \t\r\n":
            end -= 1
        loose = _LOOSE_END.search(text, start, end)
        if loose:
            end = loose.start()
        if re.search(r"\w", text[start:end]):
            kept.append(Stretch(start, end))
    if not kept or sum(ch.isalpha() for p in kept for ch in p.of(text)) < FEWEST_LETTERS:
        return None
    first, last = kept[0], kept[-1]
    start, end = first.start, last.end
    inner = text[start:end]
    if inner[:1] in _OPENING and (inner[-1:] in _EDGE) and not re.search(r"[“\"«„]", inner[1:-1]):
        start += 1
        while end > start and text[end - 1] in _OPENING:
            end -= 1
    kept[0] = Stretch(start, first.end)
    kept[-1] = Stretch(kept[-1].start, end)
    return tuple(p for p in kept if p.end > p.start) or None


def _form(text: str, pieces: Sequence[Stretch], whole: Form) -> Form:
    """The form of a part of a mixed content: direct if it stands wholly in marks, indirect if it holds none."""
    if whole != "mixed":
        return whole
    words = " ".join(p.of(text) for p in pieces)
    before = text[max(0, pieces[0].start - 1) : pieces[0].start]
    if re.search(r"[“”\"«»„]|''", words):
        return "mixed"
    return "direct" if before in '“"«„' and before else "indirect"


def _is_public(witness: Witness, told: Attribution) -> bool:
    text = witness.report.text
    if told.occasion and _PUBLIC.search(told.occasion.of(text)):
        return True
    if told.source and told.frame in SPEAKING_FRAMES and _BENCH.match(told.source.of(text)):
        return True
    sentence = cue_sentence(witness, told)
    outside = sentence.of(text) if sentence else ""
    for piece in sorted(told.content, reverse=True):
        if sentence and piece.overlap(sentence):
            s, e = max(piece.start, sentence.start) - sentence.start, min(piece.end, sentence.end) - sentence.start
            outside = outside[:s] + " " + outside[e:]
    return bool(_PUBLIC.search(outside))


def _public_speakers(witness: Witness, chains: Mapping[Key, Chain], cast: Cast) -> set[str]:
    """Those whom the report puts at a press conference or the like: what they say is on record."""
    found: set[str] = set()
    text, reading, sha = witness.report.text, witness.reading, witness.report.sha256
    for sentence in reading.sentences:
        if _CONFERENCE.search(text, sentence.start, sentence.end):
            for i, m in enumerate(reading.mentions):
                if m.kind == "person" and m.type in ("name", "pronoun") and m.span.within(sentence):
                    found.update(cast.of.get((sha, i), ()))
    for index, told in enumerate(witness.reading.attributions):
        if _is_public(witness, told):
            found.update(chains[witness.report.sha256, index].speakers)
    return found
