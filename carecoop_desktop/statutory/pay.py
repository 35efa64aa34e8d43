"""One person's pay of one period from gross to net: every statutory figure with its working, in one call."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from carecoop_desktop.platform.kernel.worked import Line, Worked
from carecoop_desktop.statutory.attachments import Deduction, Order, take_orders
from carecoop_desktop.statutory.income_tax import tax_due
from carecoop_desktop.statutory.national_insurance import (
    NOTHING_EARLIER,
    Earlier,
    NationalInsuranceDue,
    director_due,
    ni_due,
)
from carecoop_desktop.statutory.pensions import NOTHING_CONTRIBUTED, Contributed, PensionDue, Scheme, pension_due
from carecoop_desktop.statutory.periods import PayPeriod
from carecoop_desktop.statutory.student_loans import POSTGRADUATE, held_to, loan_due
from carecoop_desktop.statutory.tables.deductions import StudentLoans
from carecoop_desktop.statutory.tables.orders import Attachments
from carecoop_desktop.statutory.tables.year import TaxYear
from carecoop_desktop.statutory.tax_codes import TaxCode


@dataclass(slots=True)
class PayInput:
    """What one payment is worked out from; all amounts in pence.

    ``taxable``, ``niable`` and ``pensionable`` are the gross pay that each counts, before any pension; ``untaxed`` is
    paid on top without tax (expenses, approved mileage), ``other_deductions`` come off net pay; ``order_exempt`` is pay
    that attachment orders may not touch. ``number`` is the tax week or month (``periods.period_number``). ``earlier``
    holds payments of the same earnings period, for a director by the annual method those of the tax year, and
    ``contributed`` pensions of the same pay reference period; ``director_weeks`` 0 means not worked out as a director.
    """

    year: TaxYear
    paid_on: date
    period: PayPeriod
    number: int
    tax_code: TaxCode
    ni_letter: str
    taxable: int
    niable: int
    pensionable: int = 0
    taxable_before: int = 0
    tax_before: int = 0
    non_cumulative: bool = False
    benefits: int = 0
    untaxed: int = 0
    other_deductions: int = 0
    loan_plan: str = ""
    postgraduate_loan: bool = False
    scheme: Scheme | None = None
    pension_period: str = ""
    contributed: Contributed = NOTHING_CONTRIBUTED
    earlier: Earlier = NOTHING_EARLIER
    director_weeks: int = 0
    orders: tuple[Order, ...] = ()
    order_exempt: int = 0


class PayResult:
    """Every statutory figure of one payment. ``taxable`` and ``niable`` are after net pay pension and sacrifice."""

    __slots__ = (
        "ee_ni",
        "er_ni",
        "loan",
        "net",
        "ni",
        "niable",
        "orders",
        "pension",
        "pension_ee",
        "pension_er",
        "postgraduate",
        "tax",
        "taxable",
    )  # fmt: skip

    def __init__(
        self,
        taxable: int,
        niable: int,
        tax: Worked,
        ni: NationalInsuranceDue,
        loan: Worked,
        postgraduate: Worked,
        pension: PensionDue | None,
        orders: tuple[Deduction, ...],
        net: Worked,
    ) -> None:
        self.taxable = taxable
        self.niable = niable
        self.tax = tax
        self.ni = ni
        self.ee_ni = ni.employee
        self.er_ni = ni.employer
        self.loan = loan
        self.postgraduate = postgraduate
        self.pension = pension
        self.pension_ee = pension.employee if pension else NONE
        self.pension_er = pension.employer if pension else NONE
        self.orders = orders
        self.net = net

    @property
    def ordered(self) -> int:
        """What all attachment orders take, without the employer's fees."""
        return sum(order.taken.pence for order in self.orders)

    @property
    def fees(self) -> int:
        """The employer's fees for keeping the orders."""
        return sum(order.fee for order in self.orders)


NONE = Worked(0)


