"""Who speaks: from a cue to the noun phrase that names its source."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from stemma.reading.attributions.cue_frames import SUBJECTS, Draft
from stemma.reading.attributions.runs import Run

_EXPLETIVES = frozenset(("it", "there"))
_RELATIVES = frozenset(("who", "which", "that"))
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "SYM"))
_HYPHENS = frozenset(("-", "‑"))
_LOOSE = frozenset(("cc", "mark", "preconj"))
_NAMES = frozenset(("PERSON", "ORG", "NORP", "GPE"))
# A verb in one of these relations shares the subject of the verb above it.
_SHARED = frozenset(("xcomp", "advcl", "ccomp", "parataxis", "dep", "conj", "pcomp", "prep", "acomp"))
_PAPERS = frozenset(
    "statement letter tweet post message memo note paper papers petition email e-mail video resolution complaint "
    "lawsuit suit motion telegram article advert ad release communique communiqué text".split()
)
_READING = frozenset("see read get receive find obtain quote cite cover carry publish review show have".split())
# "The fire led the mayor to fear ...": the object of these does what follows.
_CAUSES = frozenset("lead prompt force compel cause leave push drive move help allow enable get encourage".split())
TELLERS = frozenset("agency newspaper paper ministry broadcaster outlet source official spokesman spokeswoman".split())
LONGEST_INVERTED = 8  # tokens of a name behind its cue
LONGEST_ASIDE = 12  # tokens between commas behind a name
FARTHEST_CLIMB = 6  # governing verbs between a participle and the clause that has its subject


def source_of(draft: Draft, cue: Token) -> tuple[Run, int, int | None] | None:
    """The source's tokens, its head and the relative pronoun that stands for it; None where no words give a source."""
    if draft.frame == "noun":
        found = _of_noun(cue)
    elif draft.frame == "adjective":
        found = _of_adjective(cue)
    else:
        found = _inverted(cue) or _of_verb(cue, draft.passive)
        if found is None and not draft.passive:
            found = _beside(cue, draft.quoted)
    if found is None:
        return None
    head, relative = found
    run, at = whole_words(cue.doc, phrase(head), head.i)
    if at < cue.i < run[1]:
        run = run[0], cue.i  # a letter accusing them
    return run, at, relative


def phrase(head: Token) -> Run:
    """A noun phrase with its appositions, without relative clauses, dates and what follows them."""
    first, end = head.left_edge.i, head.right_edge.i + 1
    doc = head.doc
    for token in doc[head.i + 1 : end]:
        if _ends_phrase(token, head):
            end = max(token.left_edge.i, head.i + 1)
            break
    while end > head.i + 1 and _loose_end(doc[end - 1]):
        end -= 1
    while first < head.i and (doc[first].is_punct or doc[first].is_space or doc[first].dep_ in _LOOSE):
        first += 1
    return first, end


def _ends_phrase(token: Token, head: Token) -> bool:
    if token.dep_ in ("relcl", "parataxis", "ccomp", "advcl"):
        return True
    if token.dep_ == "acl":
        return bool(token.left_edge.nbor(-1).lower_ == ",")
    if token.dep_ != "prep" or token.head.i != head.i:
        return False
    if token.lower_ == "to" and head.pos_ == "PROPN":
        return True  # said NAME to reporters
    return token.lower_ in ("on", "in", "at") and any(k.ent_type_ in ("DATE", "TIME") for k in token.children)


def _loose_end(token: Token) -> bool:
    return token.text not in (")", ".") and (token.is_punct or token.is_space or token.lower_ in ("and", "who"))


def whole_words(doc: Doc, run: Run, head: int) -> tuple[Run, int]:
    """A source widened to whole words as printed, for the parser cuts hyphened names (al-Amin) in pieces.

    Of two names parted by one comma right before the cue ("With Orla Veit, Hadi al-Amin said") the nearer one speaks.
    """
    first, end = run
    while end < len(doc) and doc[end - 1].whitespace_ == "" and _in_word(doc, end - 1, end):
        end += 1
    while first > 0 and doc[first - 1].whitespace_ == "" and _in_word(doc, first - 1, first):
        first -= 1
    at = head
    while at + 1 < end and doc[at].whitespace_ == "" and _in_word(doc, at, at + 1):
        at += 1
    if doc[head].ent_type_ == "PERSON" or doc[at].pos_ == "PROPN":
        commas = [i for i in range(first, end) if doc[i].text == ","]
        after = doc[end].pos_ if end < len(doc) else ""
        if (
            len(commas) == 1
            and after in ("VERB", "AUX", "ADV")
            and _names(doc, first, commas[0])
            and _names(doc, commas[0] + 1, end)
        ):
            first = commas[0] + 1
            at = end - 1
    return (first, end), at


