"""Work off the UI thread: lanes, order, cancel, errors, and nothing left running."""

from __future__ import annotations

import sys
import threading
import weakref
from collections.abc import Iterator
from subprocess import run
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from carecoop_desktop.platform.desktop.tasks import Cancelled, InlineRunner, LaneOf, TaskRunner, Token
from carecoop_desktop.platform.kernel.errors import Refusal

LONG = 5000


@pytest.fixture
def errors() -> list[BaseException]:
    return []


@pytest.fixture
def runner(qapp: QApplication, errors: list[BaseException]) -> Iterator[TaskRunner]:
    made = TaskRunner(errors.append)
    yield made
    assert made.close_down()


def settled(qtbot: QtBot, runner: TaskRunner) -> None:
    qtbot.waitUntil(lambda: runner.running == 0, timeout=LONG)


class TestToken:
    """Cancel is cooperative."""

    def test_a_cancelled_token_stops_the_work_at_its_next_step(self) -> None:
        token = Token()
        token.check()
        token.cancel()
        assert token.cancelled
        for step in (token.check, lambda: token.say("Payslips", 1, 2)):
            with pytest.raises(Cancelled):
                step()

    def test_it_says_how_far_the_work_is(self) -> None:
        said: list[tuple[str, int, int]] = []
        Token(lambda *parts: said.append(parts)).say("Payslips", 3, 31)
        assert said == [("Payslips", 3, 31)]


