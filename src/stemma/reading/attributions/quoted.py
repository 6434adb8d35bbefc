"""Direct speech: which quotation belongs to which cue, by where they stand; the parse of quoted speech often errs."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from stemma.model import CueClass
from stemma.reading.attributions.cue_frames import SUBJECTS, Draft
from stemma.reading.attributions.cues import Cues, cues
from stemma.reading.attributions.quotes import Quote
from stemma.reading.attributions.runs import shown

LONGEST_CUE_CLAUSE = 40  # tokens between a quotation and its verb: a speaker with a long apposition
FEWEST_WORDS = 4  # shorter quoted stretches without a cue are scare quotes, titles or terms
_ENDS_TURN = frozenset(",?!-–—…")
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_STOP = frozenset(".!?")


@dataclass(slots=True)
class Page:
    """A parsed report with its quotations; ``inside[token]`` is the number of the token's quotation or -1."""

    doc: Doc
    text: str
    lines: tuple[tuple[int, int], ...]
    quotes: tuple[Quote, ...]
    inside: list[int]
    tokens: list[tuple[int, int]]  # per quotation: first token and end
    line_of: list[int]  # per quotation: number of its paragraph
    starts: list[int]  # per token: its offset in the text
    lemmas: list[int]  # per token: the hash of its dictionary form
    commas: list[int]  # the commas' token numbers
    sentences: list[int]  # the first token of each sentence, and the end
    owners: list[int]  # per quotation: the token of the cue that it is given to, or -1


def page(doc: Doc, text: str, lines: tuple[tuple[int, int], ...], found: tuple[Quote, ...]) -> Page:
    """The report as the finders need it."""
    inside = [-1] * len(doc)
    runs: list[tuple[int, int]] = []
    line_of: list[int] = []
    at, line = 0, 0
    length = len(doc)
    starts, lemmas, lowers, begins = doc.to_array(["IDX", "LEMMA", "LOWER", "SENT_START"]).T.tolist() or (
        [],
        [],
        [],
        [],
    )
    mistaken = cues().mistaken
    lemmas = [mistaken.get(pair, pair[1]) for pair in zip(lowers, lemmas, strict=True)]
    comma = doc.vocab.strings[","]
    commas = [i for i, low in enumerate(lowers) if low == comma]
    sentences = [*(i for i, begin in enumerate(begins) if begin == 1), len(doc)]
    for number, quote in enumerate(found):
        while at < length and starts[at] < quote.start:
            at += 1
        first = at
        while at < length and starts[at] < quote.end:
            inside[at] = number
            at += 1
        runs.append((first, at))
        while line + 1 < len(lines) and lines[line + 1][0] <= quote.start:
            line += 1
        line_of.append(line)
    return Page(doc, text, lines, found, inside, runs, line_of, starts, lemmas, commas, sentences, [-1] * len(found))


def words(text: str) -> int:
    """How many words a stretch has."""
    return len(_WORD.findall(text))


def attach(where: Page, drafts: list[Draft], known: Cues) -> list[Draft]:
    """Gives each quotation to the draft whose cue it belongs to; makes drafts for cues that had none.

    In this order: a cue right behind the quotation, a cue right before it, the quotation before it.
    """
    by_cue = {d.cue: d for d in drafts}
    owner: list[Draft | None] = [None] * len(where.quotes)
    for number, quote in enumerate(where.quotes):
        if quote.single and words(where.text[quote.inner_start : quote.inner_end]) < FEWEST_WORDS:
            continue
        verb = _cue_behind(where, number, known)
        if verb is not None and not _starts_turn(where, quote) and not _reaches(where, by_cue.get(verb.i), number):
            verb = _with_lead(where, number, verb, by_cue, drafts, known)
        if verb is not None:
            owner[number] = _give(where, number, verb, by_cue, drafts, known)
    for number, quote in enumerate(where.quotes):
        if owner[number] is None and not (quote.single and words(where.text[quote.inner_start : quote.inner_end]) < 2):
            verb = _cue_before(where, number, known, owner)
            if verb is not None:
                owner[number] = _give(where, number, verb, by_cue, drafts, known)
    _carry_on(where, owner, drafts)
    where.owners[:] = [-1 if given is None else given.cue for given in owner]
    return drafts


def _starts_turn(where: Page, quote: Quote) -> bool:
    """Does the quotation follow a stop, a comma or nothing, so that no unquoted words run into it?"""
    start = max(0, quote.start - 200)
    before = where.text[start : quote.start].rstrip(" \t\u00a0")
    return not before or not (before[-1].isalnum() or before[-1] in "’'%)")


