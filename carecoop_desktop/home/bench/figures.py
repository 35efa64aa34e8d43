"""What a measure answers: a figure, what it is held against on the same machine, their ratio and its limit."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. ``ratio`` is how many times the ``reference`` it costs, so less is better whatever the unit; without
    a ``limit`` the row is for information."""

    measure: str
    what: str
    figure: float
    unit: str
    against: str = ""
    reference: float | None = None
    ratio: float | None = None
    limit: float | None = None
    note: str = ""

    @property
    def within(self) -> bool | None:
        """Whether the limit is kept; None where there is none or nothing to hold it against."""
        if self.limit is None or self.ratio is None:
            return None
        return self.ratio <= self.limit

    def as_json(self) -> dict[str, Any]:
        """Plain values, the verdict included."""
        return {**asdict(self), "within": self.within}

    def sentence(self) -> str:
        """The row as the command line prints it."""
        told = f"{self.what}: {_short(self.figure)} {self.unit}"
        if self.reference is not None:
            told += f", {self.against} {_short(self.reference)} {self.unit}"
        if self.ratio is not None:
            told += f", ratio {self.ratio:.2f}"
        if self.limit is not None:
            verdict = {True: "kept", False: "MISSED", None: "not measured"}[self.within]
            told += f" (limit {self.limit:g}: {verdict})"
        return told + (f"; {self.note}" if self.note else "")


def beside(
    measure: str,
    what: str,
    figure: float,
    unit: str,
    against: str,
    reference: float,
    limit: float | None = None,
    *,
    more_is_better: bool = False,
    note: str = "",
) -> Row:
    """A row whose ratio is worked out: how many times dearer than the reference."""
    dearer, cheaper = (reference, figure) if more_is_better else (figure, reference)
    ratio = round(dearer / cheaper, 3) if cheaper else None
    return Row(measure, what, _kept(figure), unit, against, _kept(reference), ratio, limit, note)


def seconds(deed: Callable[[], object]) -> float:
    """How long one call takes."""
    began = time.perf_counter()
    deed()
    return time.perf_counter() - began


def least(deed: Callable[[], object], times: int) -> float:
    """The shortest of several calls: what the machine can do when nothing else runs."""
    return min(seconds(deed) for _ in range(times))


def in_turn(first: Callable[[], object], second: Callable[[], object], times: int) -> tuple[float, float]:
    """The shortest call of each, one after the other in turn, so that a slow moment of the machine meets both."""
    pairs = [(seconds(first), seconds(second)) for _ in range(times)]
    return min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)


@contextmanager
def clean_heap() -> Iterator[None]:
    """Take what stands in memory already out of the garbage collector's sight; it stays at work for what is new."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _kept(figure: float) -> float:
    return round(figure, 6) if abs(figure) < 100 else round(figure, 1)


def _short(figure: float) -> str:
    return f"{figure:,.0f}" if abs(figure) >= 1000 else f"{figure:.4g}"
