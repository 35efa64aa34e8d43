"""Who deletes what Qt's objects leave behind."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer

from carecoop_desktop.platform.desktop.sweeping import sweep_here


@pytest.fixture
def owner(qapp: object) -> Iterator[QObject]:
    was_on = gc.isenabled()
    yield QObject()
    if was_on:
        gc.enable()


class Ring:
    """A timer of Qt's that only the collector can free, and who freed it."""

    def __init__(self, ended_on: list[int]) -> None:
        self.me = self
        self.clock = QTimer()
        weakref.finalize(self, lambda: ended_on.append(threading.get_ident()))


def on_another_thread() -> list[list[int]]:
    """More objects than enough for Python to search where it searches by itself; they stay as long as the list."""
    made: list[list[int]] = []
    thread = threading.Thread(target=lambda: made.extend([number] for number in range(200_000)))
    thread.start()
    thread.join()
    return made


def test_by_itself_python_deletes_them_on_any_thread(owner: QObject) -> None:
    """The reason for all of this: should it not be so any more, it can go."""
    ended_on: list[int] = []
    gc.collect()
    gc.enable()

    class Plain:
        def __init__(self) -> None:
            self.me = self
            weakref.finalize(self, lambda: ended_on.append(threading.get_ident()))

    Plain()
    on_another_thread()
    assert ended_on != [] and threading.get_ident() not in ended_on


def test_they_are_deleted_on_the_threads_own_turn_only(owner: QObject) -> None:
    ended_on: list[int] = []
    gc.collect()
    clock = sweep_here(owner)
    Ring(ended_on)
    made = on_another_thread()
    assert ended_on == [] and made
    clock.timeout.emit()
    assert ended_on == [threading.get_ident()]


def test_it_goes_on_by_itself_while_its_owner_lives(owner: QObject) -> None:
    clock = sweep_here(owner)
    assert clock.isActive() and clock.parent() is owner and not clock.isSingleShot()
