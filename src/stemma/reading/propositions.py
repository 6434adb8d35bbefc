"""An attribution's content cut into propositions: at sentences, and at conjoined clauses with subjects of their own.

The convention is that of the story gold: a long quotation of several propositions is cut where its sentences or
conjoined clauses part; a sentence that only makes sense with the one before it ("They should not ...") stays with it.
"""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from stemma.model import Attribution, Stretch
from stemma.reading.attributions.cue_frames import SUBJECTS

FEWEST_WORDS = 4  # a shorter sentence or clause ("This is false.") puts nothing forward by itself
_ANAPHORS = frozenset("he she it they him her them this that these those such so there".split())
_POINTING = frozenset(("this", "these", "such"))
_LEANING = frozenset("and but or so yet nor then also therefore thus otherwise rest others another both".split())
_OPENING = tuple('“"«„')
_EDGES = " \t\r\n\u00a0\"'“”‘’«»„`.;"


def propositions(doc: Doc, told: Attribution, text: str) -> tuple[tuple[Stretch, ...], ...]:
    """The propositions of an attribution in text order, each one or more stretches of its content.

    ``text`` is the document's: spaCy puts it together anew whenever it is asked for.
    """
    units: list[list[Stretch]] = []
    for index, piece in enumerate(told.content):
        goes_on = index > 0 and _goes_on(text, told.content[index - 1], piece)
        for number, (stretch, leans) in enumerate(_units(doc, piece, text, told.form == "direct")):
            if units and ((number == 0 and goes_on) or (leans and not _turns_direct(text, units[-1][-1], stretch))):
                units[-1].append(stretch)
            else:
                units.append([stretch])
    return tuple(tuple(_together(text, unit)) for unit in units)


def joints(doc: Doc, told: Attribution) -> tuple[int, ...]:
    """Where in an attribution's content verbs are joined to verbs: "would close the plant | and offer counselling".

    Offsets of the joined clause or phrase, behind its "and"; in text order.
    """
    found = []
    for piece in told.content:
        tokens = doc.char_span(piece.start, piece.end, alignment_mode="expand")
        for token in tokens or ():
            if token.dep_ == "conj" and _is_verb(token) and _is_verb(token.head) and token.head.i >= tokens.start:
                first = token.left_edge.i
                while first < token.i and (doc[first].is_punct or doc[first].dep_ == "cc"):
                    first += 1
                found.append(doc[first].idx)
    return tuple(found)


def _is_verb(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") or token.tag_ == "VBG"


def _goes_on(text: str, before: Stretch, after: Stretch) -> bool:
    """Is the second piece the rest of a sentence that the cue interrupted?"""
    ended = before.of(text).rstrip(_EDGES.replace(".", ""))[-1:] in ".!?"
    first = after.of(text).lstrip(_EDGES)[:1]
    return not ended and first.islower()


def _turns_direct(text: str, before: Stretch, after: Stretch) -> bool:
    """Does quoted speech begin behind a sentence in indirect speech: he said they had left. “They were afraid."?"""
    opens = text[after.start : after.start + 1] in _OPENING or text[after.start - 1 : after.start] in _OPENING
    return opens and (before.of(text).rstrip()[-1:] in ".!?" or text[before.end : before.end + 1] == ":")


def _together(text: str, unit: list[Stretch]) -> list[Stretch]:
    """Neighbouring stretches with nothing but white space and marks between them made one."""
    whole = [unit[0]]
    for stretch in unit[1:]:
        if text[whole[-1].end : stretch.start].strip(_EDGES + ",!?") == "":
            whole[-1] = Stretch(whole[-1].start, stretch.end)
        else:
            whole.append(stretch)
    return whole


def _units(doc: Doc, piece: Stretch, text: str, spoken: bool) -> list[tuple[Stretch, bool]]:
    """The sentences and clauses of one piece, each with whether it leans on the one before."""
    tokens = doc.char_span(piece.start, piece.end, alignment_mode="expand")
    if tokens is None:
        return [(piece, False)]
    units: list[tuple[Stretch, bool]] = []
    starts = [tokens.start, *(t.i for t in tokens if t.is_sent_start and t.i > tokens.start), tokens.end]
    for sentence_start, sentence_end in pairwise(starts):
        for clause in _clauses(doc[sentence_start:sentence_end], spoken):
            start, end = max(clause.start_char, piece.start), min(clause.end_char, piece.end)
            if not text[start:end].strip(_EDGES + ",!?"):
                continue
            whole = clause.start and doc[clause.start - 1].lower_ == "that" and not _echoes(clause)
            units.append((Stretch(start, end), bool(units) and not whole and (_leans(clause) or _short(clause))))
    if len(units) > 1 and _short(doc.char_span(units[0][0].start, units[0][0].end, alignment_mode="expand")):
        units[1] = (units[1][0], True)
    return units or [(piece, False)]


def _clauses(sentence: Span, spoken: bool) -> list[Span]:
    """A sentence cut behind "and that", and where ", and" or a semicolon parts clauses with subjects of their own.

    Quoted speech goes on with "and we ..." in one breath, so that only a semicolon parts it.
    """
    cuts = [sentence.start]
    for token in sentence:
        cut = None
        if token.dep_ == "conj" and token.pos_ in ("VERB", "AUX") and token.head.pos_ in ("VERB", "AUX"):
            cut = _cut_before(token, sentence, spoken)
        elif token.lower_ == "that" and token.dep_ == "mark" and token.i > sentence.start:
            cut = token.i + 1 if token.nbor(-1).lower_ in ("and", "but", ",") else None
        if cut is not None and cut - cuts[-1] >= FEWEST_WORDS and sentence.end - cut >= FEWEST_WORDS:
            cuts.append(cut)
    return [sentence.doc[s:e] for s, e in pairwise([*cuts, sentence.end])]


def _cut_before(conjoined: Token, sentence: Span, spoken: bool) -> int | None:
    """Where the conjoined clause begins, behind a comma and "and", if its subject takes up nothing said before."""
    subjects = [t for t in conjoined.lefts if t.dep_ in SUBJECTS or t.dep_ == "expl"]
    if not subjects:
        return None
    first: int = subjects[0].left_edge.i
    words = {t.lower_ for t in sentence.doc[max(sentence.start, first - 3) : first]}
    own = subjects[0]
    if own.lower_ in _ANAPHORS or (
        own.pos_ == "NOUN" and any(t.lemma == own.lemma for t in conjoined.head.subtree if t.i < first)
    ):
        return None
    return first if ("," in words and "and" in words and not spoken) or ";" in words else None


def _leans(clause: Span) -> bool:
    """Does the clause make sense only with the one before: a linking word or an anaphor as its subject?"""
    words = [t for t in clause if not t.is_punct and not t.is_space]
    if not words:
        return True
    if words[0].lower_ in _LEANING or (len(words) > 1 and words[0].lower_ == "the" and words[1].lower_ in _LEANING):
        return True
    subject = next((t for t in words if t.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None:
        return False
    pointing = subject.left_edge.lower_ in _POINTING and subject.ent_type_ not in ("DATE", "TIME")
    return pointing or (subject.lower_ in _ANAPHORS and subject.lower_ != "there")


def _echoes(clause: Span) -> bool:
    """A few words on what "they" or "it" did, which say nothing without the clause before."""
    return len(clause) <= FEWEST_WORDS + 1 and clause[0].lower_ in _ANAPHORS


def _short(clause: Span | None) -> bool:
    return clause is None or sum(not t.is_punct and not t.is_space for t in clause) < FEWEST_WORDS
