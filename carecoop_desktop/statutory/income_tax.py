"""Income tax under PAYE, as HMRC's specification for tax table routines works it out, in whole numbers throughout."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.kernel.worked import Line, Worked
from carecoop_desktop.statutory.figures import percent, pounds_and_fractions
from carecoop_desktop.statutory.periods import PayPeriod
from carecoop_desktop.statutory.tables.deductions import WEEKS, IncomeTax
from carecoop_desktop.statutory.tax_codes import TaxCode

LIMIT = 5000
"""The overriding limit of half the pay, in hundredths of a per cent, unless the year's table says otherwise."""


def tax_due(
    table: IncomeTax,
    code: TaxCode,
    period: PayPeriod,
    number: int,
    pay: int,
    pay_before: int = 0,
    tax_before: int = 0,
    non_cumulative: bool = False,
    benefits: int = 0,
    limit: int = LIMIT,
) -> Worked:
    """Tax of one payment, below zero for a refund.

    ``table`` is that of the code's nation, ``number`` the tax week or month (53, 54 and 56: the year's extra payday).
    ``pay`` is the taxable pay of this payment with the ``benefits`` taxed through pay; ``pay_before`` and
    ``tax_before`` are those of the tax year before it, an earlier employer's on the P45 included.
    """
    periods = period.periods
    if non_cumulative or code.non_cumulative or number > periods:
        number = period.length
        pay_before = tax_before = 0
        due = tax_to_date(table, code, number, periods, pay)
        cumulative = False
    else:
        due = tax_to_date(table, code, number, periods, pay_before + pay) - tax_before
        cumulative = True
    if due > 0:
        most = (pay - benefits) * limit // 10_000
        if due > most:
            due = most if most > 0 else 0
    return Worked(
        due,
        partial(_explain, table, code, period, number, pay, pay_before, tax_before, cumulative, benefits, limit, due),
    )


def tax_to_date(table: IncomeTax, code: TaxCode, number: int, periods: int, pay: int) -> int:
    """Tax in pence on the pay to date at a week (``periods`` 52) or month (12), tax already paid not taken off."""
    if code.step is not None:
        return pay // 100 * _flat(table, code) // 100 if pay > 0 else 0
    if code.no_tax:
        return 0
    taxable = pay - (code.week if periods == WEEKS else code.month) * number
    if taxable <= 0:
        return 0
    bands = table.at(number, periods)
    for top, floor, tax, rate in bands:  # noqa: B007
        if taxable <= top:
            break
    return (tax + (taxable // 100 * 10_000 - floor) * rate // 10_000) // 100


def _flat(table: IncomeTax, code: TaxCode) -> int:
    rate = table.flat_rate(code.step or 0)
    if rate is None:
        raise Refusal(f"There is no tax code {code.basic} in this tax year.", "Check the code on HMRC's notice.")
    return rate


class _Case(NamedTuple):
    """What the working is told again from."""

    table: IncomeTax
    code: TaxCode
    period: PayPeriod
    number: int
    pay: int
    pay_before: int
    tax_before: int
    cumulative: bool
    benefits: int
    limit: int
    due: int


def _explain(*case: Any) -> Iterator[Line]:
    """Takes the case apart, as making the tuple for every payment costs more than the tax."""
    return _lines(_Case(*case))


def _lines(case: _Case) -> Iterator[Line]:
    source = case.table.origin.citation
    until = f"to {case.period.unit} {case.number}" if case.cumulative else f"for this {case.period.earnings}"
    total = case.pay_before + case.pay
    if case.cumulative:
        text = f"{format_money(case.pay)} now and {format_money(case.pay_before)} earlier in the tax year"
    else:
        text = "This payment alone (week 1 or month 1 basis)"
    yield Line(f"Taxable pay {until}", text, total, "PAYE routine, pay to date", source)
    yield from _on_pay(case, total, until, source)
    to_date = tax_to_date(case.table, case.code, case.number, case.period.periods, total)
    yield Line(f"Tax {until}", "Fractions of a penny are dropped", to_date, "PAYE routine, tax to date", source)
    if case.cumulative:
        yield Line("Tax already taken", "Deducted earlier in this tax year", -case.tax_before, "PAYE routine", source)
    yield from _limit(case, to_date - case.tax_before, source)
    label = "Tax refunded now" if case.due < 0 else "Tax now"
    yield Line(label, f"Code {case.code}", case.due, "PAYE routine, tax of the period", source)


def _on_pay(case: _Case, total: int, until: str, source: str) -> Iterator[Line]:
    code = case.code
    if code.no_tax:
        yield Line("No tax", f"Code {code} means that no tax is taken", 0, "Code NT", source)
        return
    if code.step is not None:
        whole = max(total, 0) // 100 * 100
        rate = _flat(case.table, code)
        text = f"Code {code} takes one rate of all pay in whole pounds, with no tax-free pay"
        yield Line(f"{percent(rate)} of {format_money(whole)}", text, whole // 100 * rate // 100, "Flat code", source)
        return
    each = code.week if case.period.periods == WEEKS else code.month
    free = each * case.number
    label = "Pay added" if free < 0 else "Tax-free pay"
    text = f"{case.number} × {format_money(abs(each))} a {case.period.unit}"
    yield Line(f"{label} {until} with code {code}", text, -free, "PAYE routine, pay adjustment (spec. 4.3)", source)
    taxable = max(total - free, 0) // 100 * 100
    yield Line("Of which tax is due", "Whole pounds; pence are dropped", taxable, "PAYE routine, taxable pay", source)
    yield from _by_band(case, total - free, source)


def _by_band(case: _Case, taxable: int, source: str) -> Iterator[Line]:
    """One line a band: the full width of the lower bands, and what lies in the last."""
    rule = "PAYE routine, bands to date"
    bands = case.table.at(case.number, case.period.periods)
    for (top, floor, tax, rate), following in zip(bands, (*bands[1:], None), strict=True):
        if taxable <= top or following is None:
            part = max(taxable, 0) // 100 * 10_000 - floor
            above = f"what lies above {pounds_and_fractions(floor)}" if floor else "all of it"
            pence = part * rate // 10_000 // 100
            yield Line(f"{percent(rate)} of {pounds_and_fractions(part)}", above, pence, rule, source)
            return
        text = f"the whole of this band up to {pounds_and_fractions(following.floor)}"
        yield Line(
            f"{percent(rate)} of {pounds_and_fractions(following.floor - floor)}",
            text,
            (following.tax - tax) // 100,
            rule,
            source,
        )


def _limit(case: _Case, wanted: int, source: str) -> Iterator[Line]:
    if wanted <= case.due:
        return
    text = f"Not more than {percent(case.limit)} of this payment may be taken"
    if case.cumulative:
        text += "; the rest is caught up later in the tax year"
    rule = "Overriding limit, Income Tax (PAYE) Regulations 2003 reg. 2"
    yield Line("Limit on tax", text, case.due - wanted, rule, source)
