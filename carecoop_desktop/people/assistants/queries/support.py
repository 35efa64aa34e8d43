"""Names of PAs, and which PA supports which member."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from carecoop_desktop.people.assistants.tables import AssistantRow, DbsCheckRow, SupportLinkRow
from carecoop_desktop.people.members.tables import MemberRow
from carecoop_desktop.platform.office.reader import Reader

_PEOPLE: Any = AssistantRow.__table__
_LINKS: Any = SupportLinkRow.__table__
_DBS: Any = DbsCheckRow.__table__
_MEMBERS: Any = MemberRow.__table__


@dataclass(frozen=True, slots=True)
class SupportLink:
    """One PA with one member: for how long a week, since when, and what they share (``match``)."""

    id: int
    version: int
    assistant_id: int
    assistant: str
    member_id: int
    member: str
    since: date
    until: date | None
    weekly_minutes: int
    match: str


def assistant_names(reader: Reader) -> dict[int, str]:
    """Every PA's name by number, those who left included, in alphabetical order."""
    rows = reader.connection.execute(select(_PEOPLE.c.id, _PEOPLE.c.name).order_by(_PEOPLE.c.name_key, _PEOPLE.c.id))
    return {row.id: row.name for row in rows}


def members_to_support(reader: Reader) -> list[tuple[int, date]]:
    """Numbers of the members who have support now, each with the day they joined."""
    rows = reader.connection.execute(
        select(_MEMBERS.c.id, _MEMBERS.c.joined).where(_MEMBERS.c.status == "active").order_by(_MEMBERS.c.id)
    )
    return [(row.id, row.joined or reader.today) for row in rows]


def count_assistants(reader: Reader) -> int:
    """How many PAs there are now; applicants and those who left are not counted."""
    counted = select(func.count()).select_from(_PEOPLE).where(_PEOPLE.c.status.in_(("active", "paused")))
    return reader.connection.execute(counted).scalar_one()


def support_links(reader: Reader, day: date) -> list[SupportLink]:
    """Who supports whom on a day, member by member, the most hours first."""
    return _links(reader, _running(day))


def supported_by(reader: Reader, member_id: int, day: date) -> list[SupportLink]:
    """The PAs of one member on a day, the most hours first."""
    return _links(reader, _running(day), _LINKS.c.member_id == member_id)


def supports(reader: Reader, assistant_id: int) -> list[SupportLink]:
    """Everybody whom a PA supports or has supported, the newest first."""
    rows = reader.connection.execute(
        _joined().where(_LINKS.c.assistant_id == assistant_id).order_by(_LINKS.c.since.desc(), _LINKS.c.id)
    )
    return [SupportLink(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class MemberPa:
    """A PA of a member, as the member's page shows it."""

    assistant_id: int
    name: str
    weekly_minutes: int
    match: str
    dbs_overdue: bool


def member_pas(reader: Reader, member_id: int) -> list[MemberPa]:
    """Who supports a member today, the most hours first; a certificate that is overdue or missing is marked."""
    links = supported_by(reader, member_id, reader.today)
    ids = [link.assistant_id for link in links]
    newest = select(_DBS.c.assistant_id, func.max(_DBS.c.renew_by).label("renew_by"))
    rows = reader.connection.execute(newest.where(_DBS.c.assistant_id.in_(ids)).group_by(_DBS.c.assistant_id))
    renew = {row.assistant_id: row.renew_by for row in rows}
    return [
        MemberPa(
            link.assistant_id,
            link.assistant,
            link.weekly_minutes,
            link.match,
            link.assistant_id not in renew or renew[link.assistant_id] < reader.today,
        )
        for link in links
    ]


def _links(reader: Reader, *criteria: ColumnElement[bool]) -> list[SupportLink]:
    order = (_MEMBERS.c.name_key, _LINKS.c.member_id, _LINKS.c.weekly_minutes.desc(), _LINKS.c.id)
    return [SupportLink(*row) for row in reader.connection.execute(_joined().where(*criteria).order_by(*order))]


def _running(day: date) -> ColumnElement[bool]:
    running: ColumnElement[bool] = (_LINKS.c.since <= day) & or_(_LINKS.c.until.is_(None), _LINKS.c.until >= day)
    return running


def _joined() -> Select[Any]:
    return (
        select(
            _LINKS.c.id,
            _LINKS.c.version,
            _LINKS.c.assistant_id,
            _PEOPLE.c.name,
            _LINKS.c.member_id,
            _MEMBERS.c.name.label("member_name"),
            _LINKS.c.since,
            _LINKS.c.until,
            _LINKS.c.weekly_minutes,
            _LINKS.c.match,
        )
        .join(_PEOPLE, _PEOPLE.c.id == _LINKS.c.assistant_id)
        .join(_MEMBERS, _MEMBERS.c.id == _LINKS.c.member_id)
    )