def _with_lead(
    where: Page, number: int, verb: Token, by_cue: dict[int, Draft], drafts: list[Draft], known: Cues
) -> Token | None:
    """The cue of a sentence that begins unquoted, "The ferry is "late again", Veit said", if it has no content yet."""
    before = by_cue.get(verb.i)
    if (before is not None and before.runs) or where.text[where.quotes[number].end : verb.idx].lstrip()[:1] != ",":
        return None
    first = end = where.tokens[number][0]
    start = where.lines[where.line_of[number]][0]
    while first and where.starts[first - 1] >= start and where.doc[first - 1].text not in _STOP:
        first -= 1
    if any(where.inside[i] >= 0 or where.doc[i].text in (";", ":") for i in range(first, end)):
        return None
    draft = before or Draft(verb.i, "clause", "said", [], verb.i, verb.i + 1, verb.lemma_)
    draft.runs.append((first, where.tokens[number][1]))
    if before is None:
        frames = _frames(verb, known)
        draft.klass = frames.get("clause", frames.get("quote", draft.klass))
        by_cue[verb.i] = draft
        drafts.append(draft)
    return None


def _reaches(where: Page, draft: Draft | None, number: int) -> bool:
    return draft is not None and any(_touches(where, run, number) for run in draft.runs)


def _give(where: Page, number: int, verb: Token, by_cue: dict[int, Draft], drafts: list[Draft], known: Cues) -> Draft:
    quote = where.quotes[number]
    draft = by_cue.get(verb.i)
    if draft is None:
        klass: CueClass = "said"
        frames = _frames(verb, known)
        if frames:
            klass = frames.get("quote", frames.get("clause", next(iter(frames.values()))))
        draft = Draft(verb.i, "quote", klass, [], verb.i, verb.i + 1, verb.lemma_)
        draft.confidence = None if frames else 0.7
        by_cue[verb.i] = draft
        drafts.append(draft)
        first, end = where.tokens[number]
        if verb.i < first and not _begins(where.text, quote):
            # said "many things" in Paris: the fragment with the words that the parse joins to it
            kids = [k for k in verb.children if verb.i < k.i and k.left_edge.i < end and first <= k.right_edge.i]
            draft.runs = [shown(k) for k in kids if k.dep_ in ("dobj", "ccomp", "nsubj", "attr", "oprd")]
    elif draft.frame not in ("clause", "quote"):
        draft.runs = [r for r in draft.runs if _touches(where, r, number)]
        draft.frame = "quote"
    draft.quoted = True
    draft.pieces.append((quote.start, quote.end))
    return draft


def _touches(where: Page, run: tuple[int, int], number: int) -> bool:
    first, end = where.tokens[number]
    return run[0] < end and first < run[1]


def _frames(verb: Token, known: Cues) -> dict[str, CueClass]:
    frames = dict(known.verbs.get(verb.lemma, {}))
    for second, more in known.pairs.get(verb.lemma, {}).items():
        if any(k.lower_ == second for k in verb.children) or (
            verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ == second
        ):
            frames.update(more)
    return frames


def _speaks(verb: Token, known: Cues) -> bool:
    return verb.pos_ == "VERB" and "quote" in _frames(verb, known)


def _cue_behind(where: Page, number: int, known: Cues) -> Token | None:
    """The verb of "...," she said: its clause begins right behind the quotation."""
    doc, quote = where.doc, where.quotes[number]
    after = where.tokens[number][1]
    limit = _line_end(where, number)
    if after >= limit:
        return None
    last = where.text[quote.inner_end - 1] if quote.inner_end > quote.inner_start else ""
    comma = last in _ENDS_TURN or doc[after].text in (",", "--", "—", "–")
    while after < limit and (doc[after].is_punct or doc[after].is_space) and where.inside[after] < 0:
        if doc[after].text in (".", ":", ";", "(", "?", "!"):
            return None
        after += 1
    first = doc[after] if after < limit else None
    if first is None or where.inside[first.i] >= 0 or first.lower_ in ("and", "but", "or", "who", "which"):
        return None
    # A full stop ends the turn; only a verb right behind it ("..." said X) still belongs to it.
    if last == "." and not comma and not (_speaks(first, known) and first.tag_ in ("VBD", "VBZ")):
        return None
    best: Token | None = None
    for at in range(after, min(limit, after + LONGEST_CUE_CLAUSE)):
        token = doc[at]
        if where.inside[at] >= 0:
            if not _aside(where, where.inside[at]):
                break
            continue
        if token.text in (";", ":") or (token.text in _STOP and not _abbreviates(doc, at)):
            break
        if token.pos_ != "VERB" or token.dep_ in ("amod", "compound"):
            continue
        if _speaks(token, known):
            if _opens(token, first, comma):
                return token
            if best is None and token.dep_ not in ("relcl", "acl", "advcl", "amod") and comma:
                best = token
        elif (
            comma
            and best is None
            and token.i - first.i <= 3
            and _opens(token, first, comma)
            and _closes(doc, token, limit)
            and token.tag_ in ("VBD", "VBZ")
        ):
            return token
    return best if comma else None


