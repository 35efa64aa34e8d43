"""Holds every record against the history: what stands there must be what the last change of it left.

The chain of hashes proves the history; this proves the records by the history, so that a value that was changed past
the program, or by a failing disk, shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Table, func, select

from carecoop_desktop.platform.database.base import Base, Record
from carecoop_desktop.platform.office.images import plain
from carecoop_desktop.platform.office.tables import ChangeRow

_CHANGES = ChangeRow.__table__
_CHUNK = 2000
_TOLD = 20
"""So many faults of a table are told one by one."""


def astray(connection: Connection) -> Iterator[str]:
    """A sentence for each record that is not as the history left it; nothing yielded means that all are."""
    told = set(connection.execute(select(_CHANGES.c.table_name).distinct()).scalars())
    ours = {name for name, kind in Base.kinds.items() if issubclass(kind, Record)}
    for name in sorted(told | ours):
        kind = Base.kinds.get(name)
        if kind is None or not issubclass(kind, Record):
            yield f"The history names a table that this version does not know: {name}."
            continue
        yield from _at_most(_of_kind(connection, kind), kind.label)


def _at_most(faults: Iterable[str], label: str) -> Iterator[str]:
    more = 0
    for number, fault in enumerate(faults):
        if number < _TOLD:
            yield fault
        else:
            more += 1
    if more:
        yield f"So it is with {more} more of these: {label}."


def _of_kind(connection: Connection, kind: type[Record]) -> Iterator[str]:
    table = kind.__table__
    last = max(_last(connection, table, table.c.id), _last(connection, _CHANGES, _CHANGES.c.row_id, kind))
    for first in range(1, last + 1, _CHUNK):
        left = _left(connection, table.name, first)
        rows = select(table).where(table.c.id.between(first, first + _CHUNK - 1)).order_by(table.c.id)
        for row in connection.execute(rows).mappings():
            known = left.pop(row["id"], None)
            if known is None:
                yield f"A {kind.label} ({row['id']}) stands there that the history does not know."
            elif differing := [key for key, value in known.items() if key in row and plain(row[key]) != value]:
                yield f"A {kind.label} ({row['id']}) is not as the history left it: {', '.join(sorted(differing))}."
        for number, known in left.items():
            if known is not None:
                yield f"A {kind.label} ({number}) that the history knows is not there."


def _last(connection: Connection, table: Table, column: Any, kind: type[Record] | None = None) -> int:
    statement = select(func.max(column)).select_from(table)
    if kind is not None:
        statement = statement.where(_CHANGES.c.table_name == kind.__table__.name)
    return int(connection.execute(statement).scalar() or 0)


def _left(connection: Connection, name: str, first: int) -> dict[int, dict[str, Any] | None]:
    """What the changes of some rows left, by the row's number; None for a row that was taken away.

    Without the version: a change that changes nothing raises it and leaves no line.
    """
    changes = (
        select(_CHANGES.c.row_id, _CHANGES.c.after)
        .where(_CHANGES.c.table_name == name, _CHANGES.c.row_id.between(first, first + _CHUNK - 1))
        .order_by(_CHANGES.c.row_id, _CHANGES.c.set_id, _CHANGES.c.position)
    )
    left: dict[int, dict[str, Any] | None] = {}
    for number, after in connection.execute(changes):
        if after is None:
            left[number] = None
        else:
            left[number] = {**(left.get(number) or {}), **{k: v for k, v in after.items() if k != "version"}}
    return left
