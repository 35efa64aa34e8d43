"""The page of members: the list at the left, one member or a form at the right; or the import of a spreadsheet."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from carecoop_desktop.people.members.actions import CHANGE_MEMBERS, import_members
from carecoop_desktop.people.members.queries import (
    MemberCounts,
    member_counts,
    member_ids,
    member_import_fields,
    member_reader,
    plan_member_import,
    remembered_mapping,
)
from carecoop_desktop.people.members.rules import STATUSES
from carecoop_desktop.people.members.screens import member_form
from carecoop_desktop.people.members.screens.detail import MAY_NOT, MemberDetail
from carecoop_desktop.people.members.screens.filling import Filling
from carecoop_desktop.people.members.screens.form_card import FormCard, Then
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.importing import ImportPage
from carecoop_desktop.platform.desktop.page import Card, EmptyState, Page, Split, allow, button, column, label, row
from carecoop_desktop.platform.desktop.tables.panel import RecordPanel
from carecoop_desktop.platform.desktop.theme import current

OWN_TABLES = frozenset(
    {"member", "member_contact", "member_information_need", "member_consent", "member_change_request", "circle_member",
     "support_link", "agreement", "ledger_entry", "change_set"}
)  # fmt: skip

LAST = "members.last"


class MembersPage(Page):
    """Picture 2: who the members are, and everything about one of them."""

    topic = "members"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._why_not = "" if desk.may(CHANGE_MEMBERS) else MAY_NOT
        self._reader = member_reader(desk.office, desk.window.list_columns("members"))
        self.shows = OWN_TABLES | self._reader.shape.tables
        self._layers = QStackedWidget()
        self._layers.addWidget(Split(self._build_list(), self._build_right(), shares=(45, 55), key="members",
                                     memory=desk.memory))  # fmt: skip
        self._import: ImportPage | None = None
        self._opened_at: int | None = None
        self.add(self._layers, 1)

    def _build_list(self) -> QWidget:
        card = Card(flush=True)
        card.setMinimumWidth(current().sizes.chars(34))
        card.setMinimumHeight(current().sizes.line * 22)
        self.title_label = label("Members", "title")
        self.context_label = label("", "context", wrap=True)
        self.add_button = button("Add", self.new_member, role="small", key="Ctrl+N", tip="Add a member (Ctrl+N)")
        self.import_button = button("Import...", self.import_file, role="small")
        for each in (self.add_button, self.import_button):
            allow(each, self._why_not)
        self.panel = RecordPanel(self._reader, memory=self._desk.memory)
        self.panel.table.set_empty_text("Members will appear here. Add the first, or import your spreadsheet.")
        self.panel.table.current_changed.connect(self._picked)
        self.panel.table.failed.connect(self._desk.window.show_trouble)
        head = QWidget()
        inside = column(row(self.title_label, None, self.import_button, self.add_button), self.context_label,
                        space=0.25, owner=head)  # fmt: skip
        edge = current().sizes.units(2)
        inside.setContentsMargins(edge, edge, edge, 0)
        card.add(head)
        card.add(self.panel, 1)
        self.panel.bar.setContentsMargins(edge, 0, edge, 0)
        return card

    def _build_right(self) -> QWidget:
        self.detail = MemberDetail(self._desk)
        self.detail.wanted.connect(self.show_form)
        self.form = FormCard(self._desk)
        self.form.closed.connect(self._close_form)
        note = "What they say about themselves, who supports them, what they asked for."
        self.empty = Card()
        self.empty.add(EmptyState("Choose a member", "Add a member", self.new_member, note=note), 1)
        self._right = QStackedWidget()
        for part in (self.empty, self.detail, self.form):
            self._right.addWidget(part)
        return self._right

    @property
    def desk(self) -> Desk:
        """The desk that the page stands at."""
        return self._desk

    # data

    def reload(self) -> None:
        """Read the list, the figures and the open member again."""
        self.panel.table.reload()
        self._desk.read(self._counted, member_counts)
        if self._opened_at is not None and self._opened_at not in self._desk.read_now(member_ids, *STATUSES):
            self._opened_at = None
            self._right.setCurrentWidget(self.empty)
        if self._opened_at is None:
            self._open_last()
        else:
            self.detail.again()

    def _open_last(self) -> None:
        """The first time: the member who was open last, or the first of the list."""
        there = self._desk.read_now(member_ids, *STATUSES)
        kept = self._desk.memory.get(LAST) if self._desk.memory is not None else None
        if there:
            self.show_record(kept if kept in there else there[0])

    def _counted(self, counts: MemberCounts) -> None:
        self.context_label.setText(counts_line(counts))

    def _picked(self, member_id: int | None) -> None:
        if member_id is None or self._right.currentWidget() is self.form:
            return
        self._show_member(member_id)

    def _show_member(self, member_id: int) -> None:
        self._opened_at = member_id
        if self._desk.memory is not None:
            self._desk.memory.put(LAST, member_id)
        self.detail.show_record(member_id)
        self._right.setCurrentWidget(self.detail)

    def showEvent(self, event: QShowEvent) -> None:
        """The open member's line is in sight when the list comes to the front for the first time."""
        super().showEvent(event)
        if self._opened_at is not None:
            self.panel.table.show_record(self._opened_at)

    def show_record(self, member_id: int) -> None:
        """Open on one member."""
        if not self.form.may_leave():
            return
        self._layers.setCurrentIndex(0)
        self.panel.table.show_record(member_id)
        self._show_member(member_id)

    def go_to(self, **address: object) -> None:
        """Open on the record of an address."""
        record = address.get("record", address.get("member"))
        if isinstance(record, int):
            self.show_record(record)

    def may_leave(self) -> bool:
        """A form with something typed asks first."""
        return self._right.currentWidget() is not self.form or self.form.may_leave()

    # forms

    def show_form(self, filling: Filling, then: Then | None = None) -> None:
        """Show a form in place of the detail."""
        if self._right.currentWidget() is self.form and not self.form.may_leave():
            return
        self._layers.setCurrentIndex(0)
        self._right.setCurrentWidget(self.form)
        self.form.open(filling, then)

    def new_member(self) -> None:
        """The form that adds a member; the new one is shown afterwards."""
        if not self._why_not:
            self.show_form(member_form.adding(), self.show_record)

    def _close_form(self) -> None:
        self._right.setCurrentWidget(self.detail if self.detail.page is not None else self.empty)
        self.reload()

    # import

    def import_file(self) -> None:
        """The page that brings a spreadsheet in."""
        if self._import is None:
            self._import = ImportPage(
                self._desk, "Import members", self._desk.read_now(member_import_fields), plan_member_import,
                import_members, remembered=remembered_mapping, why_not=self._why_not,
            )  # fmt: skip
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


def counts_line(counts: MemberCounts) -> str:
    """``46 people · 44 active, 1 joining, 1 paused``."""
    if not counts.present:
        return "Nobody yet"
    people = "1 person" if counts.present == 1 else f"{counts.present:,} people"
    kinds = [f"{number} {word}" for word, number in
             (("active", counts.active), ("joining", counts.joining), ("paused", counts.paused)) if number]  # fmt: skip
    return f"{people} · {', '.join(kinds)}"
