"""What the screens of absence say, decided without Qt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from carecoop_desktop.platform.desktop.page import Tag
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.money import format_hours, format_money
from carecoop_desktop.work.payroll.absence.queries import AbsenceLine
from carecoop_desktop.work.payroll.absence.queries.balances import LeaveLine
from carecoop_desktop.work.payroll.absence.queries.statutory import Decision
from carecoop_desktop.work.payroll.absence.rules.kinds import HOLIDAY, KINDS
from carecoop_desktop.work.payroll.absence.rules.record import Record
from carecoop_desktop.work.payroll.absence.screens.days import days_words

MAY_NOT = "Only office and payroll staff record absence."
MAY_NOT_RULES = "Only payroll staff and owners set this."
HIDDEN = "Why somebody is away is shown to office and payroll staff."


def state(line: AbsenceLine, today: date) -> Tag:
    """Whether an absence is to come, lasts or is over."""
    if line.first > today:
        return Tag("To come", "info")
    if line.last is None or line.last >= today:
        return Tag("Away now", "warn")
    return Tag("Over", "quiet")


def until(line: AbsenceLine) -> str:
    """Its last day, or that it lasts."""
    return format_date(line.last) if line.last else "no end yet"


def absence_row(line: AbsenceLine, today: date) -> list[Any]:
    """A line of a PA's absences."""
    return [line.what, format_date(line.first), until(line), state(line, today)]


def facts(line: AbsenceLine, today: date) -> list[tuple[Any, ...]]:
    """What is recorded of an absence."""
    found: list[tuple[Any, ...]] = [
        ("Away", f"{format_date(line.first)} to {until(line)}", state(line, today)),
    ]
    record = line.record
    if record is None:
        return [*found, ("Why", HIDDEN)]
    return [*found, *_known(record)]


def _known(record: Record) -> list[tuple[Any, ...]]:
    kind = KINDS[record.kind]
    rows: list[tuple[str, str | None]] = [
        ("Working days", days_words(record.weekdays) if kind.pay is None else None),
        ("Hours of leave", format_hours(record.minutes) if record.kind == HOLIDAY else None),
        ("Self-certificate", _day(record.self_certified)),
        ("Fit note", f"{_day(record.note_from)} to {_day(record.note_until) or 'open'}" if record.note_from else None),
        (kind.event or "Date", _day(record.event)),
        ("Told the office", _day(record.notified)),
        ("Evidence", f"{record.evidence or 'seen'}, {_day(record.evidence_seen)}" if record.evidence_seen else None),
        ("No pay because", record.withheld or None),
        ("Note", record.reason or None),
    ]
    return [(label, text) for label, text in rows if text]


def _day(day: date | None) -> str | None:
    return format_date(day) if day else None


def decision_rows(decision: Decision) -> list[list[Any]]:
    """Every question of the law with its answer."""
    return [
        [Tag("Met", "met") if check.passed else Tag("Not met", "bad"), check.sentence]
        for check in decision.outcome.checks
    ]


def decision_line(decision: Decision) -> str:
    """The outcome in a sentence."""
    if not decision.outcome.qualifies:
        return "Does not qualify for statutory pay."
    days, pence = decision.outcome.days, decision.outcome.pay.pence
    return f"Qualifies: {days} days up to {format_date(decision.until)}, {format_money(pence)} in all."


def leave_row(line: LeaveLine) -> list[Any]:
    """A PA's leave in the list."""
    made = line.balance
    name = f"{line.name} · {line.employer}" if line.employer else line.name
    return [name, line.how, made.accrued + made.adjusted, made.taken, made.left]


def leave_sentence(line: LeaveLine) -> str:
    """A PA's leave in a sentence."""
    made = line.balance
    paid = "paid with each hour; the time off is still theirs" if made.paid_with_hours else "paid when it is taken"
    where = f"{line.employer}: " if line.employer else ""
    return (
        f"{where}{format_hours(made.left)} hours of leave left since {format_date(made.year.first)}: "
        f"{format_hours(made.accrued + made.adjusted)} accrued, {format_hours(made.taken)} taken · {paid}."
    )


def context(away: Sequence[AbsenceLine], lines: Sequence[LeaveLine]) -> str:
    """The line under the page's title."""
    over = sum(1 for line in lines if line.balance.left < 0)
    people = f"{len(away)} away today" if away else "Nobody is away today"
    return f"{people} · {over} with more leave taken than accrued" if over else people
