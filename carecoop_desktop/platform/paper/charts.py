"""Charts as plain vector drawing: an account's line over its contingency band, and bars with their figures.

Every chart is given its message in words as well, set below it, for readers who cannot see the drawing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from carecoop_desktop.platform.paper.marks import Box, Mark, Piece, Stroke, Text, moved, rule
from carecoop_desktop.platform.paper.text import Setter
from carecoop_desktop.platform.paper.type import ACCENT, BODY, HAIRLINE, SECONDARY, SMALL, STRONG, Tone

Point = tuple[float, float]


class Band(NamedTuple):
    """A range of values shaded across a line chart, with its name."""

    low: int
    high: int
    label: str
    tone: Tone = Tone.WARN


def nice_steps(low: int, high: int, about: int = 3) -> tuple[int, ...]:
    """Round whole numbers from at or below ``low`` to at or above ``high``, about so many steps apart."""
    span = max(1, high - low)
    step = 1
    while span / step > about:
        step = step * 5 // 2 if str(step).startswith("2") else step * 2
    first, last = low // step * step, -(-high // step) * step
    return tuple(range(first, max(last, first + step) + 1, step))


@dataclass(frozen=True, slots=True)
class LineChart:
    """Values over equal steps of time, drawn dashed from ``forecast_from`` on.

    ``unit`` writes a value on the axis and must be a function of a module, so that documents can travel to another
    process; ``labels`` stand below the first value, the last, and as many between as there are.
    """

    values: tuple[int, ...]
    labels: tuple[str, ...]
    words: str
    unit: Callable[[int], str] = str
    band: Band | None = None
    forecast_from: int | None = None
    height: float = 110.0

    def pieces(self, setter: Setter, width: float) -> Iterator[Piece]:
        """One piece with the chart, then its message in words."""
        if self.values:
            yield self._chart(setter, width)
        yield from _words(self.words, setter, width)

    def _chart(self, setter: Setter, width: float) -> Piece:
        height = min(self.height * setter.scale, setter.page.inner_height * 0.6)
        known = [*self.values, 0, *((self.band.low, self.band.high) if self.band else ())]
        steps = nice_steps(min(known), max(known))
        names = [setter.line(self.unit(step), SMALL) for step in steps]
        left = max(setter.width(name, SMALL) for name in names) + 8 * setter.scale
        plot = _Plot(left, setter.size(SMALL), width, height, (steps[0], steps[-1]), len(self.values))
        marks: list[Mark] = []
        if self.band:
            marks += self._band(self.band, plot, setter)
        for step, name in zip(steps, names, strict=True):
            y = plot.y(step)
            marks.append(rule(left, y, width - left, SECONDARY if step == 0 else HAIRLINE, 0.5))
            x = left - 6 * setter.scale - setter.width(name, SMALL)
            marks.append(Text(x, y + setter.size(SMALL) * 0.32, name, SMALL.face, setter.size(SMALL), SECONDARY))
        marks += self._line(plot)
        marks += self._labels(plot, setter)
        return Piece(height + setter.leading(SMALL) * 1.4, tuple(marks), 8 * setter.scale, keep_next=True)

    def _band(self, band: Band, plot: _Plot, setter: Setter) -> list[Mark]:
        top, bottom = plot.y(band.high), plot.y(band.low)
        size = setter.size(SMALL)
        label = setter.fit(band.label, SMALL, plot.right - plot.left)
        x = plot.right - setter.width(label, SMALL) - 4
        return [
            Box(plot.left, top, plot.right - plot.left, bottom - top, band.tone.ground),
            Text(x, (top + bottom) / 2 + size * 0.32, label, SMALL.face, size, band.tone.ink),
        ]

    def _line(self, plot: _Plot) -> list[Mark]:
        points = tuple(plot.point(at, value) for at, value in enumerate(self.values))
        turn = len(points) - 1 if self.forecast_from is None else max(0, min(self.forecast_from, len(points) - 1))
        marks: list[Mark] = []
        if turn > 0:
            marks.append(Stroke(points[: turn + 1], ACCENT, 1.5))
        if points[turn + 1 :]:
            marks.append(Stroke(points[turn:], ACCENT, 1.3, (3.0, 2.5)))
        x, y = points[turn]
        marks.append(Box(x - 2.2, y - 2.2, 4.4, 4.4, ACCENT, radius=2.2))
        return marks

    def _labels(self, plot: _Plot, setter: Setter) -> list[Mark]:
        marks: list[Mark] = []
        for at, label in enumerate(self.labels):
            clean = setter.line(label, SMALL)
            length = setter.width(clean, SMALL)
            share = at / (len(self.labels) - 1) if len(self.labels) > 1 else 0.0
            x = plot.left + (plot.right - plot.left - length) * share
            y = plot.bottom + setter.leading(SMALL) * 1.1
            marks.append(Text(x, y, clean, SMALL.face, setter.size(SMALL), SECONDARY))
        return marks


class _Plot(NamedTuple):
    """Where a line chart's values lie."""

    left: float
    top: float
    right: float
    bottom: float
    ends: tuple[int, int]
    steps: int

    def y(self, value: int) -> float:
        low, high = self.ends
        return self.bottom - (self.bottom - self.top) * (value - low) / (high - low)

    def point(self, at: int, value: int) -> Point:
        share = at / (self.steps - 1) if self.steps > 1 else 0.5
        return self.left + (self.right - self.left) * share, self.y(value)


