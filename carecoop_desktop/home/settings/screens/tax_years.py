"""The dated tables of the law that pay is worked out with, and the way to bring in another year."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from carecoop_desktop.home.settings.actions import bring_in_year
from carecoop_desktop.home.settings.queries import LawTable, law_tables
from carecoop_desktop.home.settings.years import lay_out
from carecoop_desktop.home.window.places import data_folder
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import Card, Column, Pill, RowsTable, Tag, allow, button, column, label, row
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.office.actions import Done
from carecoop_desktop.platform.office.permissions import CHANGE_SETTINGS


class TaxYearsTab(QWidget):
    """One year at a time: each table with its source, when it was checked, and what is not certain."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._tables: list[LawTable] = []
        self.year = QComboBox()
        self.year.setAccessibleName("Tax year")
        self.year.currentIndexChanged.connect(self._show_year)
        self.bring_in = button("Bring in a year file...", self.choose)
        allow(self.bring_in, "" if desk.may(CHANGE_SETTINGS) else "Your role may not change the office's settings.")
        self.refused = Pill("Not brought in", "bad")
        self.trouble = label("", wrap=True)
        self.table = RowsTable(
            [Column("Table", width=24), Column("Holds", width=26), Column("Checked on"), Column("Certain"),
             Column("Source", stretch=True)], name="Tables of the tax year")  # fmt: skip
        self.table.chosen.connect(self._chosen)
        self.more = label("", "note", wrap=True)
        card = Card()
        words = label("Tax &year", "key")
        words.setBuddy(self.year)
        card.add(row(words, self.year, None, self.bring_in))
        trouble = row(self.refused, self.trouble)
        trouble.setStretch(1, 1)
        card.add(trouble)
        card.add(self.table, 1)
        card.add(self.more)
        column(card, owner=self)
        self._say("")

    def reload(self) -> None:
        """Read the tables at hand."""
        self._tables = law_tables()
        kept = self.year.currentText()
        years = list(dict.fromkeys(table.year for table in self._tables))
        self.year.blockSignals(True)
        self.year.clear()
        self.year.addItems(years)
        self.year.setCurrentIndex(max(0, years.index(kept) if kept in years else 0))
        self.year.blockSignals(False)
        self._show_year()

    def choose(self) -> None:
        """Ask for a file and bring it in."""
        name, _kind = QFileDialog.getOpenFileName(self, "Bring in a tax year", "", "Tax year files (*.toml)")
        if name:
            self.bring(name)

    def bring(self, name: str) -> None:
        """Bring in a file; a refusal stands above the tables."""
        self._say("")
        self._desk.attempt(self._brought, lambda trouble: self._say(str(trouble)), bring_in_year, str(Path(name)))

    def _brought(self, done: Done[str]) -> None:
        lay_out(self._desk.office, data_folder())
        self.reload()
        self.year.setCurrentText(done.value)

    def _say(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        for part in (self.refused, self.trouble):
            part.setVisible(bool(sentence))

    def _here(self) -> list[LawTable]:
        return [table for table in self._tables if table.year == self.year.currentText()]

    def _show_year(self) -> None:
        self.table.set_rows([_cells(table) for table in self._here()])
        self._chosen(self.table.currentIndex().row())

    def _chosen(self, number: int) -> None:
        here = self._here()
        if 0 <= number < len(here):
            table = here[number]
            uncertain = f" Not certain: {table.uncertain}" if table.uncertain else ""
            self.more.setText(f"{table.what}: {table.source}.{uncertain}")
        else:
            self.more.setText("Choose a table to read its whole source.")


def _cells(table: LawTable) -> tuple[str | Tag, ...]:
    certain = Tag("see below", "warn") if table.uncertain else Tag("yes", "met")
    return (table.what, str(table.holds), format_date(table.checked_on), certain, table.source)
