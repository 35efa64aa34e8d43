"""Birthdays and State Pension age."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.statutory.ages import birthday, state_pension_day
from carecoop_desktop.statutory.tables import StatePensionAge, TaxYear


@pytest.mark.parametrize(
    ("born", "reached"),
    [
        (date(1950, 3, 1), date(2016, 3, 1)),
        (date(1960, 4, 5), date(2026, 4, 5)),
        (date(1960, 4, 6), date(2026, 5, 6)),
        (date(1960, 5, 5), date(2026, 6, 5)),
        (date(1960, 5, 6), date(2026, 7, 6)),
        (date(1960, 7, 31), date(2026, 11, 30)),
        (date(1961, 3, 5), date(2028, 2, 5)),
        (date(1961, 3, 6), date(2028, 3, 6)),
        (date(1977, 4, 5), date(2044, 4, 5)),
        (date(1990, 1, 1), date(2058, 1, 1)),
    ],
)
def test_state_pension_age_follows_the_date_of_birth(year: TaxYear, born: date, reached: date) -> None:
    assert state_pension_day(born, year.table(StatePensionAge, date(2026, 4, 6))) == reached


def test_later_births_never_retire_earlier(year: TaxYear) -> None:
    ages = year.table(StatePensionAge, date(2026, 4, 6))
    days = [state_pension_day(date(1959 + month // 12, month % 12 + 1, 6), ages) for month in range(40)]
    assert days == sorted(days)


def test_a_leap_day_is_a_year_older_on_the_first_of_march() -> None:
    assert birthday(date(2004, 2, 29), 21) == date(2025, 3, 1)
    assert birthday(date(2004, 2, 29), 24) == date(2028, 2, 29)
