"""The benches of reports together: which tell one story, which mentions are one event, which share passages."""

from __future__ import annotations

import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

from measure.parses import Parses
from measure.result import Measured, blocks_of
from measure.sources import data_name, rows, scorer
from stemma.collation.happenings import Telling, tellings, tellings_at
from stemma.collation.happenings.links import one_happening
from stemma.collation.similarity import Remembering, default_embedder
from stemma.gathering.clustering import stories
from stemma.gathering.passages import lies_in, quotations, shared_runs, words_of
from stemma.intake.text import report
from stemma.model import Report, Stretch
from stemma.reading.syntax import tree

COPIED = 0.5  # share of a report that one passage covers where it alone makes two reports a pair


def cluster(file: Path, shared: Path, parses: Parses) -> Measured:
    """Which reports tell one story: B-cubed and pairwise F1."""
    score = scorer(shared, "stories")
    docs = list(rows(file))
    reports = [_report(d) for d in docs]
    began = time.process_time()
    made = dict(zip((d["id"] for d in docs), stories(reports), strict=True))
    spent = time.process_time() - began
    gold = {d["id"]: d["story"] for d in docs}
    topics = {d["id"]: str(d["topic"]) for d in docs if d.get("topic") is not None}
    result = score.score_cluster(gold, made, topics if len(topics) == len(docs) else None)
    figures = {
        "B-cubed F1": result["bcubed"]["f1"] / 100,
        "pairwise F1": result["pairwise"]["f1"] / 100,
        "ARI": result["ari"] / 100,
    }
    if "within_topic" in result:
        figures["within topic F1"] = result["within_topic"]["f1"] / 100
    if any(r.published for r in reports):
        undated = stories([msgspec.structs.replace(r, published=None) for r in reports])
        result_undated = score.score_cluster(gold, dict(zip(gold, undated, strict=True)))
        figures["undated B-cubed F1"] = result_undated["bcubed"]["f1"] / 100
    by_gold, by_made = score.invert(gold), score.invert(made)
    units = []
    for story, members in sorted(by_gold.items()):
        both = [(len(members & by_made[made[i]]), len(by_made[made[i]])) for i in sorted(members)]
        n = len(members)
        units.append((story, (sum(b / of for b, of in both), n, sum(b for b, _ in both) / n, n)))
    also = {
        "reports": len(docs),
        "stories": result["stories"],
        "found": result["predicted"],
        "reports/s": len(docs) / spent,
    }
    return Measured("cluster", data_name(file), figures, also, {"B-cubed F1": blocks_of(units)})


def _report(row: Mapping[str, Any]) -> Report:
    names = ("id", "title", "url", "outlet", "published")
    return report(row["text"], **{name: row.get(name) for name in names})


def coref(file: Path, shared: Path, parses: Parses) -> Measured:
    """Which mentions of happenings are of one across reports: gold mentions and own ones, in stories found.

    The bench asks for every verb and noun that tells of anything, said or felt: for all ``happenings``, not for the
    few newsworthy events of a dossier.
    """
    score = scorer(shared, "stories")
    rows_ = list(rows(file))
    docs = parses.docs([d["text"] for d in rows_])
    began = time.process_time()
    default = default_embedder()
    embedder = Remembering(default) if default else None
    places = stories([_report(d) for d in rows_])
    trees = [tree(doc) for doc in docs]
    own = [tellings(t, d["id"]) for t, d in zip(trees, rows_, strict=True)]
    given = [tellings_at(t, _gold_spans(d), d["id"]) for t, d in zip(trees, rows_, strict=True)]
    figures: dict[str, float] = {}
    also: dict[str, float | str] = {"reports": len(rows_)}
    for label, told in (("gold mentions", given), ("own mentions", own)):
        linked = _chains(told, places, lambda of_story: one_happening(of_story, embedder))
        by_lemma = _chains(told, places, lambda of_story: [t.head for t in of_story])
        gold, made = _loaded(score, file, linked)
        result = score.score_coref(gold, made)
        figures[f"{label} CoNLL"] = result["conll"] / 100
        also[f"{label} same lemma CoNLL"] = score.score_coref(gold, _loaded(score, file, by_lemma)[1])["conll"] / 100
        if label == "own mentions":
            figures["mention F1"] = result["mentions"]["f1"] / 100
            also["mention precision"] = result["mentions"]["p"] / 100
            also["mention recall"] = result["mentions"]["r"] / 100
        else:
            figures["gold mentions B-cubed F1"] = result["bcubed"]["f1"] / 100
            figures["gold mentions, no singletons CoNLL"] = score.score_coref(gold, made, False)["conll"] / 100
    also["seconds after the parse"] = time.process_time() - began
    return Measured("coref", data_name(file), figures, also)


Chains = Mapping[tuple[str, int, int], str]


def _gold_spans(row: Mapping[str, Any]) -> list[tuple[int, int]]:
    return sorted((m["start"], m["end"]) for m in row["mentions"] if m["kind"] == "event" and m.get("eval", True))


