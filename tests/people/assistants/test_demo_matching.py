"""Dealing hours out to PAs."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.people.assistants.demo_matching import _deal, _needs


@given(st.integers(1, 60), st.integers(600, 60_000), st.integers(0, 99))
def test_everybody_needs_at_least_six_hours_in_half_hours(count: int, total: int, seed: int) -> None:
    needs = _needs(random.Random(seed), count, total)
    assert len(needs) == count and all(need >= 360 and need % 30 == 0 for need in needs)


def test_nobody_to_support_needs_nothing() -> None:
    assert _needs(random.Random(1), 0, 600) == []


@given(st.integers(2, 100), st.lists(st.integers(20, 70), min_size=1, max_size=12), st.integers(0, 99))
def test_what_is_dealt_comes_out_of_weeks_and_never_exceeds_the_need(need: int, room: list[int], seed: int) -> None:
    left = [minutes * 30 for minutes in room]
    dealt: list[dict[int, int]] = [{} for _ in room]
    _deal(random.Random(seed), 7, need * 30, left, dealt)
    given_out = sum(mine.get(7, 0) for mine in dealt)
    assert 0 < given_out <= need * 30 and min(left) >= 0
    assert sum(left) + given_out == sum(room) * 30
