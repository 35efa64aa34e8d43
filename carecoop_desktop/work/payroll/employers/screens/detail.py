"""One employer: what HMRC and the bank know it by, its allowance, and what it owes HMRC month by month."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from carecoop_desktop.platform.desktop.deed_form import Filling
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import (
    Column,
    DetailPanel,
    KeyValue,
    RowsTable,
    Tag,
    allow,
    button,
    column,
    label,
    scrolled,
)
from carecoop_desktop.platform.desktop.tables.flow import FlowLayout
from carecoop_desktop.platform.kernel.dates import format_date, tax_year_of
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.statutory.tables import EmploymentAllowance, load_shelf
from carecoop_desktop.work.payroll.employers.actions import end_allowance
from carecoop_desktop.work.payroll.employers.queries import schemes
from carecoop_desktop.work.payroll.employers.screens import forms
from carecoop_desktop.work.payroll.employers.views import Scheme
from carecoop_desktop.work.payroll.queries.to_date import EmployerMonth, employer_months
from carecoop_desktop.work.payroll.rti.employer import Employer, employer_of


class EmployerDetail(DetailPanel):
    """``show_form`` is what the page does to ask; ``why_not`` greys the deeds with a reason."""

    def __init__(self, desk: Desk, show_form: Callable[[Filling], None], why_not: str) -> None:
        super().__init__()
        self._desk, self._show_form, self._why_not = desk, show_form, why_not
        self.scheme: Scheme | None = None
        self.change = self.add_button(button("&Edit employer", self._edit, key="Ctrl+E"))
        self.facts = KeyValue()
        self.claim = button("Claim Employment Allowance...", self._claim, role="small")
        self.unclaim = button("End the claim", self._end, role="small")
        self.shut = button("Close this scheme...", self._close, role="small")
        deeds = QWidget()
        flow = FlowLayout(deeds)
        for deed in (self.claim, self.unclaim, self.shut):
            flow.addWidget(deed)
        self.months = RowsTable(
            [Column("Tax month"), Column("Tax, loans", "money"), Column("NI, both", "money"),
             Column("Allowance", "money"), Column("Due", "money")], (), name="What is due to HMRC", fit=True,
        )  # fmt: skip
        self.year = label("", "heading")
        inside = QWidget()
        column(self.facts, deeds, self.year, self.months, None, space=1.5, owner=inside)
        self.add(scrolled(inside, "Employer"), 1)

    def show_scheme(self, scheme: Scheme) -> None:
        """Show one employer."""
        self.scheme = scheme
        employer = self._desk.read_now(employer_of, scheme.id)
        self.say(scheme.name, "A member who is the employer" if scheme.member_id else "The co-op's own PAYE scheme")
        if employer is not None:
            self.facts.show_facts(_facts(employer, scheme))
        for each in (self.change, self.claim):
            allow(each, self._why_not)
        allow(self.unclaim, self._why_not or ("" if scheme.allowance == "yes" else "The allowance is not claimed."))
        allow(self.shut, self._why_not or ("" if scheme.member_id else "The co-op's own scheme stays open."))
        self._show_months(scheme.id)

    def _show_months(self, employer_id: int) -> None:
        year = tax_year_of(self._desk.today)
        self.year.setText(f"Due to HMRC, {year}")
        try:
            months = self._desk.read_now(employer_months, employer_id, year)
        except Refusal as refusal:
            self.year.setText(str(refusal))
            months = []
        self.months.set_rows([month_row(month) for month in months if month.due or month.tax or month.er_ni])

    def _edit(self) -> None:
        if self.scheme is not None:
            employer = self._desk.read_now(employer_of, self.scheme.id)
            if employer is not None:
                self._show_form(forms.changing_employer(employer, partial(self._version, employer)))

    def _version(self, employer: Employer) -> int:
        now = self._desk.read_now(employer_of, employer.id)
        return (now or employer).version or 0

    def _claim(self) -> None:
        if self.scheme is not None:
            today = self._desk.today
            questions = load_shelf().year(tax_year_of(today)).table(EmploymentAllowance, today).questions
            self._show_form(forms.claiming(self.scheme, questions, partial(self._now, self.scheme)))

    def _end(self) -> None:
        if self.scheme is not None:
            self._desk.do(None, end_allowance, self.scheme.id, self.scheme.version)

    def _close(self) -> None:
        if self.scheme is not None:
            self._show_form(forms.closing(self.scheme, self._desk.today, partial(self._now, self.scheme)))

    def _now(self, scheme: Scheme) -> Scheme:
        return next((each for each in self._desk.read_now(schemes) if each.id == scheme.id), scheme)


def _facts(employer: Employer, scheme: Scheme) -> list[tuple[str, *tuple[str | Tag, ...]]]:
    complete = Tag("complete", "met") if employer.complete else Tag("still missing", "warn")
    bank = f"{employer.bank_sort_code} {employer.bank_account}" if employer.bank_account else "the co-op's account"
    claimed = forms.CLAIMED.get(employer.allowance, "not claimed")
    if scheme.allowance_shared:
        claimed += "; members are charged less by it"
    found: list[tuple[str, *tuple[str | Tag, ...]]] = [
        ("PAYE reference", scheme.reference or "–", complete),
        ("Accounts office", employer.accounts_reference or "–"),
        ("Wages paid from", bank),
        ("Employment Allowance", claimed),
        ("Filing", "live" if employer.live else "off until a vendor ID is entered"),
    ]
    if scheme.closed is not None:
        found.append(("Closed", f"after {format_date(scheme.closed)}"))
    return found


def month_row(month: EmployerMonth) -> tuple[str | int | None, ...]:
    """A tax month as the table shows it, in the sums of a P32: the paper has every part."""
    taken = month.tax + month.student_loans + month.postgraduate_loans
    return (
        f"{month.number} · {format_date(month.last)[:-5]}", taken, month.ee_ni + month.er_ni,
        -month.allowance or None, month.due,
    )  # fmt: skip
