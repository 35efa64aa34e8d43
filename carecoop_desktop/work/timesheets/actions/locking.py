"""Pay periods: made for a tax year, sheets declared, hours locked for pay and given back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, select

from carecoop_desktop.platform.kernel.errors import Invalid, Issue, Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.timesheets.actions.lines import NewLine, stored
from carecoop_desktop.work.timesheets.events import PeriodUnlocking
from carecoop_desktop.work.timesheets.permissions import APPROVE, LOCK
from carecoop_desktop.work.timesheets.queries.periods import PayPeriod, period, periods
from carecoop_desktop.work.timesheets.queries.sheets import Sheet, sheets_of
from carecoop_desktop.work.timesheets.rules.limits import line_issues
from carecoop_desktop.work.timesheets.rules.periods import FREQUENCIES, USUAL_PAY_DAY, planned_periods
from carecoop_desktop.work.timesheets.tables import DeclarationRow, PayPeriodRow, TimesheetLineRow

_LINES, _PERIODS = TimesheetLineRow.__table__, PayPeriodRow.__table__

PAY_DAY = "timesheets.pay_day"
"""The setting that holds the day of the month on which monthly pay is due."""
BANKS_CLOSED = "timesheets.banks_closed"
"""The setting that holds further days (ISO) on which banks are closed, beside the standing bank holidays."""
_NAMED = 6


@action("Make pay periods", LOCK)
def make_periods(work: Work, tax_year: str, frequency: str, since: date | None = None) -> int:
    """Make the pay periods of a tax year that are not there yet; with ``since``, only those that reach so far."""
    if frequency not in FREQUENCIES:
        said = "Pay is monthly, weekly, fortnightly or four-weekly."
        raise Invalid([Issue("frequency", said, ", ".join(FREQUENCIES))])
    pay_day = work.reader.setting(PAY_DAY, USUAL_PAY_DAY)
    closed = frozenset(date.fromisoformat(day) for day in work.reader.setting(BANKS_CLOSED, []))
    there = {(one.tax_year, one.number) for one in periods(work.reader, frequency)}
    fresh = [
        one
        for one in planned_periods(tax_year, frequency, pay_day, closed)
        if (one.tax_year, one.number) not in there and (since is None or one.last >= since)
    ]
    names = ("frequency", "tax_year", "number", "first", "last", "pay_date")
    work.add_many(PayPeriodRow, [{**{n: getattr(one, n) for n in names}, "state": "open"} for one in fresh])
    work.say(f"Made {len(fresh)} {frequency} pay periods of {tax_year}")
    return len(fresh)


@action("Set the monthly pay day", LOCK)
def set_pay_day(work: Work, day: int, seen: int | None = None) -> None:
    """Set the day of the month on which monthly pay is due, 31 for the last; pay periods made from now on follow it."""
    if not 1 <= day <= 31:
        raise Invalid([Issue("day", "There is no such day of the month.", "1 to 31; 31 is the last day of any month")])
    work.set_setting(PAY_DAY, day, seen=seen)
    work.say(f"Monthly pay is due on {'the last day' if day == 31 else f'day {day}'} of the month")


@action("Declare a sheet complete or nil", APPROVE)
def declare_sheet(work: Work, period_id: int, assistant_id: int, kind: str, seen: int | None = None) -> None:
    """Say that a PA's sheet for a pay period is complete, or nil: nothing worked."""
    declare_sheets(work, period_id, {assistant_id: kind}, seen)


@action("Declare sheets complete or nil", APPROVE)
def declare_sheets(work: Work, period_id: int, kinds: Mapping[int, str], seen: int | None = None) -> int:
    """Declare the sheets of several PAs for one pay period. Nil is refused for a PA who has hours in it.

    A sheet that was declared otherwise after the change ``seen`` last is a conflict.
    """
    span = period(work.reader, period_id)
    if span.state != "open":
        raise Refusal(f"{_titled(span)} is {span.state} already.", "Its sheets can no longer be declared.")
    if unknown := set(kinds.values()) - {"complete", "nil"}:
        raise Invalid(
            [Issue("kind", f"A sheet is complete or nil, not {', '.join(sorted(unknown))}.", "complete, nil")]
        )
    standing = work.all(DeclarationRow, DeclarationRow.pay_period_id == span.id)
    work.hold([row for row in standing if kinds.get(row.assistant_id, row.kind) != row.kind], seen, {})
    here = {sheet.assistant_id: sheet for sheet in sheets_of(work.reader, span)}
    for assistant_id, kind in kinds.items():
        _refuse_nil_with_hours(here.get(assistant_id), kind, span)
    _write_declarations(work, span, kinds)
    work.say(f"Declared {len(kinds)} {'sheet' if len(kinds) == 1 else 'sheets'} for {span.name}")
    return len(kinds)


