"""The payments of a finished run as a file for the bank that pays them: wages, and what orders take for others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from carecoop_desktop.people.assistants.permissions import SEE_BANK
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.kernel.money import plain_money
from carecoop_desktop.platform.office.importing.escaping import escape_cell
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.bacs import Credit, bacs_text, paid_from, paying_account, standard_18
from carecoop_desktop.work.payroll.bank.layouts import BankLayout, bank_layout, laid_out
from carecoop_desktop.work.payroll.bank.modulus import account_check
from carecoop_desktop.work.payroll.orders.permissions import SEE_ORDERS
from carecoop_desktop.work.payroll.orders.queries import any_orders, order_payments, orders_to_pay
from carecoop_desktop.work.payroll.queries import payments, payslips, run_view
from carecoop_desktop.work.payroll.rti.employer import Employer
from carecoop_desktop.work.payroll.rti.queries import employers_of_run
from carecoop_desktop.work.timesheets.rules.banking_days import banking_day_by

STANDARD_18 = "standard-18"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file for the bank. ``left_out`` says who is not in it and why, ``findings`` what to look at before it is sent.
    Neither holds the file up."""

    content: bytes
    layout: str
    paid_on: date
    payments: int
    pence: int
    left_out: tuple[str, ...]
    findings: tuple[str, ...]


def bank_upload(reader: Reader, run_id: int, layout: str, employer_id: int | None = None) -> Upload:
    """The file of a finished run in a layout (``standard-18`` or one of ``bank_layouts``).

    Of one employer, or of all who pay from the co-op's account. Refusal for a draft, without the account that pays,
    and where nobody can be paid.
    """
    reader.require(SEE_BANK)
    employer, run = paying_account(reader, employer_id), run_view(reader, run_id)
    if run.state != "finished":
        raise Refusal("This pay run is not finished yet.", "Finish it first; then it can be paid.")
    if not (employer.bank_sort_code and employer.bank_account):
        raise Refusal(
            "The account that wages are paid from is missing.",
            "Enter it: carecoop employer set --bank-sort-code ... --bank-account ...",
        )
    credits_, left_out, findings = _credits(reader, run_id, employer, employer_id)
    wrong = [credit for credit in credits_ if not _sound(credit)]
    left_out += [f"{credit.name}: sort code or account number is not six and eight figures" for credit in wrong]
    credits_ = [credit for credit in credits_ if _sound(credit)]
    if not credits_:
        raise Refusal("Nobody in this pay run has bank details.", "Enter them on each PA's page.")
    paid_on = banking_day_by(run.pay_date)
    content = _content(layout, employer, credits_, run.id, paid_on, reader.today)
    findings += _unfit(reader, credits_)
    if paid_on != run.pay_date:
        findings.append(f"{format_date(run.pay_date)} is no banking day: it is paid on {format_date(paid_on)}.")
    pence = sum(credit.pence for credit in credits_)
    return Upload(content, layout, paid_on, len(credits_), pence, tuple(left_out), tuple(findings))


def _credits(
    reader: Reader, run_id: int, employer: Employer, employer_id: int | None
) -> tuple[list[Credit], list[str], list[str]]:
    """Who is paid, who is left out and why, and what to look at."""
    whose = paid_from(reader, run_id, employer, employer_id)
    slips = payslips(reader, run_id)
    found = [Credit(*one) for one in payments(reader, run_id, whose)]
    paid = {credit.reference for credit in found}
    left_out = [
        f"{slip.name}: no bank details"
        for slip in slips
        if slip.to_pay > 0 and slip.employer_id in whose and f"PAY {slip.number}" not in paid
    ]
    if not any_orders(reader):
        return found, left_out, []
    if not reader.may(SEE_ORDERS):
        return found, left_out, ["What attachment orders took is not in it: you may not see orders."]
    if employer_id is not None or len(whose) < len(set(employers_of_run(reader, run_id))):
        return found, left_out, ["What attachment orders took is paid apart: several employers pay in this run."]
    left_out += [f"{one.payee}: no account, paid another way" for one in orders_to_pay(reader, run_id)
                 if not (one.sort_code and one.account)]  # fmt: skip
    return found + [Credit(*one) for one in order_payments(reader, run_id)], left_out, []


def _digits(text: str) -> str:
    return re.sub(r"[\s-]", "", text)


def _sound(credit: Credit) -> bool:
    right = re.fullmatch(r"\d{6}", _digits(credit.sort_code)) and re.fullmatch(r"\d{8}", _digits(credit.account))
    return bool(right) and credit.pence > 0


def _unfit(reader: Reader, credits_: Sequence[Credit]) -> list[str]:
    fits = account_check(reader)
    if fits is None:
        return []
    return [
        f"{credit.name}: this account number cannot belong to its sort code. Ask again before you pay."
        for credit in credits_
        if not fits(_digits(credit.sort_code), _digits(credit.account))
    ]


def _content(
    layout: str, employer: Employer, credits_: Sequence[Credit], serial: int, paid_on: date, today: date
) -> bytes:
    if layout != STANDARD_18:
        return upload_bytes(bank_layout(layout), employer, credits_, serial, paid_on, today)
    if not employer.service_user:
        raise Refusal(
            "The Bacs service user number is missing.",
            "Enter it: carecoop employer set --service-user ... or use your bank's own layout.",
        )
    return standard_18(employer, credits_, serial, banking_day_by(paid_on - timedelta(days=1)), today).encode("ascii")


def upload_bytes(
    layout: BankLayout, employer: Employer, credits_: Sequence[Credit], serial: int, paid_on: date, today: date
) -> bytes:
    """The bytes of an upload file from plain facts."""
    total = sum(credit.pence for credit in credits_)
    whole = {
        "pay_date": paid_on.strftime(layout.dates),
        "made_on": today.strftime(layout.dates),
        "serial": f"{serial:06d}",
        "count": str(len(credits_)),
        "total": plain_money(total),
        "total_pence": str(total),
        "own_name": _words(layout, employer.name),
        "own_sort_code": employer.bank_sort_code,
        "own_account": employer.bank_account,
    }
    return laid_out(layout, whole, [_values(layout, credit) for credit in credits_])


def _values(layout: BankLayout, credit: Credit) -> dict[str, str]:
    code = _digits(credit.sort_code)
    return {
        "name": _words(layout, credit.name),
        "sort_code": code,
        "sort_code_dashed": f"{code[:2]}-{code[2:4]}-{code[4:]}",
        "account": _digits(credit.account),
        "amount": plain_money(credit.pence),
        "pence": str(credit.pence),
        "reference": _words(layout, credit.reference),
    }


def _words(layout: BankLayout, text: str) -> str:
    """A name or reference as the bank takes it, which no spreadsheet program runs either."""
    if layout.capitals:
        return bacs_text(text, layout.width).strip().lstrip("-&./ ")
    return escape_cell(" ".join(text.split())[: layout.width])
