"""Answers come on the window's thread; nothing is answered after the end."""

from __future__ import annotations

import threading
import weakref
from concurrent.futures import Executor
from typing import Any

import pytest

from carecoop_desktop.platform.desktop.tables.lanes import ExecutorLane, InlineLane
from carecoop_desktop.platform.kernel.errors import Fault


def broken() -> int:
    raise ZeroDivisionError


def faulty() -> int:
    raise Fault("The server does not answer.")


def test_inline_answers_before_it_returns() -> None:
    found: list[int] = []
    InlineLane().fetch(lambda: 7, found.append, lambda _: None)
    assert found == [7]
    assert InlineLane.waits and not ExecutorLane.waits


def test_inline_hands_faults_on_and_raises_bugs() -> None:
    troubles: list[BaseException] = []
    InlineLane().fetch(faulty, lambda _: None, troubles.append)
    assert [str(trouble) for trouble in troubles] == ["The server does not answer."]
    with pytest.raises(ZeroDivisionError):
        InlineLane().fetch(broken, lambda _: None, troubles.append)


def test_reading_is_elsewhere_and_the_answer_here(qtbot: Any, lane: ExecutorLane) -> None:
    threads: list[int] = []
    lane.fetch(threading.get_ident, lambda ident: threads.extend((ident, threading.get_ident())), lambda _: None)
    assert threads == []
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0] != threads[1] == threading.get_ident()


def test_answers_keep_the_order_of_the_questions(qtbot: Any, lane: ExecutorLane) -> None:
    found: list[int] = []
    for number in range(20):
        lane.fetch(lambda number=number: number, found.append, lambda _: None)
    qtbot.waitUntil(lambda: len(found) == 20)
    assert found == list(range(20))


def test_whatever_goes_wrong_is_handed_on(qtbot: Any, lane: ExecutorLane) -> None:
    troubles: list[BaseException] = []
    lane.fetch(faulty, lambda _: None, troubles.append)
    lane.fetch(broken, lambda _: None, troubles.append)
    qtbot.waitUntil(lambda: len(troubles) == 2)
    assert [type(trouble) for trouble in troubles] == [Fault, ZeroDivisionError]


def test_a_closed_lane_is_silent(qtbot: Any, executor: Executor) -> None:
    lane, found, gate = ExecutorLane(executor), [], threading.Event()
    lane.fetch(gate.wait, found.append, found.append)
    lane.close()
    gate.set()
    lane.fetch(lambda: 1, found.append, found.append)
    later: list[int] = []
    other = ExecutorLane(executor)
    other.fetch(lambda: 2, later.append, later.append)
    qtbot.waitUntil(lambda: later == [2])
    assert found == []


def test_patience_waits_for_a_quick_answer_and_no_longer(qtbot: Any, executor: Executor) -> None:
    lane, found, gate = ExecutorLane(executor), [], threading.Event()
    lane.fetch(lambda: 1, found.append, found.append, patience=30)
    assert found == [1]
    lane.fetch(gate.wait, found.append, found.append, patience=0.001)
    assert found == [1]
    gate.set()
    qtbot.waitUntil(lambda: found == [1, True])


def test_a_patient_lane_hands_trouble_on_at_once(qtbot: Any, lane: ExecutorLane) -> None:
    troubles: list[BaseException] = []
    lane.fetch(faulty, lambda _: None, troubles.append, patience=30)
    assert [str(trouble) for trouble in troubles] == ["The server does not answer."]


class _Asking:
    """Somebody who asks, and on which thread it ends."""

    def __init__(self, ended_on: list[int]) -> None:
        weakref.finalize(self, lambda: ended_on.append(threading.get_ident()))

    def read(self) -> int:
        return 7

    def told(self, _found: object) -> None:
        """Nothing."""


def test_the_other_thread_never_lets_go_of_who_asked(qtbot: Any, executor: Executor) -> None:
    """A table that is gone before its answer came would be deleted there, with timers that run here."""
    lane, gate, ended_on = ExecutorLane(executor), threading.Event(), list[int]()
    lane.fetch(gate.wait, lambda _: None, lambda _: None)
    asking = _Asking(ended_on)
    lane.fetch(asking.read, asking.told, asking.told)
    del asking
    lane.close()
    gate.set()
    qtbot.waitUntil(lambda: len(ended_on) == 1)
    assert ended_on == [threading.get_ident()]
