"""What people type into date, time and number fields."""

from __future__ import annotations

import contextlib
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.desktop.forms.parsing import parse_date, parse_number, parse_time
from carecoop_desktop.platform.kernel.dates import format_date

TODAY = date(2026, 11, 22)  # a Sunday
days = st.dates(date(1930, 1, 1), date(2045, 12, 31))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("22/11/2026", date(2026, 11, 22)),
        ("22.11.26", date(2026, 11, 22)),
        ("22-11-26", date(2026, 11, 22)),
        ("1/2/26", date(2026, 2, 1)),
        ("22 Nov 2026", date(2026, 11, 22)),
        ("22 november 2026", date(2026, 11, 22)),
        ("22 nov", date(2026, 11, 22)),
        ("22 nov, 2026", date(2026, 11, 22)),
        ("3 jan", date(2027, 1, 3)),
        ("3/6", date(2026, 6, 3)),
        ("5", date(2026, 11, 5)),
        ("221126", date(2026, 11, 22)),
        ("22112026", date(2026, 11, 22)),
        ("2026-11-22", date(2026, 11, 22)),
        ("  22   Nov 2026 ", date(2026, 11, 22)),
        ("t", TODAY),
        ("Today", TODAY),
        ("+3", date(2026, 11, 25)),
        ("-1", date(2026, 11, 21)),
        ("fri", date(2026, 11, 27)),
        ("Sunday", TODAY),
        ("7/8/62", date(1962, 8, 7)),
        ("7/8/40", date(2040, 8, 7)),
        ("29/2", date(2028, 2, 29)),
    ],
)
def test_dates_are_read_forgivingly(typed: str, day: date) -> None:
    assert parse_date(typed, TODAY) == day


@pytest.mark.parametrize(
    "typed",
    ["", "soon", "32/1/26", "31/11", "1/13/26", "30 feb", "2026-13-01", "22/11/2", "+", "1 xyz", "1/2/3/4", "0"],
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        parse_date(typed, TODAY)


@given(days)
def test_a_date_as_it_is_written_reads_back(day: date) -> None:
    assert parse_date(format_date(day), TODAY) == day
    assert parse_date(day.isoformat(), TODAY) == day
    assert parse_date(f"{day:%d/%m/%Y}", TODAY) == day


@given(st.dates(date(2026, 6, 1), date(2027, 5, 1)))
def test_a_date_without_a_year_is_the_nearest(day: date) -> None:
    found = parse_date(f"{day.day}/{day.month}", TODAY)
    assert (found.day, found.month) == (day.day, day.month)
    assert abs(found - TODAY) <= timedelta(days=184)


@given(st.integers(-9999, 9999))
def test_steps_count_from_today(step: int) -> None:
    assert parse_date(f"{step:+d}", TODAY) == TODAY + timedelta(days=step)


@given(st.text(max_size=12))
def test_anything_else_is_a_value_error_or_a_date(typed: str) -> None:
    with contextlib.suppress(ValueError):
        assert isinstance(parse_date(typed, TODAY), date)


@pytest.mark.parametrize(
    ("typed", "clock"),
    [
        ("14:30", time(14, 30)),
        ("1430", time(14, 30)),
        ("930", time(9, 30)),
        ("14.30", time(14, 30)),
        ("14h30", time(14, 30)),
        ("9", time(9)),
        ("9am", time(9)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("2.30 pm", time(14, 30)),
        ("2p", time(14)),
        ("24:00", time(0)),
        ("00:00", time(0)),
    ],
)
def test_times_are_read_forgivingly(typed: str, clock: time) -> None:
    assert parse_time(typed) == clock


@pytest.mark.parametrize("typed", ["", "25:00", "14:60", "13pm", "0am", "noon", "1:2:3", "24:01"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        parse_time(typed)


@given(st.times())
def test_a_time_as_it_is_written_reads_back(clock: time) -> None:
    whole = clock.replace(second=0, microsecond=0)
    assert parse_time(f"{whole:%H:%M}") == whole
    assert parse_time(f"{whole:%H%M}") == whole


@given(st.integers(-(10**9), 10**9))
def test_numbers_read_back(number: int) -> None:
    assert parse_number(str(number)) == parse_number(f"{number:,}") == number


@pytest.mark.parametrize("typed", ["", "1.5", "ten", "1 2", "--1"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        parse_number(typed)
