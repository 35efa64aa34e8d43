"""How columns share a width, and how many lines words take."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.desktop.page.fitting import MOST_LINES, lines_in, share


def test_what_is_left_over_goes_to_the_takers() -> None:
    assert share([50, 50, 50], [10, 10, 10], [0, 2], 201) == [75, 50, 76]


def test_the_takers_give_first() -> None:
    assert share([100, 80, 60], [40, 20, 60], [0], 200) == [60, 80, 60]


def test_the_others_give_what_the_takers_do_not_have() -> None:
    assert share([100, 80, 60], [90, 20, 60], [0], 200) == [90, 50, 60]


def test_the_widest_give_first() -> None:
    assert share([200, 900, 60], [40, 40, 60], [0, 1], 760) == [200, 500, 60]
    assert share([200, 300, 60], [40, 40, 60], [0, 1], 361) == [151, 150, 60]


def test_nothing_narrows_below_its_least() -> None:
    assert share([100, 80], [90, 70], [0], 20) == [90, 70]


widths = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), min_size=1, max_size=9)


@given(widths, st.integers(0, 3000), st.data())
def test_the_room_is_used_exactly_where_it_can_be(pairs: list[tuple[int, int]], room: int, data: st.DataObject) -> None:
    natural, least = [max(pair) for pair in pairs], [min(pair) for pair in pairs]
    takers = data.draw(st.lists(st.sampled_from(range(len(pairs))), min_size=1, unique=True))
    found = share(natural, least, takers, room)
    assert sum(found) == max(room, sum(least))
    assert all(width >= small for width, small in zip(found, least, strict=True))


def measure(text: str) -> int:
    return 10 * len(text)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [("", 50, 1), ("one", 30, 1), ("one two", 50, 2), ("one two", 70, 1), ("a b c d e f", 10, MOST_LINES),
     ("    indented words", 140, 2), ("unbreakable", 30, 1), ("one", 0, 1)],
)  # fmt: skip
def test_words_go_on_in_the_next_line(text: str, width: int, lines: int) -> None:
    assert lines_in(text, width, measure) == lines
