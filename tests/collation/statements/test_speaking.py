"""Who is of one voice with whom."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stemma.collation.statements.speaking import by_voice, one_voice

WHO = st.sampled_from(["ida", "lano", "orla", "port", "mill"])


@given(
    st.lists(st.lists(WHO, max_size=2), max_size=6),
    st.dictionaries(WHO, st.frozensets(st.sampled_from(["port", "mill"]), max_size=2)),
)
def test_looking_up_voices_is_asking_every_pair(
    speakers: list[list[str]], spoken_for: dict[str, frozenset[str]]
) -> None:
    others = by_voice(speakers, spoken_for)
    for n, who in enumerate(speakers):
        asked = [k for k, whom in enumerate(speakers) if k != n and one_voice(who, whom, spoken_for)]
        assert others(n) == asked
