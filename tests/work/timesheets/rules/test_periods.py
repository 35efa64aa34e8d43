"""Pay periods of a tax year."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest

from carecoop_desktop.work.timesheets.rules.periods import day_name, period_name, planned_periods, short_day


def test_monthly_periods_are_calendar_months_paid_on_the_28th() -> None:
    made = planned_periods("2026-27", "monthly")
    assert len(made) == 12
    assert (made[0].first, made[0].last, made[0].number) == (date(2026, 4, 1), date(2026, 4, 30), 1)
    november = made[7]
    assert (november.first, november.pay_date, november.number) == (date(2026, 11, 1), date(2026, 11, 27), 8)
    assert made[-1].pay_date == date(2027, 3, 25), "28 Mar 2027 is Easter Sunday: paid on the Thursday before"


def test_an_early_pay_day_belongs_to_the_tax_month_it_lies_in() -> None:
    made = planned_periods("2026-27", "monthly", pay_day=3)
    assert made[0].first == date(2026, 5, 1)
    assert made[0].number == 1
    assert made[-1].first == date(2027, 4, 1)


def test_the_last_day_of_the_month() -> None:
    made = planned_periods("2026-27", "monthly", pay_day=31)
    assert [one.pay_date for one in made[:3]] == [date(2026, 4, 30), date(2026, 5, 29), date(2026, 6, 30)]


def test_weekly_periods_are_paid_the_friday_after() -> None:
    made = planned_periods("2026-27", "weekly")
    assert (made[0].first, made[0].last, made[0].pay_date) == (date(2026, 3, 30), date(2026, 4, 5), date(2026, 4, 10))
    assert [one.number for one in made] == list(range(1, 53))


@pytest.mark.parametrize("year", ["2023-24", "2024-25", "2028-29", "2029-30"])
@pytest.mark.parametrize("frequency", ["monthly", "weekly"])
def test_periods_join_without_gap_and_no_number_comes_twice(year: str, frequency: str) -> None:
    made = planned_periods(year, frequency)
    assert all(after.first == before.last + timedelta(days=1) for before, after in itertools.pairwise(made))
    assert len({one.number for one in made}) == len(made)


def test_names() -> None:
    assert period_name("monthly", date(2026, 11, 1), date(2026, 11, 30)) == "November 2026"
    assert period_name("weekly", date(2026, 11, 16), date(2026, 11, 22)) == "week ending 22 Nov 2026"
    assert day_name(date(2026, 11, 19)) == "Thursday 19 November"
    assert short_day(date(2026, 11, 19)) == "Thu 19"


@pytest.mark.parametrize(("frequency", "weeks"), [("fortnightly", 2), ("four-weekly", 4)])
def test_weeks_paid_together_run_on_over_the_years_end_and_bear_their_last_weeks_number(
    frequency: str, weeks: int
) -> None:
    years = [planned_periods(year, frequency) for year in ("2024-25", "2025-26", "2026-27")]
    spans = [span for year in years for span in year]
    assert all((b.first - a.last).days == 1 for a, b in itertools.pairwise(spans))
    assert {(span.last - span.first).days + 1 for span in spans} == {7 * weeks}
    assert [span.number for span in years[2]] == list(range(weeks, 53, weeks))
    assert len({(span.tax_year, span.number) for span in spans}) == len(spans)
    assert period_name(frequency, spans[0].first, date(2026, 11, 22)) == f"{weeks} weeks ending 22 Nov 2026"
