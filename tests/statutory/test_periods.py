"""Pay periods and the tax week or month of a payday."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.statutory.periods import (
    ANNUAL,
    FORTNIGHTLY,
    FOUR_WEEKLY,
    MONTHLY,
    PAY_PERIODS,
    QUARTERLY,
    WEEKLY,
    pay_period,
    period_number,
)


@pytest.mark.parametrize(
    ("period", "paid_on", "number"),
    [
        (WEEKLY, date(2026, 4, 6), 1),
        (WEEKLY, date(2027, 4, 4), 52),
        (WEEKLY, date(2027, 4, 5), 53),
        (FORTNIGHTLY, date(2026, 4, 10), 2),
        (FORTNIGHTLY, date(2026, 4, 17), 2),
        (FORTNIGHTLY, date(2027, 4, 5), 54),
        (FOUR_WEEKLY, date(2026, 5, 3), 4),
        (FOUR_WEEKLY, date(2027, 4, 5), 56),
        (MONTHLY, date(2026, 4, 5), 12),
        (MONTHLY, date(2026, 4, 30), 1),
        (MONTHLY, date(2027, 3, 31), 12),
        (QUARTERLY, date(2026, 6, 30), 3),
        (QUARTERLY, date(2027, 3, 31), 12),
        (ANNUAL, date(2026, 9, 30), 12),
    ],
)
def test_a_payday_has_its_tax_period(period: object, paid_on: date, number: int) -> None:
    assert period_number(period, paid_on) == number  # type: ignore[arg-type]


def test_a_period_is_found_by_its_name() -> None:
    assert pay_period("four-weekly") is FOUR_WEEKLY
    with pytest.raises(Refusal, match="“daily” is not a pay period"):
        pay_period("daily")


def test_the_codes_that_hmrc_wants_differ() -> None:
    assert len({period.rti for period in PAY_PERIODS.values()}) == len(PAY_PERIODS)


def test_an_earnings_period_reads_as_words() -> None:
    words = [str(period.earnings) for period in (WEEKLY, FORTNIGHTLY, MONTHLY, QUARTERLY, ANNUAL)]
    assert words == ["week", "2 weeks", "month", "3 months", "year"]
