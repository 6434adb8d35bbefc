"""What a number counts: the noun after it, what befell it ("killed", "destroyed"), of what and where."""

from __future__ import annotations

import functools

import msgspec
from spacy.tokens import Doc, Token

from stemma.lexicon import table, values
from stemma.reading.figures.befallen import befell, befell_bare, deed, states, verb_before
from stemma.reading.mending import noun_lemma
from stemma.reading.plurals import INVARIANT, plural

_NOUNS = frozenset({"NOUN", "PROPN"})
_DASHES = frozenset("-–")
_PREFIXES = frozenset("co ex vice non pro mid".split())
_QUOTES = frozenset("\"“‘'")
_PLACED = frozenset("in at across around near off inside outside throughout".split())
_PEOPLE = frozenset("people person individual human soul folk other more one life body victim casualty".split())
_MORE_PERSONS = frozenset(
    "people persons person individual individuals human humans soul souls troop troops police staff personnel"
    " crew man men woman women child children kid kids boy boys girl girls guest guests stranger strangers others"
    " passers-by casualty casualties victim victims body bodies seeker seekers goer goers holder holders donor"
    " donors national nationals".split()
)
_DETERMINERS = frozenset("the these those its their his her our my this that all".split())
_BETWEEN_NUMBER_AND_NOUN = frozenset("or so more further additional extra".split())
_ROUGHLY = frozenset("roughly about around nearly almost some approximately estimated more than over".split())
_TOLLS = frozenset("toll number total count figure tally".split())
_TOLL_VERBS = frozenset(
    "rise climb reach stand grow increase jump pass exceed hit soar be put top surpass mount go fall drop set"
    " revise remain near approach".split()
)
_HOLDS_LIVES = frozenset("claim take lose cost kill".split())


class Counted(msgspec.Struct, frozen=True):
    """``head`` is the lemma of the noun ("person" for people), ``subject`` words for a ledger, ``end`` where the"
    " phrase ends."""

    head: str
    subject: str
    end: int
    noun: Token | None = None
    state: str | None = None
    of: str | None = None
    where: str | None = None
    plain: bool = True
    part: bool = False

    @property
    def befell(self) -> bool:
        """Is the state one of the lexicon's, and not just any deed?"""
        return self.state in states().names


@functools.cache
def persons() -> frozenset[str]:
    """Nouns for people, singular and plural, of one word."""
    named = [r["noun"] for r in table("roles") if r["kind"] == "person"]
    named += [r["plural"] for r in table("roles") if r["kind"] == "person" and r["plural"]]
    for row in table("offices"):
        if row["kind"] == "person":
            named += [row["title"], *values(row["variants"])]
    single = [n for n in named if " " not in n]
    return frozenset(single) | frozenset(plural(n) for n in single if not n.endswith("s")) | _MORE_PERSONS


@functools.cache
def peoples() -> frozenset[str]:
    """Words for the people of countries: "Kenyans", "Vietnamese"."""
    return frozenset(
        w for r in table("countries") for w in values(r["demonyms"]) if w.endswith(("s", "se", "ish", "ch"))
    )


def invariant(noun: Token) -> bool:
    """May a singular noun follow a number above one ("26 crew", "two aircraft")?"""
    return noun.lemma_.lower() in INVARIANT


def phrase(doc: Doc, at: int) -> tuple[int, Token | None]:
    """From the word after a number: where the noun phrase ends (exclusive token index) and its head, None where it"
    " has none."""
    head = None
    i, size = at, len(doc)
    while i < size:
        tok = doc[i]
        pos, tag = tok.pos_, tok.tag_
        if (pos in _NOUNS and tok.text not in _DASHES) or (
            head is None and tok.text in peoples() and not _before_noun(doc, i)
        ):
            if head is not None and head.tag_ in ("NNS", "NNPS") and not (head.dep_ == "compound" and pos == "NOUN"):
                break
            if head is not None and tok.ent_type_ in ("DATE", "TIME"):
                break
            head = tok
        elif tag == "POS" and head is not None and i + 1 < size:
            head = None
        elif head is None and (pos == "ADJ" or tag in ("VBN", "VBG", "JJ") or tok.lower_ in _BETWEEN_NUMBER_AND_NOUN):
            if tag in ("VBN", "VBG") and not _before_noun(doc, i):
                break
            if tok.lower_ in states().adjectives and not _before_noun(doc, i):
                break
        elif (
            head is None
            and pos == "ADV"
            and (_before_noun(doc, i) or tok.lower_ in _ROUGHLY)
            and tok.lower_ not in ("ago", "later", "earlier")
        ):
            pass
        elif tok.text in _DASHES and head is not None and head.lower_ in _PREFIXES:
            head = None  # "three co - workers"
        elif tok.text in _DASHES and i + 1 < size and not tok.whitespace_ and doc[i + 1].is_alpha:
            if head is not None:
                head = None if doc[i + 1].pos_ in ("ADJ", "VERB") else head
        elif head is not None:
            break
        elif i > at and (tok.like_num or tok.lower_ in _ROUGHLY):  # "of the plant's roughly 400 workers"
            if doc[i - 1].tag_ != "POS" and doc[i - 1].lower_ not in _ROUGHLY:
                break
        elif tok.lower_ == "and":  # "Central and South American migrants"
            if i == at or i + 1 == size or doc[i + 1].pos_ not in ("ADJ", "NOUN"):
                break
        elif i > at or tok.text not in _QUOTES:
            break
        i += 1
    return (i if head is None else head.i + 1), head


