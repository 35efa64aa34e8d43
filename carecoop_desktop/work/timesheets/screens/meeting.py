"""Where two desks met on the same hours: under the grid, cell by cell, mine and theirs and a choice."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QRadioButton, QScrollArea, QWidget

from carecoop_desktop.platform.desktop.forms import ConflictView
from carecoop_desktop.platform.desktop.page import Card, button, column, label, row, scrolled
from carecoop_desktop.platform.desktop.theme import current
from carecoop_desktop.work.timesheets.rules.meeting import CellKey, HoursConflict
from carecoop_desktop.work.timesheets.screens.meeting_form import Wish, as_fields, name_of

OPEN = "Choose first, below the grid, between mine and theirs."
INCOMPLETE = "Choose for each cell which hours to keep."
_LINES = 8
"""So many lines of text show at least, where there are so many; the rest is scrolled to."""
_SHARE = 0.22
"""What of the window's height the cells take at most: the grid above stays in sight."""

_SETTLED_MS = 60
"""By then the page has made room for a conflict."""


class MeetingPanel(Card):
    """One conflict after the other: what is wanted stays here until it was chosen for each of its cells."""

    decided = Signal(object, object)
    """What was wanted, and what of it is to be saved now (None: theirs stands everywhere)."""
    told = Signal(str)
    left = Signal()
    """Esc: back to the grid; the choice waits."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: list[tuple[Wish, HoursConflict]] = []
        self.conflict: ConflictView | None = None
        self._area: QScrollArea | None = None
        self.note = label("Nothing of this is saved before you choose. F8 goes here, Esc back.", "note", wrap=True)
        self.mine = button("All &mine", lambda: self._choose_all(True), role="small", tip="Mine everywhere (Alt+M)")
        self.theirs = button("All &theirs", lambda: self._choose_all(False), role="small",
                             tip="Theirs everywhere (Alt+T)")  # fmt: skip
        self.save = button("&Save what I chose", self._save, role="primary", tip="Save what I chose (Alt+S)")
        deeds = row(self.mine, self.theirs, self.save)
        deeds.insertWidget(0, self.note, 1)
        self.body.addLayout(deeds)
        self.hide()

    @property
    def open_conflicts(self) -> int:
        """How many wait for a choice, the one that is shown included."""
        return len(self._waiting)

    def typed(self) -> Mapping[CellKey, str]:
        """What was typed and is not saved, by cell."""
        return {key: words for wish, _ in self._waiting for key, words in wish.typed().items()}

    def open(self, wish: Wish, conflict: HoursConflict) -> None:
        """Show a conflict, or keep it until those before it are settled."""
        self._waiting.append((wish, conflict))
        if len(self._waiting) == 1:
            self._show_first()

    def into(self) -> None:
        """Put the focus on the first choice there is."""
        boxes = self.conflict.findChildren(QRadioButton) if self.conflict is not None else []
        (boxes[0] if boxes else self.save).setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(_SETTLED_MS, self, self._bring_into_sight)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the grid, Enter saves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._save()
        else:
            super().keyPressEvent(event)

    def _show_first(self) -> None:
        if self._area is not None:
            self.body.removeWidget(self._area)
            self._area.hide()
            self._area.deleteLater()
            self._area = self.conflict = None
        self.setVisible(bool(self._waiting))
        if not self._waiting:
            return
        conflict = self._waiting[0][1]
        names = {name_of(cell): cell.name for cell in conflict.cells}
        why_not = {name_of(cell): cell.why_not for cell in conflict.cells if cell.why_not}
        self.conflict = ConflictView(as_fields(conflict), names=names, why_not=why_not)
        holder = QWidget()
        column(self.conflict, None, owner=holder)
        self._area = scrolled(holder, "Mine and theirs")
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.insertWidget(0, self._area)
        asks = bool(self.conflict.asks)
        self.save.setText("&Save what I chose" if asks else "&Keep theirs")
        for each in (self.mine, self.theirs):
            each.setVisible(asks)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wider or narrower, the cells take other heights."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As tall as its cells, up to a share of the window."""
        inside = self._area.widget() if self._area is not None else None
        if self._area is None or inside is None:
            return
        most = max(_LINES * current().sizes.line, round(self.window().height() * _SHARE))
        self._area.setFixedHeight(min(inside.heightForWidth(self._area.viewport().width()), most))

    def _bring_into_sight(self) -> None:
        """Where the whole page scrolls (200% text), to the choice."""
        place = self.parentWidget()
        while place is not None:
            if isinstance(place, QScrollArea):
                place.ensureWidgetVisible(self.save)
            place = place.parentWidget()

    def _choose_all(self, mine: bool) -> None:
        if self.conflict is not None:
            self.conflict.choose_all(mine)
            self.save.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        if self.conflict is None:
            return
        if not self.conflict.complete():
            self.told.emit(INCOMPLETE)
            return
        wish, conflict = self._waiting.pop(0)
        sides = self.conflict.choices()
        mine = {cell.key for cell in conflict.cells if sides.get(name_of(cell)) == cell.mine and not cell.why_not}
        self._show_first()
        self.decided.emit(wish, wish.after(conflict, mine))
