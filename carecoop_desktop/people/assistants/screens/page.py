"""The page of personal assistants: the list at the left, one PA or a form at the right; or the import."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from carecoop_desktop.people.assistants.actions import import_assistants
from carecoop_desktop.people.assistants.actions.importing import assistant_import_fields, plan_assistants
from carecoop_desktop.people.assistants.permissions import CHANGE_ASSISTANTS
from carecoop_desktop.people.assistants.queries import (
    AssistantCounts,
    assistant_counts,
    assistant_ids,
    assistant_reader,
)
from carecoop_desktop.people.assistants.screens import forms
from carecoop_desktop.people.assistants.screens.detail import AssistantDetail
from carecoop_desktop.people.assistants.screens.words import MAY_NOT_CHANGE, counts_line
from carecoop_desktop.platform.desktop.deed_form import Filling, FormCard, Then
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.importing import ImportPage
from carecoop_desktop.platform.desktop.page import Card, EmptyState, Page, Split, allow, button, column, label, row
from carecoop_desktop.platform.desktop.tables.panel import RecordPanel
from carecoop_desktop.platform.desktop.theme import current

OWN_TABLES = frozenset(
    {"assistant", "assistant_contract", "assistant_pay_rate", "assistant_bank", "assistant_tax", "assistant_vetting",
     "assistant_dbs", "assistant_right_to_work", "assistant_reference", "assistant_training", "assistant_supervision",
     "support_link", "member"}
)  # fmt: skip
LAST = "assistants.last"


class AssistantsPage(Page):
    """Who the PAs are, and everything about one of them."""

    topic = "assistants"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._why_not = "" if desk.may(CHANGE_ASSISTANTS) else MAY_NOT_CHANGE
        self._reader = assistant_reader(desk.office, desk.window.list_columns("assistants"))
        self.shows = OWN_TABLES | self._reader.shape.tables
        self._layers = QStackedWidget()
        self._layers.addWidget(Split(self._build_list(), self._build_right(), shares=(19, 21), key="assistants",
                                     memory=desk.memory))  # fmt: skip
        self._import: ImportPage | None = None
        self._opened_at: int | None = None
        self.add(self._layers, 1)

    def _build_list(self) -> QWidget:
        card = Card(flush=True)
        self.context_label = label("", "context", wrap=True)
        self.add_button = button("Add", self.new_assistant, role="small", key="Ctrl+N", tip="Add a PA (Ctrl+N)")
        self.import_button = button("Import...", self.import_file, role="small")
        for each in (self.add_button, self.import_button):
            allow(each, self._why_not)
        self.panel = RecordPanel(self._reader, memory=self.desk.memory)
        self.panel.table.set_empty_text("PAs will appear here. Add the first, or import your spreadsheet.")
        self.panel.table.current_changed.connect(self._picked)
        self.panel.table.failed.connect(self.desk.window.show_trouble)
        head = QWidget()
        title = row(label("Personal assistants", "title"), None, self.import_button, self.add_button)
        inside = column(title, self.context_label, space=0.25, owner=head)
        edge = current().sizes.units(2)
        inside.setContentsMargins(edge, edge, edge, 0)
        card.add(head)
        card.add(self.panel, 1)
        self.panel.bar.setContentsMargins(edge, 0, edge, 0)
        return card

    def _build_right(self) -> QWidget:
        self.detail = AssistantDetail(self.desk)
        self.detail.wanted.connect(self.show_form)
        self.form = FormCard(self.desk)
        self.form.closed.connect(self._close_form)
        note = "Their contract, their checks and training, and whom they support."
        self.empty = Card()
        self.empty.add(EmptyState("Choose a PA", "Add a PA", self.new_assistant, note=note), 1)
        self._right = QStackedWidget()
        for part in (self.empty, self.detail, self.form):
            self._right.addWidget(part)
        return self._right

    # data

    def reload(self) -> None:
        """Read the list, the figures and the open PA again."""
        self.panel.table.reload()
        self.desk.read(self._counted, assistant_counts)
        if self._opened_at is not None and self._opened_at not in self.desk.read_now(assistant_ids):
            self._opened_at = None
            self._right.setCurrentWidget(self.empty)
        if self._opened_at is None:
            self._open_last()
        else:
            self.detail.again()

    def _open_last(self) -> None:
        """The first time: the PA who was open last, or the first of the list."""
        there = self.desk.read_now(assistant_ids)
        kept = self.desk.memory.get(LAST) if self.desk.memory is not None else None
        if there:
            self.show_record(kept if kept in there else there[0])

    def _counted(self, counts: AssistantCounts) -> None:
        self.context_label.setText(counts_line(counts))

    def _picked(self, assistant_id: int | None) -> None:
        if assistant_id is not None and self._right.currentWidget() is not self.form:
            self._show_assistant(assistant_id)

    def _show_assistant(self, assistant_id: int) -> None:
        self._opened_at = assistant_id
        if self.desk.memory is not None:
            self.desk.memory.put(LAST, assistant_id)
        self.detail.show_record(assistant_id)
        self._right.setCurrentWidget(self.detail)

    def showEvent(self, event: QShowEvent) -> None:
        """The open PA's line is in sight when the list comes to the front."""
        super().showEvent(event)
        if self._opened_at is not None:
            self.panel.table.show_record(self._opened_at)

    def show_record(self, record_id: int) -> None:
        """Open on one PA."""
        if not self.may_leave():
            return
        self._layers.setCurrentIndex(0)
        self.panel.table.show_record(record_id)
        self._show_assistant(record_id)

    def may_leave(self) -> bool:
        """A form with something typed asks first."""
        return self._right.currentWidget() is not self.form or self.form.may_leave()

    # forms

    def show_form(self, filling: Filling, then: Then | None = None) -> None:
        """Show a form in place of the detail."""
        if not self.may_leave():
            return
        self._layers.setCurrentIndex(0)
        self._right.setCurrentWidget(self.form)
        self.form.open(filling, then)

    def new_assistant(self) -> None:
        """The form that adds a PA; the new one is shown afterwards."""
        if not self._why_not:
            self.show_form(forms.adding(self.desk.today), self.show_record)

    def _close_form(self) -> None:
        self._right.setCurrentWidget(self.detail if self.detail.page is not None else self.empty)
        self.reload()

    # import

    def import_file(self) -> None:
        """The page that brings a spreadsheet in."""
        if self._import is None:
            fields = assistant_import_fields(self.desk.today)
            self._import = ImportPage(self.desk, "Import PAs", fields, plan_assistants, import_assistants,
                                      why_not=self._why_not)  # fmt: skip
            self._import.closed.connect(self._close_import)
            self._layers.addWidget(self._import)
        self._layers.setCurrentWidget(self._import)

    @property
    def import_page(self) -> ImportPage | None:
        """The import, once somebody opened it."""
        return self._import

    def _close_import(self) -> None:
        self._layers.setCurrentIndex(0)
        if self._import is not None:
            self._layers.removeWidget(self._import)
            self._import.deleteLater()
            self._import = None
        self.reload()
