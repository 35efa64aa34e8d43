"""Statutory Sick Pay, by the rules that held when the sickness began."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from carecoop_desktop.platform.kernel.dates import WEEKDAYS, Span, format_date
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.kernel.worked import Line, Worked
from carecoop_desktop.statutory.figures import percent, pounds_and_fractions
from carecoop_desktop.statutory.statutory_pay.earnings import Average
from carecoop_desktop.statutory.statutory_pay.outcome import Check, Outcome, refused
from carecoop_desktop.statutory.tables.absence import SickPay
from carecoop_desktop.statutory.tables.deductions import NationalInsurance
from carecoop_desktop.statutory.tables.shelf import Shelf

_RULE = "Social Security Contributions and Benefits Act 1992 Part XI"
# A day's rate is cut after four decimal places of a pound.
_DAY_CUT = 100


class Linked(NamedTuple):
    """Earlier sickness close enough to count as one spell with this: its first and last day, and what it used up."""

    first: date
    last: date
    waiting_days: int
    paid_days: int


@dataclass(frozen=True, slots=True)
class Spell:
    """Sickness from ``first`` to ``last``; ``weekdays`` are the qualifying days (Monday is 0).

    ``excluded`` is a reason of its own why no sick pay is due, such as maternity pay being paid.
    """

    first: date
    last: date
    weekdays: frozenset[int]
    average: Average
    linked: Linked | None = None
    excluded: str = ""

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise Refusal("The sickness ends before it begins.", "Check both dates.")
        if not self.weekdays or not self.weekdays <= set(range(7)):
            raise Refusal("There is no qualifying day in the week.", "Agree at least one with the employee.")

    def qualifying_days(self) -> list[date]:
        """The days of the spell on which sick pay can be due."""
        days = ((self.first + timedelta(days=n)) for n in range((self.last - self.first).days + 1))
        return [day for day in days if day.weekday() in self.weekdays]


def sick_pay(shelf: Shelf, spell: Spell, window: Span | None = None) -> Outcome:
    """Sick pay of a spell for the days inside ``window`` (a pay period), or for all of it.

    A spell that began before the law changed keeps its old rules while sick pay is due under them. Who got nothing
    by the old rules (too low earnings, waiting days, too short a spell) is paid by the new ones from their first day.
    """
    linked = _linked(shelf, spell)
    claim = _claim(shelf, spell, linked, shelf.on(SickPay, linked.first if linked else spell.first), spell.first)
    change = _change(shelf, spell, claim.rules, min(spell.last, window.last) if window else spell.last)
    if change is not None and not claim.pays_before(change):
        claim = _claim(shelf, spell, linked, shelf.on(SickPay, change), change)
    if not claim.passed:
        return refused(claim.checks, "Statutory Sick Pay")
    chosen = [day for day in claim.days if window is None or day in window]
    weeks = _weeks(shelf, spell, claim.rules, chosen)
    total = sum(week.pence for week in weeks)
    working = partial(_lines, spell, claim.rules, claim.checks, weeks, total)
    return Outcome(claim.checks, Worked(total, working), len(chosen))


class _Claim(NamedTuple):
    """A spell under one set of rules: what they ask for, and the days that they would pay."""

    rules: SickPay
    checks: tuple[Check, ...]
    days: list[date]

    @property
    def passed(self) -> bool:
        return all(check.passed for check in self.checks)

    def pays_before(self, day: date) -> bool:
        """Whether sick pay is due on any day before this one."""
        return self.passed and any(one < day for one in self.days)


def _claim(shelf: Shelf, spell: Spell, linked: Linked | None, rules: SickPay, since: date) -> _Claim:
    days = [day for day in spell.qualifying_days() if day >= since]
    return _Claim(rules, _checks(shelf, spell, rules, linked), _payable(spell, rules, linked, days))


def _linked(shelf: Shelf, spell: Spell) -> Linked | None:
    """The earlier spell, if the gap is short enough for it to count."""
    if spell.linked is None:
        return None
    gap = (spell.first - spell.linked.last).days - 1
    return spell.linked if gap <= shelf.on(SickPay, spell.first).link_days else None


def _change(shelf: Shelf, spell: Spell, rules: SickPay, until: date) -> date | None:
    """The day of the spell, not after ``until``, from which other rules hold."""
    after = rules.origin.span.last + timedelta(days=1)
    while after <= until:
        later = shelf.on(SickPay, after)
        if (later.waiting_days, later.needs_lower_earnings) != (rules.waiting_days, rules.needs_lower_earnings):
            return max(after, spell.first)
        after = later.origin.span.last + timedelta(days=1)
    return None


def _checks(shelf: Shelf, spell: Spell, rules: SickPay, linked: Linked | None) -> tuple[Check, ...]:
    length = (spell.last - spell.first).days + 1
    checks = [
        Check(
            length >= rules.shortest_days,
            f"Sick for {_days(length)} in a row, of at least {rules.shortest_days} needed.",
            f"{_RULE}, s.152",
        )
    ]
    if rules.needs_lower_earnings:
        begun = linked.first if linked else spell.first
        limit = shelf.on(NationalInsurance, begun).published["LEL"][0]
        earned = format_money(int(spell.average.pence))
        sentence = f"Average weekly earnings of {earned}, of at least {format_money(limit)} needed."
        checks.append(Check(spell.average.pence >= limit, sentence, f"{_RULE}, sch. 11"))
    used = linked.paid_days if linked else 0
    most = rules.most_weeks * len(spell.weekdays)
    sentence = f"{used} of at most {most} days ({rules.most_weeks} weeks) of sick pay were used before."
    checks.append(Check(used < most, sentence, f"{_RULE}, s.155"))
    if spell.excluded:
        checks.append(Check(False, spell.excluded, f"{_RULE}, s.153"))
    return tuple(checks)


def _payable(spell: Spell, rules: SickPay, linked: Linked | None, days: list[date]) -> list[date]:
    """Qualifying days after the waiting days and within the most that may be paid."""
    waited, used = (linked.waiting_days, linked.paid_days) if linked else (0, 0)
    waiting = max(rules.waiting_days - waited, 0)
    left = max(rules.most_weeks * len(spell.weekdays) - used, 0)
    return days[waiting:][:left]


class _Week(NamedTuple):
    """Pay of one week that ends on a Saturday: the day's rates are added up and go up to the next penny."""

    ends: date
    days: int
    rate: Fraction
    pence: int