@action("Lock a pay period", LOCK, undoable=False)
def lock_period(work: Work, period_id: int, leave_rest: bool = False) -> int:
    """Lock the approved hours of everybody paid in this pay period, late ones of earlier periods included.

    Refused with a list while sheets are missing or hours are not approved. With ``leave_rest`` what is approved is
    locked all the same, and the rest waits for the next pay period. Returns how many lines were locked.
    """
    span = period(work.reader, period_id)
    if span.state != "open":
        raise Refusal(f"{_titled(span)} is {span.state} already.", "")
    everybody = sheets_of(work.reader, span)
    if not leave_rest:
        _refuse_unfinished(span, everybody, _earlier_open(work, span, everybody))
    rows = _to_lock(work, span, {sheet.assistant_id for sheet in everybody})
    values = {"state": "locked", "pay_period_id": span.id}
    locked = work.change_many(TimesheetLineRow, [(row_id, values) for row_id in rows])
    work.change(work.get(PayPeriodRow, span.id), state="locked")
    work.say(f"Locked {span.name}: {locked:,} lines")
    return locked


@action("Unlock a pay period", LOCK, undoable=False)
def unlock_period(work: Work, period_id: int) -> int:
    """Give a locked pay period's hours back for correction. Refused once a pay run stands on them."""
    span = period(work.reader, period_id)
    if span.state != "locked":
        told = "is paid already" if span.state == "paid" else "is not locked"
        raise Refusal(f"{_titled(span)} {told}.", "Corrections of paid hours are made in the next pay period.")
    work.publish(PeriodUnlocking(span.id))
    freed = _free(work, _LINES.c.pay_period_id == span.id)
    work.change(work.get(PayPeriodRow, span.id), state="open")
    work.say(f"Unlocked {span.name}: {freed:,} lines")
    return freed


@action("Mark a pay period as paid", LOCK, undoable=False)
def mark_paid(work: Work, period_id: int, leave_out: Collection[int] = ()) -> None:
    """Close a locked pay period for good; done by the pay run that paid it.

    The hours of PAs whom the run had to leave out are given back: they are locked and paid with the next pay period.
    """
    span = period(work.reader, period_id)
    if span.state != "locked":
        raise Refusal(f"{_titled(span)} is {span.state}, not locked.", "Lock its hours first.")
    if leave_out:
        _free(work, _LINES.c.pay_period_id == span.id, _LINES.c.assistant_id.in_(list(leave_out)))
    work.change(work.get(PayPeriodRow, span.id), state="paid")
    work.say(f"{_titled(span)} is paid")


@action("Take over hours of an earlier program", LOCK, undoable=False)
def take_over_period(work: Work, period_id: int, lines: Sequence[NewLine], kinds: Mapping[int, str],
                     paid: bool) -> int:  # fmt: skip
    """Bring in a whole open pay period as it stood elsewhere: its hours approved and locked, its sheets declared.

    ``kinds`` says complete or nil for each PA. With ``paid``, the earlier program has paid it; else it is to be paid
    here. Returns how many lines there are.
    """
    span = period(work.reader, period_id)
    if span.state != "open":
        raise Refusal(f"{_titled(span)} is {span.state} already.", "Only an open pay period can be taken over.")
    issues = [
        i for line in lines for i in line_issues(line.kind, line.member_id, line.day, line.entry, work.reader.today)
    ]
    if issues:
        raise Invalid(issues)
    locked = {"state": "locked", "pay_period_id": span.id}
    work.add_many(TimesheetLineRow, [{**stored(line), **locked} for line in lines])
    _write_declarations(work, span, kinds)
    work.change(work.get(PayPeriodRow, span.id), state="paid" if paid else "locked")
    work.say(f"Took over {span.name}: {len(lines):,} lines")
    return len(lines)


def give_back_hours(work: Work, line_ids: Collection[int]) -> int:
    """Give locked hours back that a pay run could not pay; they are locked and paid later. Part of a pay run's deed."""
    back = {"state": "approved", "pay_period_id": None}
    return work.change_many(TimesheetLineRow, [(row_id, back) for row_id in line_ids])


