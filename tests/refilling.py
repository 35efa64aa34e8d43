"""Empties a test database on PostgreSQL and puts rows back: much quicker than making a new one."""

from __future__ import annotations

from typing import Any, NamedTuple

import psycopg
from psycopg import sql

_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
_COUNTERS = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' ORDER BY sequencename"
_OTHERS = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"""


class Rows(NamedTuple):
    """All that a database holds: rows by table as PostgreSQL copies them out, and its counters."""

    tables: dict[str, bytes]
    counters: dict[str, int | None]


class Refill:
    """What a database held when it was fresh; ``pour`` brings it back to that, or to other rows of it.

    One connection does it all: a new one would read the server's catalogue anew, and that is most of the cost.
    """

    def __init__(self, place: str) -> None:
        self._url = place.replace("+psycopg", "")
        self._connection = self._connected()
        self._tables = [name for (name,) in self._connection.execute(_TABLES)]
        # Which tables hold a row: to ask costs a twentieth of deleting from each.
        self._filled = sql.SQL(" UNION ALL ").join(
            sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})").format(sql.Literal(name), sql.Identifier(name))
            for name in self._tables
        )
        self._fresh = self.rows()

    def rows(self) -> Rows:
        """What the database holds now."""
        filled = [name for (name,) in self._connection.execute(self._filled, prepare=True).fetchall()]
        return Rows({name: self._copied_out(name) for name in filled}, self._counters())

    def pour(self, rows: Rows | None = None, *, alone: bool = True) -> None:
        """Delete everything and put the first rows back, or ``rows``; ``alone`` drops other connections and tables."""
        if alone:
            self._be_alone()
        wanted = rows or self._fresh
        with self._connection.transaction():
            if alone:
                self._drop_strays()
            self._connection.execute("SET LOCAL session_replication_role = replica")
            for (name,) in self._connection.execute(self._filled, prepare=True).fetchall():
                self._connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(name)))
            for name, data in wanted.tables.items():
                with self._connection.cursor().copy(sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(name))) as into:
                    into.write(data)
            now = self._counters()
            for name, value in wanted.counters.items():
                if now.get(name) != value:
                    self._connection.execute(
                        "SELECT setval(%s::regclass, %s, %s)", (f'"{name}"', value or 1, value is not None)
                    )

    def close(self) -> None:
        """Let go of the database, so that it can be dropped."""
        self._connection.close()

    def _connected(self) -> psycopg.Connection[Any]:
        return psycopg.connect(self._url, autocommit=True)

    def _be_alone(self) -> None:
        try:
            self._connection.execute(_OTHERS)
        except psycopg.OperationalError:  # a test about a server that goes away ended this connection too
            self._connection = self._connected()
            self._connection.execute(_OTHERS)

    def _drop_strays(self) -> None:
        for (name,) in self._connection.execute(_TABLES).fetchall():
            if name not in self._tables:
                self._connection.execute(sql.SQL("DROP TABLE {} CASCADE").format(sql.Identifier(name)))

    def _counters(self) -> dict[str, int | None]:
        return dict(self._connection.execute(_COUNTERS).fetchall())

    def _copied_out(self, table: str) -> bytes:
        with self._connection.cursor().copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))) as out:
            return b"".join(bytes(part) for part in out)