def _before_noun(doc: Doc, i: int) -> bool:
    """Does a noun follow within the phrase, so that this word only describes it?"""
    for tok in doc[i + 1 : i + 4]:
        if tok.pos_ in _NOUNS:
            return True
        if tok.pos_ not in ("ADJ", "ADV") and tok.tag_ not in ("VBN", "VBG", "HYPH", "CC"):
            return False
    return False


def counted(doc: Doc, first: int, after: int, bound_at: int) -> Counted | None:
    """What the number in tokens ``first`` to ``after`` (exclusive) counts; ``bound_at`` is where its bound words begin.

    "of the" may stand between number and noun ("two of the boats", "thousands of people").
    """
    start = after
    if start < len(doc) and doc[start].lower_ == "of":
        start += 1
        while start < len(doc) and doc[start].lower_ in _DETERMINERS:
            start += 1
        if start < len(doc) and doc[start].tag_ in ("PRP", "WDT", "WP", "PRP$"):
            return None
        while start < len(doc) and (doc[start].like_num or doc[start].lower_ in _ROUGHLY):
            start += 1  # "about 2,000 of the 18,600 employees"
    stop, noun = phrase(doc, start)
    governor = doc[after - 1].head
    if (
        noun is not None
        and noun.tag_ == "NN"
        and doc[after - 1].dep_ == "nummod"
        and governor.tag_ == "NNS"
        and 0 < governor.i - noun.i < 5
    ):
        noun, stop = governor, governor.i + 1  # "40 tax and fraud cases"
    if noun is None:
        return _bare(doc, first, after, bound_at)
    if noun.text in peoples() and noun.pos_ in ("PROPN", "ADJ", "NOUN"):
        state, reach = befell(doc, noun, stop, bound_at, person=True)
        return _made(doc, noun, "person", state, first, stop, reach)
    if noun.ent_type_ in ("DATE", "TIME") and noun.tag_ == "NN":
        return _bare(doc, first, after, bound_at)  # "rose 6,000 last week"
    if noun.tag_ == "NNP":
        return None  # "12 Harbour Street": a number in a name
    lemma = noun_lemma(noun.lemma_.lower(), noun.lower_)
    people = noun.lower_ in persons() or lemma in persons()
    state, reach = befell(doc, noun, stop, bound_at, people)
    done = state or deed(noun, people)
    if lemma == "life" and state is None and verb_before(doc, bound_at) in _HOLDS_LIVES:
        done = state = "killed"
    if lemma in states().nouns and state is None:
        state = states().nouns[lemma]
        return _made(doc, noun, "person" if state in states().people else lemma, state, first, stop, reach)
    if lemma in _TOLLS:
        return None
    head = "person" if (lemma in _PEOPLE and people) or lemma in ("other", "more") else lemma
    return _made(doc, noun, head, done, first, stop, reach)


def _made(doc: Doc, noun: Token, head: str, state: str | None, first: int, stop: int, reach: int) -> Counted:
    words = doc[_opening(doc, first, noun) : noun.i + 1].text
    subject = "people" if head == "person" and noun.text not in peoples() else words
    tail = max(stop, reach)
    where, of = _place(doc, stop if reach <= stop else reach), _of(doc, noun)
    subject = f"{subject} {state}" if state else subject
    return Counted(
        head,
        subject,
        _end(doc, tail),
        noun=noun,
        state=state,
        of=of,
        where=where,
        plain=stop - first <= 2,
        part=_partial(doc, first, noun),
    )


