"""The leave year, and the tax year that decides about relief."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.kernel.errors import Invalid
from carecoop_desktop.work.payroll.absence.settings import leave_year_of, read_leave_year, tax_year_before


@given(st.dates(date(2024, 1, 1), date(2028, 12, 31)), st.dates(date(2025, 1, 1), date(2025, 12, 31)))
def test_every_day_lies_in_a_leave_year_of_twelve_months(day: date, begins: date) -> None:
    year = leave_year_of(begins.strftime("%m-%d"), day)
    assert day in year and year.days in (365, 366)
    assert (year.first.month, year.first.day) == (begins.month, begins.day)


@pytest.mark.parametrize("text", ["", "4-1-1", "13-01", "02-29", "April"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        read_leave_year(text)


@pytest.mark.parametrize(
    ("day", "year"), [(date(2026, 4, 5), "2024-25"), (date(2026, 4, 6), "2025-26"), (date(2000, 5, 1), "1999-00")]
)
def test_the_last_complete_tax_year(day: date, year: str) -> None:
    assert tax_year_before(day) == year
