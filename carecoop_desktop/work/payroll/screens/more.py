"""The deeds of the pay run page that are not needed every month, in one menu; what cannot be done says why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget


@dataclass(frozen=True, slots=True)
class Entry:
    """One deed: its words, what does it, and why it cannot be done now (empty when it can)."""

    title: str
    do: Callable[[], object]
    why_not: Callable[[], str]


class MoreMenu(QMenu):
    """Asks again whether each deed can be done whenever it opens; None in ``entries`` draws a line."""

    def __init__(self, owner: QWidget, entries: Sequence[Entry | None]) -> None:
        super().__init__(owner)
        self.setToolTipsVisible(True)
        self._entries: list[tuple[Entry, QAction]] = []
        for entry in entries:
            if entry is None:
                self.addSeparator()
            else:
                self._entries.append((entry, self.addAction(entry.title, entry.do)))
        self.aboutToShow.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Grey what cannot be done, with the reason as its tip."""
        for entry, action in self._entries:
            why = entry.why_not()
            action.setEnabled(not why)
            action.setToolTip(why)

    def entry(self, title: str) -> QAction:
        """The deed with these words."""
        return next(action for entry, action in self._entries if entry.title == title)
