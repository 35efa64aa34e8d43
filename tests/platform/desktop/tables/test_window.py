"""Whatever was looked at before, a page read by its route is the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carecoop_desktop.platform.database.lists.reader import ListReader
from carecoop_desktop.platform.database.lists.shape import ListRequest, ListRow, Sort
from carecoop_desktop.platform.desktop.tables.window import PageWindow

TOTAL = 95
SIZE = 10


def plain(number: int) -> ListRow:
    return ListRow(number, (number,), (number,))


def page_of(number: int, size: int = SIZE) -> tuple[ListRow, ...]:
    return tuple(plain(n) for n in range(number * size, number * size + size))


@pytest.fixture
def reader(shifts: Callable[[int], ListReader]) -> ListReader:
    return shifts(TOTAL)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.lists(st.integers(0, 9), max_size=12), st.booleans(), st.integers(1, 4), st.booleans())
def test_every_route_leads_to_its_page(
    reader: ListReader, visited: list[int], counted: bool, kept: int, down: bool
) -> None:
    request = ListRequest((Sort("hours", down),))
    whole = reader.page_after(request, None, 1000)
    window = PageWindow(SIZE, kept)
    for page in visited:
        route = window.route(page, TOTAL if counted else None)
        rows = route.read(reader, request)
        assert rows == whole[page * SIZE : page * SIZE + SIZE]
        window.put(page, rows)
        assert window.row(page * SIZE) == whole[page * SIZE]


def test_a_neighbour_is_continued_from(qapp: Any) -> None:
    window = PageWindow(SIZE)
    window.put(4, page_of(4))
    assert (window.route(5).anchor.id, window.route(5).skip, window.route(5).backwards) == (49, 0, False)
    assert (window.route(3).anchor.id, window.route(3).skip, window.route(3).backwards) == (40, 0, True)


def test_without_a_neighbour_the_nearest_known_row_or_end_is_counted_from() -> None:
    window = PageWindow(SIZE)
    assert (window.route(2).anchor, window.route(2).skip) == (None, 20)
    end = window.route(9, TOTAL)
    assert (end.anchor, end.skip, end.limit, end.backwards) == (None, 0, 5, True)
    window.know(63, plain(63))
    near = window.route(7, TOTAL)
    assert (near.anchor.id, near.skip, near.backwards) == (63, 6, False)
    before = window.route(5, TOTAL)
    assert (before.anchor.id, before.skip, before.backwards) == (63, 3, True)


def test_the_least_used_page_goes_and_its_ends_stay_known() -> None:
    window = PageWindow(SIZE, 2)
    window.put(0, page_of(0))
    window.put(1, page_of(1))
    assert window.row(5) == plain(5)
    window.put(2, page_of(2))
    assert window.has(0) and window.has(2) and not window.has(1)
    assert window.row(15) is None
    assert set(window.known()) == {0, 9, 10, 19, 20, 29}
    assert window.loaded() == {n: n for n in (*range(10), *range(20, 30))}


def test_past_the_last_row_of_a_short_page_there_is_none() -> None:
    window = PageWindow(SIZE)
    window.put(0, page_of(0)[:3])
    assert window.row(2) == plain(2)
    assert window.row(3) is None


def test_cleared_it_knows_nothing() -> None:
    window = PageWindow(SIZE)
    window.put(3, page_of(3))
    window.clear()
    assert window.row(30) is None
    assert window.known() == {} and window.loaded() == {}
    assert window.route(4).anchor is None
