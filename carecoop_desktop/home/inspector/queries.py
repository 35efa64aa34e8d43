"""Visits, and what was shown in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from carecoop_desktop.home.inspector.tables import ViewedRow, VisitRow
from carecoop_desktop.platform.office.opening import OFFICE_NAME
from carecoop_desktop.platform.office.permissions import SEE_RECORDS, Role
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.platform.office.tables import UserRow

_VISITS: Any = VisitRow.__table__
_VIEWS: Any = ViewedRow.__table__
_USERS: Any = UserRow.__table__


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit: who came for whom, who opened the room, when it began and ended."""

    id: int
    inspector: str
    body: str
    started: datetime
    started_by: str
    ended: datetime | None


@dataclass(frozen=True, slots=True)
class Viewed:
    """One record that was shown."""

    at: datetime
    kind: str
    record_id: int | None
    title: str


@dataclass(frozen=True, slots=True)
class ShownList:
    """Everything that was shown in a visit, in order."""

    office: str
    visit: Visit
    views: tuple[Viewed, ...]


def open_visit(reader: Reader) -> Visit | None:
    """The visit that has not ended, if there is one: the program starts back into it."""
    row = reader.connection.execute(_visits().where(_VISITS.c.ended.is_(None))).first()
    return None if row is None else Visit(*row)


def visits(reader: Reader) -> list[Visit]:
    """Every visit, the newest first."""
    reader.require(SEE_RECORDS)
    return [Visit(*row) for row in reader.connection.execute(_visits())]


def shown_list(reader: Reader, visit_id: int) -> ShownList:
    """What was shown in a visit."""
    reader.require(SEE_RECORDS)
    visit = Visit(*reader.connection.execute(_visits().where(_VISITS.c.id == visit_id)).one())
    columns = (_VIEWS.c.at, _VIEWS.c.kind, _VIEWS.c.record_id, _VIEWS.c.title)
    rows = reader.connection.execute(select(*columns).where(_VIEWS.c.visit_id == visit_id).order_by(_VIEWS.c.id))
    return ShownList(str(reader.setting(OFFICE_NAME, "")), visit, tuple(Viewed(*row) for row in rows))


def shown_count(reader: Reader, visit_id: int) -> int:
    """How many records were shown so far."""
    counted = select(func.count()).select_from(_VIEWS).where(_VIEWS.c.visit_id == visit_id)
    return int(reader.connection.execute(counted).scalar_one())


def owners_with_password(reader: Reader) -> list[str]:
    """Who can end a visit whose PIN nobody knows any more: owners who can prove that they are."""
    chosen = select(_USERS.c.name).where(
        _USERS.c.role == Role.OWNER.value, _USERS.c.active, _USERS.c.password_hash.is_not(None)
    )
    return [row.name for row in reader.connection.execute(chosen.order_by(_USERS.c.name))]


def _visits() -> Any:
    columns = [_VISITS.c[name] for name in Visit.__dataclass_fields__]
    return select(*columns).order_by(_VISITS.c.id.desc())
