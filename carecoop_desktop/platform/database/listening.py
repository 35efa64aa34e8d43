"""Hears at once what other desks change on an office server: a listening connection in a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import psycopg

from carecoop_desktop.platform.database.address import Address
from carecoop_desktop.platform.database.notices import CHANNEL
from carecoop_desktop.platform.database.server_keys import words_of

_TURN = 1.0
"""Seconds after which the thread looks whether it should end."""

_PULSE: dict[str, Any] = {"keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 3}
"""A pulled cable says nothing: the system asks whether the server still lives, and finds out within eleven seconds."""


class Listening:
    """Calls ``heard`` (from its own thread) whenever another desk has saved, and when the connection breaks or is back.

    ``alive`` is false while it is broken: then somebody has to look by the clock. It comes back by itself.
    """

    def __init__(self, address: Address, heard: Callable[[], None], *, retry: tuple[float, float] = (1, 30)) -> None:
        assert address.url is not None
        self._target = words_of(address.url)
        self._heard = heard
        self._retry = retry
        self._stop = threading.Event()
        self.alive = False
        self._thread = threading.Thread(target=self._live, name="listening", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the thread and its connection."""
        self._stop.set()
        self._thread.join(timeout=5 * _TURN)

    def _live(self) -> None:
        shortest, longest = self._retry
        wait = shortest
        while not self._stop.is_set():
            try:
                with psycopg.connect(**self._target, autocommit=True, connect_timeout=10, **_PULSE,
                                     application_name="CareCoop listening") as connection:  # fmt: skip
                    connection.execute(f"LISTEN {CHANNEL}")
                    self.alive, wait = True, shortest
                    self._listen(connection)
            except (psycopg.Error, OSError):
                broke, self.alive = self.alive, False
                if broke:
                    self._heard()  # somebody looks at once, and finds what there is to find
            self._stop.wait(wait)
            wait = min(2 * wait, longest)
        self.alive = False

    def _listen(self, connection: psycopg.Connection[tuple[object, ...]]) -> None:
        self._heard()  # what happened while nobody listened
        while not self._stop.is_set():
            for _notice in connection.notifies(timeout=_TURN, stop_after=1):
                self._heard()
