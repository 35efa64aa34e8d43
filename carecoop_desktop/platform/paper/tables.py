"""Tables: columns that fit their figures, headings on every page, groups, totals, and rows that never lose a word.

Where a table is too wide for its sheet (large print, or very many columns) each row is set as a list of its own, with
the column's title beside each value, so that nothing has to be shrunk or cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple, TypeAlias

from carecoop_desktop.platform.paper.marks import Box, Mark, Piece, Text, rule
from carecoop_desktop.platform.paper.pills import Pill, pill_height, pill_marks, pill_width
from carecoop_desktop.platform.paper.text import Setter
from carecoop_desktop.platform.paper.type import (
    BODY,
    HAIRLINE,
    INK,
    LABEL,
    QUIET,
    SECONDARY,
    STRONG,
    SUBHEADING,
    WASH,
    Style,
)

_GAP = 14.0
_PAD = 2.6
_NARROWEST = 46.0
_NARROWEST_LARGE = 84.0
_STRIP = 14
"""Lines of one cell in one piece: a cell with more runs on over the page's end."""

Cell: TypeAlias = str | Pill


class Align(Enum):
    """Which side of its column a cell stands on."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Column:
    """A column. With ``share`` 0 it is as wide as its widest cell and never wraps; else it shares what is left."""

    title: str
    share: float = 1.0
    align: Align = Align.LEFT


def figures(title: str) -> Column:
    """A column of money, hours or counts: right-aligned, just as wide as it needs to be."""
    return Column(title, 0.0, Align.RIGHT)


def snug(title: str) -> Column:
    """A column of short words or dates, just as wide as it needs to be."""
    return Column(title, 0.0)


class Kind(Enum):
    """What a row is among its neighbours."""

    PLAIN = "plain"
    GROUP = "group"
    SUBTOTAL = "subtotal"
    TOTAL = "total"


class Row(NamedTuple):
    """One row. A group row needs only its first cell, which may be as wide as the table."""

    cells: Sequence[Cell]
    kind: Kind = Kind.PLAIN


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``empty`` is the sentence that stands in place of rows where there are none."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = ()
    empty: str = "Nothing to show."
    zebra: bool = False
    headings: bool = True
    before: float = 6.0

    def pieces(self, setter: Setter, width: float) -> Iterator[Piece]:
        """The table as strips, one or more for each row."""
        if not self.rows:
            return _empty(self, setter, width)
        widths = column_widths(self, setter, width)
        return _list(self, setter, width) if widths is None else _grid(self, setter, widths)


def rows(cells: Iterable[Sequence[Cell]], total: Sequence[Cell] | None = None) -> tuple[Row, ...]:
    """Plain rows, and a totals row below them."""
    made = tuple(Row(row) for row in cells)
    return made if total is None else (*made, Row(total, Kind.TOTAL))


def column_widths(table: Table, setter: Setter, width: float) -> list[float] | None:
    """The width of each column without its gap, or None where they do not fit beside one another."""
    gap = _GAP * setter.scale
    natural = [_natural(table, at, setter) if not column.share else 0.0 for at, column in enumerate(table.columns)]
    spare = width - sum(natural) - gap * (len(natural) - 1)
    shares = sum(column.share for column in table.columns)
    if not shares:
        return natural if spare >= 0 else None
    narrowest = (_NARROWEST_LARGE if setter.page.large else _NARROWEST) * setter.scale
    if any(column.share and spare * column.share / shares < narrowest for column in table.columns):
        return None
    sized = zip(table.columns, natural, strict=True)
    return [spare * column.share / shares if column.share else fixed for column, fixed in sized]


def _natural(table: Table, at: int, setter: Setter) -> float:
    """How wide a column's widest cell is."""
    widest = _word_width(table.columns[at].title, LABEL, setter) if table.headings else 0.0
    for row in table.rows:
        if at < len(row.cells) and row.kind is not Kind.GROUP:
            widest = max(widest, _cell_width(row.cells[at], _style(row.kind), setter))
    return widest


