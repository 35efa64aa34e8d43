"""Where reading happens: at once, or on another thread with the answer brought back to the window's."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future, wait
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from carecoop_desktop.platform.kernel.errors import Fault, Refusal

T = TypeVar("T")


class Lane(Protocol):
    """Runs reading jobs in the order given and brings each answer to the thread of the window."""

    @property
    def waits(self) -> bool:
        """Whether a job is done by the time ``fetch`` returns."""

    def fetch(
        self,
        job: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
        patience: float = 0.0,
    ) -> None:
        """Run the job; then call ``done`` with what it returned, or ``failed`` with what it raised.

        So many seconds may be spent waiting for an answer that is given before ``fetch`` returns.
        """


class InlineLane:
    """Reads at once, on the calling thread: for tests, for the command line and for lists that are quick."""

    waits = True

    def fetch(
        self,
        job: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
        patience: float = 0.0,
    ) -> None:
        """Run the job and call ``done``. A bug is raised as from any call; a fault of the machine is handed on."""
        try:
            found = job()
        except (Fault, Refusal) as trouble:
            failed(trouble)
        else:
            done(found)


class ExecutorLane(QObject):
    """Reads on an executor, best with one thread; answers arrive by the event loop and do not block it.

    A little patience saves a table from painting twice: nearly every page is read in a few milliseconds.
    """

    waits = False
    _answered = Signal(object)

    def __init__(self, executor: Executor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = executor
        self._closed = False
        self._answered.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    def fetch(
        self,
        job: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
        patience: float = 0.0,
    ) -> None:
        """Queue the job. Nothing is called once the lane is closed."""
        if self._closed:
            return
        future: Future[T] = self._executor.submit(job)
        if patience and wait([future], patience).done:
            self._hand_over((future, done, failed))
            return
        future.add_done_callback(lambda finished: self._announce(finished, done, failed))

    def close(self) -> None:
        """Forget what is under way: no answer is handed over from now on."""
        self._closed = True

    def _announce(self, future: Future[Any], done: Callable[[Any], None], failed: Callable[[Any], None]) -> None:
        if not self._closed and not future.cancelled():
            self._answered.emit((future, done, failed))

    def _hand_over(self, answer: tuple[Future[Any], Callable[[Any], None], Callable[[Any], None]]) -> None:
        future, done, failed = answer
        if self._closed or future.cancelled():
            return
        error = future.exception()
        if error is None:
            done(future.result())
        else:
            failed(error)