def _aside(where: Page, number: int) -> bool:
    """A nickname or title in quotation marks inside somebody's description."""
    quote = where.quotes[number]
    inner = where.text[quote.inner_start : quote.inner_end]
    return words(inner) < FEWEST_WORDS and inner[-1:] not in _ENDS_TURN


def _opens(verb: Token, first: Token, comma: bool) -> bool:
    """Does the cue's clause begin with ``first``: with the verb, its subject, an adverb or an auxiliary?"""
    if verb.i == first.i:
        return _inverted(verb) or comma
    for kid in verb.children:
        if kid.i > verb.i:
            break
        if kid.left_edge.i <= first.i <= kid.right_edge.i:
            return (kid.dep_ in SUBJECTS and comma) or (
                kid.dep_ in ("advmod", "aux", "neg", "npadvmod", "prep", "cc") and comma
            )
    return False


def _inverted(verb: Token) -> bool:
    """ "said the minister": a nominal right behind the verb."""
    at = verb.i + 1
    return at < len(verb.doc) and verb.doc[at].pos_ in ("PROPN", "NOUN", "DET", "PRON", "ADJ")


def _closes(doc: Doc, verb: Token, limit: int) -> bool:
    return (
        verb.i + 1 >= limit
        or doc[verb.i + 1].text in (".", ",", ":")
        or doc[verb.i + 1].pos_ in ("ADP", "ADV", "PROPN", "SCONJ")
    )


def _abbreviates(doc: Doc, at: int) -> bool:
    """A full stop that ends no sentence: the parser gave it as part of a word or the next word is small."""
    return at + 1 < len(doc) and doc[at + 1].text[:1].islower()


def _line_end(where: Page, number: int) -> int:
    """The token after the paragraph of a quotation."""
    end = where.lines[where.line_of[number]][1]
    return bisect.bisect_left(where.starts, end, where.tokens[number][1])


def _cue_before(where: Page, number: int, known: Cues, owner: Sequence[Draft | None]) -> Token | None:
    """The verb of: she said, "..." or: He was blunt: "..."."""
    doc, quote = where.doc, where.quotes[number]
    first = where.tokens[number][0]
    line_start = where.lines[where.line_of[number]][0]
    at = first - 1
    if at < 0 or doc[at].idx < line_start:
        return _cue_above(where, number, known)
    mark = doc[at].text
    begins = _begins(where.text, quote)
    if mark in (",", ":", "--", "—", "–", "-"):
        at -= 1
        before = owner[number - 1] if number else None
        beside = before is not None and where.tokens[number - 1][1] <= before.cue <= at
        if beside and before is not None and not _other_cue(doc, before.cue + 1, first, known):
            # "..., she said, "and ...": the quotation goes on in the middle of its sentence.
            return doc[before.cue]
        if mark != ":" and not begins and not (doc[at].pos_ == "VERB" and _speaks(doc[at], known)):
            return None
    elif doc[at].pos_ == "VERB" and _speaks(doc[at], known):
        return doc[at]
    elif (
        not begins
        or words(where.text[quote.inner_start : quote.inner_end]) < FEWEST_WORDS
        or doc[at].lower_ in ("that", "the", "a", "an", "of", "is", "as")
        or doc[at].text in _STOP
    ):
        return None
    found: Token | None = None
    for back in range(at, max(-1, at - LONGEST_CUE_CLAUSE), -1):
        token = doc[back]
        if token.idx < line_start or (where.inside[back] >= 0 and not where.quotes[where.inside[back]].single):
            break
        if token.text in _STOP and token.is_sent_end:
            break
        if _speaks(token, known) and token.tag_ != "VBN":
            if token.dep_ in ("relcl", "acl") and mark != ":" and found is None:
                found = token
                continue
            if _content_between(token, first, mark):
                continue
            return token
    return found