def _cell_width(cell: Cell, style: Style, setter: Setter) -> float:
    return pill_width(cell, setter) if isinstance(cell, Pill) else _word_width(cell, style, setter)


def _word_width(text: str, style: Style, setter: Setter) -> float:
    return setter.width(setter.line(text, style), style)


def _style(kind: Kind) -> Style:
    return BODY if kind is Kind.PLAIN else STRONG


def _empty(table: Table, setter: Setter, width: float) -> Iterator[Piece]:
    leading, base = setter.leading(QUIET), setter.baseline(QUIET)
    for at, line in enumerate(setter.wrap(table.empty, QUIET, width)):
        mark = Text(0, base, line, QUIET.face, setter.size(QUIET), QUIET.colour)
        yield Piece(leading, (mark,), 0 if at else table.before * setter.scale)


def _grid(table: Table, setter: Setter, widths: list[float]) -> Iterator[Piece]:
    heading = _heading(table, setter, widths) if table.headings else None
    grid = _Grid(table, setter, widths, heading)
    if heading is not None:
        yield heading
    for at, row in enumerate(table.rows):
        following = table.rows[at + 1].kind if at + 1 < len(table.rows) else Kind.PLAIN
        yield from grid.row(row, at, following in {Kind.TOTAL, Kind.SUBTOTAL})


def _heading(table: Table, setter: Setter, widths: list[float]) -> Piece:
    gap, pad, size = _GAP * setter.scale, _PAD * setter.scale, setter.size(LABEL)
    titles = [setter.wrap(column.title, LABEL, room + 0.01) for column, room in zip(table.columns, widths, strict=True)]
    leading, deepest = setter.leading(LABEL), max(len(lines) for lines in titles)
    height = leading * deepest + 2 * pad
    full = sum(widths) + gap * (len(widths) - 1)
    marks: list[Mark] = [rule(0, height, full, SECONDARY, 0.8)]
    x = 0.0
    for column, room, lines in zip(table.columns, widths, titles, strict=True):
        for at, line in enumerate(lines):
            y = pad + leading * (deepest - len(lines) + at) + setter.baseline(LABEL)
            left = x if column.align is Align.LEFT else x + room - setter.width(line, LABEL)
            marks.append(Text(left, y, line, LABEL.face, size, LABEL.colour))
        x += room + gap
    return Piece(height, tuple(marks), table.before * setter.scale, keep_next=True)


