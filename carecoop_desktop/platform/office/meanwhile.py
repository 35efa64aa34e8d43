"""What happened to records since a screen read them: to those that replace each other, and to those that are gone."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from carecoop_desktop.platform.database.base import Record
from carecoop_desktop.platform.kernel.dates import format_moment
from carecoop_desktop.platform.kernel.errors import Conflict
from carecoop_desktop.platform.office.conflicts import fields_told, one_of, sentence_over
from carecoop_desktop.platform.office.images import image_text
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.platform.office.rows import values_of
from carecoop_desktop.platform.office.tables import ChangeRow, ChangeSetRow

_CHANGES, _SETS = ChangeRow.__table__, ChangeSetRow.__table__


def conflict_since(reader: Reader, rows: Sequence[Record], seen: int, mine: Mapping[str, Any]) -> Conflict | None:
    """The Conflict to raise when one of ``rows`` was added or changed after the change ``seen``; None where none was.

    With ``mine`` only its fields count. What was added is held against the last of the rows that stood before.
    """
    changes = _changes_after(reader.connection, rows, seen)
    if not changes:
        return None
    last = changes[-1]
    row = next(each for each in rows if each.id == last.row_id)
    of_row = [change for change in changes if change.row_id == row.id]
    added = of_row[0].kind == "insert"
    before = _stood(rows, changes)
    pairs = [(each, before if each.kind == "insert" else _loaded(each.before)) for each in of_row]
    fields = fields_told(reader, row, pairs, mine, mine.keys())
    if mine and not fields and not added:
        return None
    sentence = f"{last.user_name} added {one_of(row)} at {format_moment(last.at)}." if added else None
    return Conflict(sentence or sentence_over(row, fields), fields, last.set_id)


def who_removed(connection: Connection, kind: type[Record], row_id: int) -> str:
    """``Priya Shah removed it at 3 May 2026, 14:02.``; empty where the history knows of no such row."""
    statement = (
        select(_SETS.c.user_name, _SETS.c.at)
        .join(_CHANGES, _CHANGES.c.set_id == _SETS.c.id)
        .where(_CHANGES.c.table_name == kind.__tablename__, _CHANGES.c.row_id == row_id, _CHANGES.c.kind == "delete")
        .order_by(_SETS.c.id.desc())
    )
    found = connection.execute(statement.limit(1)).first()
    return f"{found.user_name} removed it at {format_moment(found.at)}." if found is not None else ""


def _stood(rows: Sequence[Record], changes: Sequence[Any]) -> dict[str, Any]:
    """The last of the rows that were there before these changes, as it was then."""
    added = {change.row_id for change in changes if change.kind == "insert"}
    row = next((row for row in reversed(rows) if row.id not in added), None)
    if row is None:
        return {}
    stood = _loaded(image_text(values_of(row)))
    for change in reversed([each for each in changes if each.row_id == row.id]):
        stood |= _loaded(change.before)
    return stood


def _changes_after(connection: Connection, rows: Sequence[Record], seen: int) -> list[Any]:
    if not rows:
        return []
    statement = (
        select(_CHANGES, _SETS.c.user_name, _SETS.c.at)
        .join(_SETS, _SETS.c.id == _CHANGES.c.set_id)
        .where(
            _CHANGES.c.table_name == rows[0].__tablename__,
            _CHANGES.c.row_id.in_([row.id for row in rows]),
            _CHANGES.c.kind != "delete",
            _CHANGES.c.set_id > seen,
        )
        .order_by(_CHANGES.c.set_id, _CHANGES.c.position)
    )
    return list(connection.execute(statement))


def _loaded(value: Any) -> dict[str, Any]:
    return json.loads(value) if isinstance(value, str) else dict(value or {})
