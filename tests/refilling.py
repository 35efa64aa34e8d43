"""Empties a test database on PostgreSQL and puts its first rows back: much quicker than making a new one."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import sql

_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
_COUNTERS = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' ORDER BY sequencename"
_OTHERS = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"""


class Refill:
    """What a database held when it was fresh; ``pour`` brings it back to that.

    One connection does it all: a new one would read the server's catalogue anew, and that is most of the cost.
    """

    def __init__(self, place: str) -> None:
        self._connection: psycopg.Connection[Any] = psycopg.connect(place.replace("+psycopg", ""), autocommit=True)
        self._tables = [name for (name,) in self._connection.execute(_TABLES)]
        self._rows = {name: self._read(name) for name in self._tables}
        self._counters = list(self._connection.execute(_COUNTERS))
        # Which tables hold a row: to ask costs a twentieth of deleting from each.
        self._filled = sql.SQL(" UNION ALL ").join(
            sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})").format(sql.Literal(name), sql.Identifier(name))
            for name in self._tables
        )

    def pour(self) -> None:
        """Drop other connections and tables that a test made, delete everything, and put the first rows back."""
        self._connection.execute(_OTHERS)
        with self._connection.transaction():
            for (name,) in self._connection.execute(_TABLES).fetchall():
                if name not in self._rows:
                    self._connection.execute(sql.SQL("DROP TABLE {} CASCADE").format(sql.Identifier(name)))
            self._connection.execute("SET LOCAL session_replication_role = replica")
            for (name,) in self._connection.execute(self._filled, prepare=True).fetchall():
                self._connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(name)))
            for name, (columns, rows) in self._rows.items():
                if rows:
                    self._write(name, columns, rows)
            now = dict(self._connection.execute(_COUNTERS).fetchall())
            for name, value in self._counters:
                if now.get(name) != value:
                    self._connection.execute(
                        "SELECT setval(%s::regclass, %s, %s)", (f'"{name}"', value or 1, value is not None)
                    )

    def close(self) -> None:
        """Let go of the database, so that it can be dropped."""
        self._connection.close()

    def _read(self, table: str) -> tuple[list[str], list[Any]]:
        cursor = self._connection.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(table)))
        return [column.name for column in cursor.description or ()], cursor.fetchall()

    def _write(self, table: str, columns: list[str], rows: list[Any]) -> None:
        names = sql.SQL(", ").join(sql.Identifier(column) for column in columns)
        marks = sql.SQL(", ").join(sql.Placeholder() for _ in columns)
        statement = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(sql.Identifier(table), names, marks)
        with self._connection.cursor() as cursor:
            cursor.executemany(statement, rows)
