"""Which event mentions are linked, by what their tellings say."""

from __future__ import annotations

from stemma.collation.events.links import coreferent
from stemma.collation.events.pairs import Told
from stemma.collation.events.wars import War


def told(report: str, lemma: str, type_: str, mode: str | None, words: str, **more: object) -> Told:
    return Told(report, 0, lemma, type_, mode, frozenset(words.split()), **more)  # type: ignore[arg-type]


def test_mentions_without_party_day_and_place_are_one_where_they_say_the_same() -> None:
    first = told("a", "move", "AID", "rescue", "12000 people moved out villages river", bare=True)
    second = told("b", "move", "AID", "rescue", "21000 people moved out villages river", bare=True)
    other = told("c", "move", "AID", "rescue", "patients taken hospital hill", bare=True)
    groups, _ = coreferent([first, second, other])
    assert [0, 1] in groups


def test_one_mode_under_two_types_may_be_one_event() -> None:
    truce = told("a", "truce", "AGREE", "ceasefire", "truce reached", parties=frozenset({"p", "q"}), day="2031-05-03")
    silence = told("b", "ceasefire", "RETREAT", "ceasefire", "ceasefire began", parties=frozenset({"p", "q"}))
    assert coreferent([truce, silence], story_day="2031-05-03")[0] == [[0, 1]]


def test_deeds_of_no_known_kind_are_one_only_by_the_same_word() -> None:
    sent = told("a", "send", "OTHER", None, "divers port", day="2031-05-03", place="tyre")
    died = told("b", "die", "OTHER", "death", "divers port", day="2031-05-03", place="tyre")
    again = told("c", "send", "OTHER", None, "divers port", day="2031-05-03", place="tyre")
    assert coreferent([sent, died, again], story_day="2031-05-03")[0] == [[0, 2], [1]]


def test_a_back_reference_does_not_tie_events_of_two_days() -> None:
    first = told("a", "attack", "ASSAULT", None, "gate", day="2031-05-03")
    bare = Told("a", 1, "attack", "ASSAULT", None, frozenset({"port"}), bare=True)
    second = Told("a", 2, "attack", "ASSAULT", None, frozenset({"port"}), day="2031-05-04")
    groups, _ = coreferent([first, bare, second])
    assert not any({0, 2} <= set(group) for group in groups)


def test_a_charge_is_not_the_conviction() -> None:
    charged = told("a", "charge", "ACCUSE", "legal", "murder deputy ansel", parties=frozenset({"p"}))
    convicted = told("b", "convict", "ACCUSE", "legal", "murder deputy ansel", parties=frozenset({"p"}))
    indicted = told("c", "indict", "ACCUSE", "legal", "murder deputy ansel", parties=frozenset({"p"}))
    assert coreferent([charged, convicted, indicted])[0] == [[0, 2], [1]]


def test_one_robbery_is_none_of_a_spate() -> None:
    one = told("a", "robbery", "OTHER", "crime", "jewel robbery ansel", place="ansel")
    many = told("b", "robbery", "OTHER", "crime", "jewel robbery ansel", place="ansel", several=True)
    assert coreferent([one, many])[0] == [[0], [1]]


def test_earthquakes_of_very_different_strength_stay_apart() -> None:
    small = told("a", "earthquake", "OTHER", "earthquake", "coast", day="2031-05", strength=5.9)
    near = told("b", "earthquake", "OTHER", "earthquake", "coast", day="2031-05", strength=6.2)
    great = told("c", "earthquake", "OTHER", "earthquake", "coast", day="2031-05", strength=8.1)
    assert coreferent([small, near, great])[0] == [[0, 1], [2]]


def test_undated_news_is_no_reference_to_what_was_long_ago() -> None:
    old = told("a", "kill", "OTHER", "death", "thousands", day="2019", around="2031-05-03")
    again = told("b", "kill", "OTHER", "death", "thousands", day="2019", around="2031-05-03")
    news = told("c", "kill", "OTHER", "death", "three", bare=True, around="2031-05-03")
    assert coreferent([old, again, news])[0] == [[0, 1], [2]]


def test_charges_against_two_people_are_two_events() -> None:
    one = told("a", "charge", "ACCUSE", "legal", "counts murder", befell=frozenset({"p"}), parties=frozenset({"p"}))
    again = told("b", "charge", "ACCUSE", "legal", "counts murder", befell=frozenset({"p"}), parties=frozenset({"p"}))
    other = told("b", "charge", "ACCUSE", "legal", "counts murder", befell=frozenset({"q"}), parties=frozenset({"q"}))
    assert coreferent([one, again, other])[0] == [[0, 1], [2]]


