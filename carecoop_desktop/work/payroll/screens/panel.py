"""A PA's payslips, shown on the PA's own page."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import Column, RowsTable, label
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.work.payroll.permissions import SEE_PAY
from carecoop_desktop.work.payroll.queries.history import pay_history


class PayslipsPanel(QWidget):
    """The newest payslips first; Enter opens the pay run."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._runs: list[int] = []
        self._note = label("", "note", wrap=True)
        self._table = RowsTable(
            [Column("Paid"), Column("Pay run", stretch=True), Column("Hours", "hours"), Column("Gross", "money"),
             Column("Net pay", "money")], (), name="Payslips")  # fmt: skip
        self._table.opened.connect(lambda row: desk.window.open_page("payroll", self._runs[row]))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._note)
        layout.addWidget(self._table, 1)

    def show_record(self, assistant_id: int) -> None:
        """The payslips of one PA."""
        allowed = self._desk.may(SEE_PAY)
        self._table.setVisible(allowed)
        self._note.setVisible(not allowed)
        if not allowed:
            self._note.setText("Pay is shown to payroll staff, treasurers and owners.")
            return
        slips = self._desk.read_now(pay_history, assistant_id)
        self._runs = [slip.pay_run_id for slip in slips]
        self._table.set_rows([(format_date(s.pay_date), s.title, s.minutes, s.gross, s.net) for s in slips])
