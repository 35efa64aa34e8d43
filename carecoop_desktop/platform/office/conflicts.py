"""Finds out who changed what when two desks meet on one record."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, select

from carecoop_desktop.platform.database.base import Record
from carecoop_desktop.platform.kernel.dates import format_moment
from carecoop_desktop.platform.kernel.errors import Conflict, FieldConflict
from carecoop_desktop.platform.office.images import plain
from carecoop_desktop.platform.office.permissions import PERMISSIONS
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.platform.office.tables import ChangeRow, ChangeSetRow

_CHANGES, _SETS = ChangeRow.__table__, ChangeSetRow.__table__


def conflict_over(reader: Reader, row: Record, version: int, mine: Mapping[str, Any]) -> Conflict:
    """The Conflict to raise when ``row`` is newer than the ``version`` that somebody had read.

    A field that was changed several times stands in it once, from what was read to what stands now; values that the
    person asking may not see are left out.
    """
    found: dict[str, FieldConflict] = {}
    for change in _changes_since(reader.connection, row, version):
        before, after = _loaded(change.before), _loaded(change.after)
        for key, value in after.items():
            if key not in ("version", "name_key"):
                first = found[key].before if key in found else before.get(key)
                found[key] = FieldConflict(row.__tablename__, row.id, key, first, plain(mine.get(key, first)), value,
                                           change.user_name, change.at.isoformat())  # fmt: skip
    fields = [_seen(reader, row, each) for each in found.values() if each.theirs != each.before]
    return Conflict(_sentence(row, fields), fields, row.version)


def _seen(reader: Reader, row: Record, field: FieldConflict) -> FieldConflict:
    column = row.__table__.c.get(field.field)
    guard = column.info.get("guard") if column is not None else None
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


def _sentence(row: Record, fields: list[FieldConflict]) -> str:
    if not fields:
        return f"This {row.label} was changed at another desk since you opened it."
    from datetime import datetime

    last = fields[-1]
    names = ", ".join(dict.fromkeys(field.field.replace("_", " ") for field in fields))
    return f"{last.who} changed {names} of this {row.label} at {format_moment(datetime.fromisoformat(last.when))}."
