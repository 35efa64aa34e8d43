"""The columns of a table as the user has arranged them: order, width, hidden or shown, remembered between sessions."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView

from carecoop_desktop.platform.database.lists.shape import ListShape
from carecoop_desktop.platform.desktop.tables.source import Memory

_PADDING = 18
_SETTLED = 400  # milliseconds after the last move of a border before it is remembered


class ColumnKeeper(QObject):
    """Lays the columns of one table out and keeps what the user changes."""

    def __init__(self, table: QTableView, shape: ListShape, memory: Memory) -> None:
        super().__init__(table)
        self._table = table
        self._shape = shape
        self._memory = memory
        self._key = f"table.{shape.name}.columns"
        self._laying_out = False
        self._later = QTimer(self, singleShot=True, interval=_SETTLED)
        self._later.timeout.connect(self.remember)
        header = self._header
        header.setSectionsMovable(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setMinimumSectionSize(28)
        header.sectionResized.connect(self._changed)
        header.sectionMoved.connect(self._changed)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._show_menu)
        self.restore()

    @property
    def _header(self) -> QHeaderView:
        return self._table.horizontalHeader()

    def restore(self) -> None:
        """Lay out as remembered, or as the list describes itself. Columns that are new since are shown in place."""
        kept = self._memory.get(self._key)
        kept = kept if isinstance(kept, dict) else {}
        self._laying_out = True
        self._set_widths(kept.get("widths") or {})
        self._set_hidden(kept.get("shown") or {})
        self._set_order(kept.get("order") or [])
        self._laying_out = False

    def reset(self) -> None:
        """Back to how the list describes itself."""
        self._memory.set(self._key, {})
        self.restore()

    def remember(self) -> None:
        """Keep the columns as they are now. Widths are kept in characters, so that a larger font widens them."""
        self._later.stop()
        header, unit = self._header, self._unit()
        headings = self._shape.headings
        shown = {h.key: not header.isSectionHidden(place) for place, h in enumerate(headings)}
        widths = {
            h.key: round((header.sectionSize(place) - _PADDING) / unit, 2)
            for place, h in enumerate(headings)
            if shown[h.key]
        }
        order = [headings[header.logicalIndex(visual)].key for visual in range(len(headings))]
        self._memory.set(self._key, {"order": order, "shown": shown, "widths": widths})

    def flush(self) -> None:
        """Keep at once what would be kept in a moment."""
        if self._later.isActive():
            self.remember()

    def shown(self) -> list[int]:
        """The columns in sight, in the order they stand in."""
        header = self._header
        ordered = [header.logicalIndex(visual) for visual in range(header.count())]
        return [logical for logical in ordered if not header.isSectionHidden(logical)]

    def actions(self, parent: QObject) -> list[QAction]:
        """One tick for each column, and the way back. The last column in sight cannot be hidden."""
        shown = self.shown()
        found = []
        for place, heading in enumerate(self._shape.headings):
            action = QAction(heading.label, parent, checkable=True)
            action.setChecked(place in shown)
            action.setEnabled(shown != [place])
            action.toggled.connect(lambda on, place=place: self.show(place, on))
            found.append(action)
        back = QAction("&Reset columns", parent)
        back.triggered.connect(self.reset)
        return [*found, back]

    def show(self, place: int, on: bool) -> None:
        """Show or hide a column."""
        self._header.setSectionHidden(place, not on)
        self._changed()

    def _show_menu(self, at: QPoint) -> None:
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.actions(menu))
        menu.popup(self._header.viewport().mapToGlobal(at))

    def _changed(self, *_: Any) -> None:
        if not self._laying_out:
            self._later.start()

    def _unit(self) -> int:
        return self._table.fontMetrics().horizontalAdvance("n") or 8

    def _set_widths(self, widths: dict[str, float]) -> None:
        unit = self._unit()
        for place, heading in enumerate(self._shape.headings):
            characters = widths.get(heading.key, heading.characters)
            self._header.resizeSection(place, round(characters * unit) + _PADDING)

    def _set_hidden(self, shown: dict[str, bool]) -> None:
        for place, heading in enumerate(self._shape.headings):
            self._header.setSectionHidden(place, not shown.get(heading.key, not heading.hidden))

    def _set_order(self, order: list[str]) -> None:
        keys = [heading.key for heading in self._shape.headings]
        known = [key for key in order if key in keys]
        wanted = [*known, *(key for key in keys if key not in known)] if known else keys
        for visual, key in enumerate(wanted):
            self._header.moveSection(self._header.visualIndex(keys.index(key)), visual)
