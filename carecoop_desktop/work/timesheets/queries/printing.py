"""The lines of a pay period as they are printed."""

from __future__ import annotations

from datetime import date, time
from typing import NamedTuple

from sqlalchemy import select

from carecoop_desktop.people.assistants.tables import AssistantRow
from carecoop_desktop.people.members.tables import MemberRow
from carecoop_desktop.platform.office.opening import OFFICE_NAME
from carecoop_desktop.platform.office.permissions import SEE_RECORDS
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.timesheets.queries.periods import frequencies
from carecoop_desktop.work.timesheets.tables import TimesheetLineRow

_LINES, _PEOPLE, _MEMBERS = TimesheetLineRow.__table__, AssistantRow.__table__, MemberRow.__table__


class SheetLine(NamedTuple):
    """One line with the names that belong to it."""

    assistant_id: int
    assistant: str
    member: str | None
    day: date
    kind: str
    start: time | None
    finish: time | None
    minutes: int
    nights: int
    miles: int
    expenses: int
    state: str


def printed_lines(reader: Reader, first: date, last: date, frequency: str) -> list[SheetLine]:
    """Every line of these days of the PAs who are paid this often, by PA's name and day."""
    reader.require(SEE_RECORDS)
    names = ("day", "kind", "start", "finish", "minutes", "nights", "miles", "expenses", "state")
    wanted = (
        select(_PEOPLE.c.id, _PEOPLE.c.name, _MEMBERS.c.name, *(_LINES.c[name] for name in names))
        .select_from(
            _LINES.join(_PEOPLE, _PEOPLE.c.id == _LINES.c.assistant_id).outerjoin(
                _MEMBERS, _MEMBERS.c.id == _LINES.c.member_id
            )
        )
        .where(_LINES.c.day.between(first, last))
        .order_by(_PEOPLE.c.name_key, _PEOPLE.c.id, _LINES.c.day, _LINES.c.id)
    )
    paid_so = frequencies(reader, last)
    rows = [SheetLine(*row) for row in reader.connection.execute(wanted)]
    return [row for row in rows if paid_so.get(row.assistant_id, "monthly") == frequency]


def office_name(reader: Reader) -> str:
    """What the office calls itself on paper."""
    name: str = reader.setting(OFFICE_NAME, "")
    return name