def _cue_above(where: Page, number: int, known: Cues) -> Token | None:
    """The verb of a line that ends in a colon, the quotation being the next paragraph."""
    doc, line = where.doc, where.line_of[number]
    if not line or where.text[where.lines[line - 1][1] - 1] != ":":
        return None
    start = where.lines[line - 1][0]
    lower: Token | None = None
    for back in range(where.tokens[number][0] - 1, -1, -1):
        token = doc[back]
        if token.idx < start or (token.text in _STOP and token.is_sent_end):
            return lower
        if where.inside[back] >= 0 and not _aside(where, where.inside[back]):
            return lower
        if where.inside[back] < 0 and _speaks(token, known) and token.tag_ != "VBN":
            if token.dep_ in ("relcl", "acl", "pcomp", "csubj"):
                lower = lower or token  # "explains what she called a test:" is what she explains
            elif token.dep_ not in ("amod", "compound"):
                return token
    return lower


def _other_cue(doc: Doc, first: int, end: int, known: Cues) -> bool:
    """Stands a full stop or another verb of speech between a cue and a quotation?"""
    return any(doc[i].text in _STOP or _speaks(doc[i], known) for i in range(first, end))


def _content_between(verb: Token, first: int, mark: str) -> bool:
    """Has the cue a clause of its own between itself and the quotation?"""
    for kid in verb.children:
        if kid.dep_ == "ccomp" and verb.i < kid.i < first and kid.left_edge.i > verb.i:
            return mark != ":"
        if (
            kid.dep_ == "dobj"
            and verb.i < kid.i < first
            and mark != ":"
            and kid.pos_ not in ("PRON", "PROPN")
            and kid.ent_type_ == ""
        ):
            return kid.right_edge.i < first and verb.lemma_ not in ("tell", "ask", "warn", "remind", "inform", "assure")
    return False


def _begins(text: str, quote: Quote) -> bool:
    """Does the quotation begin like a sentence?"""
    for char in text[quote.inner_start : quote.inner_end]:
        if char.isalnum():
            return char.isupper() or char.isdigit()
    return False


def _carry_on(where: Page, owner: list[Draft | None], drafts: list[Draft]) -> None:
    """Quotations without a cue: the last speaker of the paragraph goes on, or the one of the paragraph before."""
    told = [d for d in drafts if (d.frame in _CARRIED or d.quoted) and where.inside[d.cue] < 0]
    told.sort(key=lambda d: d.cue)
    doc = where.doc
    starts = [doc[d.cue].idx for d in told]
    for number, quote in enumerate(where.quotes):
        if owner[number] is not None or quote.single:
            continue
        before = owner[number - 1] if number else None
        line = where.line_of[number]
        if quote.carries and before is not None:
            owner[number] = before
        elif _begins(where.text, quote) and _whole(where, number):
            found = bisect.bisect_left(starts, quote.start) - 1
            same = before is not None and where.line_of[number - 1] == line
            if (
                same
                and before is not None
                and (found < 0 or starts[found] <= max(where.quotes[number - 1].end, doc[before.cue].idx))
            ):
                owner[number] = before
            elif found >= 0 and starts[found] >= where.lines[line][0]:
                owner[number] = _outermost(where, told, found, where.lines[line][0])
            elif line and alone(where, number) and found >= 0 and starts[found] >= where.lines[line - 1][0]:
                owner[number] = before if before is not None and where.line_of[number - 1] == line - 1 else None
        given = owner[number]
        if given is not None:
            given.pieces.append((quote.start, quote.end))
            given.quoted = given.quoted or given.frame == "quote"


# Frames after which a quotation without a cue goes on with the same speaker.
_CARRIED = frozenset(("clause", "according-to", "complement", "quote", "colon"))


def _outermost(where: Page, told: Sequence[Draft], found: int, start: int) -> Draft:
    """Of the attributions of one sentence the one whose content may hold the others: the first."""
    doc = where.doc
    sentence = doc[told[found].cue].sent
    first = found
    while first and told[first - 1].cue >= sentence.start and doc[told[first - 1].cue].idx >= start:
        first -= 1
    return told[first]


def _whole(where: Page, number: int) -> bool:
    """A sentence of its own: it follows a full stop or begins the paragraph, and is no mere title."""
    quote = where.quotes[number]
    start = where.lines[where.line_of[number]][0]
    before = where.text[start : quote.start].rstrip()
    if before and before[-1] not in ".!?”\"'’…)":
        return False
    return (
        words(where.text[quote.inner_start : quote.inner_end]) >= FEWEST_WORDS
        or where.text[quote.inner_end - 1] in ".!?"
    )


def alone(where: Page, number: int) -> bool:
    """Is the paragraph nothing but quotation?"""
    start, end = where.lines[where.line_of[number]]
    quote = where.quotes[number]
    return quote.start <= start + 1 and quote.end >= end - 1
