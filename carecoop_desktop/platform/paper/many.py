"""Makes many papers on all processor cores, with progress, cancel, and no paper held up by another's trouble."""

from __future__ import annotations

import multiprocessing
import os
import sys
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
"""Below this many a second process costs more than it brings: it takes half a second to start."""

_CHUNK = 16


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
    make: Callable[[Sequence[tuple[int, Order[T]]]], list[_Outcome]] = partial(_make, build)
    waiting = list(reversed(chunks))
    running: dict[Future[list[_Outcome]], list[tuple[int, Order[T]]]] = {}
    lost: list[list[tuple[int, Order[T]]]] = []
    with ProcessPoolExecutor(hands, mp_context=multiprocessing.get_context("spawn")) as pool:
        while (waiting or running) and not lost:
            while waiting and len(running) < hands * 2 and not cancelled():
                chunk = waiting.pop()
                try:
                    running[pool.submit(make, chunk)] = chunk
                except BrokenProcessPool:
                    lost.append(chunk)
                    break
            if not running:
                break
            for future in wait(running, timeout=0.2, return_when=FIRST_COMPLETED).done:
                chunk = running.pop(future)
                if isinstance(future.exception(), BrokenProcessPool):
                    lost.append(chunk)
                else:
                    yield from future.result()
    if lost:
        # A worker was killed (out of memory, or by a virus guard): what it and the others had in hand is made here.
        yield from _here(build, [*lost, *running.values(), *reversed(waiting)], cancelled)


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
