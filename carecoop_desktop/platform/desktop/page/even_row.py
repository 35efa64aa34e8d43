"""Parts of equal width beside each other, in as many lines as the width asks for."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

from carecoop_desktop.platform.desktop.theme import current


class EvenRow(QWidget):
    """Four tiles stand as four, two and two, or under one another; never three and one."""

    def __init__(self, *parts: QWidget, least: float = 19, space: float = 2) -> None:
        super().__init__()
        self._parts = parts
        self._least = least
        self._across = 0
        self._grid = QGridLayout(self)
        self._grid.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(current().sizes.units(space))
        self._place(len(parts))

    @property
    def across(self) -> int:
        """How many stand beside each other."""
        return self._across

    def minimumSizeHint(self) -> QSize:
        """As wide as one of them, since they can stand under one another."""
        widest = max((part.minimumSizeHint().width() for part in self._parts), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many as fit."""
        super().resizeEvent(event)
        gap, least = self._grid.spacing(), current().sizes.chars(self._least)
        fit = max(1, (event.size().width() + gap) // (least + gap))
        self._place(next(n for n in range(min(fit, len(self._parts)), 0, -1) if len(self._parts) % n == 0))

    def _place(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        for number, part in enumerate(self._parts):
            self._grid.addWidget(part, number // across, number % across)
        for number in range(len(self._parts)):
            self._grid.setColumnStretch(number, 1 if number < across else 0)
        self.updateGeometry()
