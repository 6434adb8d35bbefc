"""The event lexicon at work: which words of a parse tell of an event, and which row of ``events.tsv`` each fulfils.

Flags of a row beside those that the lexicon's head explains:
  will          a promise: the deed promised decides between AGREE and THREATEN
  actors        both sides must be people, bodies or countries
  official      the one who does it must hold an office or be a country or body
  casualty      dead or wounded people; in a disaster no assault
  disaster      the subject names the event, so the two are one mention
  plural        only in the plural ("talks", not "his talk")
  nounweak      counts only with an article, an owner or a party ("a 2005 peace deal")
  people        the subject must be people or a place full of them
  actorish      the one acted upon must be known ("released two prisoners", not "released a film")
  destroy       a deed only where somebody is told to have done it; otherwise damage
  passive       only in the passive ("was caught")
  pass          no event of its own; its complement may be one
  bench         too common for a collation; only coded where a sentence must have a code
"""

from __future__ import annotations

import functools

import msgspec

from stemma.lexicon import table
from stemma.reading.syntax import Frame, Tree, clause


class Row(msgspec.Struct, frozen=True, gc=False):
    """A row of the lexicon for one trigger, its cells made ready to compare."""

    words: tuple[str, ...]
    pos: str
    subject: frozenset[str]
    object: frozenset[str]
    object_kind: str
    with_: tuple[tuple[str, frozenset[str]], ...]
    optional: bool
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    recip: bool
    flags: frozenset[str]
    order: int


class Hit(msgspec.Struct, frozen=True, gc=False):
    """A word of the text that a row of the lexicon fits; ``frame`` are the parties where it is a verb.

    ``noun`` is the object that names the event of a light verb, or the subject that names a disaster.
    """

    token: int
    row: Row
    frame: Frame
    noun: int | None = None


_INFINITIVES = frozenset({"that", "to", "for"})  # may stand inside the clause that depends on the word


@functools.cache
def lexicon() -> dict[tuple[str, str], tuple[Row, ...]]:
    """Rows by (deciding lemma, part of speech): a verb's first word, a noun's last."""
    classes = {r["class"]: tuple(r["words"].split("|")) for r in table("event-classes")}

    def words(cell: str) -> frozenset[str]:
        found: list[str] = []
        for part in cell.split("|"):
            found += classes[part[1:]] if part.startswith("@") else [part] if part else []
        return frozenset(found)

    rows: dict[tuple[str, str], list[Row]] = {}
    for order, r in enumerate(table("events")):
        choices = []
        for choice in r["with"].split("|"):
            preposition, _, behind = choice.partition("@")
            if preposition:
                choices.append((preposition, words("@" + behind if behind in classes else behind)))
        kind = r["object"] if r["object"] in ("*", "-") else ""
        for trigger in r["trigger"].split("|"):
            parts = tuple(trigger.split())
            row = Row(
                words=parts,
                pos=r["pos"],
                subject=words(r["subject"]),
                object=frozenset() if kind else words(r["object"]),
                object_kind=kind,
                with_=tuple(choices),
                optional=not choices or "" in r["with"].split("|"),
                type=r["type"],
                mode=r["mode"] or None,
                contexts=tuple(c for c in r["contexts"].split("|") if c),
                recip=r["roles"] == "recip",
                flags=frozenset(f for f in r["flags"].split("|") if f),
                order=order,
            )
            rows.setdefault((parts[0] if r["pos"] != "n" else parts[-1], r["pos"]), []).append(row)
    return {key: tuple(found) for key, found in rows.items()}


