"""Tax periods, calendar arithmetic and shifts over clock changes."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.kernel import dates

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@given(DAYS)
def test_a_day_lies_in_its_tax_year_week_and_month(day: date) -> None:
    year = dates.tax_year_of(day)
    assert dates.tax_year_start(year) <= day <= dates.tax_year_end(year)
    assert 1 <= dates.tax_week(day) <= 53
    assert 1 <= dates.tax_month(day) <= 12


@pytest.mark.parametrize(
    ("day", "year", "week", "month"),
    [
        (date(2026, 4, 5), "2025-26", 53, 12),
        (date(2026, 4, 6), "2026-27", 1, 1),
        (date(2026, 5, 5), "2026-27", 5, 1),
        (date(2026, 5, 6), "2026-27", 5, 2),
        (date(2026, 11, 28), "2026-27", 34, 8),
        (date(2027, 1, 5), "2026-27", 40, 9),
    ],
)
def test_edges_of_tax_periods(day: date, year: str, week: int, month: int) -> None:
    assert (dates.tax_year_of(day), dates.tax_week(day), dates.tax_month(day)) == (year, week, month)


@given(DAYS, st.integers(-600, 600))
def test_months_on_keep_the_day_or_the_last_one(day: date, months: int) -> None:
    later = dates.add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or later == dates.month_end(later)


def test_the_night_of_the_autumn_change_lasts_an_hour_longer() -> None:
    assert dates.shift_minutes(date(2026, 10, 24), time(22), time(7)) == 600
    assert dates.shift_minutes(date(2026, 10, 23), time(22), time(7)) == 540


def test_the_night_of_the_spring_change_lasts_an_hour_less() -> None:
    assert dates.shift_minutes(date(2026, 3, 28), time(22), time(7)) == 480


@given(DAYS, st.times(), st.times())
def test_a_shift_never_ends_before_it_begins(day: date, start: time, finish: time) -> None:
    begin, end = dates.shift_bounds(day, start.replace(microsecond=0), finish.replace(microsecond=0))
    assert end >= begin


def test_breaks_come_off() -> None:
    assert dates.shift_minutes(date(2026, 11, 2), time(9), time(17), 30) == 450


def test_ages_turn_on_birthdays() -> None:
    born = date(2004, 2, 29)
    assert dates.age_on(born, date(2025, 2, 28)) == 20
    assert dates.age_on(born, date(2025, 3, 1)) == 21


def test_dates_and_moments_in_words() -> None:
    assert dates.format_date(date(2026, 11, 22)) == "22 Nov 2026"
    assert dates.format_moment(datetime(2026, 7, 1, 9, 5, tzinfo=UTC)) == "1 Jul 2026 10:05"
    assert dates.format_moment(datetime(2026, 7, 1, 9, 5)) == "1 Jul 2026 10:05"  # noqa: DTZ001 - as SQLite gives it


def test_a_span_holds_both_ends() -> None:
    span = dates.Span(date(2026, 11, 1), date(2026, 11, 30))
    assert date(2026, 11, 30) in span and date(2026, 12, 1) not in span
    assert span.days == 30 and str(span) == "1 Nov 2026 to 30 Nov 2026"


def test_weeks_end_on_sunday() -> None:
    assert dates.week_ending(date(2026, 11, 16)) == date(2026, 11, 22) == dates.week_ending(date(2026, 11, 22))


@pytest.mark.parametrize(
    ("days", "words"),
    [(1, "overdue 1 day"), (2, "overdue 2 days"), (31, "overdue 31 days"), (32, "overdue 4 weeks"),
     (91, "overdue 13 weeks"), (92, "overdue 3 months"), (400, "overdue 13 months")],
)  # fmt: skip
def test_long_delays_are_told_in_weeks_and_months(days: int, words: str) -> None:
    assert dates.overdue_words(date(2026, 11, 30) - timedelta(days=days), date(2026, 11, 30)) == words