class Bar(NamedTuple):
    """One bar: its name, its value, and optionally what it is measured against."""

    label: str
    value: int
    against: int | None = None
    tone: Tone | None = None


@dataclass(frozen=True, slots=True)
class BarChart:
    """Level bars below one another, name at the left and figure at the right; a tick marks what was planned."""

    bars: tuple[Bar, ...]
    words: str
    unit: Callable[[int], str] = str

    def pieces(self, setter: Setter, width: float) -> Iterator[Piece]:
        """One piece for each bar, then the message in words."""
        if self.bars:
            yield from self._bars(setter, width)
        yield from _words(self.words, setter, width)

    def _bars(self, setter: Setter, width: float) -> Iterator[Piece]:
        figures = [setter.line(self.unit(bar.value), STRONG) for bar in self.bars]
        right = max(setter.width(figure, STRONG) for figure in figures)
        names = min(width * 0.34, max(setter.width(setter.line(bar.label, BODY), BODY) for bar in self.bars) + 1)
        gap = 10 * setter.scale
        room = width - names - right - 2 * gap
        known = [0, *(bar.value for bar in self.bars), *(bar.against for bar in self.bars if bar.against is not None)]
        low, span = min(known), max(1, max(known) - min(known))
        row, leading = setter.leading(BODY) * 1.3, setter.leading(BODY)
        for at, (bar, figure) in enumerate(zip(self.bars, figures, strict=True)):
            y = (row - leading) / 2 + setter.baseline(BODY)
            label = setter.fit(bar.label, BODY, names)
            marks = [
                Text(0, y, label, BODY.face, setter.size(BODY), BODY.colour),
                Text(width - setter.width(figure, STRONG), y, figure, STRONG.face, setter.size(STRONG), STRONG.colour),
                *(moved(mark, names + gap, 0) for mark in _bar(bar, low, room / span, row)),
            ]
            yield Piece(row, tuple(marks), 0.0 if at else 8 * setter.scale, keep_next=at == len(self.bars) - 1)


def _bar(bar: Bar, low: int, per_unit: float, row: float) -> list[Mark]:
    """The bar from zero to its value, and the tick at what it is measured against."""
    start, end = sorted((0 - low, bar.value - low))
    colour = bar.tone.ink if bar.tone else ACCENT
    thick = row * 0.42
    middle = (row - thick) / 2
    marks: list[Mark] = [Box(start * per_unit, middle, max(0.6, (end - start) * per_unit), thick, colour)]
    if bar.against is not None:
        x = (bar.against - low) * per_unit
        marks.append(Stroke(((x, row * 0.14), (x, row * 0.86)), SECONDARY, 1.2))
    return marks


def _words(words: str, setter: Setter, width: float) -> Iterator[Piece]:
    lines = setter.wrap(words, SMALL, width)
    for at, line in enumerate(lines):
        mark = Text(0, setter.baseline(SMALL), line, SMALL.face, setter.size(SMALL), SMALL.colour)
        yield Piece(setter.leading(SMALL), (mark,), 0.0 if at else 2.0, keep_next=at < min(3, len(lines) - 1))
