"""Imports a spreadsheet: choose the file, see what each column means and what becomes of each row, then import."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Concatenate

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QStackedWidget, QWidget

from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.importing.column_choice import ColumnChoice
from carecoop_desktop.platform.desktop.importing.steps import ImportSteps, Show
from carecoop_desktop.platform.desktop.page import (
    Card,
    Column,
    EmptyState,
    Page,
    RowsTable,
    Split,
    Tag,
    allow,
    label,
    row,
    scrolled,
)
from carecoop_desktop.platform.desktop.theme import current
from carecoop_desktop.platform.kernel.errors import Conflict, Refusal
from carecoop_desktop.platform.office.actions import Action, Done
from carecoop_desktop.platform.office.importing.cells import Sheet
from carecoop_desktop.platform.office.importing.plan import Field
from carecoop_desktop.platform.office.importing.reading import read_sheet
from carecoop_desktop.platform.office.importing.report import ImportReport
from carecoop_desktop.platform.office.reader import Reader

Preview = Callable[[Reader, Sheet, Mapping[str, str]], ImportReport]
Remembered = Callable[[Reader], Mapping[str, str]]
FILES = "Spreadsheets (*.csv *.xlsx *.txt *.tsv);;All files (*)"


class ImportPage(Page):
    """The import of one kind of record.

    ``preview`` is the query that plans the import, ``action`` the deed (``source, accept_good, mapping, shown,
    leave``), and ``remembered`` gives the columns as the last import had them. ``closed`` comes when somebody goes
    back, ``imported`` with the sentence when the rows are in.
    """

    topic = "importing"
    closed = Signal()
    imported = Signal(str)

    def __init__(
        self,
        desk: Desk,
        title: str,
        fields: Sequence[Field],
        preview: Preview,
        action: Action[Concatenate[Any, ...], ImportReport],
        *,
        remembered: Remembered | None = None,
        why_not: str = "",
        note: str = "",
    ) -> None:
        super().__init__(title)
        self._desk, self._heading, self._preview, self._action = desk, title, preview, action
        self._remembered, self._may_not = remembered, why_not
        self._sheet: Sheet | None = None
        self.steps = ImportSteps(fields)
        self.setAcceptDrops(True)
        self.setMinimumSize(current().sizes.chars(86), current().sizes.line * 22)
        self.back = self.add_action("Back", self.closed.emit, key="Alt+Left")
        self.choose = self.add_action("Choose file...", self.ask_file, key="Ctrl+O")
        self.import_good = self.add_action("Import the good rows", lambda: self._import(accept_good=True))
        self.import_all = self.add_action("Import all", lambda: self._import(accept_good=False), primary=True)
        self._stack = QStackedWidget()
        self._empty = EmptyState("Choose a spreadsheet", "Choose file...", self.ask_file, note=note or _NOTE)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._build_looking())
        self.add(self._stack, 1)
        self._show()

    def _build_looking(self) -> QWidget:
        self.columns = ColumnChoice()
        self.columns.chosen.connect(self._choose_column)
        left = Card("Columns of your file")
        left.add(label("Each line is something we keep; beside it the column of your file.", "note", wrap=True))
        area = scrolled(self.columns, "Columns of your file")
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        left.add(area, 1)
        left.setMinimumWidth(current().sizes.chars(26))
        self._table_card = Card("", flush=True)
        self.show_which = QComboBox()
        self.show_which.setAccessibleName("Rows to show")
        self.show_which.addItems([each.value for each in Show])
        self.show_which.currentTextChanged.connect(lambda _text: self._show_rows())
        self._trouble = label("", "note", wrap=True)
        bar = QWidget()
        self.leave = QCheckBox()
        self.leave.toggled.connect(self._leave)
        inside = row(label("Show", "key"), self.show_which, self._trouble, self.leave, None, owner=bar)
        inside.setStretch(2, 100)
        unit = current().sizes.unit
        inside.setContentsMargins(unit * 3 // 2, unit, unit * 3 // 2, unit // 2)
        self._table_card.add(bar)
        self._holder = QStackedWidget()
        self._table_card.add(self._holder, 1)
        return Split(left, self._table_card, shares=(3, 7), key="import", memory=self._desk.memory)

    # the file

    def ask_file(self) -> None:
        """Let somebody choose a file of this computer."""
        path, _kind = QFileDialog.getOpenFileName(self, self._heading, "", FILES)
        if path:
            self.open_file(Path(path))

    def open_file(self, path: Path) -> None:
        """Read a file and show what would become of its rows."""
        self._desk.lane.run(
            lambda: read_sheet(path),
            lambda sheet: self._take(path.name, sheet),
            self._desk.window.show_trouble,
            f"Reading {path.name}",
        )

    def _take(self, name: str, sheet: Sheet) -> None:
        remembered = self._desk.read_now(self._remembered) if self._remembered else None
        try:
            self.steps.open_file(name, sheet, remembered)
        except Refusal as trouble:
            self._desk.window.show_trouble(trouble, self)
            return
        self._sheet = sheet
        self.leave.setChecked(False)
        self._look()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped here."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """The first file dropped is read."""
        self.open_file(Path(event.mimeData().urls()[0].toLocalFile()))

    # the preview

    def _choose_column(self, name: str, heading: str) -> None:
        self.steps.choose(name, heading)
        self._look()

    def _look(self) -> None:
        sheet, mapping = self._sheet, self.steps.mapping
        if sheet is None:
            return
        self._desk.lane.run(
            lambda: self._desk.office.read(self._preview, sheet, mapping),
            self._looked,
            self._not_looked,
            "Looking through the file",
        )

    def _looked(self, report: ImportReport) -> None:
        self.steps.looked(report)
        self._show()

    def _not_looked(self, trouble: Exception) -> None:
        self.steps.failed(str(trouble))
        self._show()

    def _show(self) -> None:
        steps = self.steps
        self.say(self._heading, steps.done or steps.summary)
        self._stack.setCurrentIndex(1 if steps.headings else 0)
        count = steps.count
        self.leave.setVisible(bool(steps.moved))
        self.leave.setText(steps.leave_words)
        self.import_all.setText(f"Import all {count}" if count else "Import all")
        self.import_good.setText(f"Import the {count} good rows" if count else "Import the good rows")
        allow(self.import_all, self._may_not or steps.why_not_all)
        allow(self.import_good, self._may_not or steps.why_not_good)
        self.columns.show_columns(steps.fields, steps.headings, steps.chosen)
        self._show_rows()

    def _show_rows(self) -> None:
        self._trouble.setText(self.steps.trouble or "  ".join(self.steps.warnings))
        self._trouble.setVisible(bool(self._trouble.text()))
        table = RowsTable(
            [Column("Row", "number"), Column(""), Column("What is wrong, or what changes", width=self._why_width()),
             *(Column(each.label) for each in self.steps.shown_fields)],
            [[each.number, Tag(each.word, each.tone), each.why, *each.values]
             for each in self.steps.rows(Show(self.show_which.currentText()))],
            name="Rows of the file",
        )  # fmt: skip
        self.table = table
        while (old := self._holder.currentWidget()) is not None:
            self._holder.removeWidget(old)
            old.deleteLater()
        self._holder.addWidget(table)

    def _why_width(self) -> int:
        """Reasons are read in full; without any the column steps back."""
        longest = max((len(each.why) for each in self.steps.rows()), default=0)
        return min(max(longest, 10), 56)

    # the deed

    def _import(self, *, accept_good: bool) -> None:
        self._desk.attempt(self._imported, self._not_imported, self._action, self._sheet, accept_good,
                           self.steps.mapping, shown=self.steps.report, leave=self.steps.left)  # fmt: skip

    def _not_imported(self, trouble: Exception) -> None:
        """What another desk changed since the preview is shown, and may stay as it is."""
        if isinstance(trouble, Conflict):
            self.steps.met(trouble.fields)
            self._look()
            trouble = Refusal(trouble.sentence, self.steps.choice(trouble.fields))
        self._desk.window.show_trouble(trouble, self)

    def _leave(self, leave: bool) -> None:
        self.steps.leave(leave)
        self._show()

    def _imported(self, done: Done[ImportReport]) -> None:
        self.steps.imported(done.sentence)
        self._show()
        self.imported.emit(done.sentence)


_NOTE = (
    "A CSV file or an Excel workbook (.xlsx) as your office keeps it: headings in any order, titles and totals may"
    " stay. Nothing is written before you say so. You can also drop a file here."
)
