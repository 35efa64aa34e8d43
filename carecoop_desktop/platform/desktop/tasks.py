"""Work off the UI thread, in two lanes: one for the database, one for paper, files and network."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal
from PySide6.QtGui import QCursor, QGuiApplication

Lane = Literal["database", "other"]
WAIT_CURSOR_MS = 300
PROGRESS_MS = 600


class Cancelled(Exception):
    """Raised inside a piece of work whose token was cancelled, so that its transaction rolls back."""


class Token:
    """Passed to a piece of work: asks whether to stop, and says how far it is."""

    def __init__(self, say: Callable[[str, int, int], None] = lambda *_: None) -> None:
        self._stop = threading.Event()
        self._say = say

    def cancel(self) -> None:
        """Ask the work to stop at its next ``check``."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked to stop."""
        return self._stop.is_set()

    def check(self) -> None:
        """Raise Cancelled when somebody asked to stop; call it between rows or files."""
        if self._stop.is_set():
            raise Cancelled

    def say(self, text: str, done: int = 0, total: int = 0) -> None:
        """Say what is being done and how far it is, and check for cancel."""
        self.check()
        self._say(text, done, total)


Work = Callable[[Token], Any]
Then = Callable[[Any], object]
Failed = Callable[[BaseException], object]


class Runner(Protocol):
    """What screens ask of a task runner; TaskRunner in the program, InlineRunner in tests and the command line."""

    def run(
        self,
        work: Work,
        then: Then | None = None,
        failed: Failed | None = None,
        *,
        text: str = "",
        lane: Lane = "database",
    ) -> Token: ...


@dataclass(slots=True, eq=False)
class _Order:
    """One piece of work on its way, and what it came to."""

    work: Work
    then: Then | None
    failed: Failed | None
    text: str
    token: Token
    result: Any = None
    error: BaseException | None = None


