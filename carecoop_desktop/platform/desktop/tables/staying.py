"""Where the reader of a table is, and how that is kept while the rows change: the cursor and the topmost row."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QTableView

from carecoop_desktop.platform.desktop.tables.model import ROW_ID, SqlTableModel
from carecoop_desktop.platform.desktop.tables.opening import Keep


class Standing(QObject):
    """Follows the cursor of one table; ``moved`` gives the record it is on, or None, once for each record."""

    moved = Signal(object)

    def __init__(self, table: QTableView, model: SqlTableModel) -> None:
        super().__init__(table)
        self._table = table
        self._model = model
        self._anchor = self._offset = self._moved = 0
        self._keeps_current = self._settling = False
        self.record: int | None = None

    def keep(self, ids: tuple[int, ...], *, same_place: bool) -> Keep:
        """What is to stay in sight when rows are read: the record under the cursor if it is in sight, else the top.

        In another order or choice of rows only a selected record is followed; otherwise the list starts at its top.
        """
        table = self._table
        current, top = table.currentIndex().row(), max(table.rowAt(0), 0)
        in_sight = top <= current <= self._bottom()
        selected = current >= 0 and table.selectionModel().isRowSelected(current)
        self._keeps_current = in_sight if same_place else selected
        self._anchor = current if self._keeps_current else top
        self._offset = self._anchor - top if in_sight and self._keeps_current else 0
        row = self._model.row_at(self._anchor) if same_place or selected else None
        return Keep(row.id if row else None, self._anchor if same_place else 0, ids)

    def hold(self) -> None:
        """Rows are about to change: how far the cursor was moved since is added to where it would stand."""
        self._settling = True
        self._moved = self._table.currentIndex().row() - self._anchor if self._keeps_current else 0

    def settle(self, place: int) -> None:
        """The rows have changed, and what was kept stands at this place."""
        if self._keeps_current:
            index = self._model.index(self._within(place + self._moved), self._first_shown())
            flags = self._table.selectionModel().SelectionFlag.NoUpdate
            self._table.selectionModel().setCurrentIndex(index, flags)
        self._table.verticalScrollBar().setValue(max(0, place - self._offset))
        self._settling = False
        self.note()

    def go_to(self, place: int | None) -> None:
        """Put the cursor on a place, if the list reaches there."""
        if place is not None and place < self._model.rowCount():
            self._table.setCurrentIndex(self._model.index(place, self._first_shown()))

    def note(self) -> None:
        """Tell which record the cursor is on, if it is another one."""
        if self._settling:
            return
        index = self._table.currentIndex()
        record = index.data(ROW_ID) if index.isValid() else None
        if record != self.record:
            self.record = record
            self.moved.emit(record)

    def _within(self, place: int) -> int:
        return max(0, min(place, self._model.rowCount() - 1))

    def _bottom(self) -> int:
        """The last row in sight, whole or in part."""
        last = self._table.rowAt(self._table.viewport().height() - 1)
        return last if last >= 0 else self._model.rowCount() - 1

    def _first_shown(self) -> int:
        header = self._table.horizontalHeader()
        ordered = (header.logicalIndex(visual) for visual in range(header.count()))
        return next((place for place in ordered if not header.isSectionHidden(place)), 0)
