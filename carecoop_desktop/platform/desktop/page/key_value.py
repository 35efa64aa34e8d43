"""A grid of names and values, as a record's facts are read."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from carecoop_desktop.platform.desktop.page.cells import Tag
from carecoop_desktop.platform.desktop.page.labels import label, row
from carecoop_desktop.platform.desktop.page.pill import Pill
from carecoop_desktop.platform.desktop.theme import current

Value = str | Tag | QWidget
_ON_ONE_LINE = 32
"""Text of so many letters at most stays on one line with the pill after it."""


class KeyValue(QWidget):
    """Names at the left in quiet text, values beside them. A value is text, a tag or any widget.

    From ``keys`` characters on a name wraps where there is little room.
    """

    def __init__(
        self,
        facts: Iterable[tuple[str, *tuple[Value, ...]]] = (),
        parent: QWidget | None = None,
        *,
        keys: float = 16,
    ) -> None:
        super().__init__(parent)
        self._keys = keys
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(current().sizes.units(2))
        self._grid.setVerticalSpacing(current().sizes.units(0.85))
        self._grid.setColumnStretch(1, 1)
        self._count = 0
        self.show_facts(facts)

    def show_facts(self, facts: Iterable[tuple[str, *tuple[Value, ...]]]) -> None:
        """Show these facts instead of the ones before."""
        while (item := self._grid.takeAt(0)) is not None:
            _drop(item.widget())
        self._count = 0
        for name, *values in facts:
            self.add(name, *values)
        QTimer.singleShot(0, self, self._hold_height)

    def event(self, event: QEvent) -> bool:
        """Another width, or words that have only now got their font, wrap otherwise."""
        known = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._hold_height()
        elif event.type() == QEvent.Type.Show:
            QTimer.singleShot(0, self, self._hold_height)
        return known

    def _hold_height(self) -> None:
        """A page that is short of room must scroll, not crush wrapped words: layouts forget what wrapping needs."""
        needed = self._grid.heightForWidth(self.width()) if self._count and self.width() else 0
        if needed != self.minimumHeight():
            self.setMinimumHeight(max(needed, 0))
            # Told while a layout above is at work, this is forgotten above: say it once more afterwards.
            QTimer.singleShot(0, self, self.updateGeometry)

    def add(self, name: str, *values: Value) -> None:
        """One more fact; several values stand side by side."""
        key = label(name, "key", wrap=True)
        key.setMinimumWidth(min(current().sizes.chars(self._keys), key.sizeHint().width()))
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(key, self._count, 0, top)
        parts = [_widget(value, wrap=len(values) == 1 or len(str(value)) > _ON_ONE_LINE) for value in values]
        if len(parts) == 1:
            # A pill keeps its size; without the alignment it would hold the whole column to its own width.
            at = top | Qt.AlignmentFlag.AlignLeft if isinstance(values[0], Tag) else top
            self._grid.addWidget(parts[0], self._count, 1, at)
        else:
            holder = QWidget()
            row(*parts, None, space=0.75, owner=holder)
            self._grid.addWidget(holder, self._count, 1, top)
        for part in parts:
            if not part.accessibleName() and not isinstance(part, QLabel):
                part.setAccessibleName(name)
        self._count += 1


def _widget(value: Value, *, wrap: bool) -> QWidget:
    if isinstance(value, Tag):
        return Pill(value.text, value.state)
    if isinstance(value, str):
        return label(value, wrap=wrap, selectable=True)
    return value


def _drop(widget: QWidget | None) -> None:
    if widget is not None:
        widget.hide()  # else what Qt still means to show would stand as a window for a moment
        widget.setParent(None)
        widget.deleteLater()
