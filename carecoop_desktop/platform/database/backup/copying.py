"""Carries every row from one kind of database to the other, in the order in which records lean on each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Integer, Table, Text, inspect, select, text, type_coerce

from carecoop_desktop.platform.database.backup.proof import digest_of
from carecoop_desktop.platform.database.base import Base
from carecoop_desktop.platform.database.bulk import insert_rows
from carecoop_desktop.platform.database.types import JsonText
from carecoop_desktop.platform.kernel.errors import Fault

_AT_ONCE = 2000


def copy_rows(source: Connection, target: Connection) -> None:
    """Copy every table into an empty schema of the same version, then read both again and compare every value.

    An office of an older shape has fewer tables and columns; it is copied as it is. Raises Fault when a single value
    differs. Neither side is committed here.
    """
    tables = _know_every_table(source)
    for table, names in tables.items():
        for rows in _partitions(source, table, names):
            insert_rows(target, table, names, rows)
    _copy_numbers(source, target, tables)
    for table, names in tables.items():
        if _digest(source, table, names) != _digest(target, table, names):
            raise Fault(f"The copy of “{table.name}” does not read back as it was, so nothing was kept.", "Try again.")


def _know_every_table(source: Connection) -> dict[Table, list[str]]:
    """The tables that there are, with their columns; one that nobody declared would be left behind without a word."""
    looked = inspect(source)
    there = {name for name in looked.get_table_names() if not name.startswith(("search_trigram", "sqlite_"))}
    strange = there - set(Base.metadata.tables) - {"office_schema", "backup_manifest"}
    if strange:
        raise Fault(f"This office holds a table that the program does not know: {', '.join(sorted(strange))}.")
    found = {}
    for table in Base.metadata.sorted_tables:
        if table.name in there:
            columns = {column["name"] for column in looked.get_columns(table.name)}
            found[table] = [column.name for column in table.columns if column.name in columns]
    return found


def _partitions(connection: Connection, table: Table, names: list[str]) -> Iterator[list[tuple[Any, ...]]]:
    # Stored JSON travels as the text it is: nothing is parsed and written again.
    kept = [table.c[name] for name in names]
    columns = [type_coerce(c, Text).label(c.name) if isinstance(c.type, JsonText) else c for c in kept]
    statement = select(*columns).order_by(*table.primary_key.columns)
    streamed = connection.execution_options(yield_per=_AT_ONCE).execute(statement)
    for some in streamed.partitions():
        yield [tuple(row) for row in some]


def _digest(connection: Connection, table: Table, names: list[str]) -> str:
    return digest_of(row for rows in _partitions(connection, table, names) for row in rows)


def _copy_numbers(source: Connection, target: Connection, tables: Iterable[Table]) -> None:
    """The next new record of each table gets a number that was never used, also where the last ones were removed."""
    for table in tables:
        number = table.c.get("id")
        if number is not None and isinstance(number.type, Integer) and number.autoincrement:
            used = _last_number(source, table)
            if used:
                _set_last_number(target, table, used)


def _last_number(connection: Connection, table: Table) -> int:
    highest = int(connection.execute(text(f'SELECT coalesce(max(id), 0) FROM "{table.name}"')).scalar_one())
    if connection.dialect.name == "sqlite":
        known = text("SELECT seq FROM sqlite_sequence WHERE name = :t")
        return max(highest, connection.execute(known, {"t": table.name}).scalar() or 0)
    sequence = connection.execute(text("SELECT pg_get_serial_sequence(:t, 'id')"), {"t": table.name}).scalar()
    if sequence is None:
        return 0
    row = connection.execute(text(f"SELECT last_value, is_called FROM {sequence}")).one()
    return max(highest, row[0] if row[1] else 0)


def _set_last_number(connection: Connection, table: Table, used: int) -> None:
    if connection.dialect.name == "sqlite":
        if table.dialect_options["sqlite"]["autoincrement"]:
            given = {"t": table.name, "n": used}
            connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :t"), given)
            connection.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:t, :n)"), given)
        return
    sequence = connection.execute(text("SELECT pg_get_serial_sequence(:t, 'id')"), {"t": table.name}).scalar()
    if sequence is not None:
        connection.execute(text(f"SELECT setval('{sequence}', :n)"), {"n": used})
