"""Who is paid with a run besides PAs: those whom orders pay, pension providers and HMRC."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from sqlalchemy import case, func, select

from carecoop_desktop.platform.kernel.dates import format_date, tax_month, tax_year_start
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.kernel.resources import resource
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.bacs import Credit
from carecoop_desktop.work.payroll.bank.accounts import PENSION, payee_accounts
from carecoop_desktop.work.payroll.orders.permissions import SEE_ORDERS
from carecoop_desktop.work.payroll.orders.queries import any_orders, orders_to_pay
from carecoop_desktop.work.payroll.papers.queries.months import PaymentMonth, payment_months
from carecoop_desktop.work.payroll.pensions.permissions import SEE_PENSIONS
from carecoop_desktop.work.payroll.pensions.queries.standing import pension_schemes
from carecoop_desktop.work.payroll.pensions.tables import PensionPaidRow
from carecoop_desktop.work.payroll.queries.views import RunView
from carecoop_desktop.work.payroll.rti.employer import employer_of
from carecoop_desktop.work.payroll.tables import PayslipRow

_PAID: Any = PensionPaidRow.__table__
_SLIPS: Any = PayslipRow.__table__
ORDERS, PENSIONS, HMRC = "orders", "pensions", "hmrc"
BESIDES = {ORDERS: "What attachment orders took", PENSIONS: "Pension providers", HMRC: "HMRC"}
"""What a bank file may pay besides wages."""
Whose = Collection[int | None]


@dataclass(frozen=True, slots=True)
class Owed:
    """Payments of one kind; who is ``left_out`` and why, and what to look at. ``keys`` say of each payment what is paid
    by it, so that it is known again in another file."""

    credits: tuple[Credit, ...] = ()
    left_out: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    keys: tuple[tuple[str, ...], ...] = ()


def owed_by_orders(reader: Reader, run: RunView, whose: Whose) -> Owed:
    """What orders took from the pay of these employers, for councils, courts and the like."""
    if not any_orders(reader):
        return Owed()
    if not reader.may(SEE_ORDERS):
        return Owed(findings=("What attachment orders took is not in it: you may not see orders.",))
    found = orders_to_pay(reader, run.id, whose)
    payable = [one for one in found if one.sort_code and one.account]
    return Owed(
        tuple(Credit(one.payee, one.sort_code, one.account, one.pence, one.reference) for one in payable),
        tuple(f"{one.payee}: no account, paid another way" for one in found if not (one.sort_code and one.account)),
        keys=tuple((str(one.order_id),) for one in payable),
    )


def owed_to_pensions(reader: Reader, run: RunView, whose: Whose) -> Owed:
    """What a run owes each pension scheme: the sum of its contribution file."""
    if not reader.may(SEE_PENSIONS):
        return Owed(findings=("Pension contributions are not in it: you may not see pensions.",))
    accounts = {one.of_id: one for one in payee_accounts(reader) if one.kind == PENSION}
    names = {one.id: one for one in pension_schemes(reader)}
    credits_, left_out, findings, keys = [], [], [], []
    for scheme_id, pence, refunded, whose_pay in _contributions(reader, run.id, whose):
        scheme, account = names[scheme_id], accounts.get(scheme_id)
        if refunded:
            findings.append(
                f"{scheme.name}: {format_money(-refunded)} was given back after an opt-out and is not taken off here."
            )
        if pence <= 0:
            continue
        if account is None:
            left_out.append(f"{scheme.name}: {format_money(pence)} has no account to go to, or is collected")
            continue
        reference = account.reference or scheme.employer_reference
        credits_.append(Credit(account.name, account.sort_code, account.account, pence, reference))
        keys.append(tuple(f"{scheme_id}/{employer or ''}" for employer in whose_pay))
    return Owed(tuple(credits_), tuple(left_out), tuple(findings), tuple(keys))


def _contributions(reader: Reader, run_id: int, whose: Whose) -> list[tuple[int, int, int, list[int | None]]]:
    """By scheme: what is paid in, (below nothing) what was given back, and of which employers."""
    own = _SLIPS.c.employer_id.in_([one for one in whose if one is not None])
    if None in whose:
        own = own | _SLIPS.c.employer_id.is_(None)
    both = _PAID.c.employee + _PAID.c.employer
    given = _PAID.c.employee < 0
    rows = reader.connection.execute(
        select(
            _PAID.c.scheme_id,
            _SLIPS.c.employer_id,
            func.sum(case((given, 0), else_=both)).label("paid"),
            func.sum(case((given, both), else_=0)).label("back"),
        )
        .join(_SLIPS, _SLIPS.c.id == _PAID.c.payslip_id)
        .where(_PAID.c.pay_run_id == run_id, own)
        .group_by(_PAID.c.scheme_id, _SLIPS.c.employer_id)
        .order_by(_PAID.c.scheme_id, _SLIPS.c.employer_id)
    )
    schemes = [list(of_scheme) for _, of_scheme in groupby(rows, lambda row: row.scheme_id)]
    return [
        (of[0].scheme_id, sum(int(row.paid) for row in of), sum(int(row.back) for row in of),
         [row.employer_id for row in of if row.paid])
        for of in schemes
    ]  # fmt: skip


def owed_to_hmrc(reader: Reader, run: RunView, whose: Whose) -> Owed:
    """What each PAYE scheme owes HMRC for the tax month that the run is paid in, as its P32 says."""
    credits_, left_out, findings = [], [], []
    number = tax_month(max(run.pay_date, tax_year_start(run.tax_year)))
    account = hmrc_account()
    # Payslips from before there were several employers are the co-op's own: one scheme, one payment.
    schemes = {each.id if each is not None else None: each for each in (employer_of(reader, one) for one in whose)}
    for one, employer in sorted(schemes.items(), key=lambda each: each[0] or 0):
        months = payment_months(reader, run.tax_year, one)
        month = months[number - 1]
        findings += _in_favour(months[: number - 1])
        if month.due <= 0:
            continue
        if employer is None or not employer.accounts_reference:
            left_out.append(f"HMRC: {format_money(month.due)} cannot be paid without the accounts office reference")
            continue
        reference = f"{employer.accounts_reference}{run.tax_year[-2:]}{number:02d}"
        credits_.append(Credit(account.name, account.sort_code, account.account, month.due, reference))
        if reader.today <= month.month.last:
            until = format_date(month.month.last)
            findings.append(f"HMRC: tax month {number} runs until {until}. Another run in it adds to what is owed.")
    if credits_:
        findings.append(f"HMRC: this is all of tax month {number}. Pay it with one bank file only.")
    return Owed(tuple(credits_), tuple(left_out), tuple(findings), tuple((each.reference,) for each in credits_))


def _in_favour(earlier: Sequence[PaymentMonth]) -> list[str]:
    over = sum(-each.due for each in earlier if each.due < 0)
    if not over:
        return []
    return [f"HMRC: earlier tax months are {format_money(over)} in your favour; it is not taken off here."]


@cache
def hmrc_account() -> Credit:
    """HMRC's account for PAYE, from its data file; the amount and reference are each payment's own."""
    given = tomllib.loads(resource("bank_payees", "hmrc.toml").read_text(encoding="utf-8"))
    return Credit(given["name"], given["sort_code"], given["account"], 0, "")