class _Grid:
    """Sets the rows of one table between fixed columns."""

    def __init__(self, table: Table, setter: Setter, widths: list[float], heading: Piece | None) -> None:
        self.table, self.setter, self.widths, self.heading = table, setter, widths, heading
        self.gap, self.pad = _GAP * setter.scale, _PAD * setter.scale
        self.full = sum(widths) + self.gap * (len(widths) - 1)

    def row(self, row: Row, number: int, keep_next: bool) -> Iterator[Piece]:
        """One piece, or several where a cell has more lines than one strip takes."""
        style = SUBHEADING if row.kind is Kind.GROUP else _style(row.kind)
        if row.kind is Kind.GROUP:
            cells: list[list[str] | Pill] = [self._lines(row.cells[0], style, self.full)]
        else:
            cells = [self._lines(cell, style, room) for cell, room in zip(row.cells, self.widths, strict=True)]
        deepest = max(1 if isinstance(cell, Pill) else len(cell) for cell in cells)
        for first in range(0, deepest, _STRIP):
            last = first + _STRIP >= deepest
            yield self._strip(row.kind, cells, style, number, (first, min(deepest, first + _STRIP), last), keep_next)

    def _lines(self, cell: Cell, style: Style, room: float) -> list[str] | Pill:
        return cell if isinstance(cell, Pill) else self.setter.wrap(cell, style, room + 0.01)

    def _strip(
        self,
        kind: Kind,
        cells: list[list[str] | Pill],
        style: Style,
        number: int,
        lines: tuple[int, int, bool],
        keep_next: bool,
    ) -> Piece:
        first, end, last = lines
        above = 0.0 if first else self.pad * (2.2 if kind is Kind.GROUP else 1.0)
        height = above + (end - first) * self.setter.leading(style) + (self.pad if last else 0.0)
        if any(isinstance(cell, Pill) for cell in cells):
            height = max(height, pill_height(self.setter) + 2 * self.pad)
        marks = self._ground(kind, number, height, first == 0, last)
        x = 0.0
        for at, cell in enumerate(cells):
            marks += self._cell(cell, at, x, above, style, (first, end))
            x += self.widths[at] + self.gap
        return Piece(height, tuple(marks), 0.0, keep_next or kind is Kind.GROUP, self.heading)

    def _ground(self, kind: Kind, number: int, height: float, first: bool, last: bool) -> list[Mark]:
        marks: list[Mark] = []
        if self.table.zebra and kind is Kind.PLAIN and number % 2:
            marks.append(Box(-4, 0, self.full + 8, height, WASH))
        if kind in {Kind.TOTAL, Kind.SUBTOTAL} and first:
            marks.append(rule(0, 0, self.full, INK if kind is Kind.TOTAL else SECONDARY, 0.8))
        if last and kind is not Kind.TOTAL:
            marks.append(rule(0, height, self.full, HAIRLINE))
        return marks

    def _cell(
        self, cell: list[str] | Pill, at: int, x: float, above: float, style: Style, lines: tuple[int, int]
    ) -> Iterator[Mark]:
        setter, room = self.setter, self.widths[at]
        leading, base, size = setter.leading(style), setter.baseline(style), setter.size(style)
        if isinstance(cell, Pill):
            if lines[0] == 0:
                yield from pill_marks(cell, x, above + max(leading, pill_height(setter)) / 2, room + 0.01, setter)
            return
        right = self.table.columns[at].align is Align.RIGHT
        for number, line in enumerate(cell[lines[0] : lines[1]]):
            if line:
                left = x + room - setter.width(line, style) if right else x
                yield Text(left, above + number * leading + base, line, style.face, size, style.colour)


def _list(table: Table, setter: Setter, width: float) -> Iterator[Piece]:
    """Each row as lines of title and value, a rule below each row."""
    for at, row in enumerate(table.rows):
        before = (table.before if not at else _GAP / 3) * setter.scale
        if row.kind is Kind.GROUP:
            for line in setter.wrap(_words(row.cells[0]), SUBHEADING, width):
                mark = Text(0, setter.baseline(SUBHEADING), line, SUBHEADING.face, setter.size(SUBHEADING), INK)
                yield Piece(setter.leading(SUBHEADING), (mark,), before, keep_next=True)
            continue
        filled = [(column.title, cell) for column, cell in zip(table.columns, row.cells, strict=True) if _words(cell)]
        for number, (title, cell) in enumerate(filled):
            yield from _pair(title, _words(cell), row.kind, setter, width, (number == 0, before))
        yield Piece(_GAP / 3 * setter.scale, (rule(0, _GAP / 3 * setter.scale, width, HAIRLINE),))


def _pair(
    title: str, value: str, kind: Kind, setter: Setter, width: float, start: tuple[bool, float]
) -> Iterator[Piece]:
    first, before = start
    style = STRONG if first else _style(kind)
    names = setter.wrap(title, QUIET, width * 0.4)
    values = setter.wrap(value, style, width * 0.58)
    size = setter.size(style)
    for at in range(max(len(names), len(values))):
        marks: list[Mark] = []
        if at < len(names):
            marks.append(Text(0, setter.baseline(QUIET), names[at], QUIET.face, setter.size(QUIET), QUIET.colour))
        if at < len(values):
            marks.append(Text(width * 0.42, setter.baseline(style), values[at], style.face, size, style.colour))
        yield Piece(setter.leading(style), tuple(marks), before if first and not at else 0.0, keep_next=at < _STRIP)


def _words(cell: Cell) -> str:
    return cell.word if isinstance(cell, Pill) else cell
