"""The sheets of a pay period: complete, nil or missing for each PA, and the lock."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import Card, Column, EmptyState, RowsTable, Tag, allow, button, flow, label
from carecoop_desktop.platform.desktop.page.cells import Cell
from carecoop_desktop.platform.desktop.page.heads import headed
from carecoop_desktop.platform.desktop.theme import current
from carecoop_desktop.platform.kernel.dates import format_date, tax_year_of
from carecoop_desktop.platform.office.permissions import EXPORT
from carecoop_desktop.work.timesheets.actions import declare_sheets, lock_period, make_periods, unlock_period
from carecoop_desktop.work.timesheets.documents import save_member_hours, save_sheets
from carecoop_desktop.work.timesheets.permissions import APPROVE, LOCK
from carecoop_desktop.work.timesheets.queries import PayPeriod, Sheet, periods, sheets
from carecoop_desktop.work.timesheets.screens.sheets_form import Lockable, context_of, latest_of, lockable

_COLUMNS = [
    Column("PA", stretch=True),
    Column("Sheet"),
    Column("Hours", "hours"),
    Column("Nights", "number"),
    Column("Not approved", "number"),
    Column("From earlier", "number"),
    Column("Declared"),
]


class SheetsTab(QWidget):
    """One pay period at a time. Complete and Nil speak of the chosen PA, the lock of everybody."""

    told = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._periods: list[PayPeriod] = []
        self.sheets: list[Sheet] = []
        self._mark = 0
        self.period = QComboBox()
        self.period.setAccessibleName("Pay period")
        self.period.setMinimumWidth(current().sizes.chars(24))
        self.period.currentIndexChanged.connect(lambda _index: self._read_sheets())
        self.context = label("", "context", wrap=True)
        self.table = RowsTable(_COLUMNS, [], name="Sheets of the pay period")
        self.table.chosen.connect(lambda _row: self._allow())
        self._build()

    def _build(self) -> None:
        self.complete = button("Complete", lambda: self._declare("complete"), role="small")
        self.nil = button("Nil", lambda: self._declare("nil"), role="small")
        self.all = button("All with hours complete", self._declare_all, role="small")
        self.lock = button("Lock", self._lock, role="small")
        self.leave = button("Lock, leave the rest", lambda: self._lock(leave_rest=True), role="small")
        self.unlock = button("Unlock", self._unlock, role="small")
        self.paper = button("Print sheets...", self._print, role="small")
        self.csv = button("Hours by member...", self._save_hours, role="small")
        self.empty = EmptyState("No pay periods yet", "Make this tax year’s pay periods", self._make,
                                note="A pay period covers a month (or a week) of work and has a pay date.")  # fmt: skip
        unit = current().sizes.unit
        self.card = Card()
        head = QHBoxLayout()
        head.setSpacing(unit)
        head.addWidget(self.period)
        head.addWidget(self.context, 1)
        deeds = headed(
            flow(self.complete, self.nil, self.all), flow(self.paper, self.csv, self.unlock, self.leave, self.lock)
        )
        self.card.add(head)
        self.card.add(deeds)
        self.card.add(self.table, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.empty)
        layout.addWidget(self.card, 1)

    # -- reading ---------------------------------------------------------------------------------------------------

    def read(self) -> None:
        """Read pay periods and sheets again."""
        found = self._desk.read_now(periods)
        chosen = self.period.currentData()
        self._periods = sorted(found, key=lambda one: (one.first, one.frequency), reverse=True)
        self.empty.setVisible(not found)
        self.card.setVisible(bool(found))
        self.period.blockSignals(True)
        self.period.clear()
        for one in self._periods:
            self.period.addItem(f"{one.name[:1].upper()}{one.name[1:]}", one.id)
        wanted = chosen if chosen is not None else latest_of(found, self._desk.today)
        self.period.setCurrentIndex(max(0, self.period.findData(wanted)))
        self.period.blockSignals(False)
        self._read_sheets()

    @property
    def span(self) -> PayPeriod | None:
        """The pay period that is shown."""
        index = self.period.currentIndex()
        return self._periods[index] if 0 <= index < len(self._periods) else None

    def _read_sheets(self) -> None:
        if self.span is not None:
            self._mark = self._desk.read_now(lambda reader: reader.mark)
            self._desk.read(self._took, sheets, self.span.id)

    def _took(self, found: list[Sheet]) -> None:
        span = self.span
        if span is None:
            return
        self.sheets = found
        self.context.setText(context_of(span, found))
        self.table.set_rows([_row(sheet) for sheet in found])
        self._allow()

    def _chosen(self) -> Sheet | None:
        row = self.table.currentIndex().row()
        return self.sheets[row] if 0 <= row < len(self.sheets) else None

    def _allow(self) -> None:
        span = self.span
        if span is None:
            return
        may = Lockable(self._desk.may(APPROVE), self._desk.may(LOCK))
        for name, why_not in lockable(span, self.sheets, self._chosen(), may).items():
            allow(getattr(self, name), why_not)
        for deed in (self.paper, self.csv):
            allow(deed, "" if self._desk.may(EXPORT) else "Your role may not copy records out of the office.")

    # -- deeds -----------------------------------------------------------------------------------------------------

    def _declare(self, kind: str) -> None:
        sheet = self._chosen()
        if sheet and self.span:
            self._desk.do(None, declare_sheets, self.span.id, {sheet.assistant_id: kind}, self._mark)

    def _declare_all(self) -> None:
        kinds = {sheet.assistant_id: "complete" for sheet in self.sheets if sheet.missing and sheet.lines}
        if self.span and kinds:
            self._desk.do(None, declare_sheets, self.span.id, kinds, self._mark)

    def _lock(self, leave_rest: bool = False) -> None:
        if self.span:
            self._desk.do(None, lock_period, self.span.id, leave_rest)

    def _unlock(self) -> None:
        if self.span:
            self._desk.do(None, unlock_period, self.span.id)

    def _make(self) -> None:
        self._desk.do(None, make_periods, tax_year_of(self._desk.today), "monthly")

    def _print(self) -> None:
        self._save("Print sheets", "PDF (*.pdf)", "sheets.pdf", save_sheets)

    def _save_hours(self) -> None:
        self._save("Hours by member", "Spreadsheet (*.csv)", "hours-by-member.csv", save_member_hours)

    def _save(self, title: str, kind: str, name: str, query: object) -> None:
        span = self.span
        path, _ = QFileDialog.getSaveFileName(self, title, name, kind) if span else ("", "")
        if span and path and callable(query):
            self._desk.read(lambda _done: self.told.emit(f"Saved {path}"), query, span.id, Path(path))


def _row(sheet: Sheet) -> list[Cell]:
    declared = f"{format_date(sheet.declared)}, {sheet.by}" if sheet.declared else ""
    figures = (sheet.minutes, sheet.nights or None, sheet.open or None, sheet.late or None)
    return [sheet.assistant, Tag(*sheet.word), *figures, declared]
