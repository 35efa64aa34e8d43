"""The intervals at which people are paid, and the tax week or month a payday falls in."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from carecoop_desktop.platform.kernel.dates import tax_month, tax_week
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.statutory.tables.deductions import MONTHS, WEEKS, EarningsPeriod


class PayPeriod(NamedTuple):
    """How often somebody is paid.

    ``name`` is what files call it, ``earnings`` the earnings period of National Insurance, ``rti`` HMRC's code and
    ``pension`` the pay reference period of automatic enrolment. ``periods`` is 52 or 12, whichever tables it uses.
    """

    name: str
    earnings: EarningsPeriod
    rti: str
    pension: str
    periods: int
    length: int

    @property
    def unit(self) -> str:
        """``week`` or ``month``."""
        return "week" if self.periods == WEEKS else "month"


def _period(name: str, weeks: bool, length: int, rti: str, pension: str) -> PayPeriod:
    return PayPeriod(name, EarningsPeriod(weeks, length), rti, pension, WEEKS if weeks else MONTHS, length)


WEEKLY = _period("weekly", True, 1, "W1", "week")
FORTNIGHTLY = _period("fortnightly", True, 2, "W2", "2 weeks")
FOUR_WEEKLY = _period("four-weekly", True, 4, "W4", "4 weeks")
MONTHLY = _period("monthly", False, 1, "M1", "month")
QUARTERLY = _period("quarterly", False, 3, "M3", "quarter")
HALF_YEARLY = _period("half-yearly", False, 6, "M6", "6 months")
ANNUAL = _period("annual", False, 12, "MA", "year")

PAY_PERIODS = {one.name: one for one in (WEEKLY, FORTNIGHTLY, FOUR_WEEKLY, MONTHLY, QUARTERLY, HALF_YEARLY, ANNUAL)}


def pay_period(name: str) -> PayPeriod:
    """The period of a name such as ``monthly``; refuses another."""
    if name not in PAY_PERIODS:
        raise Refusal(f"“{name}” is not a pay period.", f"Use one of {', '.join(PAY_PERIODS)}.")
    return PAY_PERIODS[name]


def period_number(period: PayPeriod, paid_on: date) -> int:
    """The tax week or month to work out and report a payday with.

    Paid every two or four weeks it is the last week of the group; week 53, 54 or 56 is the extra payday that a year
    can have on 5 April (or 4 April before a leap day).
    """
    reached = tax_week(paid_on) if period.periods == WEEKS else tax_month(paid_on)
    return -(-reached // period.length) * period.length