def hits(t: Tree) -> list[Hit]:
    """Every word that a row fits, in the order of the text; of several rows the most exact one."""
    known = lexicon()
    found = []
    fixed: set[int] = set()  # nouns that are part of a trigger: no fire breaks out where somebody "opened fire"
    for i, pos in enumerate(t.pos):
        if pos == "VERB" or (pos == "AUX" and t.dep[i] not in ("aux", "auxpass")):
            rows = known.get((t.lemma[i], "v"))
            if rows and t.dep[i] not in ("amod", "aux", "compound"):
                frame = clause(t, i)
                hit = _best(t, i, rows, frame)
                if hit:
                    found.append(hit)
                    if len(hit.row.words) > 1:
                        fixed.update(k for k in _near(t, i) if t.lemma[k] in hit.row.words[1:])
        elif pos in ("NOUN", "PROPN"):
            rows = known.get((t.lemma[i], "n"))
            if rows and t.dep[i] not in ("compound", "amod", "nmod") and t.entity[i] not in ("DATE", "TIME"):
                hit = _best_noun(t, i, rows)
                if hit:
                    found.append(hit)
        elif pos == "ADJ" and t.dep[i] in ("acomp", "conj", "oprd"):
            rows = known.get((t.lemma[i], "a"))
            if rows:
                frame = clause(t, t.head[i])
                hit = _best(t, i, rows, msgspec.structs.replace(frame, control=_control(t, i)))
                if hit:
                    found.append(hit)
    return [h for h in found if h.token not in fixed] if fixed else found


def _control(t: Tree, i: int) -> int | None:
    return next((k for k in t.kids[i] if t.dep[k] in ("xcomp", "ccomp", "prep")), None)


def _best(t: Tree, i: int, rows: tuple[Row, ...], frame: Frame) -> Hit | None:
    best, best_score = None, -1.0
    told = _told(t, i, frame)
    for row in rows:
        score = _fit(t, i, row, frame, told)
        if score is not None and score > best_score:
            best, best_score = row, score
    if best is None:
        return None
    noun = None
    if "light" in best.flags:
        noun = next((o for o in frame.objects if t.lemma[o] in best.object), None)
        noun = noun or next((o for p, o in frame.prepositions if t.lemma[o] in best.object), None)
    elif "disaster" in best.flags:
        noun = next((s for s in frame.subjects if t.lemma[s] in best.subject), None)
    return Hit(i, best, frame, noun)


class _Told(msgspec.Struct, frozen=True, gc=False):
    """What the rows for one word ask of its clause, looked up once: lemmas of the sides and words beside it."""

    near: set[str]
    subjects: set[str]
    objects: set[str]
    links: set[str]


def _told(t: Tree, i: int, frame: Frame) -> _Told:
    near = _near(t, i)
    objects = _lemmas(t, frame.objects)
    # "Named her", and "named her minister", "became a republic".
    objects.update([t.lemma[k] for k in t.kids[i] if t.dep[k] in ("oprd", "attr")])
    links = {t.lower[k] for k in t.kids[i]}
    for o in frame.objects:
        links.update([t.lower[k] for k in t.kids[o]])
    return _Told(
        {t.lower[k] for k in near}.union([t.lemma[k] for k in near]), _lemmas(t, frame.subjects), objects, links
    )


def _lemmas(t: Tree, tokens: tuple[int, ...]) -> set[str]:
    """Of each token and of what it counts or holds: "thousands of troops", "tons of food"."""
    found = {t.lemma[o] for o in tokens}
    for o in tokens:
        for k in t.kids[o]:
            if t.lower[k] == "of":
                found.update([t.lemma[x] for x in t.kids[k]])
            if t.dep[k] in ("compound", "conj", "appos"):
                found.add(t.lemma[k])
    return found


def _fit(t: Tree, i: int, row: Row, frame: Frame, told: _Told) -> float | None:
    """How exactly the clause fulfils the row; None where a condition fails."""
    score = 0.0
    if len(row.words) > 1:
        if not told.near.issuperset(row.words[1:]) or ("in" in row.words and _governs(t, i)):
            return None
        score += 3 * (len(row.words) - 1)
    if row.subject:
        if row.subject.isdisjoint(told.subjects):
            return None
        score += 2
    if row.object:
        if row.object.isdisjoint(told.objects):
            return None
        score += 2
    elif row.object_kind:
        if bool(frame.objects) != (row.object_kind == "*"):
            return None
        score += 0.5
    if "passive" in row.flags and not frame.passive:
        return None
    if row.with_:
        reached = 0.0
        for word, behind in row.with_:
            if word in told.links or word in _INFINITIVES:
                reached = max(reached, _reached(t, i, frame, word, behind))
        if not reached and not row.optional:
            return None
        score += reached
    return score


