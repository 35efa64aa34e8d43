"""Where reading happens: at once, or on another thread with the answer brought back to the window's."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future, wait
from dataclasses import dataclass
from functools import partial
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


@dataclass(slots=True)
class _Errand:
    """One job on its way, and what it came to."""

    job: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Callable[[BaseException], None]
    found: Any = None
    ended: Future[None] | None = None


class ExecutorLane(QObject):
    """Reads on an executor, best with one thread; answers arrive by the event loop and do not block it.

    A little patience saves a table from painting twice: nearly every page is read in a few milliseconds. The other
    thread knows an errand by its number only: were it the last to let go of a job, it would delete the table that
    asked, timers and all, under the hands of the thread of the window.
    """

    waits = False
    _answered = Signal(int)

    def __init__(self, executor: Executor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = executor
        self._closed = False
        self._asked = 0
        self._errands: dict[int, _Errand] = {}
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
        self._asked += 1
        number = self._asked
        errand = self._errands[number] = _Errand(job, done, failed)
        errand.ended = self._executor.submit(self._read, number)
        if patience and wait([errand.ended], patience).done:
            self._hand_over(number)
            return
        errand.ended.add_done_callback(partial(self._announce, number))

    def close(self) -> None:
        """Forget what is under way: no answer is handed over from now on."""
        self._closed = True

    def _read(self, number: int) -> None:
        self._errands[number].found = self._errands[number].job()

    def _announce(self, number: int, _ended: Future[None]) -> None:
        self._answered.emit(number)

    def _hand_over(self, number: int) -> None:
        errand = self._errands.pop(number)
        if self._closed or errand.ended is None or errand.ended.cancelled():
            return
        error = errand.ended.exception()
        if error is None:
            errand.done(errand.found)
        else:
            errand.failed(error)
