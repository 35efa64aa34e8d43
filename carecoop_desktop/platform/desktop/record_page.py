"""The page of a kind of record: the list at the left, one record or a form at the right; or an import instead."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from carecoop_desktop.platform.desktop.deed_form import Filling, FormCard, Then
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.importing import ImportPage
from carecoop_desktop.platform.desktop.page import Card, EmptyState, Page, Split, allow, button, column, label, row
from carecoop_desktop.platform.desktop.tables.panel import RecordPanel
from carecoop_desktop.platform.desktop.tables.source import RowSource
from carecoop_desktop.platform.desktop.theme import current


@dataclass(frozen=True, slots=True)
class Words:
    """What such a page says: ``one`` is "a member", ``empty`` what stands in an empty list, ``note`` in no record."""

    key: str
    title: str
    one: str
    empty: str
    note: str


class RecordPage(Page):
    """List and detail. A room says what its records are; the page remembers which of them was open last."""

    words: Words
    shares = (1, 1)

    def __init__(self, desk: Desk, reader: RowSource, why_not: str) -> None:
        super().__init__()
        self.desk = desk
        self._why_not = why_not
        self._import: ImportPage | None = None
        self._opened_at: int | None = None
        self._layers = QStackedWidget()
        right = self._build_right()
        self.split = Split(self._build_list(reader), right, shares=self.shares, key=self.words.key, memory=desk.memory)
        self._layers.addWidget(self.split)
        self.panel.table.opened.connect(lambda _id: self.split.reveal(right))
        self.add(self._layers, 1)

    # what a room says

    def make_detail(self) -> Any:
        """The detail: ``show_record``, ``again``, ``page`` (None while it shows nothing) and the signal ``wanted``."""
        raise NotImplementedError

    def make_import(self) -> ImportPage:
        """The import of a spreadsheet."""
        raise NotImplementedError

    def adding(self) -> Filling:
        """The form of a new record."""
        raise NotImplementedError

    def there(self) -> Collection[int]:
        """The records there are, in the order of the list."""
        raise NotImplementedError

    def read_counts(self) -> None:
        """Read the figures under the title and put them into ``context_label``."""
        raise NotImplementedError

    # building

    def _build_list(self, reader: RowSource) -> QWidget:
        card = Card(flush=True)
        self.context_label = label("", "context", wrap=True)
        one = self.words.one
        self.add_button = button("Add", self.begin_new, role="small", key="Ctrl+N", tip=f"Add {one} (Ctrl+N)")
        self.import_button = button("Import...", self.import_file, role="small")
        for each in (self.add_button, self.import_button):
            allow(each, self._why_not)
        self.panel = RecordPanel(reader, memory=self.desk.memory)
        self.panel.table.set_empty_text(self.words.empty)
        self.panel.table.current_changed.connect(self._picked)
        self.panel.table.failed.connect(self.desk.window.show_trouble)
        head = QWidget()
        title = row(label(self.words.title, "title"), None, self.import_button, self.add_button)
        inside = column(title, self.context_label, space=0.25, owner=head)
        edge = current().sizes.units(2)
        inside.setContentsMargins(edge, edge, edge, 0)
        card.add(head)
        card.add(self.panel, 1)
        self.panel.bar.setContentsMargins(edge, 0, edge, 0)
        return card

    def _build_right(self) -> QWidget:
        self.detail = self.make_detail()
        self.detail.wanted.connect(self._wanted)
        self.form = FormCard(self.desk, self.words.key)
        self.form.closed.connect(self._close_form)
        self.empty = Card()
        one = self.words.one
        self.empty.add(EmptyState(f"Choose {one}", f"Add {one}", self.begin_new, note=self.words.note), 1)
        self._right = QStackedWidget()
        for part in (self.empty, self.detail, self.form):
            self._right.addWidget(part)
        return self._right

    # data

    def reload(self) -> None:
        """Read the list, the figures and the open record again."""
        self.panel.table.reload()
        self.read_counts()
        if self._opened_at is not None and self._opened_at not in self.there():
            self._opened_at = None
            self._right.setCurrentWidget(self.empty)
        if self._opened_at is None:
            if self._right.currentWidget() is not self.form:  # the first record's own form is being saved
                self._open_last()
        else:
            self.detail.again()

    @property
    def _last(self) -> str:
        return f"{self.words.key}.last"

    def _open_last(self) -> None:
        """The first time: the record that was open last, or the first of the list."""
        there = self.there()
        kept = self.desk.memory.get(self._last) if self.desk.memory is not None else None
        if there:
            self.show_record(kept if isinstance(kept, int) and kept in there else next(iter(there)))

    def _picked(self, record_id: int | None) -> None:
        if record_id is not None and self._right.currentWidget() is not self.form:
            self._show(record_id)

    def _show(self, record_id: int) -> None:
        self._opened_at = record_id
        if self.desk.memory is not None:
            self.desk.memory.put(self._last, record_id)
        self.detail.show_record(record_id)
        self._right.setCurrentWidget(self.detail)

    def showEvent(self, event: QShowEvent) -> None:
        """The open record's line is in sight when the list comes to the front."""
        super().showEvent(event)
        if self._opened_at is not None:
            self.panel.table.show_record(self._opened_at)

    def show_record(self, record_id: int) -> None:
        """Open on one record."""
        if not self.may_leave():
            return
        self._layers.setCurrentIndex(0)
        self.panel.table.show_record(record_id)
        self._show(record_id)

    def may_leave(self) -> bool:
        """A form with something typed asks first."""
        return self._right.currentWidget() is not self.form or self.form.may_leave()

    # forms

    def _wanted(self, filling: Filling) -> None:
        self.show_form(filling, about=self._opened_at)

    def show_form(self, filling: Filling, then: Then | None = None, *, about: object = "") -> None:
        """Show a form in place of the detail; ``about`` is the record it is about."""
        if not self.may_leave():
            return
        self._layers.setCurrentIndex(0)
        self._right.setCurrentWidget(self.form)
        self.form.open(filling, then, about=about)
        self.split.reveal(self._right)

    def begin_new(self) -> None:
        """The form of a new record; the new one is shown afterwards."""
        if not self._why_not:
            self.show_form(self.adding(), self.show_record, about="new")

    def _close_form(self) -> None:
        self._right.setCurrentWidget(self.detail if self.detail.page is not None else self.empty)
        self.reload()

    # import

    def import_file(self) -> None:
        """The page that brings a spreadsheet in."""
        if self._import is None:
            self._import = self.make_import()
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
