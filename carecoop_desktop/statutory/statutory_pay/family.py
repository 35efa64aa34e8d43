"""Amounts of SMP, SAP, SPP, ShPP, SPBP and SNCP."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from itertools import groupby
from typing import NamedTuple

from carecoop_desktop.platform.kernel.dates import Span, format_date
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.kernel.worked import Line, Worked
from carecoop_desktop.statutory.figures import percent, pounds_and_fractions
from carecoop_desktop.statutory.statutory_pay.earnings import Average, cut
from carecoop_desktop.statutory.statutory_pay.family_tests import NAMES, RULES, Claim, FamilyPayKind, examine
from carecoop_desktop.statutory.statutory_pay.outcome import Check, Outcome, refused
from carecoop_desktop.statutory.tables.absence import FamilyPay
from carecoop_desktop.statutory.tables.shelf import Shelf

_AT_EARNINGS_FIRST = (FamilyPayKind.MATERNITY, FamilyPayKind.ADOPTION)


def family_pay(
    shelf: Shelf, claim: Claim, window: Span | None = None, weeks: int | None = None, weeks_before: int = 0
) -> Outcome:
    """Family pay of a claim for the days inside ``window`` (a pay period), or for all of it.

    ``weeks`` is how many are taken in one block from ``claim.pay_from``, ``weeks_before`` how many were taken in
    earlier blocks; never more than the law gives. A part of a week is paid by sevenths, the total of a pay period goes
    up to the next penny.
    """
    checks = examine(shelf, claim)
    if not all(check.passed for check in checks):
        return refused(checks, NAMES[claim.kind])
    most = max(shelf.on(FamilyPay, claim.pay_from).weeks[claim.kind] - weeks_before, 0)
    count = most if weeks is None else min(weeks, most)
    paid = _days(shelf, claim, count, weeks_before, window)
    total = _up(sum((day.rate for day in paid), Fraction(0)) / 7)
    return Outcome(checks, Worked(total, partial(_lines, shelf, claim, checks, paid, total)), len(paid))


class _Day(NamedTuple):
    """A day that is paid: in which week, and that week's rate in pence."""

    day: date
    week: int
    rate: Fraction


def _days(shelf: Shelf, claim: Claim, weeks: int, before: int, window: Span | None) -> list[_Day]:
    result: list[_Day] = []
    for number in range(weeks):
        starts = claim.pay_from + timedelta(weeks=number)
        days = [starts + timedelta(days=offset) for offset in range(7)]
        inside = [day for day in days if window is None or day in window]
        if inside:
            rate = rate_of_week(shelf.on(FamilyPay, starts), claim.kind, before + number, claim.average)
            result.extend(_Day(day, before + number, rate) for day in inside)
    return result


def rate_of_week(table: FamilyPay, kind: FamilyPayKind, week: int, average: Average) -> Fraction:
    """The rate of a week, the first being 0, in pence: of the table that holds on the week's first day."""
    share = average.share(table.earnings_rate)
    if kind in _AT_EARNINGS_FIRST:
        share = cut(share)
        return share if week < table.earnings_weeks else min(share, Fraction(table.week))
    nearest = (2 * share.numerator + share.denominator) // (2 * share.denominator)
    return min(Fraction(nearest), Fraction(table.week))


def _up(pence: Fraction) -> int:
    """Up to the next penny, after the seven decimal places of a pound that count."""
    kept = cut(pence)
    return -(-kept.numerator // kept.denominator)


def _lines(shelf: Shelf, claim: Claim, checks: tuple[Check, ...], paid: list[_Day], total: int) -> Iterator[Line]:
    rule = RULES[claim.kind]
    yield from (check.line for check in checks)
    yield claim.average.line
    for rate, group in groupby(paid, key=lambda day: day.rate):
        days = list(group)
        table = shelf.on(FamilyPay, days[0].day - timedelta(days=(days[0].day - claim.pay_from).days % 7))
        text = f"{_weeks(len(days))} at {pounds_and_fractions(int(rate * 100))} a week"
        yield Line(
            f"{format_date(days[0].day)} to {format_date(days[-1].day)}",
            f"{text}: {_reason(table, claim, days[0].week, rate)}",
            int(rate * len(days) / 7),
            rule,
            table.origin.citation,
        )
    yield Line(NAMES[claim.kind], f"{len(paid)} days, up to the next penny", total, rule)


def _weeks(days: int) -> str:
    whole, rest = divmod(days, 7)
    parts = [f"{whole} weeks" if whole != 1 else "1 week"] if whole else []
    if rest:
        parts.append(f"{rest}/7 of a week")
    return " and ".join(parts)


def _reason(table: FamilyPay, claim: Claim, week: int, rate: Fraction) -> str:
    share = percent(table.earnings_rate)
    if claim.kind in _AT_EARNINGS_FIRST and week < table.earnings_weeks:
        return f"{share} of average earnings in the first {table.earnings_weeks} weeks"
    if rate == table.week:
        return f"the flat rate, as it is not above {share} of average earnings"
    return f"{share} of average earnings, as that is below the flat rate of {format_money(table.week)}"
