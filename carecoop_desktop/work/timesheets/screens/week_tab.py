"""The week grid with what belongs around it: filter, another row, and the strip below."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import Card, EmptyState, button, label
from carecoop_desktop.platform.desktop.theme import current
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.work.timesheets.actions import answer_query, query_lines, sign_lines
from carecoop_desktop.work.timesheets.permissions import ENTER
from carecoop_desktop.work.timesheets.queries import Cell, GridRow, WeekGrid, week_grid
from carecoop_desktop.work.timesheets.rules.meeting import HoursConflict
from carecoop_desktop.work.timesheets.screens import grid_form as form
from carecoop_desktop.work.timesheets.screens import strip_form
from carecoop_desktop.work.timesheets.screens.meeting import OPEN, MeetingPanel
from carecoop_desktop.work.timesheets.screens.meeting_form import Copying, Filling, OnLines, Wish
from carecoop_desktop.work.timesheets.screens.new_row import NewRow
from carecoop_desktop.work.timesheets.screens.strip import DetailStrip
from carecoop_desktop.work.timesheets.screens.week_model import WeekModel
from carecoop_desktop.work.timesheets.screens.week_view import WeekView

KEYS = "Type 7-11:30, 4.5 or 4:30 · Enter down · Tab on · F2 edit · Ctrl+D fill down · Ins new row"

_ROOMY = 140
_AGAIN_MS = 5000
"""So long after a machine's failure what was typed is saved again."""


