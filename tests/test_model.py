"""The records: frozen, exact JSON in and out, ids from content; the contract is the one that was agreed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args, get_type_hints

import jsonschema
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import stemma.model as model
from stemma.editions.json import encode, schema
from stemma.model import Collation, Reading, Report, Span, Stretch, Witness, content_id, record_id

AGREED = Path(__file__).parents[2] / "shared" / "design" / "collation.schema.json"
RECORDS = sorted(
    name
    for name in model.__all__
    if isinstance(kind := getattr(model, name), type) and issubclass(kind, msgspec.Struct)
)


@pytest.mark.parametrize("name", RECORDS)
def test_every_record_is_frozen_and_says_what_it_is(name: str) -> None:
    kind = getattr(model, name)
    assert kind.__struct_config__.frozen
    assert kind.__doc__ and not kind.__doc__.startswith(f"{name}(")


@pytest.mark.parametrize("name", RECORDS)
def test_records_hold_no_lists_that_could_change(name: str) -> None:
    for field, kind in get_type_hints(getattr(model, name)).items():
        assert list not in {getattr(k, "__origin__", k) for k in (kind, *get_args(kind))}, field


def test_a_record_cannot_be_changed(reports: tuple[Report, ...]) -> None:
    with pytest.raises(AttributeError):
        reports[0].text = ""  # type: ignore[misc]


text = st.text(max_size=8)
# Any JSON value that comes back the same: no floats that JSON has no words for.
anything = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | text,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(text, inner, max_size=1),
    max_leaves=3,
)


def made(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a record's type, all its fields filled."""
    if kind is Any:
        return anything
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        hints = get_type_hints(kind)
        names = {f.name for f in msgspec.structs.fields(kind)}
        return st.builds(kind, **{n: made(t) for n, t in hints.items() if n in names})
    origin, inner = getattr(kind, "__origin__", None), get_args(kind)
    if origin is tuple and inner[-1] is Ellipsis:
        return st.lists(made(inner[0]), max_size=1).map(tuple)
    if origin is tuple:
        return st.tuples(*map(made, inner))
    if origin is dict:
        return st.dictionaries(text, made(inner[1]), max_size=1)
    if origin is not None and inner and not isinstance(inner[0], type) and str(origin) == "typing.Literal":
        return st.sampled_from(inner)
    if inner:
        return st.one_of(*map(made, inner))
    return {
        str: text,
        int: st.integers(-(2**53), 2**53),
        float: st.floats(allow_nan=False, allow_infinity=False),
        bool: st.booleans(),
        type(None): st.none(),
    }[kind]


@pytest.mark.parametrize("name", [n for n in RECORDS if n not in ("Record", "Collation", "Reading", "Witness")])
@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_json_comes_back_the_same(name: str, data: st.DataObject) -> None:
    kind = getattr(model, name)
    record = data.draw(made(kind))
    written = msgspec.json.encode(record)
    assert msgspec.json.decode(written, type=kind) == record
    assert msgspec.json.encode(msgspec.json.decode(written, type=kind)) == written


def test_readings_and_collations_come_back_the_same(witnesses: tuple[Witness, ...], collation: Collation) -> None:
    for w in witnesses:
        assert msgspec.json.decode(msgspec.json.encode(w.reading), type=Reading) == w.reading
    assert msgspec.json.decode(encode(collation), type=Collation) == collation


def test_a_collation_validates_against_the_contract(collation: Collation) -> None:
    jsonschema.validate(json.loads(encode(collation)), json.loads(schema()))


@pytest.mark.skipif(not AGREED.is_file(), reason="the agreed contract lies beside the project only where it is built")
def test_the_contract_is_the_agreed_one() -> None:
    assert json.loads(schema()) == json.loads(AGREED.read_text("utf-8"))


def test_what_the_contract_requires_is_always_written() -> None:
    """A required field has no default: omitting defaults must never omit it."""
    contract = json.loads(schema())
    for field in contract["required"]:
        assert field == "format" or field in {f.name for f in msgspec.structs.fields(Collation) if f.required}, field


@given(st.text(), st.integers(0, 30), st.integers(0, 30))
def test_a_stretch_gives_its_words(text: str, a: int, b: int) -> None:
    stretch = Stretch(min(a, b), max(a, b))
    assert stretch.of(text) == text[min(a, b) : max(a, b)]
    assert stretch.within(stretch) and stretch.overlap(stretch) == stretch.end - stretch.start


@given(*[st.integers(0, 9)] * 4)
def test_overlap_counts_what_two_stretches_share(a: int, b: int, c: int, d: int) -> None:
    one, two = Stretch(min(a, b), max(a, b)), Stretch(min(c, d), max(c, d))
    assert one.overlap(two) == two.overlap(one) == len(set(range(one.start, one.end)) & set(range(two.start, two.end)))


def test_ids_come_from_content() -> None:
    assert content_id("s", "abc", 1, 2) == content_id("s", "abc", 1, 2)
    assert len({content_id("s", "abc", 1, 2), content_id("s", "abc", 12), content_id("a", "abc", 1, 2)}) == 3
    assert content_id("s", "\ud83d").startswith("s") and len(content_id("s")) == 11


@given(st.lists(st.tuples(st.text(max_size=3), st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=5))
def test_a_record_id_does_not_depend_on_the_order_of_its_spans(spans: list[tuple[str, int, int]]) -> None:
    assert record_id("s", spans) == record_id("s", spans[::-1]) == record_id("s", [*spans, spans[0]])


def spans_in(value: Any) -> list[Span]:
    """All spans anywhere in a record."""
    if isinstance(value, Span):
        return [value]
    if isinstance(value, msgspec.Struct):
        return [s for f in msgspec.structs.fields(value) for s in spans_in(getattr(value, f.name))]
    if isinstance(value, tuple | list):
        return [s for item in value for s in spans_in(item)]
    return [s for item in value.values() for s in spans_in(item)] if isinstance(value, dict) else []


def test_every_span_quotes_its_report(collation: Collation) -> None:
    texts = {r.id: r.text or "" for r in collation.reports}
    found = spans_in(collation)
    assert len(found) > 50
    assert [s for s in found if texts[s.report][s.start : s.end] != s.text] == []