def _weeks(shelf: Shelf, spell: Spell, rules: SickPay, days: list[date]) -> list[_Week]:
    weeks: dict[date, list[date]] = {}
    for day in days:
        weeks.setdefault(day + timedelta(days=(5 - day.weekday()) % 7), []).append(day)
    result = []
    for ends, inside in sorted(weeks.items()):
        rates = [_day_rate(shelf, spell, rules, day) for day in inside]
        result.append(_Week(ends, len(inside), rates[-1], _up(sum(rates, Fraction(0)))))
    return result


def _day_rate(shelf: Shelf, spell: Spell, rules: SickPay, day: date) -> Fraction:
    """A day's rate in pence: the week's rate of that day, or the share of earnings, over the qualifying days."""
    week = Fraction(shelf.on(SickPay, day).week)
    if rules.earnings_rate:
        week = min(week, spell.average.share(rules.earnings_rate))
    return Fraction(int(week / len(spell.weekdays) * _DAY_CUT), _DAY_CUT)


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def _up(pence: Fraction) -> int:
    return -(-pence.numerator // pence.denominator)


def _lines(spell: Spell, rules: SickPay, checks: tuple[Check, ...], weeks: list[_Week], total: int) -> Iterator[Line]:
    source = rules.origin.citation
    yield from (check.line for check in checks)
    yield spell.average.line
    named = ", ".join(WEEKDAYS[day] for day in sorted(spell.weekdays))
    if rules.earnings_rate:
        text = f"{format_money(rules.week)} or {percent(rules.earnings_rate)} of average earnings, the lower"
    else:
        text = f"{format_money(rules.week)}, after {rules.waiting_days} waiting days"
    yield Line("Week's rate", f"{text}; qualifying days {named}", None, _RULE, source)
    for week in weeks:
        text = f"{week.days} × {pounds_and_fractions(int(week.rate * 100))} a day, up to the next penny"
        yield Line(f"Week to {format_date(week.ends)}", text, week.pence, _RULE, source)
    yield Line("Statutory Sick Pay", _days(sum(week.days for week in weeks)), total, _RULE, source)
