"""Paints the rows of a table as its style would, but sets each different value only once.

Qt asks a model in Python seven questions for each cell and sets its words anew each time; that is most of what a step
of scrolling costs. Here the words of a value are set once and drawn from then on, and a state is a picture of its pill.
Rows that are selected or hold the cursor are left to Qt.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QPainter, QPixmap, QStaticText, QTransform
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTableView

from carecoop_desktop.platform.database.lists.shape import Heading, Kind
from carecoop_desktop.platform.desktop.page.pill import pill_picture
from carecoop_desktop.platform.desktop.tables.formats import state_of
from carecoop_desktop.platform.desktop.tables.model import WAITING, SqlTableModel
from carecoop_desktop.platform.desktop.theme import Theme, current

_KEPT = 2000
"""So many different values of a column are kept set; then it starts anew."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What stands in a cell, words or a picture, and how far from the cell's corner."""

    x: float
    y: int
    words: QStaticText | None = None
    picture: QPixmap | None = None


@dataclass(slots=True)
class _Column:
    """A column as it was painted last; ``left`` is where it begins in sight."""

    place: int
    width: int
    left: int = 0
    drawn: dict[Hashable, _Drawn] = field(default_factory=dict)
    waiting: _Drawn | None = None


@dataclass(frozen=True, slots=True)
class _Look:
    """What all cells have in common: where any of it changes, everything is set anew.

    ``spare`` is what the style leaves free on the left and right of a cell's words, ``top`` and ``room`` where they
    stand in its height.
    """

    font: QFont
    theme: Theme
    height: int
    scale: float
    spare: tuple[int, int] = field(default=(0, 0), compare=False)
    top: int = field(default=0, compare=False)
    room: int = field(default=0, compare=False)


class RowPainter:
    """Paints rows of one table."""

    def __init__(self, table: QTableView, model: SqlTableModel) -> None:
        self._table = table
        self._model = model
        self._look: _Look | None = None
        self._columns: dict[int, _Column] = {}

    def paint(self, painter: QPainter, rows: Iterable[int], exposed: QRect) -> None:
        """Paint these rows, as much of them as lies within what is exposed."""
        look = self._look_again(painter.device().devicePixelRatioF())
        columns = self._in_sight(exposed)
        if not columns:
            return
        left, right = columns[0].left, columns[-1].left + columns[-1].width
        line = look.theme.colour("border")
        painter.setFont(look.font)
        painter.setPen(look.theme.colour("text"))
        for row in rows:
            top = self._table.rowViewportPosition(row)
            self._paint_row(painter, row, top, columns, look)
            painter.fillRect(left, top + look.height - 1, right - left, 1, line)

    def _paint_row(self, painter: QPainter, row: int, top: int, columns: list[_Column], look: _Look) -> None:
        record = self._model.wanted_row(row)
        for column in columns:
            if record is None:
                drawn = column.waiting or self._draw_waiting(column, look)
            elif (value := record.values[column.place]) is None or value == "":
                continue
            else:
                drawn = column.drawn.get(value) or self._draw(column, value, look)
            if drawn.words is not None:
                painter.drawStaticText(QPointF(column.left + drawn.x, top + drawn.y), drawn.words)
            elif drawn.picture is not None:
                painter.drawPixmap(column.left + int(drawn.x), top + drawn.y, drawn.picture)

    def _look_again(self, scale: float) -> _Look:
        table = self._table
        look = _Look(table.font(), current(), table.rowHeight(0), scale)
        if look != self._look:
            self._look = _measured(look, table)
            self._columns.clear()
        assert self._look is not None
        return self._look

    def _in_sight(self, exposed: QRect) -> list[_Column]:
        """The columns that reach into what is exposed, from left to right."""
        header = self._table.horizontalHeader()
        found = []
        for place in range(header.count()):
            left, width = header.sectionViewportPosition(place), header.sectionSize(place)
            if not width or left + width <= exposed.left() or left > exposed.right():
                continue
            column = self._columns.get(place)
            if column is None or column.width != width or len(column.drawn) > _KEPT:
                column = self._columns[place] = _Column(place, width)
            column.left = left
            found.append(column)
        return sorted(found, key=lambda column: column.left)

    def _draw(self, column: _Column, value: Any, look: _Look) -> _Drawn:
        heading = self._model.shape.headings[column.place]
        if heading.kind is Kind.STATE:
            made = _pill(heading, value, column.width, look)
        else:
            made = _words(self._model.text_of(column.place, value), heading, column.width, look)
        column.drawn[value] = made
        return made

    def _draw_waiting(self, column: _Column, look: _Look) -> _Drawn:
        column.waiting = _words(WAITING, self._model.shape.headings[column.place], column.width, look)
        return column.waiting


def _measured(look: _Look, table: QTableView) -> _Look:
    """Ask the style where it would put the words of a cell."""
    width = 1000
    option: Any = QStyleOptionViewItem()
    table.initViewItemOption(option)
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasDisplay
    option.text, option.rect = "n", QRect(0, 0, width, look.height)
    style = table.style()
    inner = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, table)
    margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, option, table) + 1
    spare = (inner.left() + margin, width - 1 - inner.right() + margin)
    return _Look(look.font, look.theme, look.height, look.scale, spare, inner.top(), inner.height())


def _words(text: str, heading: Heading, width: int, look: _Look) -> _Drawn:
    """Words set as Qt sets them in a cell: cut with dots where they are too long, figures on the right."""
    room, metrics = width - sum(look.spare), QFontMetricsF(look.font)
    taken = metrics.horizontalAdvance(text)
    if taken > room:
        text = QFontMetrics(look.font).elidedText(text, Qt.TextElideMode.ElideRight, room)
        taken = metrics.horizontalAdvance(text)
    words = _set(text, look.font)
    free = max(0.0, room - taken) if heading.kind.right_aligned else 0.0
    return _Drawn(look.spare[0] + free, look.top + look.room // 2 - ceil(words.size().height()) // 2, words=words)


def _set(text: str, font: QFont) -> QStaticText:
    words = QStaticText(text)
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.prepare(QTransform(), font)
    return words


def _pill(heading: Heading, value: Any, width: int, look: _Look) -> _Drawn:
    """As the delegate of states paints it."""
    state, unit = state_of(heading, value), look.theme.sizes.unit
    room = width - unit - unit // 2
    if room <= 0:
        return _Drawn(0, 0)
    picture = pill_picture(state.word, state.tone.value, look.font, (room, look.height), look.scale)
    return _Drawn(unit, 0, picture=picture)
