"""First paint and scrolling of a list over SQL, beside a plain Qt table over values in memory."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QTableView

from carecoop_desktop.home.bench.figures import Row, beside, in_turn
from carecoop_desktop.platform.database.lists.reader import ListReader
from carecoop_desktop.platform.database.lists.shape import ListRequest, ListRow, ListShape
from carecoop_desktop.platform.desktop.tables.formats import formatter
from carecoop_desktop.platform.desktop.tables.lanes import ExecutorLane
from carecoop_desktop.platform.desktop.tables.view import RecordTable

LIMIT = 1.4
SIZE = (1100, 800)
STEPS = 60
_HELD = 2000
Index = QModelIndex | QPersistentModelIndex


class PlainModel(QAbstractTableModel):
    """As many rows as the list over SQL, of values that stand in memory; the same words in the same columns."""

    def __init__(self, shape: ListShape, rows: Sequence[ListRow], length: int) -> None:
        super().__init__()
        self._shape = shape
        self._rows = rows
        self._length = length
        self._writers = [formatter(heading) for heading in shape.headings]
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._sides = [right if heading.kind.right_aligned else left for heading in shape.headings]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """All of them, whichever stand in memory."""
        return 0 if parent.isValid() else self._length

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """One for each heading."""
        return 0 if parent.isValid() else len(self._writers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell and their side."""
        if role == Qt.ItemDataRole.DisplayRole:
            row = self._rows[index.row() % len(self._rows)]
            return self._writers[index.column()](row.values[index.column()])
        return self._sides[index.column()] if role == Qt.ItemDataRole.TextAlignmentRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The labels."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._shape.headings[section].label
        return None


def measure_painting(reader: ListReader, times: int) -> list[Row]:
    """Both tables at the same size with the same columns.

    The list opens as in the program, its rows counted behind the first paint; for scrolling it reads at once, so that
    no step is painted without its rows.
    """
    _application()
    request = ListRequest()
    rows, length = reader.page_after(request, None, _HELD), reader.count(request)
    with ThreadPoolExecutor(1) as executor:
        lane = ExecutorLane(executor)
        first = in_turn(
            lambda: _first_paint(RecordTable(reader, lane)), lambda: _first_paint(_plain(reader, rows, length)), times
        )
        lane.close()
    own, plain = RecordTable(reader), _plain(reader, rows, length)
    for table in (own, plain):
        _first_paint(table)
    scrolled = in_turn(lambda: _scroll(own), lambda: _scroll(plain), times)
    against = "the same without SQL"
    return [
        beside("list", "First paint of the list", first[0] * 1000, "ms", against, first[1] * 1000, LIMIT),
        beside("list", "A step of scrolling", scrolled[0] * 1000 / STEPS, "ms", against, scrolled[1] * 1000 / STEPS,
               LIMIT),
    ]  # fmt: skip


def _application() -> None:
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _kept.append(QApplication.instance() or QApplication(["carecoop"]))


_kept: list[Any] = []


def _plain(reader: ListReader, rows: Sequence[ListRow], length: int) -> QTableView:
    table = QTableView()
    model = PlainModel(reader.shape, rows, length)
    model.setParent(table)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    height = table.fontMetrics().height() + 12
    table.verticalHeader().setMinimumSectionSize(height)
    table.verticalHeader().setDefaultSectionSize(height)
    table.setModel(model)
    for place, heading in enumerate(reader.shape.headings):
        table.setColumnHidden(place, heading.hidden)
    return table


def _first_paint(table: QTableView) -> None:
    table.resize(*SIZE)
    table.grab()


def _scroll(table: QTableView) -> None:
    """From here and there in the list, some pages down."""
    bar = table.verticalScrollBar()
    page = bar.pageStep()
    for step in range(STEPS):
        start = (step // 10) * (bar.maximum() // 7)
        bar.setValue(start + step % 10 * page)
        table.viewport().grab()