def lock_late_hours(work: Work, period_id: int) -> list[int]:
    """Lock hours of a paid period that were approved since, for a supplementary run. Returns their lines."""
    span = period(work.reader, period_id)
    if span.state != "paid":
        raise Refusal(f"{_titled(span)} is {span.state}, not paid.", "Pay it with its own pay run first.")
    rows = _to_lock(work, span, {sheet.assistant_id for sheet in sheets_of(work.reader, span)})
    values = {"state": "locked", "pay_period_id": span.id}
    work.change_many(TimesheetLineRow, [(row_id, values) for row_id in rows])
    return rows


def take_back_paid(work: Work, period_id: int) -> None:
    """A paid period's pay run was withdrawn: its hours are locked and wait to be paid again."""
    work.change(work.get(PayPeriodRow, period_id), state="locked")


def _free(work: Work, *criteria: ColumnElement[bool]) -> int:
    """Make locked lines approved ones again, of no pay period."""
    held = work.connection.execute(select(_LINES.c.id).where(*criteria)).scalars().all()
    values = {"state": "approved", "pay_period_id": None}
    return work.change_many(TimesheetLineRow, [(row_id, values) for row_id in held])


def _write_declarations(work: Work, span: PayPeriod, kinds: Mapping[int, str]) -> None:
    today, by = work.reader.today, work.reader.user.name
    there = {row.assistant_id: row.id for row in work.all(DeclarationRow, DeclarationRow.pay_period_id == span.id)}
    said = {"declared": today, "by": by}
    work.change_many(DeclarationRow, [(there[key], {"kind": kinds[key], **said}) for key in kinds if key in there])
    fresh = [key for key in kinds if key not in there]
    work.add_many(DeclarationRow, [
        {"pay_period_id": span.id, "assistant_id": key, "kind": kinds[key], **said} for key in fresh])  # fmt: skip


def _refuse_nil_with_hours(sheet: Sheet | None, kind: str, span: PayPeriod) -> None:
    if sheet is None:
        raise Refusal(f"This PA is not paid in {span.name}.", "Look at how often they are paid, and since when.")
    if kind == "nil" and sum(sheet.lines.values()) > sheet.late:
        raise Refusal(f"{sheet.assistant} has hours in {span.name}.", "Declare the sheet complete, or take them out.")


def _refuse_unfinished(span: PayPeriod, everybody: Sequence[Sheet], earlier: str) -> None:
    if earlier:
        raise Refusal(f"{earlier} is still open and has hours.", "Lock it first, so that its hours are paid with it.")
    missing = [sheet.assistant for sheet in everybody if sheet.missing]
    wrong = [sheet.assistant for sheet in everybody if sheet.contradicts]
    waiting = [f"{sheet.assistant} ({sheet.open})" for sheet in everybody if sheet.open]
    told = [
        f"{what}: {_listed(names)}."
        for what, names in (
            ("Sheets neither complete nor nil", missing),
            ("Declared nil but with hours", wrong),
            ("Hours not approved", waiting),
        )
        if names
    ]
    if told:
        raise Refusal(f"{_titled(span)} cannot be locked yet. {' '.join(told)}",
                      "Finish them, or lock the rest and leave these for the next pay period.")  # fmt: skip


def _earlier_open(work: Work, span: PayPeriod, everybody: Sequence[Sheet]) -> str:
    """The name of an earlier open pay period that has unlocked hours of these PAs."""
    if not any(sheet.late for sheet in everybody):
        return ""
    ids = [sheet.assistant_id for sheet in everybody if sheet.late]
    held = exists().where(
        and_(_LINES.c.day.between(_PERIODS.c.first, _PERIODS.c.last), _LINES.c.pay_period_id.is_(None),
             _LINES.c.assistant_id.in_(ids))
    )  # fmt: skip
    wanted = select(_PERIODS.c.id).where(
        _PERIODS.c.frequency == span.frequency, _PERIODS.c.state == "open", _PERIODS.c.last < span.first, held
    )
    found = work.connection.execute(wanted.order_by(_PERIODS.c.first)).scalar()
    return "" if found is None else _titled(period(work.reader, found))


def _to_lock(work: Work, span: PayPeriod, assistants: set[int]) -> list[int]:
    wanted = select(_LINES.c.id, _LINES.c.assistant_id).where(
        _LINES.c.state == "approved", _LINES.c.day <= span.last, _LINES.c.pay_period_id.is_(None)
    )
    rows: list[Any] = list(work.connection.execute(wanted.order_by(_LINES.c.id)))
    return [row.id for row in rows if row.assistant_id in assistants]


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def _titled(span: PayPeriod) -> str:
    return span.name[:1].upper() + span.name[1:]
