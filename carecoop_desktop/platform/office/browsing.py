"""Reads the office's own records: the history with guarded values hidden, and who may sign in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import MetaData, Table, func, select

from carecoop_desktop.platform.database.base import Base
from carecoop_desktop.platform.office.permissions import MANAGE_USERS, PERMISSIONS, SEE_HISTORY
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.platform.office.tables import ChangeRow, ChangeSetRow, UserRow

_SETS, _CHANGES, _USERS = ChangeSetRow.__table__, ChangeRow.__table__, UserRow.__table__
_SEEN = _CHANGES.to_metadata(MetaData(), name="change_seen")
HIDDEN = "(hidden)"


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One action in the history. ``state`` says whether it was undone."""

    number: int
    at: datetime
    user: str
    desk: str
    action: str
    kind: str
    summary: str
    reason: str
    changes: int
    undoable: bool
    undone: bool


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one record, before and after; guarded values are hidden from those who may not see them."""

    number: int
    at: datetime
    user: str
    table: str
    row_id: int
    kind: str
    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class OfficeUser:
    """Somebody who may sign in."""

    name: str
    role: str
    active: bool
    has_password: bool
    version: int


def history(reader: Reader, *, limit: int = 100, before: int | None = None) -> list[HistoryEntry]:
    """The newest actions, newest first; ``before`` pages further back."""
    reader.require(SEE_HISTORY)
    statement = select(_SETS).order_by(_SETS.c.id.desc()).limit(limit)
    if before is not None:
        statement = statement.where(_SETS.c.id < before)
    return [
        HistoryEntry(
            r.id,
            r.at,
            r.user_name,
            r.desk,
            r.action,
            r.kind,
            r.summary,
            r.reason,
            r.changes,
            r.undoable,
            r.undone_by is not None,
        )
        for r in reader.connection.execute(statement)
    ]


def record_history(reader: Reader, table: str, row_id: int) -> list[FieldChange]:
    """Everything that ever happened to one record, newest first, field by field."""
    reader.require(SEE_HISTORY)
    changes = _changes_for(reader)
    statement = (
        select(changes, _SETS.c.at, _SETS.c.user_name)
        .join(_SETS, _SETS.c.id == changes.c.set_id)
        .where(changes.c.table_name == table, changes.c.row_id == row_id)
        .order_by(changes.c.set_id.desc(), changes.c.position.desc())
    )
    return [change for row in reader.connection.execute(statement) for change in _fields(reader, row)]


def set_changes(reader: Reader, number: int, most: int) -> tuple[list[FieldChange], int]:
    """The fields that one action touched, those of its first ``most`` records, and how many records were left out."""
    reader.require(SEE_HISTORY)
    changes = _changes_for(reader)
    statement = (
        select(changes, _SETS.c.at, _SETS.c.user_name)
        .join(_SETS, _SETS.c.id == changes.c.set_id)
        .where(changes.c.set_id == number)
        .order_by(changes.c.position)
        .limit(most)
    )
    found = [change for row in reader.connection.execute(statement) for change in _fields(reader, row)]
    count = select(func.count()).select_from(changes).where(changes.c.set_id == number)
    return found, max(0, reader.connection.execute(count).scalar_one() - most)


def _changes_for(reader: Reader) -> Table:
    """The history as the person asking may read it: where a server keeps values back, it hides them itself."""
    return _CHANGES if reader.reads_all else _SEEN


def _fields(reader: Reader, row: Any) -> list[FieldChange]:
    before, after = row.before or {}, row.after or {}
    names = [name for name in (after or before) if name not in ("id", "version", "name_key")]
    return [
        FieldChange(
            row.set_id,
            row.at,
            row.user_name,
            row.table_name,
            row.row_id,
            row.kind,
            name,
            _shown(reader, row.table_name, name, before.get(name)),
            _shown(reader, row.table_name, name, after.get(name)),
        )
        for name in names
    ]


def _shown(reader: Reader, table: str, field: str, value: Any) -> Any:
    known = Base.metadata.tables.get(table)
    guard = known.c[field].info.get("guard") if known is not None and field in known.c else None
    if value in (None, "") or guard is None:
        return value
    permission = PERMISSIONS.get(guard)
    return value if permission is not None and reader.may(permission) else HIDDEN


def user_list(reader: Reader) -> list[OfficeUser]:
    """Who may sign in, oldest first."""
    reader.require(MANAGE_USERS)
    rows = reader.connection.execute(select(_USERS).order_by(_USERS.c.id))
    return [OfficeUser(r.name, r.role, r.active, r.password_hash is not None, r.version) for r in rows]


def own_user(reader: Reader) -> OfficeUser:
    """Whoever asks, as they may sign in."""
    row = reader.connection.execute(select(_USERS).where(_USERS.c.name == reader.user.name)).one()
    return OfficeUser(row.name, row.role, row.active, row.password_hash is not None, row.version)
