"""Checks of one line or of one member's week against dates, lengths, budgets and the minimum wage."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta

from carecoop_desktop.platform.kernel.dates import age_on, format_date, shift_minutes
from carecoop_desktop.platform.kernel.errors import Issue
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.statutory.tables.employment import MinimumWage
from carecoop_desktop.work.timesheets.rules.entry import ACCEPTED, LONGEST_DAY, MOST_EXPENSES, MOST_MILES, Entry
from carecoop_desktop.work.timesheets.rules.findings import Finding, Piece
from carecoop_desktop.work.timesheets.rules.kinds import KINDS, hours_text, miles_text

LONG_SHIFT = 16 * 60
MANY_MILES = 1_500
MUCH_SPENT = 20_000
_AHEAD, _BACK = timedelta(days=366), timedelta(days=366 * 6)
_SOON, _OLD = timedelta(days=14), timedelta(days=92)


def line_issues(kind: str, member_id: int | None, day: date, entry: Entry, today: date) -> Iterator[Issue]:
    """Why a line cannot be stored at all. What is only odd is a finding, told after it was stored."""
    if kind not in KINDS:
        yield Issue("kind", f"There is no kind of work called “{kind}”.", ", ".join(one.word for one in KINDS.values()))
        return
    if KINDS[kind].with_member and member_id is None:
        yield Issue("member", f"{KINDS[kind].word} hours need the member they were worked for.", "the name of a member")
    if not today - _BACK <= day <= today + _AHEAD:
        yield Issue("day", f"{format_date(day)} cannot be right.", "a day of the last six years or the year ahead")
    yield from _amount_issues(kind, day, entry)


def _amount_issues(kind: str, day: date, entry: Entry) -> Iterator[Issue]:
    amount, measure = entry.amount(kind), KINDS[kind].measure
    most = {"minutes": LONGEST_DAY, "nights": 1, "miles": MOST_MILES, "expenses": MOST_EXPENSES}[measure]
    if not 0 < amount <= most:
        yield Issue(measure, f"{KINDS[kind].word} on {format_date(day)} has no possible amount.", ACCEPTED[measure])
    if measure == "minutes" and entry.start is not None and entry.finish is not None:
        worked = shift_minutes(day, entry.start, entry.finish, entry.break_minutes)
        if entry.start == entry.finish or worked != amount or entry.break_minutes < 0:
            yield Issue(
                "finish", f"The times on {format_date(day)} come to {hours_text(worked)} h.", ACCEPTED["minutes"]
            )


def odd_date(line: Piece, today: date, locked: bool) -> Iterator[Finding]:
    """A day that is still to come, long past, or in a pay period that was locked without it."""
    if line.day > today + _SOON:
        yield Finding("bad", "Future", f"{format_date(line.day)} is still to come. Is the month right?", line.id)
    elif line.day > today:
        yield Finding("warn", "To come", f"{format_date(line.day)} is still to come.", line.id)
    elif line.day < today - _OLD:
        yield Finding("warn", "Old", f"{format_date(line.day)} is more than three months ago.", line.id)
    if locked:
        yield Finding("info", "Late", "Its pay period is locked; it will be paid in the next one.", line.id)


def odd_length(line: Piece) -> Iterator[Finding]:
    """A shift longer than 16 hours, or one whose length a clock change alters."""
    if line.kind != "sleep-in" and line.minutes > LONG_SHIFT:
        yield Finding("warn", "Long shift", f"{hours_text(line.minutes)} h is longer than 16 h.", line.id)
    if line.bounds and line.kind != "sleep-in" and line.start and line.finish:
        clock = (line.finish.hour - line.start.hour) * 60 + line.finish.minute - line.start.minute
        real = int((line.bounds[1] - line.bounds[0]).total_seconds()) // 60
        if real != clock % 1440:
            way = "back" if real > clock % 1440 else "forward"
            yield Finding("info", "Clock change", f"The clocks go {way} that night: {hours_text(real)} h.", line.id)


def odd_night(line: Piece) -> Iterator[Finding]:
    """A waking night or sleep-in that does not lie in the night."""
    if line.kind not in ("waking-night", "sleep-in") or line.start is None or line.finish is None:
        return
    late = line.start >= time(19) or line.start <= time(1)
    early = time(4) <= line.finish <= time(11)
    if not (late and early):
        word = KINDS[line.kind].word.lower()
        told = f"{line.times} is no usual {word}: it begins after 19:00 and ends between 4:00 and 11:00."
        yield Finding("warn", "Night hours", told, line.id)


def odd_claim(line: Piece) -> Iterator[Finding]:
    """Mileage or expenses far above what a day brings."""
    if line.miles > MANY_MILES:
        yield Finding("warn", "Mileage", f"{miles_text(line.miles)} miles in a day is a long way.", line.id)
    if line.expenses > MUCH_SPENT:
        yield Finding("warn", "Expenses", f"{format_money(line.expenses)} in a day: is there a receipt?", line.id)


def not_employed(line: Piece, started: date | None, left: date | None) -> Iterator[Finding]:
    """Work before a PA's first day or after the last."""
    if started and line.day < started:
        yield Finding("bad", "Not started", f"The PA started on {format_date(started)}.", line.id)
    elif left and line.day > left:
        yield Finding("bad", "Has left", f"The PA left on {format_date(left)}.", line.id)


def over_budget(cost: int, budget: int | None) -> Iterator[Finding]:
    """A member's week that costs more, at the PAs' rates, than the funders pay for a week."""
    if budget is not None and cost > budget:
        yield Finding(
            "bad",
            "Over budget",
            f"The week costs {format_money(cost)} at the agreed rates, before on-costs; "
            f"the weekly budget is {format_money(budget)}.",
        )


def below_minimum(line: Piece, rate: int | None, born: date | None, wage: MinimumWage) -> Iterator[Finding]:
    """An hourly rate below the minimum wage for the PA's age. A sleep-in's nights are not hours of work here."""
    if rate is None or not line.minutes or line.kind == "sleep-in":
        return
    lowest = minimum_rate(born, line.day, wage)
    if rate < lowest:
        told = f"{format_money(rate)} an hour is below the minimum wage of {format_money(lowest)}."
        yield Finding("bad", "Minimum wage", told, line.id)


def minimum_rate(born: date | None, day: date, wage: MinimumWage) -> int:
    """Pence an hour that the law asks for at this age; the adult rate where the age is not known."""
    oldest_first = sorted(wage.rates, reverse=True)
    if born is None:
        return oldest_first[0].hourly
    age = age_on(born, day)
    return next((rate.hourly for rate in oldest_first if age >= rate.from_age), oldest_first[-1].hourly)
