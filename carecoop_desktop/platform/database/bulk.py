"""Writes many rows at once: COPY on PostgreSQL, one prepared statement on SQLite."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Connection, Table, text

_COPY_FROM = 50
"""Below so many rows a plain INSERT is quicker than setting up a COPY."""


def insert_rows(connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert tuples in the order of ``columns``; typed columns are given as the driver takes them.

    JSON columns expect canonical text, dates and moments are converted here.
    """
    if not rows:
        return
    if connection.dialect.name == "postgresql" and len(rows) >= _COPY_FROM:
        _copy(connection, table, columns, rows)
    else:
        marks = ", ".join(["?" if connection.dialect.name == "sqlite" else "%s"] * len(columns))
        statement = f"INSERT INTO {_quoted(connection, table.name)} ({_names(connection, columns)}) VALUES ({marks})"
        connection.exec_driver_sql(statement, _ready(connection, table, columns, rows))


def _copy(connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    cursor = connection.connection.cursor()
    statement = f"COPY {_quoted(connection, table.name)} ({_names(connection, columns)}) FROM STDIN"
    with cursor.copy(statement) as copy:
        for row in _ready(connection, table, columns, rows):
            copy.write_row(row)
    cursor.close()


def update_rows(connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Set ``columns`` of many rows; each row gives their values and, last, the number of the row they go to.

    Values are given as for ``insert_rows``.
    """
    if not rows:
        return
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    settings = ", ".join(f"{_quoted(connection, name)} = {mark}" for name in columns)
    statement = f"UPDATE {_quoted(connection, table.name)} SET {settings} WHERE id = {mark}"
    connection.exec_driver_sql(statement, _ready(connection, table, (*columns, "id"), rows))


def _ready(
    connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[Sequence[Any]]
) -> list[tuple[Any, ...]]:
    """The rows as the driver takes them. A column's few different dates and states are converted once each."""
    binders = [(place, _binder(connection, table.c[name])) for place, name in enumerate(columns)]
    converted: list[tuple[int, Any, dict[Any, Any]]] = [(place, bind, {}) for place, bind in binders if bind]
    if not converted:
        return [tuple(row) for row in rows]
    found = []
    for row in rows:
        values = list(row)
        for place, bind, known in converted:
            value = values[place]
            if value is not None:
                if value not in known:
                    known[value] = bind(value)
                values[place] = known[value]
        found.append(tuple(values))
    return found


def _binder(connection: Connection, column: Column[Any]) -> Any:
    from carecoop_desktop.platform.database.types import JsonText

    if isinstance(column.type, JsonText):
        return None
    return column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)


def _quoted(connection: Connection, name: str) -> str:
    return connection.dialect.identifier_preparer.quote(name)


def _names(connection: Connection, columns: Sequence[str]) -> str:
    return ", ".join(_quoted(connection, name) for name in columns)


def reserve_ids(connection: Connection, table: Table, count: int) -> range:
    """Numbers for ``count`` new rows, never used before; the caller holds the writer's lock."""
    if connection.dialect.name == "postgresql":
        sequence = connection.execute(text("SELECT pg_get_serial_sequence(:t, 'id')"), {"t": table.name}).scalar_one()
        first = connection.execute(text(f"SELECT nextval('{sequence}')")).scalar_one()
        connection.execute(text(f"SELECT setval('{sequence}', :last)"), {"last": first + count - 1})
        return range(first, first + count)
    used = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (table.name,)).scalar()
    first = (used or 0) + 1
    return range(first, first + count)