def _in_word(doc: Doc, left: int, right: int) -> bool:
    """Do two neighbours without white space between them belong to one hyphened word?"""
    if doc[left].text in _HYPHENS:
        return bool(doc[right].is_alpha)
    if doc[right].text not in _HYPHENS or right + 1 >= len(doc) or doc[right].whitespace_:
        return False
    return bool(doc[right + 1].is_alpha)


def _names(doc: Doc, first: int, end: int) -> bool:
    """Is the stretch a name and nothing else?"""
    return end > first and all(
        t.pos_ == "PROPN" or t.text in _HYPHENS or t.lower_ in ("al", "el", "bin", "ibn", "de", "von", "van")
        for t in doc[first:end]
    )


def between(doc: Doc, first: int, end: int) -> tuple[Run, int] | None:
    """The source that stands between a quotation and its cue where the parse does not connect them."""
    while first < end and (doc[first].is_punct or doc[first].is_space):
        first += 1
    while end > first and (doc[end - 1].is_punct or doc[end - 1].pos_ in ("ADV", "AUX", "PART")):
        end -= 1
    comma = next((i for i in range(first, end) if doc[i].text == ","), end)
    if comma == first or doc[comma - 1].pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    return (first, end), comma - 1


def joint_heads(head: int, doc: Doc) -> list[int]:
    """The heads of the other speakers that are joined to a source's head: "the minister and the governor"."""
    out: list[int] = []
    at = doc[head]
    if at.tag_ == "NN" and any(k.lower_ in ("a", "an") for k in at.lefts):
        joined = next((k for k in at.children if k.dep_ == "conj"), None)
        if joined is not None and joined.tag_ == "NN" and not any(k.dep_ in ("det", "poss") for k in joined.lefts):
            return out  # "a blogger and journalist" is one
    while True:
        joined = next((k for k in at.children if k.dep_ == "conj" and k.pos_ in _NOMINAL), None)
        if joined is None:
            return out
        out.append(joined.i)
        at = joined


Found = tuple[Token, int | None]


def _of_verb(verb: Token, passive: bool) -> Found | None:
    if passive:
        agent = next((k for k in verb.children if k.dep_ == "agent"), None)
        named = None if agent is None else next((k for k in agent.children if k.dep_ == "pobj"), None)
        return None if named is None else (named, None)
    at = verb
    for _ in range(FARTHEST_CLIMB):
        subject = _subject_at(at)
        if subject is not None and subject.i > at.i and at.lemma_ == "tell":
            return None  # whoever stands behind "told" is told
        if subject is not None:
            return _subject(at, subject)
        if any(k.dep_ == "expl" for k in at.children):
            return None
        if at.dep_ == "acl" and at.tag_ == "VBG" and (verb_of_paper := _put_out(at.head)) is not None:
            at = verb_of_paper
            continue
        if at.dep_ == "relcl" or (at.dep_ == "acl" and at.tag_ == "VBG"):
            return at.head, None
        if at.dep_ not in _SHARED or at.head.i == at.i:
            return None
        if at.dep_ in ("xcomp", "ccomp") and at.head.lemma_ in _CAUSES:
            moved = next((k for k in at.head.children if k.dep_ == "dobj" and at.head.i < k.i < at.i), None)
            if moved is not None:
                return moved, None
        at = at.head
        if at.dep_ == "prep":
            at = at.head
        if at.pos_ in ("NOUN", "PROPN", "PRON"):
            return None
    return None


def _put_out(noun: Token) -> Token | None:
    """The verb of "issued a statement calling ...": whoever issued it speaks."""
    top = noun
    while top.dep_ == "pobj" and top.head.lower_ == "of" and top.head.head.pos_ == "NOUN":
        top = top.head.head  # a series of letters
    if noun.lemma_ in _PAPERS and top.dep_ == "dobj" and top.head.pos_ == "VERB" and top.head.lemma_ not in _READING:
        return top.head
    return None


def _subject_at(verb: Token) -> Token | None:
    """The subject of a verb, for the parser hangs one on the auxiliary now and then."""
    helper: Token | None = None
    for kid in verb.children:
        if kid.dep_ in SUBJECTS:
            return kid
        if kid.dep_ in ("aux", "auxpass") and helper is None:
            helper = next((k for k in kid.children if k.dep_ in SUBJECTS), None)
    return helper


def _subject(verb: Token, subject: Token) -> Found | None:
    if subject.dep_ in ("csubj", "csubjpass") or subject.pos_ not in _NOMINAL:
        return None
    if subject.lower_ in _RELATIVES and verb.dep_ == "relcl":
        return verb.head, subject.i
    if any(k.lower_ == "whom" for of in subject.children if of.lower_ == "of" for k in of.children):
        # "five stokers from the pier, all of whom said": the parser seldom knows whose clause that is.
        several = (t for t in reversed(verb.doc[verb.sent.start : subject.i]) if t.tag_ in ("NNS", "NNPS"))
        return (next(several, subject), subject.i)
    return subject, None


