"""List and detail side by side, one under the other where there is no room; the division is remembered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSplitter, QWidget

from carecoop_desktop.platform.desktop.theme import current

NARROW = 106
"""Below so many characters of width the parts stand under one another."""
STACKED = 17
"""So many lines high is the first part then, at the least; the others are half as high again."""


class Memory(Protocol):
    """Where the division is kept between sessions."""

    def get(self, key: str, default: object = None) -> object: ...

    def put(self, key: str, value: object) -> None: ...


class Split(QSplitter):
    """Two or more parts beside each other (or one under the other), in the given proportions at first.

    Parts beside each other are stacked in a window too narrow for both, as larger text makes it; the page then
    scrolls downwards, never sideways.
    """

    def __init__(
        self,
        *parts: QWidget,
        shares: Sequence[int] = (),
        down: bool = False,
        key: str = "",
        memory: Memory | None = None,
        narrow: float = NARROW,
    ) -> None:
        super().__init__(Qt.Orientation.Vertical if down else Qt.Orientation.Horizontal)
        self._key = f"split.{key}"
        self._memory = memory if key else None
        self._always_down = down
        self._narrow = narrow
        self._weights = list(shares) or [1] * len(parts)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(current().sizes.units(2))
        for part in parts:
            self.addWidget(part)
        for number, weight in enumerate(self._weights):
            self.setStretchFactor(number, weight)
        self._divide()
        self.splitterMoved.connect(lambda *_: self._keep())

    @property
    def stacked(self) -> bool:
        """Whether parts that usually stand side by side are under one another now."""
        return not self._always_down and self.orientation() is Qt.Orientation.Vertical

    def reveal(self, part: QWidget) -> None:
        """Scroll the page to a part that may be below the window's edge."""
        if not self.stacked:
            return
        above: QWidget | None = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        inside = above.widget() if above is not None else None
        if above is not None and inside is not None:
            above.verticalScrollBar().setValue(part.mapTo(inside, QPoint(0, 0)).y() - self.handleWidth())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack the parts, or put them side by side again."""
        if not self._always_down:
            self._turn(self._too_narrow(event.size().width()))
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest part, since parts can be stacked; high enough to use each of them when they are."""
        hint = super().minimumSizeHint()
        if self._always_down:
            return hint
        width = max((self._least(number).width() for number in range(self.count())), default=0)
        if not self.stacked:
            return QSize(width, hint.height())
        return QSize(width, sum(self._heights()) + self.handleWidth() * (self.count() - 1))

    def _too_narrow(self, width: int) -> bool:
        room = sum(self._least(number).width() for number in range(self.count()))
        handles = self.handleWidth() * (self.count() - 1)
        return width < max(current().sizes.chars(self._narrow), room + handles)

    def _turn(self, down: bool) -> None:
        way = Qt.Orientation.Vertical if down else Qt.Orientation.Horizontal
        if way is self.orientation():
            return
        self.setOrientation(way)
        self._divide()
        self.updateGeometry()

    def _least(self, number: int) -> QSize:
        part = self.widget(number)
        return QSize() if part is None else part.minimumSizeHint().expandedTo(part.minimumSize())

    def _heights(self) -> list[int]:
        """How high the parts have to be under one another."""
        line = current().sizes.line
        wanted = [line * (STACKED if number == 0 else STACKED * 3 // 2) for number in range(self.count())]
        return [max(height, self._least(number).height()) for number, height in enumerate(wanted)]

    def _divide(self) -> None:
        """As remembered, or by the shares; parts under one another by what they need."""
        self.setSizes(self._heights() if self.stacked else [weight * 400 for weight in self._weights])
        kept = self._memory.get(self._place) if self._memory is not None else None
        if isinstance(kept, list) and len(kept) == self.count() and all(isinstance(size, int) for size in kept):
            self.setSizes(kept)

    @property
    def _place(self) -> str:
        return f"{self._key}.stacked" if self.stacked else self._key

    def _keep(self) -> None:
        if self._memory is not None:
            self._memory.put(self._place, self.sizes())
