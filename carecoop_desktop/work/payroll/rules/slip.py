"""One PA's payslip: from terms, lines and pay to date to every figure, with its working."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from carecoop_desktop.platform.kernel.dates import tax_year_of
from carecoop_desktop.statutory.national_insurance import NOTHING_EARLIER, Earlier
from carecoop_desktop.statutory.pay import PayInput, PayResult, work_out
from carecoop_desktop.statutory.pensions import Relief, Scheme
from carecoop_desktop.statutory.periods import pay_period, period_number
from carecoop_desktop.statutory.tables import TaxYear
from carecoop_desktop.statutory.tax_codes import parse_code
from carecoop_desktop.work.payroll.orders.rules import orders_of
from carecoop_desktop.work.payroll.pensions.rules.kept import contributed_of
from carecoop_desktop.work.payroll.rules.charges import Share, shares
from carecoop_desktop.work.payroll.rules.lines import HOURLY, PayLine
from carecoop_desktop.work.payroll.rules.wrong_letter import put_right

RELIEFS = {"relief-at-source": Relief.AT_SOURCE, "net-pay": Relief.NET_PAY, "salary-sacrifice": Relief.SACRIFICE}

ORDER_EXEMPT = frozenset(("smp", "sap", "spp", "shpp", "spbp", "sncp"))
"""Lines that attachment orders may not touch: family pay is a benefit under social security law, sick pay is earnings
(Attachment of Earnings Act 1971 s.24)."""


class Terms(Protocol):
    """What a payslip needs to know of a PA."""

    @property
    def frequency(self) -> str: ...
    @property
    def tax_code(self) -> str: ...
    @property
    def basis(self) -> str: ...
    @property
    def ni_letter(self) -> str: ...
    @property
    def loans(self) -> tuple[str, ...]: ...
    @property
    def pension(self) -> str: ...
    @property
    def pension_base(self) -> str: ...
    @property
    def employee_rate(self) -> int: ...
    @property
    def employer_rate(self) -> int: ...


@dataclass(frozen=True, slots=True)
class ToDate:
    """Pay and deductions of the tax year before this payslip, in pence; a P45 counts in the first two."""

    taxable: int = 0
    tax: int = 0
    ee_ni: int = 0


@dataclass(frozen=True, slots=True)
class Slip:
    """A payslip worked out. ``inputs`` is plain JSON: with the lines it is enough to work the figures out again."""

    lines: tuple[PayLine, ...]
    result: PayResult
    shares: tuple[Share, ...]
    inputs: Mapping[str, Any]
    gross: int
    expenses: int
    minutes: int

    @property
    def student_loans(self) -> int:
        """Student and postgraduate loan together."""
        return self.result.loan.pence + self.result.postgraduate.pence

    @property
    def employer_cost(self) -> int:
        """Gross pay, employer's NI (less an allowance that is passed on) and pension, and money given back."""
        return self.gross + self.expenses + self.result.er_ni.pence - self.ni_relief + self.result.pension_er.pence

    @property
    def ni_relief(self) -> int:
        """What Employment Allowance takes off what this payslip charges."""
        return int(self.inputs.get("ni_relief", 0))


def slip_inputs(terms: Terms, paid_on: date, before: ToDate) -> dict[str, Any]:
    """The plain values that the figures are worked out from, besides the lines."""
    plans = [plan for plan in terms.loans if plan != "postgrad"]
    return {
        "frequency": terms.frequency,
        "paid_on": paid_on.isoformat(),
        "tax_code": terms.tax_code,
        "non_cumulative": terms.basis == "week1month1",
        "ni_letter": terms.ni_letter,
        "loan_plan": plans[0] if plans else "",
        "postgraduate": "postgrad" in terms.loans,
        "pension": terms.pension,
        "pension_base": terms.pension_base,
        "employee_rate": terms.employee_rate,
        "employer_rate": terms.employer_rate,
        "taxable_before": before.taxable,
        "tax_before": before.tax,
        "ni_before": before.ee_ni,
    }


def make_slip(inputs: Mapping[str, Any], lines: Sequence[PayLine], year: TaxYear) -> Slip:
    """Work a payslip out. Refusal for what cannot be: an unknown code, letter or plan."""
    gross = sum(line.pence for line in lines if line.taxed)
    expenses = sum(line.pence for line in lines if not line.taxed)
    exempt = sum(line.pence for line in lines if line.kind in ORDER_EXEMPT)
    result = work_out(_pay_input(inputs, gross, expenses, year, exempt))
    if correction := inputs.get("ni_correction"):
        put_right(result, correction)
    on_costs = result.er_ni.pence - int(inputs.get("ni_relief", 0)) + result.pension_er.pence
    minutes = sum(line.quantity for line in lines if line.kind in HOURLY)
    return Slip(tuple(lines), result, tuple(shares(lines, on_costs)), inputs, gross, expenses, minutes)


def _pay_input(inputs: Mapping[str, Any], gross: int, expenses: int, year: TaxYear, exempt: int = 0) -> PayInput:
    paid_on = date.fromisoformat(inputs["paid_on"])
    period = pay_period(inputs["frequency"])
    return PayInput(
        year,
        paid_on,
        period,
        inputs.get("number") or period_number(period, paid_on),
        parse_code(inputs["tax_code"]),
        inputs["ni_letter"],
        # Mileage above the approved rates is paid with the other miles, and is taxable or NI-able pay besides.
        taxable=gross + inputs.get("mileage_taxable", 0),
        niable=gross + inputs.get("mileage_niable", 0),
        benefits=inputs.get("mileage_taxable", 0),
        pensionable=gross,
        taxable_before=inputs["taxable_before"],
        tax_before=inputs["tax_before"],
        non_cumulative=inputs["non_cumulative"],
        untaxed=expenses,
        loan_plan=inputs["loan_plan"],
        postgraduate_loan=inputs["postgraduate"],
        scheme=_scheme(inputs),
        earlier=Earlier(*inputs["earlier"]) if inputs.get("earlier") else NOTHING_EARLIER,
        contributed=contributed_of(inputs),
        director_weeks=inputs.get("director_weeks", 0),
        orders=orders_of(inputs),
        order_exempt=exempt,
    )


def _scheme(inputs: Mapping[str, Any]) -> Scheme | None:
    if inputs["pension"] not in RELIEFS:
        return None
    return Scheme(
        (inputs.get("pension_scheme") or {}).get("name", "Workplace pension"),
        inputs["employee_rate"],
        inputs["employer_rate"],
        RELIEFS[inputs["pension"]],
        inputs["pension_base"] == "qualifying",
    )


def before_from_p45(p45: Any, paid_on: date) -> ToDate:
    """Pay and tax of an earlier job in the same tax year; nothing from another year."""
    if p45 is None or p45.tax_year != tax_year_of(paid_on):
        return ToDate()
    return ToDate(p45.pay, p45.tax)


def missing_terms(terms: Terms) -> list[str]:
    """What must be recorded before this PA can be paid, a sentence each."""
    found = []
    if not terms.tax_code:
        found.append("No tax code is recorded.")
    if not terms.ni_letter:
        found.append("No NI category letter is recorded.")
    return found
