"""Circles, the members in them and the PAs around them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from carecoop_desktop.people.assistants.tables import AssistantRow, SupportLinkRow
from carecoop_desktop.people.circles.tables import CircleMemberRow, CircleRow
from carecoop_desktop.people.members.tables import MemberRow
from carecoop_desktop.platform.database.lists.definition import ListColumn
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.features import SearchEntry
from carecoop_desktop.platform.office.reader import Reader

_C, _P = CircleRow.__table__, CircleMemberRow.__table__
_M, _A, _L = MemberRow.__table__, AssistantRow.__table__, SupportLinkRow.__table__


@dataclass(frozen=True, slots=True)
class Person:
    """A member or a PA in a circle; for a member ``since`` is when their place began."""

    id: int
    name: str
    status: str
    since: date | None = None


@dataclass(frozen=True, slots=True)
class CircleView:
    """A circle with its people on a day."""

    id: int
    version: int
    name: str
    area: str
    meets: str
    members: tuple[Person, ...]
    assistants: tuple[Person, ...]


def circle_of(reader: Reader, day: date) -> dict[int, str]:
    """The name of each member's circle on a day, for those who have one."""
    rows = reader.connection.execute(
        select(_P.c.member_id, _C.c.name).join(_C, _C.c.id == _P.c.circle_id).where(_held(day)).order_by(_P.c.id)
    )
    return {row.member_id: row.name for row in rows}


def circle_ids_of(reader: Reader, day: date) -> dict[int, int]:
    """The circle of each member on a day, for those who have one."""
    rows = reader.connection.execute(select(_P.c.member_id, _P.c.circle_id).where(_held(day)).order_by(_P.c.id))
    return {row.member_id: row.circle_id for row in rows}


def circle_names(reader: Reader) -> dict[int, str]:
    """Every circle by name order."""
    return {row.id: row.name for row in reader.connection.execute(select(_C).order_by(_C.c.name_key, _C.c.id))}


def circles(reader: Reader, day: date | None = None) -> list[CircleView]:
    """Every circle with its people on a day, today when nothing is said."""
    day = day or reader.today
    members, assistants = _members(reader, day), _assistants(reader, day)
    return [
        CircleView(
            row.id,
            row.version,
            row.name,
            row.area,
            row.meets,
            tuple(members.get(row.id, ())),
            tuple(assistants.get(row.id, ())),
        )
        for row in reader.connection.execute(select(_C).order_by(_C.c.name_key, _C.c.id))
    ]


def circle(reader: Reader, circle_id: int, day: date | None = None) -> CircleView:
    """One circle with its people. Refusal when it is gone."""
    found = next((view for view in circles(reader, day) if view.id == circle_id), None)
    if found is None:
        raise Refusal("This circle is no longer there.", "Somebody may have removed it; look in the history.")
    return found


def without_circle(reader: Reader, day: date | None = None) -> list[Person]:
    """Members who have not left and are in no circle on a day."""
    held = select(_P.c.member_id).where(_held(day or reader.today))
    rows = reader.connection.execute(
        select(_M.c.id, _M.c.name, _M.c.status)
        .where(_M.c.status != "left", _M.c.id.not_in(held))
        .order_by(_M.c.name_key, _M.c.id)
    )
    return [Person(row.id, row.name, row.status) for row in rows]


def member_columns() -> list[ListColumn]:
    """The circle column of the list of members: the place that has no end."""
    name = (
        select(CircleRow.name)
        .join(CircleMemberRow, CircleMemberRow.circle_id == CircleRow.id)
        .where(CircleMemberRow.member_id == MemberRow.id, CircleMemberRow.until.is_(None))
        .order_by(CircleMemberRow.id.desc())
        .limit(1)
        .correlate(MemberRow)
        .scalar_subquery()
    )
    return [ListColumn("circle", "Circle", name, width=14, nullable=True)]


def search_entries(reader: Reader, ids: Iterable[int]) -> list[SearchEntry]:
    """What Ctrl+K shows for circles."""
    rows = reader.connection.execute(select(_C).where(_C.c.id.in_(list(ids))))
    return [SearchEntry("circles", row.id, row.name, row.area) for row in rows]


def _held(day: date) -> ColumnElement[bool]:
    return (_P.c.since <= day) & or_(_P.c.until.is_(None), _P.c.until > day)


def _members(reader: Reader, day: date) -> dict[int, list[Person]]:
    rows = reader.connection.execute(
        select(_P.c.circle_id, _M.c.id, _M.c.name, _M.c.status, _P.c.since)
        .join(_M, _M.c.id == _P.c.member_id)
        .where(_held(day))
        .order_by(_M.c.name_key, _M.c.id)
    )
    return _grouped((row.circle_id, Person(row.id, row.name, row.status, row.since)) for row in rows)


def _assistants(reader: Reader, day: date) -> dict[int, list[Person]]:
    """PAs belong where the members they support belong."""
    linked = (_L.c.since <= day) & or_(_L.c.until.is_(None), _L.c.until >= day)
    rows = reader.connection.execute(
        select(_P.c.circle_id, _A.c.id, _A.c.name, _A.c.status, _A.c.name_key)
        .join(_L, _L.c.member_id == _P.c.member_id)
        .join(_A, _A.c.id == _L.c.assistant_id)
        .where(_held(day), linked)
        .distinct()
        .order_by(_A.c.name_key, _A.c.id)
    )
    return _grouped((row.circle_id, Person(row.id, row.name, row.status)) for row in rows)


def _grouped(pairs: Iterable[tuple[int, Any]]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found
