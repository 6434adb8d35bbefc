"""Names of people and bodies: what is one name in another spelling, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.collation.actors.names import SAME, similarity

PEOPLE_ALIKE = [
    ("Khalid al-Marzuq", "Khaled Marzouk"),
    ("Abd al-Karim Haddad", "Abdelkarim Haddad"),
    ("Usama bin Tariq", "Osama ibn Tarek"),
    ("Dmytro Hrushko", "Dmitry Grushko"),
    ("Yevhen Melnyk", "Evgeny Melnik"),
    ("Michail Woronzow", "Mikhail Vorontsov"),
    ("Андрей Соколов", "Andrei Sokolov"),
    ("Chou Hsiao-lin", "Zhou Xiaolin"),
    ("Kim Chong-su", "Kim Jong Su"),
    ("Şükrü Yıldız", "Sukru Yildiz"),
    ("Dr. Elena Marsh", "Elena Marsh"),
    ("Sheikh Rashid bin Hamad", "Rashid bin Hamad Al Zahir"),
    ("Bill Ransome", "William Ransome"),
    ("J. P. Harrow", "John Peter Harrow"),
    ("Harrow, John", "John Harrow"),
    ("Ana Robles", "Ana Robles Quintero"),
]
PEOPLE_APART = [
    ("Hassan Marzuq", "Hussein Marzuq"),
    ("Pavel Sokolov", "Pyotr Sokolov"),
    ("Khalid bin Tariq", "Tariq bin Khalid"),
    ("Khalid bin Tariq", "Khalid bin Nasser"),
    ("Kim Jong Su", "Kim Yong Ho"),
    ("Zhou Xiaolin", "Zhou Enming"),
    ("Martin Harrow Jr", "Martin Harrow Sr"),
    ("Ana Robles", "Ana Torres"),
    ("Patriarch Pavel", "Pavel Sokolov"),
    ("Dmitry Sokolov", "Dmitry Solovyov"),
]
BODIES_ALIKE = [
    ("Danish Defence Ministry", "Ministry of Defense of Denmark"),
    ("Orrin Liberation Front", "OLF"),
    ("Orrin Coal Company Limited", "Orrin Coal Co. Ltd"),
    ("Brannock Steel Public Limited Company", "Brannock Steel plc"),
    ("Saif al-Nasr Brigades", "Seif Al Nasr Brigade"),
]
BODIES_APART = [
    ("Danish Defence Ministry", "Dutch Defence Ministry"),
    ("Orrin Front", "Orrin Liberation Front of Marsh"),
    ("Brannock Steel", "Brannock Harbour Bank"),
    ("Trust 2004-1", "Trust 2005-1"),
]


@pytest.mark.parametrize(("a", "b"), PEOPLE_ALIKE)
def test_one_person(a: str, b: str) -> None:
    assert similarity(a, b) >= SAME


@pytest.mark.parametrize(("a", "b"), PEOPLE_APART)
def test_two_people(a: str, b: str) -> None:
    assert similarity(a, b) < SAME


@pytest.mark.parametrize(("a", "b"), BODIES_ALIKE)
def test_one_body(a: str, b: str) -> None:
    assert similarity(a, b, "Organization") >= SAME


@pytest.mark.parametrize(("a", "b"), BODIES_APART)
def test_two_bodies(a: str, b: str) -> None:
    assert similarity(a, b, "Organization") < SAME


def test_a_bare_surname_is_likelier_than_a_bare_given_name() -> None:
    assert similarity("Marzouk", "Khalid al-Marzuq") > similarity("Khaled", "Khalid al-Marzuq")
    assert similarity("Kim", "Kim Jong Su") > similarity("Su", "Kim Jong Su") - 1e-9


NAME = st.lists(
    st.sampled_from("Khalid al-Marzuq bin Tariq Kim Jong-su Ana Robles de Vries Jr Дмитрий 周 O'Hara Bank Ltd".split()),
    min_size=1,
    max_size=4,
).map(" ".join)


@given(NAME, NAME, st.sampled_from(["Person", "Organization"]))
def test_likeness_is_symmetric_and_between_0_and_1(a: str, b: str, schema: str) -> None:
    score = similarity(a, b, schema)
    assert 0.0 <= score <= 1.0
    assert score == pytest.approx(similarity(b, a, schema))
    assert similarity(a, a, schema) == 1.0


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_can_be_compared(a: str, b: str) -> None:
    for schema in ("Person", "Company"):
        assert 0.0 <= similarity(a, b, schema) <= 1.0
