"""The benches of reports together: which tell one story, which mentions are one event, which share passages."""

from __future__ import annotations

import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

import msgspec
from spacy.tokens import Doc, Token

from measure.parses import Given, Parses
from measure.result import Measured, blocks_of
from measure.sources import data_name, rows, scorer
from stemma.collation.actors import actors as cast_of
from stemma.collation.dates import bound_times, publication_days
from stemma.collation.events import events as events_of
from stemma.gathering.clustering import stories
from stemma.gathering.passages import shared_runs, words_of
from stemma.intake.text import report
from stemma.lexicon import table
from stemma.model import Argument, EventMention, Reading, Report, Stretch, Witness
from stemma.reading.frames import hits
from stemma.reading.modality import codings
from stemma.reading.read import read
from stemma.reading.syntax import tree

COPIED = 0.5  # share of a report that one passage covers where it alone makes two reports a pair
PLOVER = frozenset(row["type"] for row in table("plover"))


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
    """Which event mentions tell of one event across reports: gold mentions and own ones, in stories found."""
    score = scorer(shared, "stories")
    rows_ = list(rows(file))
    texts = [d["text"] for d in rows_]
    docs = parses.docs(texts)
    parser = Given(texts, docs)
    began = time.process_time()
    reports = [_report(d) for d in rows_]
    own = [Witness(r, read(r, parser)) for r in reports]  # type: ignore[arg-type]
    told = [
        Witness(w.report, msgspec.structs.replace(w.reading, events=_gold_events(d, doc, w.reading)))
        for w, d, doc in zip(own, rows_, docs, strict=True)
    ]
    places = stories(reports)
    figures: dict[str, float] = {}
    also: dict[str, float | str] = {"reports": len(rows_)}
    for label, witnesses in (("gold mentions", told), ("own mentions", own)):
        linked, by_lemma = _chains(witnesses, places), _by_lemma(witnesses, places)
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


def _gold_events(row: dict[str, Any], doc: Doc, reading: Reading) -> tuple[EventMention, ...]:
    """An event mention for each gold one: the reading's own where it stands there, else its lemma and lexicon type."""
    by_token: dict[int, tuple[str, str | None]] = {}
    t = tree(doc)
    for coding in codings(t, hits(t)):
        if coding.type in PLOVER:
            by_token.setdefault(doc[coding.hit.token].idx, (coding.type, coding.hit.row.mode))
    made = []
    for m in sorted(
        (m for m in row["mentions"] if m["kind"] == "event" and m.get("eval", True)),
        key=lambda m: (m["start"], m["end"]),
    ):
        here = Stretch(m["start"], m["end"])
        known = next((e for e in reading.events if e.trigger.start < here.end and here.start < e.trigger.end), None)
        if known:
            made.append(msgspec.structs.replace(known, trigger=here))
            continue
        span = doc.char_span(here.start, here.end, alignment_mode="expand")
        head = span.root if span is not None else None
        if head is None:
            lemma = m["text"].lower()
            made.append(EventMention(span=here, trigger=here, lemma=lemma, type="OTHER", mode=lemma))
            continue
        # A word outside the lexicon is an event of its own kind; in a collation every OTHER has a mode as well.
        type_, mode = by_token.get(head.idx, ("OTHER", head.lemma_.lower()))
        sentence = Stretch(head.sent.start_char, head.sent.end_char)
        when = [k for k, x in enumerate(reading.times) if sentence.start <= x.span.start < sentence.end]
        made.append(
            EventMention(
                span=Stretch(doc[head.left_edge.i].idx, head.right_edge.idx + len(head.right_edge)),
                trigger=here,
                lemma=head.lemma_.lower(),
                type=type_,
                mode=mode,
                arguments=_arguments(head, reading),
                time=when[0] if len(when) == 1 else None,
            )
        )
    return tuple(made)


def _arguments(head: Token, reading: Reading) -> tuple[Argument, ...]:
    """Subject, object and owner of a word that the lexicon does not know, where they are mentions."""
    found = []
    behind = [k for c in head.children if c.dep_ in ("agent", "prep") for k in c.children if k.dep_ == "pobj"]
    for kid in [*head.children, *behind]:
        if kid.dep_ not in ("nsubj", "nsubjpass", "dobj", "poss", "pobj", "compound"):
            continue
        role: Literal["actor", "recipient"] = "actor" if kid.dep_ in ("nsubj", "poss") else "recipient"
        for index, mention in enumerate(reading.mentions):
            if mention.span.start <= kid.idx < mention.span.end:
                found.append(Argument(span=mention.span, role=role, mention=index))
                break
    return tuple(found)


def _chains(witnesses: Sequence[Witness], places: Sequence[int]) -> Chains:
    chains: dict[tuple[str, int, int], str] = {}
    for story in sorted(set(places)):
        members = sorted((w for w, p in zip(witnesses, places, strict=True) if p == story), key=lambda w: w.report.id)
        bound = bound_times(members, publication_days(members))
        for n, event in enumerate(events_of(members, cast_of(members), bound)):
            for m in event.mentions:
                if m.trigger is not None:
                    chains[m.report, m.trigger.start, m.trigger.end] = f"{story}-{n}"
    return chains


def _by_lemma(witnesses: Sequence[Witness], places: Sequence[int]) -> Chains:
    """The baseline: the same head lemma in one story is one event."""
    return {
        (w.report.id, e.trigger.start, e.trigger.end): f"{story}-{e.lemma}"
        for w, story in zip(witnesses, places, strict=True)
        for e in w.reading.events
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
    """Which reports share passages of 12 words or more; the texts lie beside the pairs, in NAME-docs.jsonl."""
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
    figures = {
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


def _texts_of(file: Path) -> Path:
    """``x-docs.jsonl.gz`` beside ``x.jsonl.gz``. Raises FileNotFoundError where there is none."""
    stem = data_name(file)
    for suffix in (".jsonl.gz", ".jsonl"):
        beside = file.with_name(f"{stem}-docs{suffix}")
        if beside.is_file():
            return beside
    raise FileNotFoundError(f"{file}: its texts are missing; put {stem}-docs.jsonl beside it")
