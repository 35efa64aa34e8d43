"""Reads lines of timesheets: for pay, for figures, and as a list of any length."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import func, select

from carecoop_desktop.people.assistants.tables import AssistantRow
from carecoop_desktop.people.members.tables import MemberRow
from carecoop_desktop.platform.database.lists.definition import IndexedSearch, ListColumn, ListFilter, RecordList
from carecoop_desktop.platform.database.lists.reader import ListReader
from carecoop_desktop.platform.database.lists.shape import Kind, ListRequest, Sort, StateWord, Tone
from carecoop_desktop.platform.kernel.dates import week_ending
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import SEE_RECORDS
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.timesheets.rules.kinds import KINDS, STATES
from carecoop_desktop.work.timesheets.tables import TimesheetLineRow

_LINES = TimesheetLineRow.__table__


class WorkLine(NamedTuple):
    """One locked line as payroll takes it: minutes, nights, miles in tenths, expenses in pence."""

    id: int
    assistant_id: int
    member_id: int | None
    day: date
    kind: str
    minutes: int
    nights: int
    miles: int
    expenses: int


def locked_work(reader: Reader, period_id: int) -> list[WorkLine]:
    """The lines that a pay period's lock holds, late lines of earlier periods included, by PA and day."""
    reader.require(SEE_RECORDS)
    wanted = select(*(_LINES.c[name] for name in WorkLine._fields)).where(_LINES.c.pay_period_id == period_id)
    rows = reader.connection.execute(wanted.order_by(_LINES.c.assistant_id, _LINES.c.day, _LINES.c.id))
    return [WorkLine._make(row) for row in rows]


def worked_minutes(reader: Reader, first: date, last: date) -> dict[int, int]:
    """Minutes worked for each member in a run of days, whatever state the lines are in."""
    reader.require(SEE_RECORDS)
    wanted = (
        select(_LINES.c.member_id, func.sum(_LINES.c.minutes))
        .where(_LINES.c.day.between(first, last), _LINES.c.member_id.is_not(None))
        .group_by(_LINES.c.member_id)
    )
    return {row[0]: int(row[1]) for row in reader.connection.execute(wanted)}


def minutes_by_assistant(
    reader: Reader, first: date, last: date, member_id: int | None = None, assistant_id: int | None = None
) -> list[tuple[str, int, int]]:
    """Who worked how long in a run of days: PA's name, minutes and nights, longest first."""
    reader.require(SEE_RECORDS)
    amounts = func.sum(_LINES.c.minutes), func.sum(_LINES.c.nights)
    wanted = (
        select(AssistantRow.name, *amounts)
        .join(AssistantRow, AssistantRow.id == _LINES.c.assistant_id)
        .where(_LINES.c.day.between(first, last))
        .group_by(AssistantRow.id, AssistantRow.name)
        .having(amounts[0] + amounts[1] > 0)
        .order_by(amounts[0].desc(), AssistantRow.name)
    )
    if member_id is not None:
        wanted = wanted.where(_LINES.c.member_id == member_id)
    if assistant_id is not None:
        wanted = wanted.where(_LINES.c.assistant_id == assistant_id)
    return [(row[0], int(row[1]), int(row[2])) for row in reader.connection.execute(wanted)]


def _state_filter(state: str, label: str) -> ListFilter:
    return ListFilter(state, label, lambda: TimesheetLineRow.state == state, group="state")


LINES = RecordList(
    name="timesheets.lines",
    label="All hours and claims",
    base=lambda: (
        select(TimesheetLineRow.id)
        .join(AssistantRow, AssistantRow.id == TimesheetLineRow.assistant_id)
        .outerjoin(MemberRow, MemberRow.id == TimesheetLineRow.member_id)
    ),
    id=TimesheetLineRow.id,
    columns=(
        ListColumn("day", "Date", TimesheetLineRow.day, Kind.DATE),
        ListColumn("assistant", "PA", AssistantRow.name, sortable=False, width=20),
        ListColumn("member", "Member", MemberRow.name, sortable=False, width=20),
        ListColumn(
            "kind", "Kind", TimesheetLineRow.kind, Kind.STATE, sortable=False,
            states={code: StateWord(kind.word) for code, kind in KINDS.items()},
        ),
        ListColumn("start", "From", TimesheetLineRow.start, Kind.TIME, sortable=False),
        ListColumn("finish", "To", TimesheetLineRow.finish, Kind.TIME, sortable=False),
        ListColumn("minutes", "Hours", TimesheetLineRow.minutes, Kind.HOURS, sortable=False),
        ListColumn("nights", "Nights", TimesheetLineRow.nights, Kind.NUMBER, sortable=False, width=6),
        ListColumn("expenses", "Expenses", TimesheetLineRow.expenses, Kind.MONEY, sortable=False),
        ListColumn(
            "state", "State", TimesheetLineRow.state, Kind.STATE, sortable=False,
            states={code: StateWord(word, Tone(tone)) for code, (word, tone) in STATES.items()},
        ),
        ListColumn("note", "Note", TimesheetLineRow.note, sortable=False, hidden=True),
    ),
    default_sort=(Sort("day", descending=True),),
    filters=(
        _state_filter("draft", "Draft"),
        _state_filter("signed", "Member signed"),
        _state_filter("queried", "Query"),
        _state_filter("approved", "Approved"),
        _state_filter("locked", "Locked"),
        ListFilter(
            "assistant", "PA", lambda value: TimesheetLineRow.assistant_id == value, takes_value=True
        ),
        ListFilter("member", "Member", lambda value: TimesheetLineRow.member_id == value, takes_value=True),
    ),
    indexed_search=(
        IndexedSearch("members", TimesheetLineRow.member_id),
        IndexedSearch("assistants", TimesheetLineRow.assistant_id),
    ),
)  # fmt: skip


def line_reader(office: Office, standing: ListRequest | None = None) -> ListReader:
    """The list of all lines, bound to an office."""

    def reading(job: Callable[[Any], Any]) -> Any:
        return office.read(lambda reader: job(reader.connection))

    return ListReader(LINES, reading, standing)


def day_of_line(reader: Reader, line_id: int) -> date | None:
    """The day of a line, or None where it is gone."""
    found: date | None = reader.connection.execute(select(_LINES.c.day).where(_LINES.c.id == line_id)).scalar()
    return found


class WeekOf(NamedTuple):
    """One week of a PA: minutes, nights, and how many lines are not approved yet."""

    sunday: date
    minutes: int
    nights: int
    open: int


def weeks_of(reader: Reader, assistant_id: int, first: date, last: date) -> list[WeekOf]:
    """A PA's weeks with hours in a run of days, the latest first."""
    reader.require(SEE_RECORDS)
    wanted = select(_LINES.c.day, _LINES.c.minutes, _LINES.c.nights, _LINES.c.state).where(
        _LINES.c.assistant_id == assistant_id, _LINES.c.day.between(first, last)
    )
    weeks: dict[date, list[int]] = {}
    for day, minutes, nights, state in reader.connection.execute(wanted):
        week = weeks.setdefault(week_ending(day), [0, 0, 0])
        for place, amount in enumerate((minutes, nights, int(state in ("draft", "signed", "queried")))):
            week[place] += amount
    return [WeekOf(sunday, *amounts) for sunday, amounts in sorted(weeks.items(), reverse=True)]
