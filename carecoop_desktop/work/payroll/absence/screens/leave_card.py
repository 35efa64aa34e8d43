"""Everybody's leave: accrued, taken and left, narrowed by typing a name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from carecoop_desktop.platform.desktop.page import Column, RowsTable, column, label
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.work.payroll.absence.queries.balances import LeaveLine
from carecoop_desktop.work.payroll.absence.screens import words

_MOST = 200


class LeaveCard(QWidget):
    """Enter on a line calls ``opened`` with the PA."""

    def __init__(self, opened: Callable[[int], None]) -> None:
        super().__init__()
        self._lines: list[LeaveLine] = []
        self._shown: list[LeaveLine] = []
        self.search = QLineEdit()
        self.search.setPlaceholderText("Find a PA")
        self.search.setAccessibleName("Find a PA's leave")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _text: self._fill())
        self.table = RowsTable([Column("PA", stretch=True), Column("Paid"), Column("Accrued", "hours"),
                                Column("Taken", "hours"), Column("Left", "hours")], [], name="Leave")  # fmt: skip
        self.table.opened.connect(lambda place: opened(self._shown[place].assistant_id))
        self.note = label("", "note", wrap=True)
        column(self.search, self.table, self.note, owner=self)

    def show_lines(self, lines: Sequence[LeaveLine]) -> None:
        """Show everybody's leave."""
        self._lines = list(lines)
        self._fill()

    def _fill(self) -> None:
        typed = self.search.text().casefold()
        fits = [line for line in self._lines if typed in line.name.casefold()]
        self._shown = fits[:_MOST]
        self.table.set_rows([words.leave_row(line) for line in self._shown])
        more = f" The first {_MOST} of {len(fits)}; type a name to find others." if len(fits) > _MOST else ""
        year = format_date(self._lines[0].balance.year.first) if self._lines else ""
        text = f"Leave year from {year}. Irregular hours accrue with each pay run.{more}" if year else "Nobody yet."
        self.note.setText(text)
