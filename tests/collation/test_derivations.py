"""Who rests on whom."""

from __future__ import annotations

from collections.abc import Callable

from stemma.model import Collation, Derivation

Collated = Callable[..., Collation]

LINES = """Harbour workers in Port Ansel left their cranes on Sunday after the night allowance had been cut by a third.
Fourteen ships with fruit and grain lay outside the breakwater, and the pilots stayed in their boats at the quay.
The town council met behind closed doors until the early morning and sent a letter to the owners of the cranes.
Families stood with soup and bread at the gates while the police watched from the far side of the square.
"""
OWN = """A different view of the week: fish buyers from the villages found the market hall shut and drove home.
The bakery on the hill sold out before nine and its owner spoke of the best Sunday in twenty years of trade.
"""
A, B = {"outlet": "Ansel Beacon"}, {"outlet": "Dune Courier"}


def between(collation: Collation) -> list[Derivation]:
    """The derivations from one report to another."""
    ids = {r.id for r in collation.reports}
    return [d for d in collation.derivations if d.from_ in ids]


def test_a_silent_copy_points_to_the_earlier_report(collated: Collated) -> None:
    found = collated((LINES, A | {"published": "2031-05-05"}), (LINES + OWN, B | {"published": "2031-05-04"}))
    (d,) = between(found)
    assert (d.from_, d.to, d.kind, d.direction, d.credited) == ("b", "a", "copies", "sure", False)
    assert d.share and d.share > 0.9 and d.passages and not d.evidence  # the passages are the evidence


def test_a_copy_of_the_same_day_may_go_either_way(collated: Collated) -> None:
    (d,) = between(collated((LINES, A), (LINES + OWN, B)))
    assert (d.from_, d.to, d.direction) == ("b", "a", "either")
    assert d.settle


def test_a_credit_tells_the_direction(collated: Collated) -> None:
    credit = "The strike was first told of by the Dune Courier, the Dune Courier reported.\n"
    (d,) = between(collated((credit + LINES, A), (LINES, B | {"published": "2031-05-06"})))
    assert (d.from_, d.to, d.credited, d.direction) == ("b", "a", True, "sure")


def test_a_quotation_that_both_heard_is_no_evidence(collated: Collated) -> None:
    quote = "“" + " ".join(LINES.split()[:40]) + ",” Orla Veit told reporters.\n"
    assert between(collated((quote + OWN, A), (quote, B))) == []


def test_reports_with_nothing_in_common_rest_on_nobody(collated: Collated) -> None:
    assert collated((LINES, A), (OWN, B)).derivations == ()


def test_an_agency_is_named_as_the_source(collation: Collation) -> None:
    found = [(d.from_, d.to, d.credited) for d in collation.derivations]
    assert ("Vesmar News Agency", "ledger", True) in found


def test_the_order_of_reports_does_not_turn_a_derivation(collated: Collated) -> None:
    one = collated((LINES, A | {"id": "x"}), (LINES + OWN, B | {"id": "y"}))
    two = collated((LINES + OWN, B | {"id": "y"}), (LINES, A | {"id": "x"}))
    assert one.derivations == two.derivations


FULL = """"We will not sail on Sunday," Tobin Quay said.
Orla Veit said that the harbour office would pay for the lost days.
"My crew has slept on deck for a week," said Pia Lund, a mate.
The baker on the quay, Anton Reis, said he had sold no bread since Monday.
"Nobody asked us," Lund said.
Veit said the crane drivers would be called back by noon.
Reis said that his ovens were cold.
The pilot, Hadi Karim, said the channel was too shallow for the big ships."""
RETOLD = """“We won't sail on Sunday,” declared Tobin Quay.
The harbour office will pay for the lost days, Orla Veit promised.
Mate Pia Lund complained: “My crew slept on deck for a week.”
Baker Anton Reis said he has sold no bread since Monday.
“No one asked us,” said Lund.
By noon the crane drivers would be called back, Veit said.
His ovens were cold, Reis said."""


def test_whose_statements_a_report_follows_in_their_order_it_rewrites(collated: Collated) -> None:
    story = collated((FULL, {"published": "2031-05-03"}), (RETOLD, {"published": "2031-05-04"}))
    (found,) = [d for d in story.derivations if d.from_ == "a" and d.to == "b"]
    assert (found.kind, found.because[0].rule) == ("rewrites", "same-order")


def test_an_agency_s_own_report_names_it_and_derives_from_nothing(collated: Collated) -> None:
    wire = "PORT ANSEL, May 5 (Vesmar) - " + LINES
    found = collated((wire, {"outlet": "Vesmar News Agency"}), (OWN, B))
    assert [[link.name for link in r.agencies] for r in found.reports] == [["Vesmar"], []]
    assert found.derivations == ()
