"""Who changed what: every action, its fields before and after, and the way to take one back."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from carecoop_desktop.home.settings.queries import DeedView, deed_view, history_reader, people_of_history
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import Column, DetailPanel, RowsTable, Split, allow, button, column, label
from carecoop_desktop.platform.desktop.page import row as across
from carecoop_desktop.platform.desktop.tables.panel import RecordPanel
from carecoop_desktop.platform.desktop.theme import current
from carecoop_desktop.platform.kernel.dates import format_moment
from carecoop_desktop.platform.office.permissions import SEE_HISTORY

EVERYBODY = "Everybody"
NOTHING = "Choose a change to see what it touched."


class HistoryTab(QWidget):
    """The list at the left; the chosen action with its fields at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._may = desk.may(SEE_HISTORY)
        if not self._may:
            column(label("Your role does not show the history.", "note"), None, owner=self)
            return
        self._build()

    def _build(self) -> None:
        desk = self._desk
        self._chosen: DeedView | None = None
        self.person = QComboBox()
        self.person.setAccessibleName("Whose changes")
        self.person.addItem(EVERYBODY)
        self.person.currentTextChanged.connect(self._filter)
        self.panel = RecordPanel(history_reader(desk.office), memory=desk.memory)
        self.panel.table.set_empty_text("Nothing matches.")
        self.panel.table.current_changed.connect(self._picked)
        self.panel.table.failed.connect(desk.window.show_trouble)
        words = label("&Whose", "key")
        words.setBuddy(self.person)
        left = QWidget()
        inside = column(across(words, self.person, None), self.panel, owner=left)
        inside.setStretch(1, 1)
        left.setMinimumWidth(current().sizes.chars(44))
        self.detail = DetailPanel("", "")
        self.back = self.detail.add_button(button("Take this back", self.take_back))
        self.table = RowsTable(
            [
                Column("Record", width=22),
                Column("Field"),
                Column("Before", stretch=True),
                Column("After", stretch=True),
            ],
            name="What it touched",
        )
        self.more = label("", "note", wrap=True)
        self.detail.add(self.table, 1)
        self.detail.add(self.more)
        self.detail.setMinimumWidth(current().sizes.chars(44))
        split = Split(left, self.detail, shares=(1, 1), key="settings.history", memory=desk.memory)
        column(split, owner=self)
        self._show(None)

    def reload(self) -> None:
        """Read the list, its people and the open action again."""
        if not self._may:
            return
        self._desk.read(self._people, people_of_history)
        self.panel.table.reload()
        if self._chosen is not None:
            self.show_record(self._chosen.number)

    def show_record(self, number: int) -> None:
        """Show one action."""
        if self._may:
            self._desk.read(self._show, deed_view, number)

    def _people(self, names: list[str]) -> None:
        known = [self.person.itemText(at) for at in range(1, self.person.count())]
        if known == names:
            return
        kept = self.person.currentText()
        self.person.blockSignals(True)
        self.person.clear()
        self.person.addItems([EVERYBODY, *names])
        self.person.setCurrentText(kept)
        self.person.blockSignals(False)

    def _filter(self, name: str) -> None:
        request = self.panel.table.request.without("person")
        self.panel.table.set_request(request if name == EVERYBODY else request.filtered("person", name))

    def _picked(self, number: int | None) -> None:
        if number is not None:
            self.show_record(number)

    def _show(self, view: DeedView | None) -> None:
        self._chosen = view
        if view is None:
            self.detail.say(NOTHING)
            self.table.set_rows([])
            self.more.setText("")
            allow(self.back, "Choose a change first.")
            return
        reason = f" · because {view.reason}" if view.reason else ""
        self.detail.say(view.summary, f"{format_moment(view.at)} · {view.who} at {view.desk}{reason}")
        self.table.set_rows([(each.record, each.field, each.before, each.after) for each in view.fields])
        self.more.setText(f"{view.more:,} more records were touched and are not listed here." if view.more else "")
        allow(self.back, view.why_not)

    def take_back(self) -> None:
        """Take the chosen action back; a refusal says what stands on it."""
        view = self._chosen
        if view is not None and not view.why_not:
            desk = self._desk
            desk.lane.run(lambda: desk.office.undo_set(view.number), desk.finished, desk.window.show_trouble, "Undo")
