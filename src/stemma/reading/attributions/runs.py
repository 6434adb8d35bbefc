"""Runs of tokens, half-open pairs of token indices: a subtree, a cue's own clause, a content without that clause."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

Run = tuple[int, int]

RELATIVES = frozenset(("who", "whom", "which", "that", "whose"))
# A clause behind one of these, set off by a comma, is the reporter's rather than the speaker's.
_REPORTERS_MARKS = frozenset(("as", "while", "although", "though", "whereas", "after", "before", "when", "since"))


def content_of(root: Token, cue: Token) -> list[Run]:
    """The subtree of a content's root as runs of tokens, less the cue's clause and words that only link."""
    first, end = shown(root)
    if first <= cue.i < end:
        runs = [r for r in less([(first, end)], clause_run(cue, root)) if not _only_relative(cue, r)]
        return [r for r in runs if r[0] < cue.i or not reporters_own(cue, r)]
    return [_less_reporter(root, (first, end))]


def _less_reporter(root: Token, run: Run) -> Run:
    """Ends the content before a clause that hangs on it loosely and is the reporter's: ", while others ..."."""
    for kid in root.children:
        if kid.i > root.i and kid.dep_ == "advcl":
            first = kid.left_edge
            after_comma = first.i > 0 and first.nbor(-1).lower_ == ","
            if first.lower_ in _REPORTERS_MARKS and after_comma and kid.right_edge.i + 1 == run[1]:
                return run[0], first.i
    return run


def reporters_own(cue: Token, run: Run) -> bool:
    """Is what follows an interrupting cue the reporter's: "..., she said, as the crowd cheered"?"""
    doc = cue.doc
    first = next((i for i in range(*run) if not doc[i].is_punct), run[0])
    meanwhile = doc[first].head
    told = meanwhile.dep_ == "advcl" and meanwhile.tag_ == "VBD" and meanwhile.i < run[1]
    return doc[first].lower_ == "as" and bool(told)


def _only_relative(cue: Token, run: Run) -> bool:
    return run[1] - run[0] == 1 and cue.doc[run[0]].lower_ in RELATIVES


def shown(token: Token) -> Run:
    """The run of a token's subtree."""
    return token.left_edge.i, token.right_edge.i + 1


def hull(tokens: Iterable[Token]) -> Run:
    """The run from the first to the last of the tokens' subtrees."""
    runs = [shown(t) for t in tokens]
    return min(r[0] for r in runs), max(r[1] for r in runs)


def less(runs: list[Run], cut: Run) -> list[Run]:
    """The runs without what lies in ``cut``."""
    out = []
    for first, end in runs:
        if cut[1] <= first or end <= cut[0]:
            out.append((first, end))
            continue
        if first < cut[0]:
            out.append((first, cut[0]))
        if cut[1] < end:
            out.append((cut[1], end))
    return out


def clause_run(verb: Token, content: Token | None = None) -> Run:
    """The cue's own clause: the verb with its subject, auxiliaries, addressee and adverbials, less the content."""
    first, end = verb.i, verb.i + 1
    for kid in verb.children:
        if kid.dep_ in ("ccomp", "conj", "cc", "parataxis", "punct") or (content is not None and kid.i == content.i):
            continue
        low, high = kid.left_edge.i, kid.right_edge.i + 1
        if content is not None and low <= content.i < high:
            continue
        first, end = min(first, low), max(end, high)
    return first, end
