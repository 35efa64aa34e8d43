"""What is taken from a PA's pay besides tax: the pension with its history and deeds, and attachment orders."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from carecoop_desktop.people.assistants.queries import assistant_names
from carecoop_desktop.platform.desktop.deed_form import Filling, FormCard
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import (
    Column,
    Do,
    RowsTable,
    allow,
    button,
    column,
    flow,
    label,
    scrolled,
)
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.paper.write import write_pdf
from carecoop_desktop.work.payroll.employers.queries import employers_of
from carecoop_desktop.work.payroll.orders.screens.section import OrdersSection
from carecoop_desktop.work.payroll.pensions.actions import issue_letters
from carecoop_desktop.work.payroll.pensions.documents import letter_document
from carecoop_desktop.work.payroll.pensions.permissions import KEEP_PENSIONS, SEE_PENSIONS
from carecoop_desktop.work.payroll.pensions.queries.letters import Letter
from carecoop_desktop.work.payroll.pensions.queries.person import PersonPension, person_pension
from carecoop_desktop.work.payroll.pensions.queries.standing import Membership
from carecoop_desktop.work.payroll.pensions.rules.letters import NAMES
from carecoop_desktop.work.payroll.pensions.screens import forms, words

MAY_NOT = "Only payroll staff and owners keep pensions."


class DeductionsPanel(QWidget):
    """The pension above, orders below; a form takes their place until it is done with."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._id = 0
        self.pension: PersonPension | None = None
        self.form = FormCard(desk, "deductions")
        self.form.closed.connect(self._close)
        self.orders = OrdersSection(desk, self.show_form)
        inside = QWidget()
        column(*self._pension_parts(), self.orders, self.assessed_label, self.assessed, None, space=1, owner=inside)
        self.stack = QStackedWidget()
        self.stack.addWidget(scrolled(inside, "Deductions"))
        self.stack.addWidget(self.form)
        column(self.stack, owner=self)

    def _pension_parts(self) -> list[QWidget]:
        self.status = label("", "context", wrap=True)
        self.join = button("Put in", self._join, role="small")
        self.postpone = button("Put off", self._postpone, role="small")
        self.opt_out = button("Opts out", self._opt_out, role="small")
        self.cease = button("Ceases", self._cease, role="small")
        self.letter = button("Issue letter", self._issue, role="small")
        heads = QWidget()
        deeds = (self.join, self.postpone, self.opt_out, self.cease, self.letter)
        heads.setLayout(flow(label("Pension", "heading"), *deeds))
        self.memberships = RowsTable([Column("Scheme", stretch=True), Column("How"), Column("Since"), Column("Ended"),
                                      Column("Refund")], name="Pension history", fit=True)  # fmt: skip
        self.assessed = RowsTable([Column("Paid"), Column("Assessed as"), Column("Earnings", "money"),
                                   Column("Why", stretch=True)], name="Pension assessments", fit=True)  # fmt: skip
        self.letters = RowsTable([Column("Letter", stretch=True), Column("Issued"), Column("By"), Column("")],
                                 name="Pension letters", fit=True)  # fmt: skip
        self.assessed_label = label("How each payday was assessed", "key")
        return [heads, self.status, self.memberships, self.letters]

    # -- showing -----------------------------------------------------------------------------------------------

    def show_record(self, assistant_id: int) -> None:
        """One PA's deductions."""
        if self._id != assistant_id:
            self.stack.setCurrentIndex(0)
        self._id = assistant_id
        name = self._desk.read_now(assistant_names).get(assistant_id, "")
        self.orders.show_person(assistant_id, name)
        allowed = self._desk.may(SEE_PENSIONS)
        self.pension = self._desk.read_now(person_pension, assistant_id) if allowed else None
        self._show_pension(self.pension)

    def _show_pension(self, pension: PersonPension | None) -> None:
        parts = (self.memberships, self.assessed, self.letters)
        if pension is None:
            self.status.setText("Pensions are shown to payroll staff and owners.")
            for part in parts:
                part.setVisible(False)
        else:
            today = self._desk.today
            self.status.setText(words.status(pension.memberships, pension.postponements, pension.recorded, today))
            self.memberships.set_rows([words.membership_row(each) for each in pension.memberships])
            self.assessed.set_rows([words.assessment_row(each) for each in pension.assessments[:12]])
            self.letters.set_rows([self._letter_row(each) for each in pension.letters])
            for part in parts:
                part.setVisible(part.row_count() > 0)
        self.assessed_label.setVisible(pension is not None and bool(pension.assessments))
        self._grey(pension)

    def _letter_row(self, letter: Letter) -> list[str | Do]:
        return [NAMES[letter.kind], format_date(letter.day), letter.by, Do("Save PDF", lambda: self._save(letter))]

    def _grey(self, pension: PersonPension | None) -> None:
        may_not = "" if self._desk.may(KEEP_PENSIONS) else MAY_NOT
        active = self.active
        inside = f"Already in {active.scheme}." if active else ""
        outside = "" if active else "In no scheme that is recorded here."
        no_scheme = "" if pension and pension.schemes else "No pension scheme is set up: open Deductions."
        allow(self.join, may_not or inside or no_scheme)
        allow(self.postpone, may_not or inside)
        allow(self.opt_out, may_not or outside)
        allow(self.cease, may_not or outside)
        allow(self.letter, may_not or ("" if pension and pension.due else "No letter is due."))

    @property
    def active(self) -> Membership | None:
        """The membership that has not ended."""
        own = self.pension.memberships if self.pension else ()
        return next((each for each in own if each.until is None), None)

    # -- deeds -------------------------------------------------------------------------------------------------

    def show_form(self, filling: Filling) -> None:
        """A form in place of the lists."""
        self.form.open(filling, lambda _value: self.show_record(self._id), about=str(self._id))
        self.stack.setCurrentWidget(self.form)

    def _close(self) -> None:
        self.stack.setCurrentIndex(0)

    def _join(self) -> None:
        if self.pension is not None:
            found = self.pension
            self.show_form(forms.joining(self._id, found.name, found.schemes, self._desk.today))

    def _postpone(self) -> None:
        if self.pension is not None:
            employers = self._desk.read_now(employers_of, self._id, self._desk.today)
            self.show_form(forms.postponing(self._id, self.pension.name, self._desk.today, employers))

    def _opt_out(self) -> None:
        if self.pension is not None and self.active is not None:
            self.show_form(forms.opting_out(self.active, self.pension.name, self._desk.today))

    def _cease(self) -> None:
        if self.pension is not None and self.active is not None:
            fresh = partial(self._now, self.active)
            self.show_form(forms.ceasing(self.active, self.pension.name, self._desk.today, fresh))

    def _now(self, held: Membership) -> Membership:
        own = self._desk.read_now(person_pension, held.assistant_id).memberships
        return next((each for each in own if each.id == held.id), held)

    def _issue(self) -> None:
        self._desk.do(lambda _done: self.show_record(self._id), issue_letters, [self._id])

    def _save(self, letter: Letter) -> None:
        name = f"{NAMES[letter.kind]} {letter.name}.pdf"
        path, _ = QFileDialog.getSaveFileName(self, "Letter as PDF", name, "PDF (*.pdf)")
        if path:
            document = letter_document(letter)
            self._desk.lane.run(
                lambda: write_pdf(document, Path(path)),
                lambda _: self._desk.window.tell(f"Letter written to {path}"),
                self._desk.window.show_trouble,
                "Writing the letter",
            )
