"""The page of payroll's papers: the kinds at the left, what is on one and how to save it at the right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QComboBox, QFileDialog, QVBoxLayout, QWidget

from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import Card, Column, Page, RowsTable, Split, allow, label, row
from carecoop_desktop.platform.kernel.dates import tax_year_of
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.platform.paper.write import write_pdf
from carecoop_desktop.work.payroll.employers.queries import employments, schemes
from carecoop_desktop.work.payroll.papers import choices
from carecoop_desktop.work.payroll.papers.choices import Asked, Paper
from carecoop_desktop.work.payroll.papers.documents.p45 import p45_document
from carecoop_desktop.work.payroll.papers.documents.report import write_report
from carecoop_desktop.work.payroll.papers.documents.writing import write_p60s
from carecoop_desktop.work.payroll.papers.queries.person import p45_year, p60_years
from carecoop_desktop.work.payroll.papers.report import DAY, HOURS, MONEY, NUMBER, Field, Report
from carecoop_desktop.work.payroll.permissions import SEE_PAY
from carecoop_desktop.work.payroll.queries import runs

PLACE = "pay-run-papers"
MAY_NOT = "Only those who see pay write payroll's papers."
_NOTHING = "There is nothing to write."


class RunPaper(QWidget):
    """What a higher room brings as a panel of this place: a table of a pay run. It is never shown itself."""

    def __init__(self, title: str, what: str, read: Callable[[Reader, int], Report]) -> None:
        super().__init__()
        self.title, self.what, self.read = title, what, read


class PapersPage(Page):
    """Choose a paper, choose whose, look, save."""

    topic = "payroll-papers"
    shows = frozenset({"pay_run", "payslip", "employer", "employment"})

    def __init__(self, desk: Desk) -> None:
        super().__init__("Payroll papers")
        self._desk = desk
        self.paper: Paper = choices.PAPERS[0]
        self.report: Report | None = None
        self.csv = self.add_action("Save as CSV...", self.save_csv)
        self.pdf = self.add_action("Save as PDF...", self.save, primary=True, key="Ctrl+Return")
        self.papers = (*choices.PAPERS, *_papers_from_above(desk))
        self.kinds = RowsTable([Column("Paper"), Column("", stretch=True)], name="Papers")
        self.kinds.set_rows([(paper.title, paper.what) for paper in self.papers])
        self.boxes = {
            choices.YEAR: _box("Tax year"), choices.EMPLOYER: _box("Employer"), choices.RUN: _box("Pay run"),
            choices.PA: _box("PA"),
        }  # fmt: skip
        for box in self.boxes.values():
            box.activated.connect(self._preview)
        self._said = label("", "context", wrap=True)
        self._left, self._right = Card(), Card()
        self._left.add(self.kinds, 1)
        holder = QWidget()
        row(*self.boxes.values(), None, owner=holder).setContentsMargins(0, 0, 0, 0)
        self._right.add(holder)
        self._right.add(self._said)
        self._table = QWidget()
        self._place = QVBoxLayout(self._table)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._right.add(self._table, 1)
        self.rows: RowsTable | None = None
        self.add(Split(self._left, self._right, shares=(4, 8), key="papers", memory=desk.memory), 1)
        self.kinds.chosen.connect(self.choose)

    def reload(self) -> None:
        """Read what there is to choose from, and the preview again."""
        if not self._desk.may(SEE_PAY):
            self.say("Payroll papers", "Not shown to your role")
            for each in (self.pdf, self.csv):
                allow(each, MAY_NOT)
            return
        finished = sorted((run for run in self._desk.read_now(runs) if run.state == "finished"),
                          key=lambda run: (run.pay_date, run.id), reverse=True)  # fmt: skip
        years = choices.tax_years([run.tax_year for run in finished], tax_year_of(self._desk.today))
        people = {job.assistant_id: job.assistant for job in self._desk.read_now(employments)}
        _fill(self.boxes[choices.YEAR], [(year, year) for year in years])
        _fill(self.boxes[choices.EMPLOYER], [(one.name, one.id) for one in self._desk.read_now(schemes)])
        _fill(self.boxes[choices.RUN], [(run.title, run.id) for run in finished])
        _fill(self.boxes[choices.PA], [(name, one) for one, name in people.items()])
        self.say("Payroll papers", "Certificates, records and tables, made from issued payslips")
        if self.kinds.currentIndex().row() < 0:
            self.kinds.choose(0)
        self._preview()

    def choose(self, place: int) -> None:
        """Show another kind of paper."""
        if 0 <= place < len(self.papers) and self._desk.may(SEE_PAY):
            self.paper = self.papers[place]
            self._preview()

    def _asked(self) -> Asked:
        return Asked(*(box.currentData() for box in self.boxes.values()))

    def _preview(self, _index: int = 0) -> None:
        for name, box in self.boxes.items():
            box.setVisible(name in self.paper.asks)
        try:
            self.report = self._desk.read_now(self.paper.read, self._asked())
            self._said.setText("\n".join((choices.sentence(self.report), *self.report.notes)))
        except Refusal as refusal:
            self.report = None
            self._said.setText(str(refusal))
        self._show_rows()
        why = "" if self.report is not None and self.report.rows else _NOTHING
        allow(self.pdf, why)
        allow(self.csv, why or ("" if self.paper.way == choices.TABLE else "This paper is a certificate, not a table."))

    def _show_rows(self) -> None:
        if self.rows is not None:
            self.rows.hide()  # else what Qt still means to show would stand as a window for a moment
            self.rows.setParent(None)
            self.rows.deleteLater()
            self.rows = None
        if self.report is None:
            return
        report = self.report
        totals = report.totals()
        lines = [*report.rows, *([totals] if totals is not None else [])]
        cells = [[_cell(field, value) for field, value in zip(report.fields, line, strict=True)] for line in lines]
        self.rows = RowsTable([_column(field) for field in report.fields], cells, name=report.title)
        self._place.addWidget(self.rows)

    # -- saving

    def save(self) -> None:
        """Save as PDF: a folder of P60s, the P45 of the row chosen, or the table."""
        {choices.FOLDER: self._save_p60s, choices.PDF: self._save_p45}.get(self.paper.way, self._save_pdf)()

    def save_csv(self) -> None:
        """Save the table for a spreadsheet."""
        self._save_report("csv", "CSV (*.csv)")

    def _save_pdf(self) -> None:
        self._save_report("pdf", "PDF (*.pdf)")

    def _save_report(self, ending: str, kinds: str) -> None:
        report = self.report
        if report is not None:
            path = self._file(f"{choices.proposed_name(report)}.{ending}", kinds)
            if path is not None:
                self._write(lambda: write_report(report, path), f"{report.title} written to {path}")

    def _save_p60s(self) -> None:
        folder = "" if self.report is None else QFileDialog.getExistingDirectory(self, "A folder for the P60s")
        year = self._asked().tax_year
        if folder:
            office = self._desk.office
            self._write(lambda: write_p60s(office.read(p60_years, year), Path(folder)), f"P60s written to {folder}")

    def _save_p45(self) -> None:
        report, place = self.report, self.rows.currentIndex().row() if self.rows is not None else 0
        if report is None or not report.rows:
            return
        job, name, _ = report.rows[max(place, 0)]
        path = self._file(f"P45 {name}.pdf", "PDF (*.pdf)")
        if path is not None:
            office, today = self._desk.office, self._desk.today

            def write() -> None:
                write_pdf(p45_document(office.read(p45_year, int(str(job))), today=today), path)

            self._write(write, f"P45 of {name} written to {path}")

    def _file(self, name: str, kinds: str) -> Path | None:
        path, _ = QFileDialog.getSaveFileName(self, "Save", name, kinds)
        return Path(path) if path else None

    def _write(self, work: Callable[[], object], said: str) -> None:
        window = self._desk.window
        self._desk.lane.run(work, lambda _done: window.tell(said), window.show_trouble, "Writing the papers")


def _box(name: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return made


def _fill(box: QComboBox, entries: list[tuple[str, Any]]) -> None:
    held = box.currentData()
    box.clear()
    for words, data in entries:
        box.addItem(words, data)
    box.setCurrentIndex(max(box.findData(held), 0) if entries else -1)


def _column(field: Field) -> Column:
    kinds: dict[str, Any] = {MONEY: "money", HOURS: "hours", NUMBER: "number"}
    return Column(field.short or field.title, kinds.get(field.kind, "text"))


def _cell(field: Field, value: Any) -> Any:
    if isinstance(value, int) and field.kind in (MONEY, HOURS):
        return value
    shown = field.shown(value)
    return shown.replace(" ", "\u00a0") if field.kind == DAY else shown  # a date stays on one line


def _papers_from_above(desk: Desk) -> list[Paper]:
    """Tables of a pay run that rooms above bring as panels of this place, each with what it is and its query."""
    brought = [widget for _, widget in desk.window.panels(PLACE, desk)]
    return [choices.from_above(one.title, one.what, one.read) for one in brought if isinstance(one, RunPaper)]


def make_page(desk: Desk) -> Page:
    """The page behind the rail entry."""
    return PapersPage(desk)


def open_papers(desk: Desk) -> None:
    """The command: open the page."""
    desk.window.open_page("papers")
