"""Average weekly earnings, kept exact: a week's average is rarely whole pence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from carecoop_desktop.platform.kernel.dates import Span
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.kernel.worked import Line

# HMRC agreed to cut averages after the seventh decimal place of a pound, which is the fifth of a penny.
_CUT = 100_000
RELEVANT_DAYS = 56


class Average(NamedTuple):
    """Average weekly earnings in pence, exact, and the line that explains them."""

    pence: Fraction
    line: Line

    def share(self, rate: int) -> Fraction:
        """A share in hundredths of a per cent, exact."""
        return self.pence * rate / 10_000


def cut(pence: Fraction) -> Fraction:
    """An amount cut after seven decimal places of a pound."""
    return Fraction(int(pence * _CUT), _CUT)


def average_weekly(total: int, *, weeks: int = 0, months: int = 0, days: int = 0) -> Average:
    """The average of pay over so many weeks, months (12/52 each) or, for irregular paydays, days."""
    if [weeks > 0, months > 0, days > 0].count(True) != 1:
        raise Refusal("An average needs weeks, months or days.", "Enter how much time the pay is for.")
    if weeks:
        exact, text = Fraction(total, weeks), f"{format_money(total)} ÷ {weeks} weeks"
    elif months:
        exact, text = Fraction(total * 12, months * 52), f"{format_money(total)} ÷ {months} months × 12 ÷ 52"
    else:
        exact, text = Fraction(total * 7, days), f"{format_money(total)} ÷ {days} days × 7"
    pence = cut(exact)
    rule = "Social Security Contributions and Benefits Act 1992 s.171(4); cut after 7 decimal places"
    return Average(pence, Line("Average weekly earnings", text, int(pence), rule, "HMRC statutory pay guidance"))


def relevant_period(paydays: list[date], limit: date) -> Span:
    """The weeks to average: up to the last payday on or before ``limit``, from the day after the last payday that is
    at least eight weeks earlier. Refuses where no payday lies that far back.
    """
    done = sorted(day for day in paydays if day <= limit)
    if not done:
        raise Refusal("There is no payday to average from.", "Enter the pay that the contract promises for a week.")
    last = done[-1]
    before = [day for day in done if day <= last - timedelta(days=RELEVANT_DAYS)]
    if not before:
        raise Refusal("There is less than eight weeks' pay.", "Average what has been paid by its days.")
    return Span(before[-1] + timedelta(days=1), last)


def relevant_average(paid: Mapping[date, int], limit: date, *, monthly: bool, regular: bool = True) -> Average:
    """The average from what was paid on each payday, over the relevant period up to ``limit``."""
    span = relevant_period(list(paid), limit)
    inside = [day for day in paid if day in span]
    total = sum(paid[day] for day in inside)
    if monthly:
        return average_weekly(total, months=len(inside))
    if regular and span.days % 7 == 0:
        return average_weekly(total, weeks=span.days // 7)
    return average_weekly(total, days=span.days)
