"""A title with its buttons beside it, or under it where both would not fit."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout

from carecoop_desktop.platform.desktop.tables.flow import FlowLayout, ListedLayout
from carecoop_desktop.platform.desktop.theme import current

LARGE = 150
"""From this text size on, in per cent, buttons stand under their title and go on in the next line."""
_WORDS = 20
"""So many characters the title keeps beside its buttons; with less they stand under it at any text size."""


def buttons_row() -> FlowLayout:
    """The place for the buttons of a title."""
    return FlowLayout(gap=current().sizes.units(0.5))


class Head(ListedLayout):
    """Words at the left and buttons at the right, or words above and buttons below."""

    def __init__(self, words: QLayout, buttons: QLayout) -> None:
        super().__init__()
        self._words, self._buttons = words, buttons
        for part in (words, buttons):
            self.addChildLayout(part)
            self.addItem(part)

    def expandingDirections(self) -> Qt.Orientation:
        """As wide as there is room."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high it is at this width."""
        words, buttons = self._places(QRect(0, 0, width, 0))
        return max(words.bottom(), buttons.bottom()) + 1 + self.contentsMargins().bottom()

    def setGeometry(self, rect: QRect) -> None:
        """Put both in their places."""
        super().setGeometry(rect)
        words, buttons = self._places(rect)
        self._words.setGeometry(words)
        self._buttons.setGeometry(buttons)

    def sizeHint(self) -> QSize:
        """Best beside each other."""
        words, buttons = self._words.sizeHint(), self._buttons.sizeHint()
        size = QSize(words.width() + self._gap + buttons.width(), max(words.height(), buttons.height()))
        return size.grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        """The wider of the two must fit; how high that is depends on the width."""
        size = self._words.minimumSize().expandedTo(self._buttons.minimumSize())
        return size.grownBy(self.contentsMargins())

    @property
    def _gap(self) -> int:
        return current().sizes.units(2)

    def _places(self, rect: QRect) -> tuple[QRect, QRect]:
        inner = rect.marginsRemoved(self.contentsMargins())
        row = 0 if self._buttons.isEmpty() else self._buttons.sizeHint().width()
        left = inner.width() - row - self._gap if row else inner.width()
        large = current().text_percent >= LARGE
        if not row or not (large or left < min(self._words.sizeHint().width(), current().sizes.chars(_WORDS))):
            words = QRect(inner.x(), inner.y(), left, _height(self._words, left))
            return words, QRect(inner.right() + 1 - row, inner.y(), row, _height(self._buttons, row))
        wide = inner.width()
        words = QRect(inner.x(), inner.y(), wide, _height(self._words, wide))
        below = words.bottom() + 1 + current().sizes.unit
        return words, QRect(inner.x(), below, wide, _height(self._buttons, wide))


def headed(words: QLayout, buttons: QLayout) -> Head:
    """Words and buttons together."""
    return Head(words, buttons)


def _height(layout: QLayout, width: int) -> int:
    if layout.isEmpty():
        return 0
    return layout.heightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()
