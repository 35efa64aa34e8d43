"""Overlaps and rest."""

from __future__ import annotations

from datetime import date, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.work.timesheets.rules.findings import Piece
from carecoop_desktop.work.timesheets.rules.rest import average_week, overlaps, short_rests, weekly_rest

MONDAY, SUNDAY = date(2026, 11, 16), date(2026, 11, 22)


def piece(number: int, day: date, start: str = "", finish: str = "", member: str = "James Hollis", minutes: int = 0,
          kind: str = "standard") -> Piece:  # fmt: skip
    clock = [time(*map(int, one.split(":"))) if one else None for one in (start, finish)]
    return Piece(number, 1, int.from_bytes(member.encode()) % 999_983, member, day, kind, *clock, minutes or 60)


def test_an_overlap_is_told_on_both_with_whom_and_by_how_much() -> None:
    found = list(overlaps([piece(1, MONDAY, "8:00", "17:00", "Aled"), piece(2, MONDAY, "15:30", "18:00", "James")]))
    assert {one.line_id: one.sentence for one in found} == {
        1: "1.5 h overlaps James 15:30–18:00.", 2: "1.5 h overlaps Aled 08:00–17:00."}  # fmt: skip
    assert all(one.blocks for one in found)


def test_shifts_that_touch_do_not_overlap() -> None:
    assert not list(overlaps([piece(1, MONDAY, "8:00", "12:00"), piece(2, MONDAY, "12:00", "14:00")]))


def test_a_night_reaches_into_the_next_day() -> None:
    lines = [piece(1, MONDAY, "22:00", "7:00", kind="waking-night"), piece(2, MONDAY + timedelta(1), "6:30", "9:00")]
    assert next(one.sentence for one in overlaps(lines)).startswith("0.5 h overlaps")


@given(st.integers(0, 1300), st.integers(30, 600), st.integers(0, 1300), st.integers(30, 600))
def test_overlaps_are_symmetric(start: int, length: int, other: int, other_length: int) -> None:
    def at(minute: int) -> str:
        return f"{minute // 60 % 24}:{minute % 60}"

    lines = [piece(1, MONDAY, at(start), at(start + length)), piece(2, MONDAY, at(other), at(other + other_length))]
    found = list(overlaps(lines))
    assert len(found) in (0, 2)
    assert bool(found) == (max(start, other) < min(start + length, other + other_length))


def test_less_than_eleven_hours_before_the_next_day() -> None:
    lines = [piece(1, date(2026, 11, 19), "14:00", "23:59"), piece(2, date(2026, 11, 20), "7:00", "12:00")]
    (found,) = short_rests(lines)
    assert found.line_id == 1
    assert found.sentence == "Only 7.02 h before Friday’s 07:00 start; 11 h is the rule."


def test_eleven_hours_are_enough_and_a_split_day_is_no_rest() -> None:
    lines = [piece(1, MONDAY, "7:00", "9:00"), piece(2, MONDAY, "18:00", "20:00"),
             piece(3, MONDAY + timedelta(1), "7:00", "9:00")]  # fmt: skip
    assert not list(short_rests(lines))


def test_a_sleep_in_and_the_morning_after_are_one_duty() -> None:
    lines = [piece(1, MONDAY, "22:00", "7:00", kind="sleep-in"), piece(2, MONDAY + timedelta(1), "7:00", "10:00")]
    assert not list(short_rests(lines))


def test_a_week_without_a_day_of_rest() -> None:
    lines = [piece(n, MONDAY + timedelta(n), "8:00", "18:00") for n in range(7)]
    (found,) = weekly_rest(lines, SUNDAY)
    assert "14.0 h" in found.sentence and "24 h" in found.sentence
    assert not list(weekly_rest(lines[:5], SUNDAY))


def test_hours_without_times_count_where_all_seven_days_have_work() -> None:
    lines = [piece(n, MONDAY + timedelta(n), minutes=120) for n in range(7)]
    assert [one.word for one in weekly_rest(lines, SUNDAY)] == ["Weekly rest"]
    assert not list(weekly_rest(lines[:6], SUNDAY))
    assert not list(weekly_rest([], SUNDAY))


def test_more_than_48_hours_on_average() -> None:
    assert not list(average_week(17 * 48 * 60))
    (found,) = average_week(17 * 50 * 60)
    assert "50.0 h a week" in found.sentence