def _governs(t: Tree, i: int) -> bool:
    """ "Gave it in May" is no giving in: the word has an object of its own."""
    return not any(t.lower[k] == "in" and t.dep[k] in ("prt", "advmod", "prep") and not t.kids[k] for k in t.kids[i])


def _near(t: Tree, i: int) -> list[int]:
    return [k for k in t.kids[i] if k - i < 8] + [x for k in t.kids[i] if t.dep[k] == "prep" for x in t.kids[k]]


def _names(t: Tree, o: int, words: frozenset[str]) -> bool:
    """A count or a container stands before the thing itself: "thousands of troops", "tons of food"."""
    for k in t.kids[o]:
        if t.lower[k] == "of" and any(t.lemma[x] in words for x in t.kids[k]):
            return True
        if t.dep[k] in ("compound", "conj", "appos") and t.lemma[k] in words:
            return True
    return False


def _reached(t: Tree, i: int, frame: Frame, word: str, behind: frozenset[str]) -> float:
    if word == "that":
        return 1.0 if frame.control is not None and t.dep[frame.control] == "ccomp" else 0.0
    if word == "to" and not behind and frame.control is not None and t.dep[frame.control] == "xcomp":
        return 1.0
    marks = t.kids[frame.control] if word == "for" and not behind and frame.control is not None else ()
    if any(t.dep[k] == "mark" and t.lower[k] == "for" for k in marks):
        return 1.0  # "called for the minister to resign"
    for k in t.kids[i]:
        if t.lower[k] == word and t.dep[k] in ("prep", "prt", "dative", "agent", "advmod"):
            if not behind:
                if not any(t.entity[x] in ("DATE", "TIME") for x in t.kids[k]):
                    return 1.0  # "called on them", not "called on Friday"
                continue
            if any(t.lemma[x] in behind or _names(t, x, behind) for x in t.kids[k]):
                return 2.5
    if frame.objects:
        for o in frame.objects:
            for k in t.kids[o]:
                if (
                    t.lower[k] == word
                    and t.dep[k] == "prep"
                    and (not behind or any(t.lemma[x] in behind for x in t.kids[k]))
                ):
                    return 0.8 if not behind else 2.0
    return 0.0


def _best_noun(t: Tree, i: int, rows: tuple[Row, ...]) -> Hit | None:
    best, best_score = None, -1.0
    for row in rows:
        score = _fit_noun(t, i, row)
        if score is not None and score > best_score:
            best, best_score = row, score
    return Hit(i, best, Frame()) if best else None


def _fit_noun(t: Tree, i: int, row: Row) -> float | None:
    score = 0.0
    if len(row.words) > 1:
        before = tuple(t.lemma[max(0, i - len(row.words) + 1) : i])
        if before != row.words[:-1]:
            return None
        score += 3
    if row.subject:
        if not any(t.dep[k] in ("compound", "amod", "poss", "nmod") and t.lemma[k] in row.subject for k in t.kids[i]):
            return None
        score += 2
    behind = [(t.lower[k], x) for k in t.kids[i] if t.dep[k] == "prep" for x in t.kids[k] if t.dep[x] == "pobj"]
    if row.object:
        modifiers = [k for k in t.kids[i] if t.dep[k] in ("compound", "poss", "amod")]
        if not any(t.lemma[x] in row.object for x in [*modifiers, *(x for _, x in behind)]):
            return None
        score += 2
    if row.with_:
        infinitive = any(t.dep[k] in ("acl", "relcl") and t.tag[k] == "VB" for k in t.kids[i])
        met = any(
            (word == p and (not allowed or t.lemma[x] in allowed)) or (word == "to" and infinitive)
            for word, allowed in row.with_
            for p, x in behind or [("", i)]
        )
        if not met and not row.optional:
            return None
        score += 1 if met else 0
    if "plural" in row.flags and t.tag[i] not in ("NNS", "NNPS"):
        return None
    return score
