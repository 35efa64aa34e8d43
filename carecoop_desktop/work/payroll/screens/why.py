"""The panel beside the payslips: why this net pay, and whose money pays it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecoop_desktop.platform.desktop.page import (
    Card,
    Column,
    KeyValue,
    Pill,
    RowsTable,
    button,
    label,
    scrolled,
)
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.kernel.worked import Line
from carecoop_desktop.work.payroll.queries import PayslipView

FIGURES = {
    "gross": "Gross pay", "statutory_pay": "Statutory pay", "leave": "Leave and holiday pay",
    "mileage_tax": "Mileage that is taxed", "minimum_wage": "Minimum wage", "tax": "Income tax",
    "ee_ni": "National Insurance", "ee_pension": "Pension", "student_loans": "Loans", "orders": "Attachment orders",
    "expenses": "Money given back",
    "net": "Net pay", "er_ni": "Employer's NI",
    "er_pension": "Employer's pension", "employer_cost": "Employer's cost",
}  # fmt: skip


class WhyPanel(Card):
    """Shows one payslip's working, figure by figure, and its charges."""

    def __init__(
        self,
        print_slip: Callable[[PayslipView], object],
        allow: Callable[[PayslipView], object],
        put_right: Callable[[PayslipView], object],
    ) -> None:
        super().__init__()
        self._print, self._allow, self._put_right = print_slip, allow, put_right
        self._inside = QWidget()
        self._rows = QVBoxLayout(self._inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self.add(scrolled(self._inside, "Why this pay"), 1)
        self.show_nothing()

    def show_nothing(self) -> None:
        """No payslip is chosen."""
        self._clear()
        self._put(
            label("Why?", "heading"), label("Choose a payslip to see how each figure came about.", "note", wrap=True)
        )
        self._settle()

    def show_card(self, title: str, part: QWidget) -> None:
        """Something else for a while: a title and one part."""
        self._clear()
        self._put(label(title, "heading", wrap=True), part)
        self._settle()

    def show_payslip(self, view: PayslipView) -> None:
        """The working of one payslip."""
        self._clear()
        self._put(label(f"Why {format_money(view.figures['net'])}? · {view.name}", "heading", wrap=True))
        if view.state == "problem":
            self._held(view)
        if view.state == "withdrawn":
            self._put(Pill("Withdrawn", "warn"), label("The run was reopened; another stands in its place.", wrap=True))
        self._put(KeyValue(facts_of(view)))
        for finding in view.findings:
            self._put(Pill("Look", "warn"), label(finding, "note", wrap=True))
        for figure, title in FIGURES.items():
            if figure in view.workings:
                self._figure(title, view.figures.get(figure), view.workings[figure])
        if view.charges:
            self._put(label("Whose money pays it", "heading"))
            rows = [(charge.member, charge.minutes, charge.pence) for charge in view.charges]
            columns = [Column("Member", stretch=True), Column("Hours", "hours"), Column("Charge", "money")]
            self._put(RowsTable(columns, rows, name="Whose money pays it", fit=True))
        self._put(label("Each line names the rule and the published source that it follows.", "note", wrap=True))
        if view.state in ("ready", "issued"):
            words = "Correct this payslip..." if view.state == "issued" else "Set a line by hand..."
            self._put(button(words, lambda: self._put_right(view), key="Ctrl+E"))
        if view.state != "problem":
            self._put(button("Payslip as PDF...", lambda: self._print(view), key="Ctrl+P"))
        self._settle()

    def _held(self, view: PayslipView) -> None:
        self._put(Pill("Held back", "bad"), label(view.problem, wrap=True))
        if view.allowable:
            self._put(button("Pay all the same...", lambda: self._allow(view)))

    def _figure(self, title: str, pence: int | None, lines: tuple[Line, ...]) -> None:
        self._put(label(title if pence is None else f"{title} {format_money(pence)}", "strong"))
        self._put(KeyValue([(line.label, working_text(line)) for line in lines]))
        sources = dict.fromkeys(line.source or line.rule for line in lines if line.source or line.rule)
        if sources:
            self._put(label("; ".join(sources), "note", wrap=True))

    def _put(self, *parts: QWidget) -> None:
        for part in parts:
            self._rows.addWidget(part)

    def _settle(self) -> None:
        """End what is shown and let the scroll area give it all the height that it needs."""
        self._rows.addStretch(1)
        self._rows.activate()
        self._inside.updateGeometry()

    def _clear(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()  # else what Qt still means to show would stand as a window for a moment
                widget.setParent(None)
                widget.deleteLater()


def facts_of(view: PayslipView) -> list[tuple[str, str]]:
    """What stands beside the figures: whose job it is, the last day, and what earlier payslips still have to get."""
    found = [("Job", f"{view.employer} · {view.number}")] if view.employer else []
    if view.leaving is not None:
        found.append(("Last day", f"{format_date(view.leaving)}: the P45 follows this payslip"))
    if view.brought:
        found.append(("Owed from before", format_money(-view.brought)))
        found.append(("To the bank", format_money(view.to_pay)))
    elif view.figures["net"] < 0:
        found.append(("To the bank", "nothing; the rest is settled with the next payslip"))
    return found


def working_text(line: Line) -> str:
    """A line's working and what it led to, on one line: ``129.00 h × £13.40 = £1,728.60``."""
    amount = "" if line.pence is None else format_money(line.pence)
    return f"{line.text} = {amount}" if line.text and amount else line.text or amount
