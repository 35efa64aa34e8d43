"""States as pills: the word on a quiet ground of its tone, readable without the colour."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from carecoop_desktop.platform.database.lists.shape import StateWord, Tone
from carecoop_desktop.platform.desktop.tables.model import STATE

_LIGHT = {
    Tone.MET: ("#DCEFE3", "#14532D"),
    Tone.WARN: ("#FDECC8", "#6B4200"),
    Tone.BAD: ("#FBDCD8", "#8A1C12"),
    Tone.INFO: ("#DFE9F5", "#1D3F6E"),
    Tone.QUIET: ("#EBE8E1", "#4C5557"),
}
_DARK = {
    Tone.MET: ("#1E4430", "#BFE8CD"),
    Tone.WARN: ("#54390A", "#FBDFA6"),
    Tone.BAD: ("#5C211B", "#FBCBC5"),
    Tone.INFO: ("#22395A", "#C9DDF6"),
    Tone.QUIET: ("#3A4042", "#D5D9DA"),
}


def pill_colours(tone: Tone, palette: QPalette) -> tuple[QColor, QColor]:
    """Ground and text of a tone on this palette; on a high-contrast desktop the palette's own."""
    if wants_contrast():
        return palette.color(QPalette.ColorRole.Base), palette.color(QPalette.ColorRole.Text)
    dark = palette.color(QPalette.ColorRole.Base).lightness() < 128
    ground, text = (_DARK if dark else _LIGHT)[tone]
    return QColor(ground), QColor(text)


def wants_contrast() -> bool:
    """Whether the desktop asks for high contrast, as far as this Qt can tell."""
    hints: Any = QGuiApplication.styleHints()
    accessibility = getattr(hints, "accessibility", None)
    preference = getattr(accessibility(), "contrastPreference", None) if accessibility else None
    return bool(preference and preference().name == "HighContrast")


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
            self._paint_pill(painter, cell, state)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Room for the word and the pill's round ends."""
        return super().sizeHint(option, index) + QSize(20, 0)

    def _paint_pill(self, painter: QPainter, cell: Any, state: StateWord) -> None:
        metrics = cell.fontMetrics
        room = QRectF(cell.rect).adjusted(4, 0, -4, 0)
        height = min(room.height() - 4, metrics.height() + 4.0)
        width = min(room.width(), metrics.horizontalAdvance(state.word) + height)
        pill = QRectF(room.left(), room.center().y() - height / 2, width, height)
        ground, text = pill_colours(state.tone, cell.palette)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(text if wants_contrast() else Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setPen(text)
        inside = pill.adjusted(height / 2, 0, -height / 2, 0)
        word = metrics.elidedText(state.word, Qt.TextElideMode.ElideRight, int(inside.width()) + 1)
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), word)
        painter.restore()
