"""Underlined tabs inside a detail; their pages are made when first looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from carecoop_desktop.platform.desktop.theme import current


class Tabs(QWidget):
    """Tabs with lazily made contents. Ctrl+Tab moves on as usual; ``moved`` carries the tab's number."""

    moved = Signal(int)

    def __init__(self, tabs: Sequence[tuple[str, Callable[[], QWidget]]], *, name: str) -> None:
        super().__init__()
        self._makers = [maker for _title, maker in tabs]
        self._made: dict[int, QWidget] = {}
        self.bar = QTabBar()
        self.bar.setAccessibleName(name)
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(True)
        self.stack = QStackedWidget()
        under = QFrame()
        under.setProperty("role", "line")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(under)
        layout.addSpacing(current().sizes.units(1.5))
        layout.addWidget(self.stack, 1)
        self.bar.currentChanged.connect(self._show)
        for title, _maker in tabs:
            self.bar.addTab(title.replace("&", "&&"))

    def open(self, number: int) -> QWidget:
        """Show a tab and give its content."""
        self.bar.setCurrentIndex(number)
        return self._made[number]

    def made(self, number: int) -> QWidget | None:
        """A tab's content, if anybody has looked at it."""
        return self._made.get(number)

    def forget(self) -> None:
        """Drop every content, for another record; the open tab is made again at once."""
        for widget in self._made.values():
            self.stack.removeWidget(widget)
            widget.deleteLater()
        self._made.clear()
        self._show(self.bar.currentIndex())

    def _show(self, number: int) -> None:
        if not 0 <= number < len(self._makers):
            return
        if number not in self._made:
            self._made[number] = self._makers[number]()
            self.stack.addWidget(self._made[number])
        self.stack.setCurrentWidget(self._made[number])
        self.moved.emit(number)
