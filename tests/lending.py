"""Lends a copy of a database on the test server to one test after the other, as long as nobody writes into it."""

from __future__ import annotations

import time
from collections.abc import Callable

import psycopg

_TOUCHED = """SELECT (SELECT count(*) FROM pg_stat_activity AS a WHERE a.datname = d.datname AND backend_type <> %s),
tup_inserted + tup_updated + tup_deleted + (SELECT count(*) FROM pg_roles WHERE starts_with(rolname, %s))
FROM pg_stat_database AS d WHERE datname = %s"""
_PATIENCE = 2.0


class Lent:
    """The copy that is lent: a new one is made only after a test that changed a row, a table or a role of it."""

    def __init__(self, server: str, make: Callable[[], str], drop: Callable[[str], None]) -> None:
        self._server = server.replace("+psycopg", "")
        self._make = make
        self._drop = drop
        self._place = ""

    def take(self) -> str:
        """The place of an untouched copy."""
        if self._place and not self._is_untouched():
            self.forget()
        if not self._place:
            self._place = self._make()
        return self._place

    def forget(self) -> None:
        """Throw the copy away."""
        if self._place:
            self._drop(self._place)
        self._place = ""

    def _is_untouched(self) -> bool:
        """The server counts each row that a session wrote, those of its catalogue too, once the session has ended."""
        name = self._place.rsplit("/", 1)[1]
        end = time.monotonic() + _PATIENCE
        with psycopg.connect(self._server, autocommit=True) as connection:
            while time.monotonic() < end:
                counted = connection.execute(_TOUCHED, ("autovacuum worker", f"{name}_", name)).fetchone()
                if counted is None or counted[1]:
                    return False
                if not counted[0]:
                    return True
                time.sleep(0.005)
        return False
