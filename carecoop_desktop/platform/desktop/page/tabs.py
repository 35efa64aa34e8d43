"""Underlined tabs inside a detail; their pages are made when first looked at, what does not fit is in a menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from carecoop_desktop.platform.desktop.page.buttons import button
from carecoop_desktop.platform.desktop.theme import current


class TabBar(QTabBar):
    """Hides the tabs that do not fit instead of scrolling them; the arrow keys reach the hidden ones all the same.

    The current tab is always in sight. ``fitted`` comes whenever others are hidden than before.
    """

    fitted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._room = 0
        self._widths: list[int] = []

    def hidden(self) -> list[int]:
        """The tabs that are only in the menu now."""
        return [number for number in range(self.count()) if not self.isTabVisible(number)]

    def fit(self, room: int) -> None:
        """Show as many tabs as there is room for."""
        self._room = room
        self._measure()
        keep = {self.currentIndex()}
        used = sum(self._widths[number] for number in keep if number >= 0)
        for number, width in enumerate(self._widths):
            if number not in keep and used + width > room:
                break
            if number not in keep:
                keep.add(number)
                used += width
        before = self.hidden()
        for number in range(self.count()):
            self.setTabVisible(number, number in keep)
        self._lay_out_anew()
        if self.hidden() != before:
            self.fitted.emit()

    def _lay_out_anew(self) -> None:
        """Qt leaves the places of tabs, and how far they are scrolled, as they were before others were hidden."""
        self.setUsesScrollButtons(True)
        self.setUsesScrollButtons(False)

    def needed(self) -> int:
        """The width of all tabs together."""
        self._measure()
        return sum(self._widths)

    def minimumSizeHint(self) -> QSize:
        """One tab at least."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), current().sizes.chars(10)), hint.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go to the next tab, whether it is in sight or not."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        there = self.currentIndex() + step
        if step and 0 <= there < self.count():
            self.setCurrentIndex(there)
        elif not step:
            super().keyPressEvent(event)

    def setCurrentIndex(self, index: int) -> None:
        """A hidden tab comes into sight when it becomes the current one."""
        if 0 <= index < self.count() and not self.isTabVisible(index):
            self.setTabVisible(index, True)
        super().setCurrentIndex(index)

    def _measure(self) -> None:
        """A hidden tab has no size: each is measured while all are shown."""
        hidden = self.hidden()
        for number in hidden:
            self.setTabVisible(number, True)
        self._widths = [self.tabSizeHint(number).width() for number in range(self.count())]
        for number in hidden:
            self.setTabVisible(number, False)


class Tabs(QWidget):
    """Tabs with lazily made contents. Ctrl+Tab moves on as usual; ``moved`` carries the tab's number."""

    moved = Signal(int)

    def __init__(self, tabs: Sequence[tuple[str, Callable[[], QWidget]]], *, name: str) -> None:
        super().__init__()
        self._makers = [maker for _title, maker in tabs]
        self._titles = [title for title, _maker in tabs]
        self._made: dict[int, QWidget] = {}
        self.bar = TabBar()
        self.bar.setAccessibleName(name)
        self.more = button("More", role="small", tip="More tabs")
        self.more.setAccessibleName(f"More tabs: {name}")
        self.more.setMenu(QMenu(self.more))
        self.more.hide()
        self.stack = QStackedWidget()
        self._lay_out()
        self.bar.currentChanged.connect(self._show)
        self.bar.fitted.connect(self._fill_menu)
        for title in self._titles:
            self.bar.addTab(title.replace("&", "&&"))

    def _lay_out(self) -> None:
        under = QFrame()
        under.setProperty("role", "line")
        across = QHBoxLayout()
        across.setSpacing(current().sizes.unit)
        across.addWidget(self.bar, 1)
        across.addWidget(self.more, 0, Qt.AlignmentFlag.AlignVCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(across)
        layout.addWidget(under)
        layout.addSpacing(current().sizes.units(1.5))
        layout.addWidget(self.stack, 1)

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer tabs fit."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Only now the tabs know their font."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._fit)

    def changeEvent(self, event: QEvent) -> None:
        """Another text size, other widths."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        all_fit = self.bar.needed() <= self.width()
        self.more.setVisible(not all_fit)
        self.bar.fit(self.width() if all_fit else self.width() - self.more.sizeHint().width() - current().sizes.unit)

    def _fill_menu(self) -> None:
        menu = self.more.menu()
        menu.clear()
        for number in self.bar.hidden():
            menu.addAction(self._titles[number].replace("&", "&&"), partial(self.bar.setCurrentIndex, number))

    def _show(self, number: int) -> None:
        if not 0 <= number < len(self._makers):
            return
        if number not in self._made:
            self._made[number] = self._makers[number]()
            self.stack.addWidget(self._made[number])
        self.stack.setCurrentWidget(self._made[number])
        if self.isVisible():
            self._fit()
        self.moved.emit(number)