class _Post(QObject):
    """Carries results from worker threads to the UI thread by queued signals, each under the number of its order.

    The orders stay here until they are delivered, dropped ones as well: a worker that was the last to let go of one
    would delete the page that gave it, timers and all, under the hands of the UI thread.
    """

    ended = Signal(int)
    said = Signal(int, str, int, int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.orders: dict[int, _Order] = {}


class _Job(QRunnable):
    """Runs one order in a lane's thread."""

    def __init__(self, number: int, post: _Post) -> None:
        super().__init__()
        self._number = number
        self._post = post

    def run(self) -> None:
        """Every error travels to the UI thread: nothing may die unseen in a worker."""
        orders, number = self._post.orders, self._number
        try:
            orders[number].token.check()
            orders[number].result = orders[number].work(orders[number].token)
        except BaseException as error:  # noqa: BLE001 - the task runner is one of three places allowed to
            orders[number].error = error
        self._post.ended.emit(number)


class TaskRunner(QObject):
    """One thread per lane, in order of asking. Results and errors are delivered on the UI thread.

    ``busy`` tells a window what runs (text, done, total) once it has lasted 600 ms, and ``idle`` that nothing does.
    An error without a ``failed`` goes to ``on_error`` (the dialogs).
    """

    busy = Signal(str, int, int)
    idle = Signal()

    def __init__(self, on_error: Failed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on_error = on_error
        self._pools: dict[Lane, QThreadPool] = {"database": self._pool(), "other": self._pool()}
        self._asked = 0
        self._orders: list[_Order] = []
        self._waiting_cursor = False
        self._progress_shown = False
        self._post = _Post(self)
        self._post.ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._post.said.connect(self._progress, Qt.ConnectionType.QueuedConnection)
        self._cursor_clock = self._clock(WAIT_CURSOR_MS, self._show_cursor)
        self._progress_clock = self._clock(PROGRESS_MS, self._show_progress)

    def run(
        self,
        work: Work,
        then: Then | None = None,
        failed: Failed | None = None,
        *,
        text: str = "",
        lane: Lane = "database",
    ) -> Token:
        """Run ``work(token)`` in a lane, then ``then(result)`` or ``failed(error)`` on the UI thread."""
        self._asked += 1
        number, post = self._asked, self._post
        token = Token(lambda said, done, total: post.said.emit(number, said, done, total))
        order = post.orders[number] = _Order(work, then, failed, text, token)
        self._orders.append(order)
        if not self._cursor_clock.isActive() and not self._waiting_cursor:
            self._cursor_clock.start()
        if not self._progress_clock.isActive() and not self._progress_shown:
            self._progress_clock.start()
        self._pools[lane].start(_Job(number, post))
        return token

    @property
    def running(self) -> int:
        """How many pieces of work are on their way."""
        return len(self._orders)

    def cancel_all(self) -> None:
        """Ask everything on its way to stop."""
        for order in self._orders:
            order.token.cancel()

    def drop_all(self) -> None:
        """Ask everything on its way to stop, and deliver nothing of it any more; what is asked for later still runs."""
        self.cancel_all()
        self._orders.clear()
        self._calm()

    def close_down(self, wait_ms: int = 5000) -> bool:
        """Cancel, wait for the threads, and say whether all have ended. Nothing is delivered afterwards."""
        self.cancel_all()
        ended = [pool.waitForDone(wait_ms) for pool in self._pools.values()]
        self._orders.clear()
        self._calm()
        return all(ended)

    def _deliver(self, number: int) -> None:
        order = self._post.orders.pop(number)
        if not self._drop(order):
            return
        if order.error is not None:
            self._break(order, order.error)
        elif order.then is not None:
            order.then(order.result)

    def _break(self, order: _Order, error: BaseException) -> None:
        if not isinstance(error, Cancelled) or order.failed is not None:
            (order.failed or self._on_error)(error)

    def _drop(self, order: _Order) -> bool:
        if order not in self._orders:
            return False
        self._orders.remove(order)
        if not self._orders:
            self._calm()
        return True

    def _progress(self, number: int, text: str, done: int, total: int) -> None:
        order = self._post.orders.get(number)
        if order is None:
            return
        order.text = text
        if self._progress_shown and order in self._orders:
            self.busy.emit(text, done, total)

    def _show_cursor(self) -> None:
        self._waiting_cursor = True
        QGuiApplication.setOverrideCursor(QCursor(Qt.CursorShape.BusyCursor))

    def _show_progress(self) -> None:
        self._progress_shown = True
        if self._orders:
            self.busy.emit(self._orders[0].text, 0, 0)

    def _calm(self) -> None:
        self._cursor_clock.stop()
        self._progress_clock.stop()
        if self._waiting_cursor:
            QGuiApplication.restoreOverrideCursor()
        self._waiting_cursor = self._progress_shown = False
        self.idle.emit()

    def _pool(self) -> QThreadPool:
        pool = QThreadPool(self)
        pool.setMaxThreadCount(1)
        pool.setExpiryTimeout(-1)
        return pool

    def _clock(self, after: int, do: Callable[[], None]) -> QTimer:
        clock = QTimer(self)
        clock.setSingleShot(True)
        clock.setInterval(after)
        clock.timeout.connect(do)
        return clock


class LaneOf:
    """One lane of a runner for callers whose work takes no token: ``run(call, done, failed, text)``."""

    def __init__(self, runner: Runner, lane: Lane = "database") -> None:
        self._runner = runner
        self._lane = lane

    def run(
        self, call: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Exception], None], text: str = ""
    ) -> None:
        """Run ``call`` in the lane; then ``done(result)`` or ``failed(trouble)`` on the UI thread.

        What is no Exception (somebody presses Ctrl+C in the terminal) rises where it is delivered; a cancel is quiet.
        """

        def broke(error: BaseException) -> None:
            if isinstance(error, Cancelled):
                return
            if not isinstance(error, Exception):
                raise error
            failed(error)

        self._runner.run(lambda _token: call(), done, broke, text=text, lane=self._lane)


class InlineRunner:
    """Runs work at once in the calling thread, for tests and the command line. Errors rise without ``failed``."""

    def run(
        self,
        work: Work,
        then: Then | None = None,
        failed: Failed | None = None,
        *,
        text: str = "",
        lane: Lane = "database",
    ) -> Token:
        """Run it now."""
        token = Token()
        try:
            result = work(token)
        except Exception as error:
            if failed is None:
                raise
            failed(error)
        else:
            if then is not None:
                then(result)
        return token