class WeekTab(QWidget):
    """One week of everybody's hours. Reads by itself when asked; what is typed is saved at once."""

    read_again = Signal(object)
    """The week has been read: its WeekGrid."""
    told = Signal(str)
    met = Signal()
    """Another desk was quicker somewhere, or that is settled."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.sunday = form.first_week(desk.today)
        self.grid: WeekGrid | None = None
        self._extra: set[tuple[int, int | None, str]] = set()
        self._wanted: tuple[tuple[int, int | None, str], int] | None = None
        self._held: WeekGrid | None = None
        self._unsaved: list[Filling] = []
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self._try_again)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.read)
        self._build()

    # -- building --------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        sizes = current().sizes
        self.model = WeekModel(self)
        may_not = self._desk.standing or "Your role may look at hours, not enter them."
        self.model.read_only = "" if self._desk.may(ENTER) else may_not
        self.model.planned.connect(self._write)
        self.model.refused.connect(self.told)
        self.view = WeekView(self.model)
        self.view.told.connect(self.told)
        self.view.week_asked.connect(self.move_week)
        self.view.row_asked.connect(self.begin_row)
        self.view.choice_asked.connect(self._into_choice)
        self.view.answered.connect(self._show_strip)
        self.view.editor_left.connect(self._let_in)
        self.strip = DetailStrip()
        self.strip.asked.connect(self._ask)
        self.strip.planned_wanted.connect(self._use_planned)
        self.strip.sign_wanted.connect(self._sign)
        self.strip.question_left.connect(self._let_in)
        self.meeting = MeetingPanel()
        self.meeting.decided.connect(self._settled)
        self.meeting.told.connect(self.told)
        self.meeting.left.connect(self.view.setFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(sizes.units(1.5))
        card = Card(flush=True)
        card.add(self._head())
        card.add(self._bodies(), 1)
        layout.addWidget(card, 1)
        layout.addWidget(self.strip)
        layout.addWidget(self.meeting)

    def _head(self) -> QWidget:
        unit = current().sizes.unit
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter by PA or member")
        self.filter.setAccessibleName("Filter rows by PA or member")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(lambda _text: self._show_rows())
        self.filter.returnPressed.connect(self._into_grid)
        self.which = QComboBox()
        self.which.setAccessibleName("Which rows to show")
        for key, words in form.CHOICES:
            self.which.addItem(words, key)
        self.which.currentIndexChanged.connect(lambda _index: self._show_rows())
        self.new_row = NewRow(self._desk)
        self.new_row.opened.connect(self._open_row)
        self.new_row.told.connect(self.told)
        self.new_row.left.connect(self._leave_row)
        self.new_row.hide()
        head = QWidget()
        outer = QVBoxLayout(head)
        outer.setContentsMargins(unit, unit, unit, unit // 2)
        line = QHBoxLayout()
        line.addWidget(self.filter, 2)
        line.addWidget(self.which)
        line.addWidget(button("&New row", self.begin_row, role="small", tip="Another PA, member or kind (Ins)"))
        line.addStretch(1)
        self.keys = label(KEYS, "note")
        self.filter.setMinimumWidth(current().sizes.chars(24))
        line.addWidget(self.keys)
        outer.addLayout(line)
        outer.addWidget(self.new_row)
        return head

    def _bodies(self) -> QStackedWidget:
        self.empty = EmptyState(
            "No hours in this week yet", "Open a row", self.begin_row,
            note="Every PA who is matched with a member has a row here. Others are opened by name.",
        )  # fmt: skip
        self.bodies = QStackedWidget()
        self.bodies.addWidget(self.view)
        self.bodies.addWidget(self.empty)
        return self.bodies

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The reminder of the keys gives way where there is no room for it; F1 tells them too."""
        self.keys.setVisible(event.size().width() >= current().sizes.chars(_ROOMY))
        super().resizeEvent(event)

    # -- reading ---------------------------------------------------------------------------------------------------

    def read_soon(self) -> None:
        """Read the week again once everything that is under way has been told: many reasons, one reading."""
        self._soon.start()

    def read(self) -> None:
        """Read the week."""
        self._soon.stop()
        self._desk.read(self._took, week_grid, self.sunday, extra=tuple(self._extra))

    def show_week(self, sunday: date) -> None:
        """Show another week."""
        if sunday != self.sunday:
            self._extra.clear()
        self.sunday = sunday
        self.read()

    def move_week(self, weeks: int) -> None:
        """So many weeks on."""
        self.show_week(self.sunday + timedelta(days=7 * weeks))

    def _took(self, grid: WeekGrid) -> None:
        if grid.sunday != self.sunday:
            return
        same = self.grid is not None and self.grid.sunday == grid.sunday
        if same and (self.view.typing or self.strip.asking):
            self._held = grid
            self._tell_of_change(grid)
            return
        self._held = None
        self.grid = grid
        self._show_rows()
        self.read_again.emit(grid)

    def _let_in(self) -> None:
        """Show what was read while somebody was typing over what stood there."""
        if self._held is not None and not self.view.typing and not self.strip.asking:
            self._took(self._held)

    def _tell_of_change(self, grid: WeekGrid) -> None:
        """The cell that is being typed in holds something else by now: it stays as it is, and this is told."""
        found = self.current()
        if found is not None:
            row, place = found
            now = next((each.cells[place] for each in grid.rows if each.key == row.key), Cell(row.cells[place].day))
            if form.versions(now) != form.versions(row.cells[place]):
                self.told.emit(f"Another desk changed this cell while you type: {form.cell_words(row, now)} now.")

    def _show_rows(self) -> None:
        if self.grid is None:
            return
        place = self._place()
        rows = form.shown(self.grid.rows, self.filter.text(), str(self.which.currentData()))
        moved = self.model.show_rows(rows, self.sunday) or self._wanted is not None
        self.bodies.setCurrentWidget(self.view if self.grid.rows else self.empty)
        key, column = self._wanted or place
        self._wanted = None
        row = self.model.row_of(key) if key else -1
        if self.model.rows and moved:
            self.view.choose_only(max(row, 0), column if row >= 0 else form.FIRST_DAY)
        self._show_strip()

    def _place(self) -> tuple[Any, int]:
        here = self.view.currentIndex()
        if here.isValid() and here.row() < len(self.model.rows):
            return self.model.rows[here.row()].key, here.column()
        return None, form.FIRST_DAY

    def current(self) -> tuple[GridRow, int] | None:
        """The current row and day, or None."""
        here = self.view.currentIndex()
        place = form.day_of(here.column()) if here.isValid() else None
        if place is None or here.row() >= len(self.model.rows):
            return None
        return self.model.rows[here.row()], place

    def _show_strip(self) -> None:
        found = self.current()
        self.strip.show_cell(found[0] if found else None, found[1] if found else 0, self.model.read_only)
        self._let_in()

    # -- writing ---------------------------------------------------------------------------------------------------

    def carry_out(self, wish: Wish, then: Callable[[], None] | None = None) -> None:
        """Do something with hours as they were read; where another desk was quicker, both values are shown."""
        typed, deed = wish.typed(), wish.deed()
        self.model.expect(typed)

        def done(_done: object) -> None:
            self.model.landed(typed)
            self.read_soon()
            if then is not None:
                then()

        def failed(trouble: Exception) -> None:
            if isinstance(trouble, Fault) and trouble.retry and isinstance(wish, Filling):
                self._keep(wish, trouble)
                return
            self.model.forget_pending(typed)
            self._refused(wish, trouble)
            self.read_soon()

        self._desk.attempt(done, failed, deed.action, *deed.args, **deed.inputs)

    def _keep(self, wish: Filling, trouble: Fault) -> None:
        """The machine failed: what was typed stays in its cells, and is saved as soon as that can be done."""
        self._unsaved.append(wish)
        self._again.start()
        self.told.emit(f"{trouble.sentence} What you typed is kept, and saved once it works again.")

    def _try_again(self) -> None:
        waiting, self._unsaved = self._unsaved, []
        for wish in waiting:
            self.carry_out(wish)

    @property
    def unsaved(self) -> bool:
        """Whether something that was typed is not saved: it waits for a choice, or for the machine."""
        return bool(self.meeting.open_conflicts or self._unsaved)

    def _refused(self, wish: Wish, trouble: Exception) -> None:
        if isinstance(trouble, HoursConflict):
            self.meeting.open(wish, trouble)
            self._show_meeting()
            if isinstance(wish, Filling):  # the next cell may be typed in already: the keys stay where they go
                self.told.emit(f"{trouble.sentence} F8: choose.")
            else:
                self.told.emit(trouble.sentence)
                self.meeting.into()
        elif isinstance(trouble, Refusal) and isinstance(wish, Filling):
            self.told.emit(str(trouble))
        else:
            self._desk.window.show_trouble(trouble, self, lambda: self.carry_out(wish))

    def _settled(self, _wish: Wish, left: Wish | None) -> None:
        """It was chosen between mine and theirs: save what is left, over nothing but what was shown."""
        self._show_meeting()
        self.view.setFocus()
        if left is None:
            self.told.emit("Theirs stands; nothing was changed.")
            self.read_soon()
        else:
            self.carry_out(left)

    def _into_choice(self) -> None:
        if self.meeting.open_conflicts:
            self.meeting.into()

    def _show_meeting(self) -> None:
        self.model.dispute(self.meeting.typed())
        self.strip.setVisible(not self.meeting.open_conflicts)
        self.met.emit()

    def copy(self, only: tuple[int, ...] | None) -> None:
        """Put last week's hours into this one, where nothing stood when it was read."""
        if self.grid is not None and self.grid.sunday == self.sunday:
            self.carry_out(Copying(self.sunday, only, self.grid.filled))

    def _write(self, plan: form.Plan) -> None:
        if any(cell.key in self.model.disputed for cell in plan.cells):
            self.told.emit(OPEN)
        else:
            self.carry_out(Filling(plan.cells))

    def _use_planned(self) -> None:
        found = self.current()
        entry = form.plan_planned(*found) if found else None
        if entry:
            self._write(form.Plan((entry,)))

    def _ask(self, text: str) -> None:
        found = self.current()
        if found is None:
            return
        cell = found[0].cells[found[1]]
        versions = dict(form.versions(cell))
        if ids := strip_form.asked(cell):
            wish = OnLines(answer_query, {number: versions[number] for number in ids}, (text,))
        else:
            wish = OnLines(query_lines, {number: versions[number] for number in strip_form.askable(cell)}, (text,))
        self.carry_out(wish, self.view.setFocus)

    def _sign(self) -> None:
        found = self.current()
        if self.grid and found and (ids := strip_form.drafts_of(found[0])):
            self.carry_out(OnLines(sign_lines, self.grid.versions(ids)))

    # -- rows ------------------------------------------------------------------------------------------------------

    def begin_row(self) -> None:
        """Offer another row, starting with the PA."""
        if self.model.read_only:
            self.told.emit(self.model.read_only)
            return
        self.new_row.show()
        self.new_row.begin()

    def _open_row(self, key: tuple[int, int | None, str]) -> None:
        self._extra.add(key)
        self._wanted = (key, form.FIRST_DAY)
        self.new_row.hide()
        self.filter.clear()
        self.which.setCurrentIndex(0)
        self._wanted = (key, form.FIRST_DAY)
        self.read()
        self.view.setFocus()

    def _leave_row(self) -> None:
        self.new_row.hide()
        self.view.setFocus()

    def _into_grid(self) -> None:
        """From the filter into the first row's Monday."""
        if self.model.rows:
            self.view.choose_only(0, form.FIRST_DAY)
        self.view.setFocus()
