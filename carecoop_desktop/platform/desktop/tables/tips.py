"""Words that a cell is too narrow for are shown whole when the mouse rests on them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QAbstractItemView, QToolTip

from carecoop_desktop.platform.desktop.plain_tip import plain_tip


def show_whole(view: QAbstractItemView, event: QEvent) -> bool:
    """Answer a tooltip event with the cell's words if they are cut; says whether it was answered."""
    if event.type() is not QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
        return False
    index = view.indexAt(event.pos())
    text = str(index.data(Qt.ItemDataRole.DisplayRole) or "") if index.isValid() else ""
    if not text or index.data(Qt.ItemDataRole.ToolTipRole):
        return False
    if view.sizeHintForIndex(index).width() <= view.visualRect(index).width():
        return False
    QToolTip.showText(event.globalPos(), plain_tip(text), view, view.visualRect(index))
    return True
