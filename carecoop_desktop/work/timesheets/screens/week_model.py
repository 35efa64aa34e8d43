"""The week grid's rows as Qt asks for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from carecoop_desktop.platform.desktop.plain_tip import plain_tip
from carecoop_desktop.work.timesheets.queries import Cell, GridRow
from carecoop_desktop.work.timesheets.rules.entry import Unread
from carecoop_desktop.work.timesheets.rules.kinds import KINDS, amount_text
from carecoop_desktop.work.timesheets.rules.meeting import CellKey
from carecoop_desktop.work.timesheets.screens import grid_form as form

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
PILLS = int(Role.UserRole) + 1
"""Words with tones that a cell paints as pills."""
MUTED = int(Role.UserRole) + 2
"""Whether a cell is written in the quiet colour: nothing entered, or locked."""

DISPUTED = "Not saved: another desk changed it meanwhile. Choose below the grid."

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class WeekModel(QAbstractTableModel):
    """Shows rows; what is typed is announced as a plan, and stands as pending until it is saved and read again.

    What met another desk's change stays, marked, until somebody has chosen between both.
    """

    planned = Signal(object)
    """A Plan that should be written."""
    refused = Signal(str)
    """Why what was typed is not taken."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.rows: list[GridRow] = []
        self.days: tuple[date, ...] = ()
        self.read_only = ""
        self.disputed: Mapping[CellKey, str] = {}
        self._pending: dict[CellKey, str] = {}
        self._landed: set[CellKey] = set()

    def show_rows(self, rows: Sequence[GridRow], sunday: date) -> bool:
        """Show these rows; True where they are other rows than before, so that the place must be found again."""
        days = tuple(sunday - timedelta(days=6 - place) for place in range(7))
        same = days == self.days and [row.key for row in rows] == [row.key for row in self.rows]
        self._pending = {key: typed for key, typed in self._pending.items() if key not in self._landed}
        self._landed.clear()
        if same:
            self.rows = list(rows)
            self._all_changed()
            return False
        self.beginResetModel()
        self.rows, self.days = list(rows), days
        self.endResetModel()
        return True

    def cell(self, index: Index) -> tuple[GridRow, Cell] | None:
        """The row and the day's cell at an index, or None off the days."""
        place = form.day_of(index.column()) if index.isValid() else None
        if place is None or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        return row, row.cells[place]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """One for each PA, member and kind."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """PA, member, kind, seven days, total, state."""
        return 0 if parent.isValid() else form.COLUMNS

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """Headings of the columns."""
        if orientation != Qt.Orientation.Horizontal or not self.days:
            return None
        if role == Role.DisplayRole:
            return form.headings(self.days)[section]
        if role == Role.TextAlignmentRole:
            return _RIGHT if form.FIRST_DAY <= section <= form.TOTAL else _LEFT
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Days may be typed in unless they are locked or just being saved."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        found = self.cell(index)
        if found and not found[1].locked and not self.read_only and not self._taken(index):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Text, what the editor starts with, alignment, pills, and words for screen readers."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Role.TextAlignmentRole:
            return _RIGHT if form.FIRST_DAY <= index.column() <= form.TOTAL else _LEFT
        place = form.day_of(index.column())
        if place is not None:
            return self._day(row, place, index, role)
        return self._other(row, index.column(), role)

    def _day(self, row: GridRow, place: int, index: Index, role: int) -> Any:
        cell = row.cells[place]
        key = self._key(index)
        if key in self.disputed and role in (Role.DisplayRole, PILLS, Role.AccessibleTextRole, Role.ToolTipRole):
            return self._dispute(form.spoken(row, cell), self.disputed[key], role)
        if role == Role.DisplayRole:
            return self._pending.get(key, form.cell_words(row, cell))
        if role == Role.EditRole:
            return form.cell_typed(row, cell)
        if role in (Role.AccessibleTextRole, Role.ToolTipRole):
            words = form.spoken(row, cell)
            return plain_tip(words) if role == Role.ToolTipRole else words
        if role == PILLS:
            worst = cell.worst
            return [(form.cell_words(row, cell), worst.tone)] if worst and worst.tone in ("bad", "warn") else []
        if role == MUTED:
            return not cell.lines or cell.locked
        return None

    @staticmethod
    def _dispute(spoken: str, typed: str, role: int) -> Any:
        """A cell whose typed value waits for a choice: it stays in sight, marked."""
        words = f"{spoken}. Typed: {typed}. {DISPUTED}"
        return {Role.DisplayRole: typed, PILLS: [(typed, "warn")], Role.ToolTipRole: plain_tip(words)}.get(role, words)

    def _other(self, row: GridRow, column: int, role: int) -> Any:
        if column == form.STATE:
            pills = form.row_pills(row)
            if role == PILLS:
                return pills
            return ", ".join(word for word, _ in pills) if role in (Role.AccessibleTextRole, Role.ToolTipRole) else None
        if role in (Role.DisplayRole, Role.AccessibleTextRole):
            if column == form.TOTAL:
                return amount_text(row.kind, row.total, total=True) if row.total else "–"
            return (row.assistant, row.member or "The co-op itself", KINDS[row.kind].word)[column]
        if role == MUTED:
            return column == form.TOTAL and not row.total
        return None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """Take what was typed: announce it as a plan, or say why not."""
        found = self.cell(index)
        place = form.day_of(index.column())
        if found is None or place is None or role != Role.EditRole:
            return False
        typed = str(value).strip()
        if typed == form.cell_typed(*found):
            return True
        try:
            entry = form.plan_cell(found[0], place, typed)
        except Unread as error:
            self.refused.emit(str(error))
            return False
        if entry.entries or entry.was:
            self._pending[self._key(index)] = typed or "–"
            self.dataChanged.emit(index, index)
            self.planned.emit(form.Plan((entry,)))
        return True

    def expect(self, typed: Mapping[CellKey, str]) -> None:
        """These are being saved: show what was typed until they are read again."""
        self._pending |= typed
        self._landed -= typed.keys()
        self._all_changed()

    def landed(self, keys: Iterable[CellKey]) -> None:
        """These are saved: the next reading shows them."""
        self._landed.update(keys)

    def forget_pending(self, keys: Iterable[CellKey]) -> None:
        """What was being saved was refused: show what stands again."""
        for key in keys:
            self._pending.pop(key, None)
        self._all_changed()

    def dispute(self, typed: Mapping[CellKey, str]) -> None:
        """These, and no others, wait for a choice between two desks' hours."""
        self.disputed = dict(typed)
        self._all_changed()

    def _all_changed(self) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, form.COLUMNS - 1))

    def row_of(self, key: tuple[int, int | None, str]) -> int:
        """Where a row stands, or -1."""
        return next((number for number, row in enumerate(self.rows) if row.key == key), -1)

    def _taken(self, index: Index) -> bool:
        """Whether a cell is just being saved, or waits for a choice."""
        return self._key(index) in self._pending or self._key(index) in self.disputed

    def _key(self, index: Index) -> CellKey:
        row = self.rows[index.row()]
        return *row.key, row.cells[form.day_of(index.column()) or 0].day
