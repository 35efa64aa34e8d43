"""Parts beside each other where there is room, under one another where there is not."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from carecoop_desktop.platform.desktop.theme import current

_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class Beside(QWidget):
    """Side by side from ``narrow`` characters of width on. It can get as narrow as its widest part."""

    def __init__(self, *, narrow: float, space: float = 3) -> None:
        super().__init__()
        self._narrow = narrow
        self._box = QBoxLayout(_ACROSS, self)
        self._box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(current().sizes.units(space))

    @property
    def stacked(self) -> bool:
        """Whether the parts are under one another."""
        return self._box.direction() == _DOWN

    def add(self, part: QWidget | QLayout, stretch: int = 0) -> None:
        """Put a part after the others."""
        if isinstance(part, QWidget):
            self._box.addWidget(part, stretch)
        else:
            self._box.addLayout(part, stretch)

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest part."""
        items = [item for number in range(self._box.count()) if (item := self._box.itemAt(number)) is not None]
        widest = max((item.minimumSize().width() for item in items if not item.isEmpty()), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn where the width asks for it."""
        super().resizeEvent(event)
        way = _ACROSS if event.size().width() >= current().sizes.chars(self._narrow) else _DOWN
        if self._box.direction() != way:
            self._box.setDirection(way)
            self.updateGeometry()