def _partial(doc: Doc, first: int, noun: Token) -> bool:
    """ "two of the boats", "three other boats": some of what is counted elsewhere."""
    between = [t.lower_ for t in doc[first + 1 : noun.i]]
    if "of" in between[:2] and any(w in _DETERMINERS for w in between):
        return True
    return any(w in ("other", "others", "more", "further", "additional") for w in (*between, noun.lower_))


def _opening(doc: Doc, first: int, noun: Token) -> int:
    """Where the words that describe the noun begin, after the number itself."""
    i = noun.i
    while i - 1 > first and (doc[i - 1].pos_ in ("ADJ", "NOUN", "PROPN") or doc[i - 1].tag_ in ("VBN", "VBG", "HYPH")):
        if doc[i - 1].like_num or doc[i - 1].lower_ in ("other", "more", "further", "additional", "separate"):
            break
        i -= 1
    return int(i)


def _end(doc: Doc, i: int) -> int:
    last = doc[i - 1]
    return int(last.idx) + len(last.text)


def _bare(doc: Doc, first: int, after: int, bound_at: int) -> Counted | None:
    """A number without a noun: "killed eight", "31 wounded", "some 3 million died", "the toll rose to 45"."""
    known = states()
    state, reach = befell_bare(doc, after, bound_at)
    if state is not None and state in known.people:
        return Counted(
            "person",
            f"people {state}",
            _end(doc, max(reach, after)),
            state=state,
            where=_place(doc, max(reach, after)),
        )
    tok = doc[after - 1]
    verb = tok.head
    if verb.pos_ == "ADP":
        verb = verb.head
    if verb.lemma_.lower() in _TOLL_VERBS or verb.lemma_.lower() in _TOLLS or verb.dep_ in ("ROOT", "ccomp", "conj"):
        holders = (
            [verb] if verb.lemma_.lower() in _TOLLS else [c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")]
        )
        for holder in holders:
            if (found := _toll(holder)) is not None:
                return Counted(found[0], found[1], _end(doc, after), state=found[2], where=_place(doc, after))
    return None


def _toll(noun: Token) -> tuple[str, str, str | None] | None:
    """Head, subject and state that "the death toll" or "the number of injured" stands for."""
    known = states()
    lemma = noun.lemma_.lower()
    if lemma not in _TOLLS:
        harm = known.nouns.get(lemma)
        return ("person", f"people {harm}", harm) if harm in known.people else None
    for word in noun.lefts:
        if word.lemma_.lower() in known.nouns:
            state = known.nouns[word.lemma_.lower()]
            return "person", f"people {state}", state
    for prep in noun.rights:
        if prep.lower_ == "of":
            for obj in prep.children:
                low = obj.lemma_.lower()
                harm = known.nouns.get(low) or known.adjectives.get(obj.lower_)
                if harm is not None:
                    return "person", f"people {harm}", harm
                if obj.pos_ in _NOUNS:
                    after = next((known.adjectives[c.lower_] for c in obj.rights if c.lower_ in known.adjectives), None)
                    people = obj.lower_ in persons() and low in _PEOPLE
                    name = "people" if people else obj.text
                    return ("person" if people else low), f"{name} {after}" if after else name, after
    if lemma == "toll":
        return "person", "people killed", "killed"
    return None


def _of(doc: Doc, noun: Token) -> str | None:
    for child in noun.rights:
        if child.lower_ in ("of", "from") and child.i == noun.i + 1:
            stop, head = _name_phrase(doc, child.i + 1)
            if head is not None:
                return str(doc[child.i + 1 : stop].text)
    return None


def _place(doc: Doc, at: int) -> str | None:
    """The place named in a phrase right after: "in the province", "across the border region"."""
    if at < len(doc) and doc[at].lower_ in _PLACED:
        stop, head = _name_phrase(doc, at + 1)
        if head is not None and head.ent_type_ not in ("DATE", "TIME") and head.pos_ in _NOUNS:
            return str(doc[at + 1 : stop].text)
    return None


def _name_phrase(doc: Doc, at: int) -> tuple[int, Token | None]:
    i = at
    while i < len(doc) and doc[i].lower_ in _DETERMINERS | {"a", "an"}:
        i += 1
    stop, head = phrase(doc, i)
    return stop, head
