"""Finds out who changed what when two desks meet on one record."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from carecoop_desktop.platform.database.base import Record
from carecoop_desktop.platform.kernel.dates import format_moment
from carecoop_desktop.platform.kernel.errors import Conflict, FieldConflict
from carecoop_desktop.platform.office.images import plain
from carecoop_desktop.platform.office.tables import ChangeRow, ChangeSetRow

_CHANGES, _SETS = ChangeRow.__table__, ChangeSetRow.__table__


def conflict_over(connection: Connection, row: Record, version: int, mine: Mapping[str, Any]) -> Conflict:
    """The Conflict to raise when ``row`` is newer than the ``version`` that somebody had read."""
    fields = []
    for change in _changes_since(connection, row, version):
        before, after = _loaded(change.before), _loaded(change.after)
        fields += [
            FieldConflict(
                row.__tablename__,
                row.id,
                key,
                before.get(key),
                plain(mine.get(key, before.get(key))),
                value,
                change.user_name,
                change.at.isoformat(),
            )
            for key, value in after.items()
            if key not in ("version", "name_key")
        ]
    return Conflict(_sentence(row, fields), fields)


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
