"""Empties a test database on PostgreSQL and puts its first rows back: much quicker than making a new one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import sql

_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
_COUNTERS = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'"


class Refill:
    """What a database held when it was fresh; ``pour`` brings it back to that."""

    def __init__(self, place: str) -> None:
        self._url = place.replace("+psycopg", "")
        with self._connected() as connection:
            self._tables = [name for (name,) in connection.execute(_TABLES)]
            self._rows = {name: self._read(connection, name) for name in self._tables}
            self._counters = list(connection.execute(_COUNTERS))

    def pour(self) -> None:
        """Drop other connections and tables that a test made, delete everything, and put the first rows back."""
        with self._connected() as connection:
            connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                               "WHERE datname = current_database() AND pid <> pg_backend_pid()")  # fmt: skip
            strays = [name for (name,) in connection.execute(_TABLES) if name not in self._tables]
            for name in strays:
                connection.execute(sql.SQL("DROP TABLE {} CASCADE").format(sql.Identifier(name)))
            connection.execute("SET session_replication_role = replica")
            wipe = sql.SQL("; ").join(sql.SQL("DELETE FROM {}").format(sql.Identifier(t)) for t in self._tables)
            connection.execute(wipe)
            for name, (columns, rows) in self._rows.items():
                if rows:
                    self._write(connection, name, columns, rows)
            for name, value in self._counters:
                connection.execute("SELECT setval(%s::regclass, %s, %s)", (f'"{name}"', value or 1, value is not None))

    @contextmanager
    def _connected(self) -> Iterator[psycopg.Connection[Any]]:
        with psycopg.connect(self._url) as connection:
            yield connection

    @staticmethod
    def _read(connection: psycopg.Connection[Any], table: str) -> tuple[list[str], list[Any]]:
        cursor = connection.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(table)))
        return [column.name for column in cursor.description or ()], cursor.fetchall()

    @staticmethod
    def _write(connection: psycopg.Connection[Any], table: str, columns: list[str], rows: list[Any]) -> None:
        names = sql.SQL(", ").join(sql.Identifier(column) for column in columns)
        marks = sql.SQL(", ").join(sql.Placeholder() for _ in columns)
        statement = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(sql.Identifier(table), names, marks)
        with connection.cursor() as cursor:
            cursor.executemany(statement, rows)
