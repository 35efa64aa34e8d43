"""What the week grid needs to know of PAs, members and what they agreed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Row, func, or_, select

from carecoop_desktop.people.assistants.tables import AssistantRow, PayRateRow, SupportLinkRow
from carecoop_desktop.people.funding.tables import AgreementRow
from carecoop_desktop.people.members.tables import MemberRow
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.timesheets.rules.judging import Person
from carecoop_desktop.work.timesheets.rules.rest import AVERAGE_WEEK, REFERENCE_WEEKS
from carecoop_desktop.work.timesheets.tables import TimesheetLineRow

_PEOPLE, _MEMBERS = AssistantRow.__table__, MemberRow.__table__
_RATES, _LINKS, _AGREEMENTS = PayRateRow.__table__, SupportLinkRow.__table__, AgreementRow.__table__
_LINES = TimesheetLineRow.__table__


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody by name, with the key that names are sorted and found by."""

    id: int
    name: str
    key: str
    number: str = ""


def assistants_by_id(reader: Reader) -> dict[int, Named]:
    """Every PA's name, also of those who left."""
    rows = reader.connection.execute(select(_PEOPLE.c.id, _PEOPLE.c.name, _PEOPLE.c.name_key, _PEOPLE.c.number))
    return {row.id: Named(*row) for row in rows}


def members_by_id(reader: Reader) -> dict[int, Named]:
    """Every member's name, also of those who left."""
    rows = reader.connection.execute(select(_MEMBERS.c.id, _MEMBERS.c.name, _MEMBERS.c.name_key, _MEMBERS.c.number))
    return {row.id: Named(*row) for row in rows}


def working(reader: Reader, first: date, last: date) -> set[int]:
    """The PAs who were employed on any of these days."""
    wanted = select(_PEOPLE.c.id).where(
        or_(_PEOPLE.c.started.is_(None), _PEOPLE.c.started <= last),
        or_(_PEOPLE.c.left.is_(None), _PEOPLE.c.left >= first),
        _PEOPLE.c.status != "applicant",
    )
    return set(reader.connection.execute(wanted).scalars())


def links_in(reader: Reader, first: date, last: date) -> dict[tuple[int, int], int]:
    """Weekly minutes agreed for each pair of PA and member in these days."""
    wanted = select(_LINKS.c.assistant_id, _LINKS.c.member_id, _LINKS.c.weekly_minutes).where(
        _LINKS.c.since <= last, or_(_LINKS.c.until.is_(None), _LINKS.c.until >= first)
    )
    found: dict[tuple[int, int], int] = defaultdict(int)
    for assistant_id, member_id, minutes in reader.connection.execute(wanted):
        found[assistant_id, member_id] += minutes
    return dict(found)


@dataclass(frozen=True, slots=True)
class Agreed:
    """A PA and a member matched for some time: who, since when, until when, and minutes a week."""

    assistant_id: int
    member_id: int
    since: date
    until: date | None
    weekly: int


def all_links(reader: Reader) -> list[Agreed]:
    """Every match there is or was."""
    names = ("assistant_id", "member_id", "since", "until", "weekly_minutes")
    rows = reader.connection.execute(select(*(_LINKS.c[name] for name in names)).order_by(_LINKS.c.id))
    return [Agreed(*row) for row in rows]


def employed(reader: Reader) -> dict[int, tuple[date | None, date | None]]:
    """First and last day of every PA."""
    rows = reader.connection.execute(select(_PEOPLE.c.id, _PEOPLE.c.started, _PEOPLE.c.left))
    return {row.id: (row.started, row.left) for row in rows}


def budgets_on(reader: Reader, day: date) -> dict[int, int]:
    """Pence a week that all of a member's agreements in force bring."""
    wanted = (
        select(_AGREEMENTS.c.member_id, func.sum(_AGREEMENTS.c.weekly))
        .where(_AGREEMENTS.c.start <= day, or_(_AGREEMENTS.c.end.is_(None), _AGREEMENTS.c.end >= day))
        .group_by(_AGREEMENTS.c.member_id)
    )
    return {row[0]: int(row[1]) for row in reader.connection.execute(wanted)}


def people_for_checks(reader: Reader, ids: Collection[int], sunday: date, busy: Collection[int]) -> dict[int, Person]:
    """The PAs of a week with their rates; ``busy`` ones also with their minutes of the last 17 weeks."""
    rates = _rates_on(reader, sunday)
    recent = _recent_minutes(reader, sunday, busy)
    wanted = select(_PEOPLE.c.id, _PEOPLE.c.started, _PEOPLE.c.left, _PEOPLE.c.born)
    rows: list[Row[tuple[int, date | None, date | None, date | None]]] = list(reader.connection.execute(wanted))
    return {
        row.id: Person(row.started, row.left, row.born, rates.get(row.id, {}), recent.get(row.id, 0))
        for row in rows
        if row.id in ids
    }


def _rates_on(reader: Reader, day: date) -> dict[int, dict[str, int]]:
    if not reader.reads_all:
        return {}
    wanted = select(_RATES.c.assistant_id, _RATES.c.kind, _RATES.c.pence).where(_RATES.c.since <= day)
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for assistant_id, kind, pence in reader.connection.execute(wanted.order_by(_RATES.c.since, _RATES.c.id)):
        found[assistant_id][kind] = pence
    return found


# Nobody can be above 48 hours on average who has not just worked such a week or was above it before; asking only for
# those who were busy this week keeps the grid quick, and tells of the average in the week that brings it about.
def _recent_minutes(reader: Reader, sunday: date, busy: Collection[int]) -> dict[int, int]:
    if not busy:
        return {}
    first = sunday - timedelta(days=7 * REFERENCE_WEEKS - 1)
    wanted = (
        select(_LINES.c.assistant_id, func.sum(_LINES.c.minutes))
        .where(_LINES.c.assistant_id.in_(list(busy)), _LINES.c.day.between(first, sunday))
        .group_by(_LINES.c.assistant_id)
        .having(func.sum(_LINES.c.minutes) > AVERAGE_WEEK * REFERENCE_WEEKS)
    )
    return {row[0]: int(row[1]) for row in reader.connection.execute(wanted)}
