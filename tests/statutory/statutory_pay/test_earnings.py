"""Average weekly earnings and the weeks they are taken from."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest

from carecoop_desktop.platform.kernel.dates import Span
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.statutory.statutory_pay import average_weekly, relevant_average, relevant_period


def test_averages_over_weeks_months_and_days() -> None:
    assert average_weekly(400_000, weeks=8).pence == 50_000
    assert average_weekly(433_334, months=2).pence == Fraction(5000007692, 100_000)  # cut at £500.0000769
    assert average_weekly(100_000, days=14).pence == 50_000
    assert average_weekly(100, weeks=3).pence == Fraction(3333333, 100_000)


def test_an_average_needs_one_length() -> None:
    for lengths in ({}, {"weeks": 1, "days": 7}, {"weeks": 0}):
        with pytest.raises(Refusal, match="needs weeks, months or days"):
            average_weekly(100, **lengths)


def test_a_share_stays_exact() -> None:
    assert average_weekly(33_333, weeks=1).share(9000) == Fraction(299997, 10)


def test_the_line_explains_the_average() -> None:
    line = average_weekly(433_334, months=2).line
    assert line.text == "£4,333.34 ÷ 2 months × 12 ÷ 52"
    assert line.pence == 50_000


FRIDAYS = [date(2026, 6, 5) + timedelta(weeks=n) for n in range(12)]


def test_the_relevant_period_ends_with_the_last_payday_and_covers_eight_weeks() -> None:
    assert relevant_period(FRIDAYS, date(2026, 8, 8)) == Span(date(2026, 6, 13), date(2026, 8, 7))


def test_monthly_paydays_reach_back_over_eight_weeks() -> None:
    ends = [date(2026, month, 28) for month in range(3, 9)]
    assert relevant_period(ends, date(2026, 8, 1)) == Span(date(2026, 5, 29), date(2026, 7, 28))


def test_too_little_history_is_refused() -> None:
    with pytest.raises(Refusal, match="no payday"):
        relevant_period(FRIDAYS, date(2026, 6, 1))
    with pytest.raises(Refusal, match="less than eight weeks"):
        relevant_period(FRIDAYS[:8], date(2026, 8, 31))


def test_the_average_follows_the_pay_pattern() -> None:
    weekly = dict.fromkeys(FRIDAYS, 30_000)
    assert relevant_average(weekly, date(2026, 8, 8), monthly=False).pence == 30_000
    monthly = {date(2026, month, 28): 130_000 for month in range(3, 9)}
    assert relevant_average(monthly, date(2026, 8, 1), monthly=True).pence == 30_000
    irregular = {date(2026, 5, 1): 1, date(2026, 6, 2): 50_000, date(2026, 7, 1): 70_000}
    found = relevant_average(irregular, date(2026, 7, 15), monthly=False, regular=False)
    assert found.line.text == "£1,200.00 ÷ 61 days × 7"
