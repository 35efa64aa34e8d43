"""States as pills in lists: the same pills that stand on every page."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from carecoop_desktop.platform.database.lists.shape import StateWord
from carecoop_desktop.platform.desktop.page.pill import paint_pill, pill_size
from carecoop_desktop.platform.desktop.tables.model import STATE
from carecoop_desktop.platform.desktop.theme import current


class StateDelegate(QStyledItemDelegate):
    """Paints the state of a row as a pill."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The cell as the style draws it without text, and the pill on top."""
        state = index.data(STATE)
        cell: Any = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        if isinstance(state, StateWord):
            cell.text = ""
        style = cell.widget.style() if cell.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, cell.widget)
        if isinstance(state, StateWord):
            unit = current().sizes.unit
            place = cell.rect.adjusted(unit, 0, -unit // 2, 0)
            paint_pill(painter, place, state.word, state.tone.value, cell.font)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Room for the pill."""
        hint, state = super().sizeHint(option, index), index.data(STATE)
        if isinstance(state, StateWord):
            hint.setWidth(pill_size(state.word, option.font).width() + current().sizes.units(2))
        return hint
