"""The page of deductions: schemes and their duties, letters that are due, and what orders are paid to whom."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog, QStackedWidget, QWidget

from carecoop_desktop.platform.desktop.deed_form import Filling, FormCard
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import (
    Card,
    Column,
    EmptyState,
    KeyValue,
    Page,
    RowsTable,
    Split,
    Tabs,
    allow,
    button,
    column,
    label,
    row,
    scrolled,
)
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.office.importing.escaping import write_csv
from carecoop_desktop.work.payroll.employers.queries import scheme_owners
from carecoop_desktop.work.payroll.orders.documents import payment_rows, to_pay_rows
from carecoop_desktop.work.payroll.orders.queries import order_payments
from carecoop_desktop.work.payroll.orders.screens.words import pay_row
from carecoop_desktop.work.payroll.pensions.actions import issue_letters
from carecoop_desktop.work.payroll.pensions.documents import write_contributions
from carecoop_desktop.work.payroll.pensions.layouts import layout
from carecoop_desktop.work.payroll.pensions.permissions import KEEP_PENSIONS, SEE_PENSIONS
from carecoop_desktop.work.payroll.pensions.queries.contributing import contribution_file
from carecoop_desktop.work.payroll.pensions.queries.page import DeductionsView, SchemeState, deductions_view
from carecoop_desktop.work.payroll.pensions.queries.standing import SchemeView, pension_schemes
from carecoop_desktop.work.payroll.pensions.screens import forms, words

MAY_NOT = "Only payroll staff and owners keep pensions."
NOT_SHOWN = "Only payroll staff and owners see pensions."
_NOTHING = DeductionsView((), (), (), None, None)


class DeductionsPage(Page):
    """Schemes at the left; the chosen one, or a form, at the right."""

    topic = "deductions"
    shows = frozenset({"pension_scheme", "pension_membership", "pension_postponement", "pension_letter",
                       "pension_duty", "attachment_order", "order_taken", "pay_run", "payslip"})  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__("Deductions")
        self._desk = desk
        self._run: int | None = None
        self._place = 0
        self.view = _NOTHING
        self.stack = QStackedWidget()
        self.why_not = "" if desk.may(KEEP_PENSIONS) else MAY_NOT
        self.runs = QComboBox()
        self.runs.setAccessibleName("Pay run")
        self.runs.activated.connect(self._choose_run)
        self.add_tool(self.runs)
        self.file = self.add_action("Contribution file...", self.save_contributions)
        self.issue = self.add_action("Issue letters", self._issue)
        self.new = self.add_action("New scheme", self.add_scheme, key="Ctrl+N", why_not=self.why_not)
        made = [("Pensions", self._pensions), ("Letters due", self._letters), ("Orders to pay", self._orders)]
        self.tabs = Tabs(made, name="Deductions")
        for number in (2, 1, 0):
            self.tabs.open(number)
        left = Card()
        left.add(self.tabs, 1)
        self.split = Split(left, self._right(), shares=(3, 2), key="deductions", memory=desk.memory)
        self.add(self.split, 1)
        self.empty = EmptyState("Not shown to your role", "Open payroll", lambda: desk.window.open_page("payroll"),
                                note="Payroll staff and owners see pensions and attachment orders.")  # fmt: skip
        self.add(self.empty, 1)

    # -- parts -------------------------------------------------------------------------------------------------

    def _pensions(self) -> QWidget:
        self.schemes = RowsTable([Column("Scheme", stretch=True), Column("Members", "number"), Column("Enrols"),
                                  Column("Next re-enrolment")], name="Pension schemes")  # fmt: skip
        self.schemes.chosen.connect(self._choose)
        self.schemes.opened.connect(lambda _row: self.edit())
        self.no_scheme = label("No scheme is set up yet. The law wants every employer to have one: press New scheme.",
                               "note", wrap=True)  # fmt: skip
        inside = QWidget()
        column(self.no_scheme, self.schemes, owner=inside)
        return inside

    def _letters(self) -> QWidget:
        self.due = RowsTable([Column("PA", stretch=True), Column("Letter"), Column("Since"), Column("Send by")],
                             name="Letters due")  # fmt: skip
        self.due.opened.connect(
            lambda place: self._desk.window.open_page("assistants", self.view.due[place].assistant_id)
        )
        self.no_letters = label("No letter is due.", "note")
        inside = QWidget()
        column(self.no_letters, self.due, owner=inside)
        return inside

    def _orders(self) -> QWidget:
        self.pay = RowsTable([Column("Payee", stretch=True), Column("Reference"), Column("Account"), Column("PA"),
                              Column("Amount", "money")], name="Orders to pay")  # fmt: skip
        self.pay.opened.connect(self._open_payer)
        self.pay_total = label("", "strong")
        self.save_orders = button("Save list...", self.save_order_list, role="small")
        inside = QWidget()
        self.pay_file = button("Payments file...", self.save_order_payments, role="small")
        column(row(self.pay_total, None, self.save_orders, self.pay_file), self.pay, owner=inside)
        return inside

    def _right(self) -> QWidget:
        self.facts = KeyValue()
        self.name = label("", "heading", wrap=True)
        self.change = button("Change", self.edit, role="small")
        self.reenrol = button("Choose re-enrolment date", self._reenrol, role="small")
        self.declare = button("Record declaration", self._declare, role="small")
        self.duty = label("", "note", wrap=True)
        inside = QWidget()
        column(row(self.name, None, self.change), self.facts, self.duty, row(self.reenrol, self.declare, None), None,
               owner=inside)  # fmt: skip
        detail = Card()
        detail.add(scrolled(inside, "Scheme"), 1)
        self.form = FormCard(self._desk, "pensions")
        self.form.closed.connect(lambda: self.stack.setCurrentIndex(0))
        self.stack.addWidget(detail)
        self.stack.addWidget(self.form)
        return self.stack

    # -- reading -----------------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read schemes, letters and orders; somebody who may not see them is told who may."""
        allowed = self._desk.may(SEE_PENSIONS)
        self.split.setVisible(allowed)
        self.runs.setVisible(allowed)
        self.empty.setVisible(not allowed)
        self.view = self._desk.read_now(deductions_view, self._run) if allowed else _NOTHING
        self._show()

    def may_leave(self) -> bool:
        """Ask when something was typed that is not saved."""
        return self.form.may_leave()

    def _show(self) -> None:
        view, today = self.view, self._desk.today
        self._fill_runs()
        self.schemes.set_rows([self._scheme_row(each) for each in view.schemes])
        self.no_scheme.setVisible(not view.schemes)
        self.due.set_rows([words.due_row(each, today) for each in view.due])
        self.no_letters.setVisible(not view.due)
        self._show_orders()
        self.say(
            "Deductions", words.counts_line(self.view) if self._desk.may(SEE_PENSIONS) else "Not shown to your role"
        )
        self._choose(min(self._place, max(len(view.schemes) - 1, 0)))
        if view.schemes:
            self.schemes.choose(self._place)
        self._grey()

    def _show_orders(self) -> None:
        view, to_pay = self.view, self.view.to_pay or ()
        self.pay.set_rows([pay_row(each) for each in to_pay])
        total = format_money(sum(each.pence for each in to_pay))
        paid = f"{total} to pay for {view.run.title}" if view.run and to_pay else "Nothing was taken by orders."
        self.pay_total.setText(paid if view.to_pay is not None or view.run is None else
                               "Attachment orders are shown to payroll staff and owners.")  # fmt: skip

    def _scheme_row(self, each: SchemeState) -> list[str | int]:
        closed = each.scheme.closed
        enrols = f"closed {format_date(closed)}" if closed else "yes" if each.scheme.automatic else "only who asks"
        return [each.scheme.name, each.members, enrols, format_date(each.window.day) if each.window else "–"]

    def _fill_runs(self) -> None:
        self.runs.clear()
        for run in self.view.runs:
            self.runs.addItem(run.title, run.id)
        if self.view.run is not None:
            self.runs.setCurrentIndex(self.runs.findData(self.view.run.id))

    def _grey(self) -> None:
        allow(self.issue, self.why_not or ("" if self.view.due else "No letter is due."))
        no_run = "" if self.view.run else "No pay run has been finished yet."
        if not self._desk.may(SEE_PENSIONS):
            no_run = NOT_SHOWN
        allow(self.file, no_run or ("" if self.chosen else "No pension scheme is set up."))
        self._grey_orders(no_run)

    def _grey_orders(self, no_run: str) -> None:
        to_pay = self.view.to_pay or ()
        nothing = no_run or ("" if to_pay else "Nothing was taken by orders.")
        allow(self.save_orders, nothing)
        known = any(each.account for each in to_pay)
        allow(self.pay_file, nothing or ("" if known else "No payee's account is recorded."))

    @property
    def chosen(self) -> SchemeState | None:
        """The scheme that the right side is about."""
        return self.view.schemes[self._place] if 0 <= self._place < len(self.view.schemes) else None

    def _choose(self, place: int) -> None:
        self._place = place
        found = self.chosen
        self.name.setText(found.scheme.name if found else "No scheme")
        self.facts.show_facts(words.scheme_facts(found.scheme) if found else [])
        allow(self.change, self.why_not or ("" if found else "There is no scheme."))
        window = found.window if found else None
        allow(self.reenrol, self.why_not or ("" if window else "The scheme has no duties start date."))
        open_ = found.declarations if found else ()
        allow(self.declare, self.why_not or ("" if open_ else "No declaration is due."))
        self.duty.setText(f"A declaration of compliance is due by {format_date(open_[0])}." if open_ else "")

    def _choose_run(self, index: int) -> None:
        self._run = self.runs.itemData(index)
        self.reload()

    def _open_payer(self, place: int) -> None:
        if self.view.to_pay:
            self._desk.window.open_page("assistants", self.view.to_pay[place].assistant_id)

    # -- deeds -------------------------------------------------------------------------------------------------

    def show_form(self, filling: Filling) -> None:
        """A form at the right."""
        self.form.open(filling, lambda _value: self.reload(), about=filling.title)
        self.stack.setCurrentWidget(self.form)

    def add_scheme(self) -> None:
        """The form of a new scheme."""
        self.show_form(forms.adding_scheme(self._desk.today, self._desk.read_now(scheme_owners)))

    def edit(self) -> None:
        """The form of the chosen scheme."""
        if self.chosen is not None and not self.why_not:
            scheme = self.chosen.scheme
            owners = self._desk.read_now(scheme_owners)
            self.show_form(forms.changing_scheme(scheme, partial(self._now, scheme), owners))

    def _now(self, scheme: SchemeView) -> SchemeView:
        return next((each for each in self._desk.read_now(pension_schemes) if each.id == scheme.id), scheme)

    def _reenrol(self) -> None:
        if self.chosen is not None and self.chosen.window is not None:
            self.show_form(forms.reenrolling(self.chosen.scheme, self.chosen.window))

    def _declare(self) -> None:
        if self.chosen is not None and self.chosen.declarations:
            self.show_form(forms.declaring(self.chosen.scheme, self.chosen.declarations[0], self._desk.today))

    def _issue(self) -> None:
        self._desk.do(lambda _done: self.reload(), issue_letters)

    def save_contributions(self) -> None:
        """The chosen scheme's contributions of the chosen run, as its provider wants them."""
        if self.view.run is None or self.chosen is None:
            return
        scheme, run = self.chosen.scheme, self.view.run
        name = f"{scheme.name} {run.pay_date.isoformat()}.csv"
        path, _ = QFileDialog.getSaveFileName(self, "Contribution file", name, "CSV (*.csv)")
        if path:
            self._desk.lane.run(
                lambda: write_contributions(
                    layout(scheme.layout), self._desk.office.read(contribution_file, run.id, scheme.id), Path(path)
                ),
                lambda _: self._desk.window.tell(f"Contributions written to {path}"),
                self._desk.window.show_trouble,
                "Writing the contributions",
            )

    def save_order_list(self) -> None:
        """What orders of the chosen run are paid to whom."""
        if self.view.run is None or not self.view.to_pay:
            return
        name = f"attachment orders {self.view.run.pay_date.isoformat()}.csv"
        self._save_rows("Orders to pay", name, to_pay_rows(self.view.to_pay))

    def save_order_payments(self) -> None:
        """The payments to those payees whose account is recorded, as the bank takes them."""
        if self.view.run is None:
            return
        rows = payment_rows(self._desk.read_now(order_payments, self.view.run.id))
        self._save_rows("Payments for orders", f"order payments {self.view.run.pay_date.isoformat()}.csv", rows)

    def _save_rows(self, title: str, name: str, rows: Sequence[tuple[str, ...]]) -> None:
        path, _ = QFileDialog.getSaveFileName(self, title, name, "CSV (*.csv)")
        if path:
            self._desk.lane.run(
                lambda: write_csv(Path(path), rows[0], rows[1:]),
                lambda _: self._desk.window.tell(f"{len(rows) - 1} payments written to {path}"),
                self._desk.window.show_trouble,
                "Writing the list",
            )


def make_page(desk: Desk) -> Page:
    """The page behind the rail entry."""
    return DeductionsPage(desk)
