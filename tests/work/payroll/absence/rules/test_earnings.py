"""Average weekly earnings from an office's own paydays."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.work.payroll.absence.rules.earnings import Payday, average_before

MONTHS = [date(2026, 1, 30), date(2026, 2, 27), date(2026, 3, 31), date(2026, 4, 30)]


def test_a_monthly_payroll_averages_its_months() -> None:
    days = [Payday(day, 150_000) for day in MONTHS]
    found = average_before(days, date(2026, 5, 3), "monthly", None)
    assert found.pence == Fraction(3_461_538_461, 100_000)
    assert found.line.text == "£3,000.00 ÷ 2 months × 12 ÷ 52"


def test_a_payday_after_the_limit_does_not_count() -> None:
    days = [Payday(day, 100_000 if day < MONTHS[3] else 999_999) for day in MONTHS]
    assert average_before(days, MONTHS[3] - timedelta(days=1), "monthly", None).line.text.startswith("£2,000.00")


def test_a_month_without_pay_counts_as_nought() -> None:
    days = [Payday(day, 0 if day == MONTHS[2] else 150_000) for day in MONTHS]
    assert average_before(days, date(2026, 5, 3), "monthly", None).line.text.startswith("£1,500.00 ÷ 2 months")


@given(st.integers(0, 100_000))
def test_a_steady_weekly_wage_is_its_own_average(pence: int) -> None:
    fridays = [Payday(date(2026, 3, 6) + timedelta(weeks=n), pence) for n in range(12)]
    assert average_before(fridays, date(2026, 5, 30), "weekly", None).pence == pence


def test_two_payments_on_a_day_are_one_payday() -> None:
    days = [Payday(day, part) for day in MONTHS for part in (100_000, 50_000)]
    assert average_before(days, date(2026, 5, 3), "monthly", None).line.text.startswith("£3,000.00")


def test_a_young_employment_is_averaged_over_its_days() -> None:
    days = [Payday(date(2026, 4, 30), 60_000, date(2026, 4, 1), date(2026, 4, 30))]
    found = average_before(days, date(2026, 5, 3), "monthly", date(2026, 4, 10))
    assert found.line.text == "£600.00 ÷ 21 days × 7" and found.pence == 20_000


@pytest.mark.parametrize("started", [None, date(2025, 1, 1)])
def test_too_few_paydays_are_refused_with_a_way_on(started: date | None) -> None:
    days = [Payday(date(2026, 4, 30), 60_000, date(2026, 4, 1), date(2026, 4, 30))]
    with pytest.raises(Refusal, match=r"less than eight weeks.*Earlier earnings"):
        average_before(days, date(2026, 5, 3), "monthly", started)
    with pytest.raises(Refusal, match="No pay is recorded"):
        average_before(days, date(2026, 4, 3), "monthly", started)
