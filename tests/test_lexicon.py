"""The lexicons: each loads, is well formed, says how to add an entry, and uses codes that exist."""

from __future__ import annotations

import re
from collections import Counter
from importlib import resources

import pytest
from babel import Locale

from stemma.lexicon import table, values

FOLDER = resources.files("stemma.lexicon")
NAMES = sorted(f.name.removesuffix(".tsv") for f in FOLDER.iterdir() if f.name.endswith(".tsv"))
KINDS = {
    ("sources", "kind"): {"agency", "broadcaster", "outlet", "platform"},
    ("sources", "state"): {"yes", "public", "no", ""},
    ("offices", "kind"): {"person", "group", "government", "organisation"},
    ("offices", "unique"): {"yes", ""},
    ("roles", "kind"): {"person", "group", "government", "organisation"},
    ("roles", "gender"): {"male", "female", "neuter", ""},
    ("honorifics", "gender"): {"male", "female", ""},
    ("honorifics", "kind"): {"honorific", "rank", "noble", "religious", "academic", "suffix"},
    ("name_heads", "where"): {"last", "first", "of"},
    ("name_heads", "kind"): {"organisation", "place"},
    ("loaded", "tone"): {"favourable", "unfavourable"},
    ("plover", "quad"): {"V-COOP", "M-COOP", "V-CONF", "M-CONF", ""},
}
NO_ISO_CODE = {"XKX", "CSK"}  # Kosovo, and a former state
CLOSED = {"plover", "wade_giles"}  # lists that nobody adds to
CODES = [("countries", "iso3"), *((name, "country") for name in ("sources", "places", "bodies", "groups"))]


def lines(name: str) -> list[str]:
    return (FOLDER / f"{name}.tsv").read_text("utf-8").splitlines()


def alpha3() -> set[str]:
    """All ISO 3166 alpha-3 codes that babel's data know."""
    from babel.core import get_global

    aliases = get_global("territory_aliases")
    known = {code for code in Locale("en").territories if len(code) == 2}
    return {old for old, new in aliases.items() if len(old) == 3 and old.isalpha() and set(new) <= known}


def test_there_are_lexicons() -> None:
    assert {"sources", "countries", "places", "offices", "cues", "events", "units"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_lexicon_loads_and_every_row_has_the_same_columns(name: str) -> None:
    rows = table(name)
    assert rows and len({tuple(r) for r in rows}) == 1
    assert all(column and column == column.strip() for column in rows[0])
    assert len(set(rows[0])) == len(rows[0])


@pytest.mark.parametrize("name", NAMES)
def test_a_lexicon_starts_with_what_it_is_and_how_to_add_to_it(name: str) -> None:
    head = []
    for line in lines(name):
        if not line.startswith("#"):
            break
        head.append(line)
    assert len(head) >= 2
    assert name in CLOSED or re.search(r"\badd\b", " ".join(head), re.I), "say how to add an entry"


@pytest.mark.parametrize("name", NAMES)
def test_a_lexicon_has_no_row_twice(name: str) -> None:
    twice = [row for row, n in Counter(tuple(r.values()) for r in table(name)).items() if n > 1]
    assert not twice


@pytest.mark.parametrize("name", NAMES)
def test_cells_are_clean(name: str) -> None:
    for row in table(name):
        for cell in row.values():
            assert "\ufffd" not in cell and "  " not in cell
            assert "||" not in cell and not cell.startswith("|"), cell


@pytest.mark.parametrize(("name", "column"), list(KINDS))
def test_kinds_come_from_closed_lists(name: str, column: str) -> None:
    assert {r[column] for r in table(name)} <= KINDS[name, column]


@pytest.mark.parametrize(("name", "column"), CODES)
def test_country_codes_exist(name: str, column: str) -> None:
    found = {code for r in table(name) for code in values(r[column])}
    assert found and not found - alpha3() - NO_ISO_CODE


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("sources", ("name", "names")),
        ("offices", ("title", "variants")),
        ("units", ("unit", "forms")),
        ("honorifics", ("word",)),
        ("loaded", ("word", "forms")),
        ("roles", ("noun",)),
    ],
)
def test_no_plain_form_stands_twice(name: str, columns: tuple[str, ...]) -> None:
    """A form in two rows would leave it to the order of the file which one is meant."""
    seen: Counter[str] = Counter()
    for row in table(name):
        forms = {v for column in columns for v in values(row[column]) if v not in values(row.get("ambiguous", ""))}
        seen.update(forms)
    assert not [form for form, n in seen.items() if n > 1]


def test_coordinates_are_on_the_globe() -> None:
    for row in table("places"):
        if row["lat"]:
            assert -90 <= float(row["lat"]) <= 90 and -180 <= float(row["lon"]) <= 180, row


def test_an_unknown_lexicon_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        table("no-such-lexicon")


@pytest.mark.parametrize(
    ("cell", "expected"), [("", ()), ("a", ("a",)), ("a|b c", ("a", "b c")), ("|a| |b|", ("a", "b"))]
)
def test_values_of_a_cell(cell: str, expected: tuple[str, ...]) -> None:
    assert values(cell) == expected
