"""A PA's absences and leave, shown on the PA's own page."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import Column, RowsTable, allow, button, column, label, row
from carecoop_desktop.work.payroll.absence.permissions import CHANGE_ABSENCE
from carecoop_desktop.work.payroll.absence.queries import AbsenceLine, absences_of
from carecoop_desktop.work.payroll.absence.queries.balances import leave_lines
from carecoop_desktop.work.payroll.absence.rules.kinds import HOLIDAY, SICKNESS
from carecoop_desktop.work.payroll.absence.screens import words
from carecoop_desktop.work.payroll.absence.screens.commands import record_for


class AbsencePanel(QWidget):
    """The leave that is left, and the absences, newest first; Enter opens one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._assistant_id = 0
        self._lines: list[AbsenceLine] = []
        why_not = "" if desk.may(CHANGE_ABSENCE) else words.MAY_NOT
        self.sick = button("Record sickness", partial(self._record, SICKNESS), role="small")
        self.holiday = button("Record holiday", partial(self._record, HOLIDAY), role="small")
        for one in (self.sick, self.holiday):
            allow(one, why_not)
        self.leave = label("", "context", wrap=True)
        self.table = RowsTable([Column("Absence", stretch=True), Column("From"), Column("Until"), Column("State")], [],
                               name="Absences of this PA", fit=True)  # fmt: skip
        self.table.opened.connect(lambda place: desk.window.open_page("absence", self._lines[place].id))
        self.nobody = label("Never away yet. Sickness, holiday and family leave will stand here.", "note", wrap=True)
        column(row(label("Leave", "heading"), None, self.holiday), self.leave,
               row(label("Absences", "heading"), None, self.sick), self.table, self.nobody, None,
               space=1, owner=self)  # fmt: skip

    def show_record(self, assistant_id: int) -> None:
        """One PA's leave and absences."""
        self._assistant_id = assistant_id
        self._lines = self._desk.read_now(absences_of, assistant_id)
        leave = self._desk.read_now(leave_lines, self._desk.today, [assistant_id])
        self.leave.setText(
            " ".join(words.leave_sentence(line) for line in leave) if leave else "No contract says how leave is given."
        )
        self.table.set_rows([words.absence_row(line, self._desk.today) for line in self._lines])
        self.table.setVisible(bool(self._lines))
        self.nobody.setVisible(not self._lines)

    def _record(self, kind: str) -> None:
        record_for(self._desk, kind, self._assistant_id)
