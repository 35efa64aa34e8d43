"""What may be typed into a cell, and what it becomes."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.work.timesheets.rules.entry import Entry, Unread, edit_text, read_cell

DAY = date(2026, 11, 16)
CLOCKS_BACK = date(2026, 10, 24)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("7-11:30", 270), ("7.45-12", 255), ("4", 240), ("4.5", 270), ("4:30", 270), ("9-17/30", 450),
        ("9-17 b30", 450), ("0700-1130", 270), ("7am-1pm", 360), ("22-7", 540), ("7 to 9", 120), ("45m", 45),
        ("18-24", 360),
    ],
)  # fmt: skip
def test_hours_as_people_type_them(typed: str, minutes: int) -> None:
    (entry,) = read_cell("standard", DAY, typed)
    assert entry.minutes == minutes


def test_several_shifts_of_a_day() -> None:
    first, second = read_cell("standard", DAY, "7-11:30, 17-20")
    assert (first.minutes, second.minutes, second.start) == (270, 180, time(17))


def test_a_night_over_the_clock_change_is_ten_hours() -> None:
    (entry,) = read_cell("waking-night", CLOCKS_BACK, "22-7")
    assert entry.minutes == 600


@pytest.mark.parametrize("typed", ["", "-", "–", "0", "  "])
def test_nothing_empties_the_cell(typed: str) -> None:
    assert read_cell("standard", DAY, typed) == ()


def test_nights_miles_and_pounds() -> None:
    assert read_cell("sleep-in", DAY, "1") == (Entry(nights=1),)
    assert read_cell("sleep-in", DAY, "22-7") == (Entry(time(22), time(7), nights=1),)
    assert read_cell("mileage", DAY, "12") == (Entry(miles=120),)
    assert read_cell("mileage", DAY, "12.5 miles") == (Entry(miles=125),)
    assert read_cell("expenses", DAY, "£4.20") == (Entry(expenses=420),)
    assert read_cell("expenses", DAY, "1,200.50") == (Entry(expenses=120050),)


@pytest.mark.parametrize(
    ("kind", "typed", "why"),
    [
        ("standard", "many", "cannot be read"),
        ("standard", "7-7", "starts when it finishes"),
        ("standard", "7-8/90", "break longer"),
        ("standard", "25-26", "no such time"),
        ("standard", "13pm-14pm", "no such time"),
        ("standard", "26", "longer than a day"),
        ("sleep-in", "3", "cannot be read"),
        ("mileage", "1200", "too far"),
        ("mileage", "far", "cannot be read"),
        ("expenses", "-3", "not an amount"),
        ("expenses", "9999", "not an amount"),
    ],
)
def test_what_cannot_be_taken_says_why_and_what_could(kind: str, typed: str, why: str) -> None:
    with pytest.raises(Unread) as found:
        read_cell(kind, DAY, typed)
    assert why in str(found.value)
    assert "Accepted: " in str(found.value)


@given(st.integers(1, 24 * 60 - 1), st.integers(1, 24 * 60 - 1))
def test_the_editor_shows_what_gives_the_same_again(start: int, length: int) -> None:
    finish = (start + length) % 1440
    typed = f"{start // 60}:{start % 60:02d}-{finish // 60}:{finish % 60:02d}"
    entries = read_cell("standard", DAY, typed)
    assert entries[0].minutes == length
    assert read_cell("standard", DAY, edit_text("standard", entries)) == entries


@given(st.sampled_from(["mileage", "expenses", "standard"]), st.integers(1, 1440))
def test_plain_amounts_come_back_too(kind: str, amount: int) -> None:
    field = {"mileage": "miles", "expenses": "expenses", "standard": "minutes"}[kind]
    entry = Entry(**{field: amount})
    assert read_cell(kind, DAY, edit_text(kind, (entry,))) == (entry,)
