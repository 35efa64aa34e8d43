"""What this room shows on a member's page: who pays, and the agreements."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from carecoop_desktop.people.funding.permissions import CHANGE_FUNDING
from carecoop_desktop.people.funding.queries import AgreementLine, agreements_of, weekly_budgets
from carecoop_desktop.people.funding.screens.commands import new_agreement_for
from carecoop_desktop.people.funding.screens.words import MAY_NOT, Fact, agreement_row, budget_facts
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import Column, Do, RowsTable, allow, button, column, label, row


class FundingFacts:
    """Two facts for the member's overview; ``facts`` reads them for one member."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def facts(self, member_id: int) -> list[Fact]:
        """Funder and weekly budget."""
        return budget_facts(self._desk.read_now(weekly_budgets, self._desk.today).get(member_id))


class MemberFunding(QWidget):
    """The tab with all agreements of a member."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._member_id = 0
        self.lines: list[AgreementLine] = []
        self.new = button("New agreement", self._open_new, role="small")
        allow(self.new, "" if desk.may(CHANGE_FUNDING) else MAY_NOT)
        self.table = RowsTable(
            [Column("Funder", stretch=True), Column("Weekly", "money"), Column("From"), Column("State"), Column("")],
            name="Agreements of this member",
            fit=True,
        )
        self.table.opened.connect(lambda place: self._open(self.lines[place]))
        self.nobody = label("Nobody pays yet. Agreements with councils and boards will stand here.", "note", wrap=True)
        column(row(label("Agreements", "heading"), None, self.new), self.table, self.nobody, None, owner=self)

    def show_record(self, member_id: int) -> None:
        """Read and show the agreements of a member."""
        self._member_id = member_id
        self._desk.read(partial(self._show, member_id), agreements_of, member_id)

    def _show(self, member_id: int, lines: list[AgreementLine]) -> None:
        if member_id != self._member_id:
            return
        self.lines = lines
        self.table.set_rows([[*agreement_row(one), Do("Open", partial(self._open, one))] for one in lines])
        self.table.setVisible(bool(lines))
        self.nobody.setVisible(not lines)

    def _open(self, line: AgreementLine) -> None:
        self._desk.window.open_page("funding", line.id)

    def _open_new(self) -> None:
        new_agreement_for(self._desk, self._member_id)
