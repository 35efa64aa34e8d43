"""Rows of one transaction as objects, each of them once: loaded, stored, changed and removed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from weakref import WeakValueDictionary

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from carecoop_desktop.platform.database.base import Record
from carecoop_desktop.platform.kernel.errors import Refusal

T = TypeVar("T", bound=Record)


class Rows:
    """Holds each row that an action has in hand once, so that every part of it sees the same values."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._held: WeakValueDictionary[tuple[type[Record], int], Record] = WeakValueDictionary()

    def find(self, kind: type[T], row_id: int) -> T | None:
        """The row with this number, or None."""
        held = self._held.get((kind, row_id))
        if held is not None:
            return held  # type: ignore[return-value]  # held under its own class
        return next(iter(self.load(kind, select(kind.__table__).where(kind.__table__.c.id == row_id))), None)

    def load(self, kind: type[T], statement: Any) -> list[T]:
        """The rows that a statement over the whole table gives; those in hand are brought up to what is stored."""
        found = []
        for stored in self._connection.execute(statement).mappings():
            row: Any = self._held.get((kind, stored["id"]))
            if row is None:
                row = self._held[kind, stored["id"]] = kind.__new__(kind)
            row.__dict__.update(stored)
            found.append(row)
        return found

    def store(self, row: Record) -> None:
        """Insert a new row: what it has no value for gets the table's default, and its number from the database."""
        table, values = row.__table__, row.__dict__
        for column in table.c:
            if values[column.key] is None and isinstance(column.default, ScalarElementColumnDefault):
                values[column.key] = column.default.arg
        given = {column.key: values[column.key] for column in table.c if values[column.key] is not None}
        asked = [c for c in table.c if c.key == "id" or (c.key not in given and c.server_default is not None)]
        made = self._connection.execute(insert(table).returning(*asked), given).mappings().one()
        values.update(made)
        self._held[type(row), row.id] = row

    def write(self, row: Record, fresh: Mapping[str, Any]) -> bool:
        """Store other values and a higher version. False where the row is no longer as it was read."""
        statement = update(row.__table__).where(*_as_read(row))
        values = {**fresh, "version": row.version + 1}
        if self._connection.execute(statement, {**values, **_known_as(row)}).rowcount != 1:
            return False
        row.__dict__.update(values)
        return True

    def remove(self, row: Record) -> bool:
        """Delete a row. False where it is no longer as it was read."""
        self._held.pop((type(row), row.id), None)
        statement = delete(row.__table__).where(*_as_read(row))
        return self._connection.execute(statement, _known_as(row)).rowcount == 1

    def noted(self, kind: type[Record], row_id: int, fresh: Mapping[str, Any]) -> None:
        """These values have been stored past the row that is perhaps in hand."""
        held = self._held.get((kind, row_id))
        if held is not None:
            held.__dict__.update(fresh)

    def gone(self, kind: type[Record], row_id: int) -> None:
        """This row has been deleted past the one that is perhaps in hand."""
        self._held.pop((kind, row_id), None)


def values_of(row: Record) -> dict[str, Any]:
    """Every stored value of a row."""
    return {column.key: getattr(row, column.key) for column in row.__table__.c}


def _as_read(row: Record) -> tuple[Any, Any]:
    table = row.__table__
    return table.c.id == bindparam("_number"), table.c.version == bindparam("_as_read")


def _known_as(row: Record) -> dict[str, int]:
    return {"_number": row.id, "_as_read": row.version}


def gone_or_changed(row: Record) -> Refusal:
    """What to tell the loser of two desks that changed a row at the same moment."""
    return Refusal(f"This {row.label} was changed at another desk just now.", "Look at it again.")
