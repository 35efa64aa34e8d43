"""Both times in one cell, hours as a sheet states them, nights as they are ticked."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.office.importing.cells import Cell
from carecoop_desktop.platform.office.importing.values.spans import hours, nights, shift_times, stated_hours
from carecoop_desktop.platform.office.importing.values.unreadable import Unreadable


@pytest.mark.parametrize(
    ("cell", "start", "finish"),
    [
        ("0730-1500", time(7, 30), time(15)),
        ("7.30am - 3pm", time(7, 30), time(15)),
        ("22:00 to 07:00", time(22), time(7)),
        ("09:00\u201313:15", time(9), time(13, 15)),
        ("7.15 until noon", time(7, 15), time(12)),
    ],
)
def test_both_times_stand_in_one_cell(cell: str, start: time, finish: time) -> None:
    assert shift_times(cell) == (start, finish)


@pytest.mark.parametrize("cell", ["9-5", "Early", "0730", "0730-1500-1600", "26:00-27:00", Decimal("7.5"), time(7, 30)])
def test_what_are_no_two_times_comes_back_as_text(cell: Cell) -> None:
    assert isinstance(shift_times(cell), str)


def test_times_are_shown_as_on_a_timesheet() -> None:
    assert str(shift_times("0730-1500")) == "07:30\u201315:00"


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("0.5", 30),
        ("\u00bd", 30),
        ("1", 60),
        (1, 60),
        (Decimal("0.25"), 15),
        ("0:30", 30),
        ("30 mins", 30),
        (time(0, 45), 45),
    ],
)
def test_a_break_in_hours_is_minutes(cell: Cell, found: int) -> None:
    assert hours(cell) == found


@pytest.mark.parametrize("cell", ["0.333", "25", "some", date(2026, 1, 1)])
def test_what_makes_no_whole_minutes_of_a_day_is_refused(cell: Cell) -> None:
    with pytest.raises(Unreadable):
        hours(cell)


@pytest.mark.parametrize(
    ("cell", "worked", "agrees"),
    [
        ("7.30", 450, True),
        ("7.30", 438, True),
        ("7.5", 450, True),
        ("7:30", 450, True),
        ("3\u00bd", 210, True),
        ("3.33", 200, True),
        (Decimal("7.5"), 450, True),
        (time(7, 30), 450, True),
        ("7.5", 480, False),
        (8, 450, False),
        ("see note", 450, True),
        (date(2026, 1, 1), 450, True),
    ],
)
def test_stated_hours_are_compared_in_every_way_they_may_be_meant(cell: Cell, worked: int, agrees: bool) -> None:
    assert stated_hours(cell).may_mean(worked) is agrees


@given(st.integers(1, 24 * 60))
def test_hours_to_two_places_agree_with_their_own_minutes(worked: int) -> None:
    written = format(Decimal(worked) / 60, ".2f")
    assert stated_hours(written).may_mean(worked)
    assert str(stated_hours(written)) == written


@pytest.mark.parametrize(
    ("cell", "found"), [("x1", 1), ("1x", 1), (1, 1), ("Yes", 1), ("\u2713", 1), ("0", 0), ("No", 0), ("x2", 2)]
)
def test_nights_are_counted_as_they_are_ticked(cell: Cell, found: int) -> None:
    assert nights(cell) == found


@pytest.mark.parametrize("cell", ["£65.00", "Monday", Decimal("0.5")])
def test_other_things_are_no_nights(cell: Cell) -> None:
    with pytest.raises(Unreadable, match="not a number of sleep-ins"):
        nights(cell)