def work_out(given: PayInput) -> PayResult:
    """Work out one payment. Refuses with a sentence what cannot be: an unknown code, letter, plan or period."""
    tables, period = given.year.deductions(given.paid_on), given.period
    taxable, niable, pension = given.taxable, given.niable, None
    if given.scheme is not None:
        pension = pension_due(
            tables.pensions,
            given.scheme,
            given.pension_period or period.pension,
            given.pensionable,
            given.contributed,
        )
        taxable -= pension.off_taxable
        niable -= pension.off_niable
    code = given.tax_code
    tax = tax_due(
        tables.income_tax[code.nation],
        code,
        period,
        given.number,
        taxable,
        given.taxable_before,
        given.tax_before,
        given.non_cumulative,
        given.benefits,
        tables.codes.limit,
    )
    if given.director_weeks:
        ni = director_due(tables.national_insurance, given.ni_letter, niable, given.earlier, given.director_weeks)
    else:
        ni = ni_due(tables.national_insurance, given.ni_letter, period.earnings, niable, given.earlier)
    loan = postgraduate = NONE
    if given.loan_plan or given.postgraduate_loan:
        loan, postgraduate = _loans(given, tables.student_loans, niable)
    orders: tuple[Deduction, ...] = ()
    if given.orders:
        orders, loan, postgraduate = _orders(given, tax, ni, pension, loan, postgraduate)
    return _result(given, taxable, niable, tax, ni, loan, postgraduate, pension, orders)


def _loans(given: PayInput, table: StudentLoans, niable: int) -> tuple[Worked, Worked]:
    period = given.period.earnings
    before = NOTHING_EARLIER if given.director_weeks else given.earlier
    earnings = niable + before.earnings
    loan = loan_due(table, given.loan_plan, period, earnings, before.loan) if given.loan_plan else NONE
    if not given.postgraduate_loan:
        return loan, NONE
    return loan, loan_due(table, POSTGRADUATE, period, earnings, before.postgraduate)


def _orders(
    given: PayInput, tax: Worked, ni: NationalInsuranceDue, pension: PensionDue | None, loan: Worked, second: Worked
) -> tuple[tuple[Deduction, ...], Worked, Worked]:
    """Attachment orders in their order of priority, with loans between those that go before and after them."""
    attachable = given.taxable - given.benefits - given.order_exempt - tax.pence - ni.employee.pence
    if pension is not None:
        attachable -= pension.employee.pence
    taken, room = take_orders(
        given.year.table(Attachments, given.paid_on), given.period, given.orders, attachable, loan.pence + second.pence
    )
    first, later = held_to(loan.pence, second.pence, room)
    return taken, _held(loan, first), _held(second, later)


def _held(loan: Worked, most: int) -> Worked:
    if most == loan.pence:
        return loan
    return Worked(most, partial(_held_lines, loan, most))


def _held_lines(loan: Worked, most: int) -> Iterator[Line]:
    yield from loan.lines
    yield Line(
        "Held back", "A protected-earnings order leaves room for no more", most - loan.pence, "Protected earnings"
    )
    yield Line("Loan deduction now", "Whole pounds", most, "Protected earnings")


def _result(
    given: PayInput,
    taxable: int,
    niable: int,
    tax: Worked,
    ni: NationalInsuranceDue,
    loan: Worked,
    postgraduate: Worked,
    pension: PensionDue | None,
    orders: tuple[Deduction, ...],
) -> PayResult:
    net = given.taxable - given.benefits + given.untaxed - given.other_deductions
    net -= tax.pence + ni.employee.pence + loan.pence + postgraduate.pence
    if pension is not None:
        net -= pension.employee.pence
    for order in orders:
        net -= order.taken.pence + order.fee
    lines = partial(_net_lines, given, tax, ni, loan, postgraduate, pension, orders, net)
    return PayResult(taxable, niable, tax, ni, loan, postgraduate, pension, orders, Worked(net, lines))


def _net_lines(
    given: PayInput,
    tax: Worked,
    ni: NationalInsuranceDue,
    loan: Worked,
    postgraduate: Worked,
    pension: PensionDue | None,
    orders: tuple[Deduction, ...],
    net: int,
) -> Iterator[Line]:
    yield Line("Pay before deductions", "Without benefits that are taxed but not paid", given.taxable - given.benefits)
    rows = [
        ("Paid without tax", given.untaxed),
        ("Income tax", -tax.pence),
        ("National Insurance", -ni.employee.pence),
        ("Student loan", -loan.pence),
        ("Postgraduate loan", -postgraduate.pence),
        ("Pension", -pension.employee.pence if pension else 0),
        *((f"{order.order.kind} {order.order.reference}".strip(), -order.taken.pence) for order in orders),
        ("Employer's fees for orders", -sum(order.fee for order in orders)),
        ("Other deductions", -given.other_deductions),
    ]
    for label, pence in rows:
        if pence:
            yield Line(label, "", pence)
    yield Line("Net pay", "What reaches the bank", net)
