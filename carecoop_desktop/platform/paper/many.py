"""Makes many papers on all processor cores, with progress, cancel, and no paper held up by another's trouble.

This process works with the others: a second one takes a second to start, and by then the first papers are on disk.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from carecoop_desktop.platform.kernel.errors import Fault
from carecoop_desktop.platform.paper.document import Document
from carecoop_desktop.platform.paper.write import Written, write_pdf

T = TypeVar("T")

FEW = 60
"""Below this many a second process costs more than it brings: they are made before it has started."""

_CHUNK = 8


@dataclass(frozen=True, slots=True)
class Order(Generic[T]):
    """One paper to make: the plain value that it is made from, and where it goes."""

    value: T
    path: Path


@dataclass(frozen=True, slots=True)
class Made:
    """What became of the orders: papers written, in their order, troubles by path, and whether it was cut short."""

    written: tuple[Written, ...]
    faults: tuple[tuple[Path, Fault], ...] = ()
    cancelled: bool = False


@dataclass(slots=True)
class _Tally:
    done: dict[int, Written | Fault] = field(default_factory=dict)


_Outcome = tuple[int, Written | tuple[str, str, bool]]


def write_many(
    build: Callable[[T], Document],
    orders: Sequence[Order[T]],
    *,
    progress: Callable[[int, int], None] = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
    workers: int | None = None,
) -> Made:
    """Build and write every order's paper.

    ``build`` must be a function of a module and the values plain, so that both can travel to another process.
    ``progress`` is called in the calling thread with how many are done and how many there are. Papers that were
    written before a cancel stay. A paper that cannot be written is reported and the others go on.
    """
    tally = _Tally()
    numbered = list(enumerate(orders))
    chunks = [numbered[at : at + _CHUNK] for at in range(0, len(numbered), _CHUNK)]
    hands = workers if workers is not None else _hands(len(orders))
    finished = _in_processes(build, chunks, hands, cancelled) if hands > 1 else _here(build, chunks, cancelled)
    for number, outcome in finished:
        tally.done[number] = outcome if isinstance(outcome, Written) else _fault(outcome)
        progress(len(tally.done), len(orders))
    return _made(orders, tally)


def _hands(count: int) -> int:
    """How many processes are worth it; a frozen program stays in its own, whose start we cannot repeat safely."""
    if count < FEW or getattr(sys, "frozen", False):
        return 1
    return min(os.cpu_count() or 1, 8)


def _make(build: Callable[[T], Document], chunk: Sequence[tuple[int, Order[T]]]) -> list[_Outcome]:
    """Make one chunk; runs in whichever process. Faults go home as plain words, which every process can read."""
    outcomes: list[_Outcome] = []
    for number, order in chunk:
        try:
            outcomes.append((number, write_pdf(build(order.value), order.path)))
        except Fault as fault:
            outcomes.append((number, (fault.sentence, fault.remedy, fault.retry)))
    return outcomes


def _fault(words: tuple[str, str, bool]) -> Fault:
    return Fault(words[0], words[1], retry=words[2])


def _here(
    build: Callable[[T], Document], chunks: list[list[tuple[int, Order[T]]]], cancelled: Callable[[], bool]
) -> Iterator[_Outcome]:
    for chunk in chunks:
        for one in chunk:
            if cancelled():
                return
            yield from _make(build, [one])


def _in_processes(
    build: Callable[[T], Document], chunks: list[list[tuple[int, Order[T]]]], hands: int, cancelled: Callable[[], bool]
) -> Iterator[_Outcome]:
    """Chunks go out as hands become free, so that a cancel leaves at most what is in work."""
    crew = _Crew(build, chunks)
    with ProcessPoolExecutor(hands - 1, mp_context=multiprocessing.get_context("spawn")) as pool:
        while not crew.lost:
            stopped = cancelled()
            if not stopped:
                crew.send(pool, hands)
            own = None if stopped or crew.lost else crew.next_here()
            if own is not None:
                yield from _make(build, [own])
            elif not crew.running:
                break
            yield from crew.come_home(0.2 if own is None else 0.0)
    if crew.lost:
        # A worker was killed (out of memory, or by a virus guard): what it and the others had in hand is made here.
        yield from _here(build, crew.left_over(), cancelled)


class _Crew(Generic[T]):
    """The chunks between this process and the others: the first ones go out, the last ones are made here."""

    def __init__(self, build: Callable[[T], Document], chunks: list[list[tuple[int, Order[T]]]]) -> None:
        self._make: Callable[[Sequence[tuple[int, Order[T]]]], list[_Outcome]] = partial(_make, build)
        self._waiting = deque(chunks)
        self._here: deque[tuple[int, Order[T]]] = deque()
        self.running: dict[Future[list[_Outcome]], list[tuple[int, Order[T]]]] = {}
        self.lost: list[list[tuple[int, Order[T]]]] = []

    def send(self, pool: ProcessPoolExecutor, hands: int) -> None:
        """Give every other process one chunk to work on and one to go on with."""
        while self._waiting and len(self.running) < (hands - 1) * 2:
            chunk = self._waiting.popleft()
            try:
                self.running[pool.submit(self._make, chunk)] = chunk
            except BrokenProcessPool:
                self.lost.append(chunk)
                return

    def next_here(self) -> tuple[int, Order[T]] | None:
        """The paper that this process makes next, if one is left."""
        if not self._here and self._waiting:
            self._here.extend(self._waiting.pop())
        return self._here.popleft() if self._here else None

    def come_home(self, patience: float) -> Iterator[_Outcome]:
        """What the others have finished by now."""
        for future in wait(self.running, timeout=patience, return_when=FIRST_COMPLETED).done:
            chunk = self.running.pop(future)
            if isinstance(future.exception(), BrokenProcessPool):
                self.lost.append(chunk)
            else:
                yield from future.result()

    def left_over(self) -> list[list[tuple[int, Order[T]]]]:
        """Everything that nobody has made."""
        return [*self.lost, *self.running.values(), list(self._here), *self._waiting]


def _made(orders: Sequence[Order[T]], tally: _Tally) -> Made:
    written: list[Written] = []
    faults: list[tuple[Path, Fault]] = []
    for number in sorted(tally.done):
        outcome = tally.done[number]
        if isinstance(outcome, Fault):
            faults.append((orders[number].path, outcome))
        else:
            written.append(outcome)
    return Made(tuple(written), tuple(faults), len(tally.done) < len(orders))