def _chains(
    told: Sequence[Sequence[Telling]],
    places: Sequence[int],
    link: Callable[[Sequence[Telling]], Sequence[int | str]],
) -> Chains:
    """Each telling's chain: its story and its group there."""
    by_story: dict[int, list[Telling]] = defaultdict(list)
    for place, of_report in zip(places, told, strict=True):
        by_story[place] += of_report
    return {
        (t.report, t.start, t.end): f"{story}-{group}"
        for story, of_story in by_story.items()
        for t, group in zip(of_story, link(of_story), strict=True)
    }


def _loaded(score: ModuleType, file: Path, chains: Chains) -> tuple[dict[Any, Any], dict[Any, Any]]:
    """Gold and made chains by mention, as the scorer reads them from files."""
    mentions: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for (name, start, end), chain in chains.items():
        mentions[name].append({"start": start, "end": end, "chain": chain})
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.jsonl"
        made.write_text("".join(json.dumps({"id": i, "mentions": m}) + "\n" for i, m in mentions.items()))
        gold_chains, made_chains = score.load_coref(str(file), str(made))
    return gold_chains, made_chains


def reuse(file: Path, shared: Path, parses: Parses) -> Measured:
    """Which reports share passages of 12 words or more; the texts lie beside the pairs, in NAME-docs.jsonl.

    "Passages exact": of all that were to be found, those with the same offsets on both sides. "Part from quotes": of
    the pairs that share parts of their narration or only what both quote, those that are told for what they are.
    """
    score = scorer(shared, "stories")
    docs = list(rows(_texts_of(file)))
    began = time.process_time()
    words = [words_of(d["text"]) for d in docs]
    cover: dict[tuple[int, int], float] = defaultdict(float)
    passages: dict[tuple[int, int], list[dict[str, list[int]]]] = defaultdict(list)
    for run in shared_runs(words):
        a, b = words[run.a], words[run.b]
        longest = max(run.a_words / len(a.words), run.b_words / len(b.words))
        cover[run.a, run.b] = max(cover[run.a, run.b], longest)
        passages[run.a, run.b].append(
            {
                "a": [a.starts[run.a_from], a.ends[run.a_from + run.a_words - 1]],
                "b": [b.starts[run.b_from], b.ends[run.b_from + run.b_words - 1]],
            }
        )
    spent = time.process_time() - began
    made = [
        {"a": docs[a]["id"], "b": docs[b]["id"], "passages": found}
        for (a, b), found in sorted(passages.items())
        if len(found) > 1 or cover[a, b] >= COPIED
    ]
    gold = list(rows(file))
    whole = score.score_reuse(gold, made)
    copies = score.score_reuse(gold, made, {"duplicate", "copy"})
    every = {(docs[a]["id"], docs[b]["id"]): [(p["a"], p["b"]) for p in found] for (a, b), found in passages.items()}
    every |= {(b, a): [(p[1], p[0]) for p in found] for (a, b), found in every.items()}
    figures = {
        "passages exact": _exact(gold, every),
        "part from quotes": _part_from_quotes(gold, every, {d["id"]: d["text"] for d in docs}),
        "pairs F1": whole["pairs"]["f1"] / 100,
        "pairs recall": whole["pairs"]["r"] / 100,
        "copies F1": copies["pairs"]["f1"] / 100,
        "characters F1": whole.get("characters", {"f1": 0.0})["f1"] / 100,
    }
    also = {
        "reports": len(docs),
        "pairs wanted": whole["gold"],
        "pairs found": whole["predicted"],
        "reports/s": len(docs) / spent,
    }
    return Measured("reuse", data_name(file), figures, also)


Pairs = Mapping[tuple[str, str], Sequence[tuple[list[int], list[int]]]]
"""The shared passages of two reports by their ids, in both orders: start and end in each."""


def _exact(gold: Sequence[Mapping[str, Any]], made: Pairs) -> float:
    wanted = [((g["a"], g["b"]), (p["a"], p["b"])) for g in gold for p in g["passages"]]
    return sum(passage in made.get(ids, ()) for ids, passage in wanted) / len(wanted)


def _part_from_quotes(gold: Sequence[Mapping[str, Any]], made: Pairs, texts: Mapping[str, str]) -> float:
    """Two passages or more that mostly stand outside quotation marks in both reports are a part that both share."""
    doubtful = [g for g in gold if g["grade"] in ("part", "quotes")]
    marks = {i: quotations(texts[i]) for i in sorted({i for g in doubtful for i in (g["a"], g["b"])})}
    right = 0
    for g in doubtful:
        narrated = [
            (a, b)
            for a, b in made.get((g["a"], g["b"]), ())
            if not lies_in(Stretch(*a), marks[g["a"]]) and not lies_in(Stretch(*b), marks[g["b"]])
        ]
        right += ("part" if len(narrated) > 1 else "quotes") == g["grade"]
    return right / len(doubtful)


def _texts_of(file: Path) -> Path:
    """``x-docs.jsonl.gz`` beside ``x.jsonl.gz``. Raises FileNotFoundError where there is none."""
    stem = data_name(file)
    for suffix in (".jsonl.gz", ".jsonl"):
        beside = file.with_name(f"{stem}-docs{suffix}")
        if beside.is_file():
            return beside
    raise FileNotFoundError(f"{file}: its texts are missing; put {stem}-docs.jsonl beside it")
