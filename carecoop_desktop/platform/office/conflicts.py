"""Finds out who changed what when two desks meet on one record."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from carecoop_desktop.platform.database.base import Record
from carecoop_desktop.platform.kernel.dates import format_moment
from carecoop_desktop.platform.kernel.errors import Conflict, FieldConflict
from carecoop_desktop.platform.office.images import plain
from carecoop_desktop.platform.office.permissions import PERMISSIONS
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.platform.office.tables import ChangeRow, ChangeSetRow, SettingRow

_CHANGES, _SETS = ChangeRow.__table__, ChangeSetRow.__table__
_UNTOLD = ("id", "version", "name_key")


def conflict_over(
    reader: Reader, row: Record, version: int, mine: Mapping[str, Any], only: Collection[str] = ()
) -> Conflict:
    """The Conflict to raise when ``row`` is newer than the ``version`` that somebody had read.

    A field that was changed several times stands in it once, from what was read to what stands now; values that the
    person asking may not see are left out. With ``only`` it tells of these fields alone.
    """
    changes = [(change, _loaded(change.before)) for change in _changes_since(reader.connection, row, version)]
    fields = fields_told(reader, row, changes, mine, only)
    return Conflict(sentence_over(row, fields), fields, row.version)


def fields_told(
    reader: Reader,
    row: Record,
    changes: Sequence[tuple[Any, Mapping[str, Any]]],
    mine: Mapping[str, Any],
    only: Collection[str] = (),
) -> list[FieldConflict]:
    """Every field that these changes (each with what stood before it) left other than it was; ``only`` picks some."""
    found: dict[str, FieldConflict] = {}
    for change, before in changes:
        for key, value in _loaded(change.after).items():
            if key not in _UNTOLD and (not only or key in only):
                first = found[key].before if key in found else before.get(key)
                found[key] = FieldConflict(row.__tablename__, row.id, key, first, plain(mine.get(key, first)), value,
                                           change.user_name, change.at.isoformat())  # fmt: skip
    return [_seen(reader, row, each) for each in found.values() if each.theirs != each.before]


def _at(when: str) -> str:
    return f" at {format_moment(datetime.fromisoformat(when))}" if when else ""


_MANY = frozenset({"details", "earnings", "arrears", "hours"})


def _this(row: Record | type[Record]) -> str:
    """``this pay rate``, ``these bank details``."""
    return f"{'these' if _MANY & set(row.label.split()) else 'this'} {row.label}"


def one_of(row: Record) -> str:
    """``a pay rate``, ``an employment``, ``bank details``."""
    if _MANY & set(row.label.split()):
        return row.label
    return f"{'an' if row.label[:1] in 'aeiou' else 'a'} {row.label}"


def _seen(reader: Reader, row: Record, field: FieldConflict) -> FieldConflict:
    column = row.__table__.c.get(field.field)
    guard = (column.info.get("guard") if column is not None else None) or row.guard or None
    if guard is None or (guard in PERMISSIONS and reader.may(PERMISSIONS[guard])):
        return field
    return replace(field, before=None, mine=None, theirs=None, hidden=True)


def _changes_since(connection: Connection, row: Record, version: int) -> list[Any]:
    statement = (
        select(_CHANGES.c.before, _CHANGES.c.after, _SETS.c.user_name, _SETS.c.at)
        .join(_SETS, _SETS.c.id == _CHANGES.c.set_id)
        .where(_CHANGES.c.table_name == row.__tablename__, _CHANGES.c.row_id == row.id, _CHANGES.c.kind == "update")
        .order_by(_SETS.c.id, _CHANGES.c.position)
    )
    return [c for c in connection.execute(statement) if _loaded(c.after).get("version", 0) > version]


def _loaded(value: Any) -> dict[str, Any]:
    return json.loads(value) if isinstance(value, str) else dict(value or {})


def sentence_over(row: Record, fields: list[FieldConflict]) -> str:
    """``Priya Shah changed phone of this member at ...``; a setting has one value, which is not named."""
    if not fields:
        this = _this(row)
        were = "were" if this.startswith("these") else "was"
        return f"T{this[1:]} {were} changed at another desk since you opened it."
    last = fields[-1]
    names = ", ".join(dict.fromkeys(field.field.replace("_", " ") for field in fields))
    what = _this(row) if isinstance(row, SettingRow) else f"{names} of {_this(row)}"
    return f"{last.who} changed {what}{_at(last.when)}."