class TestRunner:
    """The program's runner."""

    def test_work_runs_elsewhere_and_its_result_comes_back(self, runner: TaskRunner, qtbot: QtBot) -> None:
        here = threading.get_ident()
        seen: list[Any] = []
        runner.run(lambda token: threading.get_ident(), lambda where: seen.append((where, threading.get_ident())))
        settled(qtbot, runner)
        assert len(seen) == 1
        assert seen[0][0] != here == seen[0][1]

    def test_a_lane_keeps_its_order(self, runner: TaskRunner, qtbot: QtBot) -> None:
        done: list[int] = []
        for number in range(20):
            runner.run(lambda token, n=number: n, done.append)
        settled(qtbot, runner)
        assert done == list(range(20))

    def test_one_lane_does_one_thing_at_a_time(self, runner: TaskRunner, qtbot: QtBot) -> None:
        inside = threading.Semaphore(1)
        alone: list[bool] = []

        def work(token: Token) -> None:
            alone.append(inside.acquire(blocking=False))
            inside.release()

        for _ in range(10):
            runner.run(work)
        settled(qtbot, runner)
        assert alone == [True] * 10

    def test_the_lanes_do_not_wait_for_each_other(self, runner: TaskRunner, qtbot: QtBot) -> None:
        gate = threading.Event()
        done: list[str] = []
        runner.run(lambda token: gate.wait(5), lambda _: done.append("database"), lane="database")
        runner.run(lambda token: None, lambda _: done.append("other"), lane="other")
        qtbot.waitUntil(lambda: done == ["other"], timeout=LONG)
        gate.set()
        settled(qtbot, runner)
        assert done == ["other", "database"]

    def test_an_error_comes_back_to_who_asked(
        self, runner: TaskRunner, qtbot: QtBot, errors: list[BaseException]
    ) -> None:
        mine: list[BaseException] = []

        def work(token: Token) -> None:
            raise Refusal("The month is locked.")

        runner.run(work, failed=mine.append)
        settled(qtbot, runner)
        assert [str(error) for error in mine] == ["The month is locked."]
        assert errors == []

    def test_an_error_nobody_asked_for_reaches_the_window(
        self, runner: TaskRunner, qtbot: QtBot, errors: list[BaseException]
    ) -> None:
        runner.run(lambda token: 1 // 0)
        settled(qtbot, runner)
        assert [type(error) for error in errors] == [ZeroDivisionError]

    def test_after_an_error_the_lane_goes_on(self, runner: TaskRunner, qtbot: QtBot) -> None:
        done: list[str] = []
        runner.run(lambda token: 1 // 0, failed=lambda error: None)
        runner.run(lambda token: "fine", done.append)
        settled(qtbot, runner)
        assert done == ["fine"]

    def test_cancel_stops_what_runs_and_what_waits(
        self, runner: TaskRunner, qtbot: QtBot, errors: list[BaseException]
    ) -> None:
        begun = threading.Event()
        ran: list[str] = []

        def slow(token: Token) -> None:
            begun.set()
            while True:
                token.check()

        stopped: list[BaseException] = []
        token = runner.run(slow, lambda _: ran.append("slow"), stopped.append)
        runner.run(lambda token: ran.append("waiting"))
        assert begun.wait(5)
        runner.cancel_all()
        settled(qtbot, runner)
        assert ran == errors == []
        assert [type(error) for error in stopped] == [Cancelled]
        assert token.cancelled

    def test_short_work_shows_neither_cursor_nor_progress(self, runner: TaskRunner, qtbot: QtBot) -> None:
        busy: list[str] = []
        runner.busy.connect(lambda text, done, total: busy.append(text))
        runner.run(lambda token: None, text="Reading")
        settled(qtbot, runner)
        assert busy == []
        assert QApplication.overrideCursor() is None

    def test_long_work_shows_the_cursor_then_progress_then_neither(self, runner: TaskRunner, qtbot: QtBot) -> None:
        gate = threading.Event()
        busy: list[tuple[str, int, int]] = []
        idle: list[bool] = []
        runner.busy.connect(lambda *parts: busy.append(parts))
        runner.idle.connect(lambda: idle.append(True))

        def work(token: Token) -> None:
            gate.wait(5)
            token.say("Payslips", 3, 31)

        runner.run(work, text="Pay run")
        qtbot.waitUntil(lambda: QApplication.overrideCursor() is not None, timeout=LONG)
        assert QApplication.overrideCursor().shape() == Qt.CursorShape.BusyCursor
        qtbot.waitUntil(lambda: busy == [("Pay run", 0, 0)], timeout=LONG)
        gate.set()
        settled(qtbot, runner)
        assert busy[-1] == ("Payslips", 3, 31)
        assert idle == [True]
        assert QApplication.overrideCursor() is None

    def test_closing_down_delivers_nothing_more(self, qapp: QApplication, qtbot: QtBot) -> None:
        delivered: list[object] = []
        runner = TaskRunner(delivered.append)
        begun = threading.Event()
        runner.run(lambda token: begun.set(), delivered.append)
        assert begun.wait(5)
        assert runner.close_down()
        qapp.processEvents()
        assert (delivered, runner.running) == ([], 0)

    def test_a_result_may_ask_for_more_work(self, runner: TaskRunner, qtbot: QtBot) -> None:
        done: list[str] = []
        runner.run(lambda token: "one", lambda first: runner.run(lambda token: first + " two", done.append))
        qtbot.waitUntil(lambda: done == ["one two"], timeout=LONG)

    @pytest.mark.parametrize("dropped", [False, True])
    def test_a_worker_never_lets_go_of_who_asked(self, runner: TaskRunner, qtbot: QtBot, dropped: bool) -> None:
        """A page that is gone before its answer came would be deleted there, with timers that run here."""
        gate, ended_on = threading.Event(), list[int]()
        asking = Asking()
        weakref.finalize(asking, lambda: ended_on.append(threading.get_ident()))
        runner.run(lambda token: gate.wait(5))
        runner.run(asking.work, asking.told, asking.told)
        del asking
        if dropped:
            runner.drop_all()
        gate.set()
        qtbot.waitUntil(lambda: len(ended_on) == 1, timeout=LONG)
        assert ended_on == [threading.get_ident()]


class Asking:
    """Somebody who asks."""

    def work(self, token: Token) -> int:
        return 7

    def told(self, _found: object) -> None:
        """Nothing."""


MANY = """
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtWidgets import QApplication
from carecoop_desktop.platform.desktop.tasks import TaskRunner
app = QApplication([])
runner, said = TaskRunner(print), []
runner.busy.connect(lambda text, done, total: said.append(done))
for number in range(20_000):
    runner.busy.emit("Payslips", number, 20_000)
print(len(said), runner.close_down())
"""


def test_a_days_worth_of_progress_does_not_end_the_process() -> None:
    """PySide6 6.12 loses a reference to True with every emission, which ends Python 3.11 after some hundreds."""
    done = run([sys.executable, "-c", MANY], capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stdout.strip()) == (0, "20000 True"), done.stderr[-500:]


class TestLaneOf:
    """A lane for work that takes no token."""

    def test_result_and_error(self) -> None:
        seen: list[object] = []
        lane = LaneOf(InlineRunner())
        lane.run(lambda: 42, seen.append, seen.append, "Reading")
        lane.run(lambda: 1 // 0, seen.append, lambda error: seen.append(type(error)))
        assert seen == [42, ZeroDivisionError]

    def test_a_cancel_is_quiet(self) -> None:
        seen: list[object] = []

        def stop() -> None:
            raise Cancelled

        LaneOf(InlineRunner()).run(stop, seen.append, seen.append)
        assert seen == []

    def test_it_uses_its_lane(self, runner: TaskRunner, qtbot: QtBot) -> None:
        seen: list[object] = []
        LaneOf(runner, "other").run(lambda: "paper", seen.append, seen.append)
        settled(qtbot, runner)
        assert seen == ["paper"]


class TestInline:
    """The runner of tests and the command line."""

    def test_it_runs_at_once(self) -> None:
        seen: list[int] = []
        token = InlineRunner().run(lambda token: 42, seen.append)
        assert seen == [42]
        assert not token.cancelled

    def test_errors_rise_unless_asked_for(self) -> None:
        with pytest.raises(ZeroDivisionError):
            InlineRunner().run(lambda token: 1 // 0)
        mine: list[BaseException] = []
        InlineRunner().run(lambda token: 1 // 0, failed=mine.append)
        assert [type(error) for error in mine] == [ZeroDivisionError]

    def test_an_error_in_what_follows_is_not_the_works(self) -> None:
        mine: list[BaseException] = []
        with pytest.raises(KeyError):
            InlineRunner().run(lambda token: {}, lambda found: found["x"], mine.append)
        assert mine == []