def _inverted(verb: Token) -> Found | None:
    """The name behind the cue at the end of a sentence: "The talks failed, reported the Ansel Press Agency"."""
    doc = verb.doc
    if verb.tag_ not in ("VBD", "VBZ", "VBN") or verb.i == 0 or doc[verb.i - 1].text != ",":
        return None
    if verb.lemma_ == "tell":
        return None  # Mira Talvo, a nurse, told KPA.
    end = verb.i + 1
    while end < len(doc) and end - verb.i <= LONGEST_INVERTED and doc[end].pos_ in ("PROPN", "DET", "ADJ", "NOUN"):
        end += 1
    named = doc[verb.i + 1 : end]
    if not len(named) or (end < len(doc) and doc[end].text not in (".", ",")):
        return None
    last = named[-1]
    if last.pos_ == "PROPN" or last.text.isupper() or (last.pos_ == "NOUN" and last.lemma_ in TELLERS):
        return last, None
    return None


def _beside(verb: Token, quoted: bool) -> Found | None:
    """The nominal right before a finite cue, or right behind it in "...," said X, where the parse gives no subject."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    doc, at = verb.doc, verb.i - 1
    while at >= 0 and (doc[at].pos_ in ("ADV", "AUX") or doc[at].lower_ == "both"):
        at -= 1
    if at > 0 and doc[at].text == ",":
        at = _before_aside(doc, at)
    if at >= 0 and doc[at].pos_ in ("PROPN", "PRON", "NOUN") and doc[at].dep_ not in ("dobj", "attr"):
        return _whole_phrase(doc[at]), None
    if (
        quoted
        and verb.lemma_ != "tell"
        and verb.i + 1 < len(doc)
        and doc[verb.i + 1].pos_ in ("PROPN", "NOUN", "DET", "PRON", "ADJ")
    ):
        token = doc[verb.i + 1]
        while token.head.i > verb.i and token.head.i != token.i and token.head.pos_ in ("PROPN", "NOUN"):
            token = token.head
        return token, None
    return None


def _whole_phrase(noun: Token) -> Token:
    """The head of the phrase that the noun ends: "an official at the port of Orrin"."""
    at = noun
    while at.dep_ in ("pobj", "compound", "nmod") and at.head.i < noun.i:
        above = at.head
        if above.pos_ == "ADP":
            above = above.head
        if above.pos_ not in ("NOUN", "PROPN") or above.i >= at.i:
            break
        if any(t.is_punct for t in noun.doc[above.i : noun.i]):
            break
        at = above
    return at


def _before_aside(doc: Doc, comma: int) -> int:
    """The word before a comma, or before the aside that it closes: "Veit, then in office, told KPA"."""
    start = doc[comma].sent.start
    for opening in range(comma - 1, max(start, comma - LONGEST_ASIDE), -1):
        if doc[opening].text == "," and doc[opening - 1].pos_ == "PROPN":
            return opening - 1
    return comma - 1 if doc[comma - 1].pos_ == "PROPN" else comma


def _of_noun(noun: Token) -> Found | None:
    for kid in noun.children:
        if kid.dep_ == "poss":
            return kid, None
    for kid in noun.children:
        if kid.dep_ == "prep" and kid.lower_ in ("by", "from"):
            named = next((k for k in kid.children if k.dep_ == "pobj"), None)
            return None if named is None else (named, None)
    for kid in noun.children:
        if kid.dep_ in ("compound", "amod", "nmod") and (kid.ent_type_ in _NAMES or kid.pos_ == "PROPN"):
            return kid, None
    if noun.i and noun.nbor(-1).pos_ == "PROPN" and (noun.tag_ == "NNS" or noun.nbor(-1).ent_type_ in _NAMES):
        return noun.nbor(-1), None  # a verb that the tagger took for a noun: "Veit plans to ..."
    head = noun.head
    if noun.dep_ in ("dobj", "attr") and head.pos_ in ("VERB", "AUX"):
        if any(k.dep_ == "expl" for k in head.children):
            return None
        return _of_verb(head, False)
    return None


def _of_adjective(word: Token) -> Found | None:
    if word.dep_ in ("amod", "acl"):
        return word.head, None
    at = word
    for _ in range(FARTHEST_CLIMB):
        subject = _subject_at(at)
        if subject is not None:
            return None if subject.lower_ in _EXPLETIVES else _subject(at, subject)
        if at.head.i == at.i:
            return None
        at = at.head
        if at.pos_ in ("NOUN", "PROPN"):
            return None
    return None
