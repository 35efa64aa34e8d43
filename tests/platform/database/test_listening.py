"""What other desks save is heard at once, also after the connection broke."""

from __future__ import annotations

import threading
from typing import Any

from carecoop_desktop.platform.database.engine import Database
from carecoop_desktop.platform.database.listening import Listening
from carecoop_desktop.platform.database.notices import tell_others
from tests.platform.database.pen.desks import until


class Ear:
    """Counts what is heard."""

    def __init__(self) -> None:
        self.heard = 0
        self._lock = threading.Lock()

    def __call__(self) -> None:
        with self._lock:
            self.heard += 1


def _say(database: Database) -> None:
    with database.writing() as connection:
        tell_others(connection)


def test_a_saved_change_is_heard_and_a_dropped_one_is_not(distant: Any) -> None:
    ear, other = Ear(), Database(distant.straight)
    listening = Listening(distant.address, ear)
    try:
        until(lambda: listening.alive and ear.heard == 1)
        with other.bare() as connection:
            tell_others(connection)
            connection.rollback()
        _say(other)
        until(lambda: ear.heard == 2)
    finally:
        listening.close()
        other.close()
    assert not listening.alive


def test_a_broken_road_is_seen_and_mended(distant: Any) -> None:
    ear, other = Ear(), Database(distant.straight)
    listening = Listening(distant.address, ear, retry=(0.1, 0.2))
    try:
        until(lambda: listening.alive and ear.heard == 1)
        distant.road.cut()
        until(lambda: not listening.alive and ear.heard == 2)
        before = ear.heard
        _say(other)
        distant.road.open()
        until(lambda: listening.alive and ear.heard > before)
        before = ear.heard
        _say(other)
        until(lambda: ear.heard > before)
    finally:
        listening.close()
        other.close()