def test_a_war_with_a_name_of_its_own_is_not_the_fighting_told_of_before() -> None:
    fighting = told("a", "fighting", "ASSAULT", "fight", "fighting tyre", place="tyre")
    another = Told("a", 1, "war", "ASSAULT", "fight", frozenset({"civil", "war"}), bare=True)
    the_war = Told("a", 2, "war", "ASSAULT", "fight", frozenset({"war"}), bare=True)
    assert coreferent([fighting, another])[0] == [[0], [1]]
    assert coreferent([fighting, the_war])[0] == [[0, 1]]


QUAKE = dict(type_="OTHER", mode="earthquake", words="strong quake coast islands", background=True)


def test_two_months_side_by_side_may_be_a_slip_where_the_place_is_one() -> None:
    april = told("a", "quake", **QUAKE, day="2030-04", place="tyre", exact=True)  # type: ignore[arg-type]
    may = told("b", "quake", **QUAKE, day="2030-05", place="tyre", exact=True)  # type: ignore[arg-type]
    july = told("c", "quake", **QUAKE, day="2030-07", place="tyre", exact=True)  # type: ignore[arg-type]
    elsewhere = told("d", "quake", **QUAKE, day="2030-05", place="sidon", exact=True)  # type: ignore[arg-type]
    groups, _ = coreferent([april, may, july, elsewhere])
    assert sorted(groups) == [[0, 1], [2], [3]]


def test_a_slip_holds_for_what_else_both_reports_date_so() -> None:
    april = told("a", "quake", **QUAKE, day="2030-04", place="tyre", exact=True)  # type: ignore[arg-type]
    may = told("b", "quake", **QUAKE, day="2030-05", place="tyre", exact=True)  # type: ignore[arg-type]
    alarm = Told("a", 9, "alert", "OTHER", "alert", frozenset({"wide", "alert"}), day="2030-04")
    warning = Told("b", 9, "alert", "OTHER", "alert", frozenset({"coast", "alert"}), day="2030-05")
    assert sorted(coreferent([april, may, alarm, warning])[0]) == [[0, 1], [2, 3]]
    assert sorted(coreferent([alarm, warning])[0]) == [[0], [1]]


def war(report: str, words: str, years: float | None = None, **more: object) -> Told:
    length = War(years) if years else None
    return told(report, "war", "ASSAULT", "fight", words, war=length, **more)


def test_long_wars_are_one_and_not_the_fighting_of_today() -> None:
    decades = war("a", "decades war north south", 20.0)
    fifty = war("b", "civil war fifty years", 50.0)
    today = war("c", "army fighting rebels", 0.5, parties=frozenset({"p"}))
    undated = war("d", "army fighting rebels hills", parties=frozenset({"p"}))
    assert sorted(coreferent([decades, fifty, today, undated])[0]) == [[0, 1], [2, 3]]


def test_a_war_that_could_come_is_no_war() -> None:
    fought = war("a", "war", bare=True)
    feared = war("b", "war", bare=True, indefinite=True)
    assert sorted(coreferent([fought, feared])[0]) == [[0], [1]]


def test_the_one_deed_of_a_day_is_one_by_other_words_of_its_meaning() -> None:
    heist = told("a", "heist", "OTHER", "crime", "heist jeweller quay", day="2031-05-03")
    stolen = told("b", "steal", "OTHER", "crime", "rings stolen window", day="2031-05-03")
    fraud = told("c", "defraud", "OTHER", "crime", "clerk defrauded bank", day="2031-05-03")
    before = told("d", "robbery", "OTHER", "crime", "robbery hotel", day="2030-07")
    assert sorted(coreferent([heist, stolen, fraud, before], story_day="2031-05-03")[0]) == [[0, 1], [2], [3]]


def test_bare_mentions_do_not_keep_apart_what_says_more() -> None:
    first = told("a", "strike", "PROTEST", "strike", "general strike pay")
    bare = [told(r, "strike", "PROTEST", "strike", "strike", bare=True) for r in "bc"]
    second = told("d", "strike", "PROTEST", "strike", "general strike wages pay cuts")
    assert coreferent([first, *bare, second])[0] == [[0, 1, 2, 3]]
