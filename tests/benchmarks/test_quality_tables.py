"""Tables of figures: facet by story, bench by file."""

from measure.result import Measured
from measure.stories import means
from measure.tables import as_json, benches, facets, table

DIKE = Measured("collation", "dike", {"actors": 0.5, "mean of the heart": 0.2, "mean F1": 0.4}, {"reports": 5})
FERRY = Measured("collation", "ferry", {"actors": 0.7, "figures": 0.9, "mean of the heart": 0.4, "mean F1": 0.8})


def test_the_mean_is_over_the_stories_that_have_the_facet():
    found = means([DIKE, FERRY])
    assert [round(v, 3) for v in found.values()] == [0.6, 0.9, 0.3, 0.6]
    assert list(found) == ["actors", "figures", "mean of the heart", "mean F1"]


def test_facets_stand_in_rows_and_stories_in_columns():
    lines = facets([DIKE, FERRY], {"first": [DIKE], "all": [DIKE, FERRY]}).splitlines()
    assert lines[0].split() == ["facet", "(F1)", "dike", "ferry", "first", "all"]
    assert lines[2].split() == ["actors", "0.500", "0.700", "0.500", "0.600"]
    assert lines[3].split() == ["figures", "0.900", "0.900"]
    assert lines[-1].split() == ["reports", "5"]


def test_a_bench_is_named_once_and_its_sizes_are_set_in():
    lines = benches([Measured("times", "dev", {"value F1": 0.781, "relaxed F1": 0.9}, {"documents": 54})]).splitlines()
    assert lines[2].split() == ["times", "dev", "value", "F1", "0.781"]
    assert lines[3].split() == ["relaxed", "F1", "0.900"]
    assert lines[4].split() == ["documents", "54"]


def test_columns_are_as_wide_as_their_widest_cell():
    lines = table(["what", "n"], [["one", 1], ["a longer name", 12345], ["none", None]]).splitlines()
    assert lines[2] == "one                 1"
    assert lines[3] == "a longer name  12,345"
    assert lines[4] == "none"


def test_figures_have_full_names_for_the_floors():
    assert list(FERRY.named()) == [
        "collation/ferry/actors",
        "collation/ferry/figures",
        "collation/ferry/mean of the heart",
        "collation/ferry/mean F1",
    ]
    assert as_json([DIKE])[0]["also"] == {"reports": 5}
