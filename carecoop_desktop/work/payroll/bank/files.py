"""The payments of a finished run as a file for the bank that pays them: who is in it, who is not, and its bytes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from carecoop_desktop.people.assistants.account_numbers import account_check
from carecoop_desktop.people.assistants.permissions import SEE_BANK
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.kernel.money import plain_money
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.platform.paper.naming import file_name
from carecoop_desktop.work.payroll.bacs import MOST, Credit, paid_from, paying_account, standard_18
from carecoop_desktop.work.payroll.bank.choosing import STANDARD_18, office_layout
from carecoop_desktop.work.payroll.bank.layouts import BankLayout, laid_out
from carecoop_desktop.work.payroll.bank.payees import (
    HMRC,
    ORDERS,
    PENSIONS,
    Owed,
    Whose,
    owed_by_orders,
    owed_to_hmrc,
    owed_to_pensions,
)
from carecoop_desktop.work.payroll.bank.saved import WAGES, Again, SavedFile, paid_before, told_again
from carecoop_desktop.work.payroll.bank.words import Unwritable, bank_words
from carecoop_desktop.work.payroll.queries import RunView, payments, payslips, run_view
from carecoop_desktop.work.payroll.rti.employer import Employer
from carecoop_desktop.work.payroll.rti.queries import employers_of_run
from carecoop_desktop.work.timesheets.rules.banking_days import banking_day_by


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment of a file: what kind it is, to whom, and what is ``wrong`` with the account (empty mostly). By its
    ``keys`` it is known again: the newest file that pays it already is ``before``."""

    kind: str
    credit: Credit
    wrong: str = ""
    keys: tuple[str, ...] = ()
    before: SavedFile | None = None

    @property
    def named(self) -> str:
        """What is paid twice where it is paid again."""
        return f"tax month {int(self.credit.reference[-2:])}" if self.kind == HMRC else self.credit.name


@dataclass(frozen=True, slots=True)
class BankPlan:
    """What a file will hold, before it is written. ``left_out`` says who is not in it and why, ``findings`` what to
    look at before it is sent; neither holds the file up. ``again`` does: what an earlier file pays already. ``layout``
    None is Bacs Standard 18."""

    employer: Employer
    layout: BankLayout | None
    serial: int
    paid_on: date
    payments: tuple[Payment, ...]
    left_out: tuple[str, ...]
    findings: tuple[str, ...]
    again: tuple[Again, ...] = ()

    @property
    def pays(self) -> dict[str, list[str]]:
        """The keys of its payments by kind: what is noted when it is saved."""
        found: dict[str, list[str]] = {}
        for each in self.payments:
            found.setdefault(each.kind, []).extend(each.keys)
        return found

    @property
    def known(self) -> frozenset[SavedFile]:
        """The earlier files that pay some of it: what somebody has seen who says that it is to be paid again."""
        return frozenset(each.before for each in self.payments if each.before)

    @property
    def looks(self) -> tuple[str, ...]:
        """Everything to look at, what is paid already first."""
        return (*(each.told for each in self.again), *self.findings)

    @property
    def pence(self) -> int:
        """What the file pays in all."""
        return sum(each.credit.pence for each in self.payments)

    @property
    def file_name(self) -> str:
        """What the file is called until somebody says otherwise: employer, layout and pay day."""
        kind = STANDARD_18 if self.layout is None else self.layout.key
        ending = "txt" if self.layout is None else self.layout.ending
        return f"{file_name('bank', self.employer.name, kind)}-{self.paid_on.isoformat()}.{ending}"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file for the bank, with what its plan says of it."""

    content: bytes
    plan: BankPlan


def bank_upload(
    reader: Reader,
    run_id: int,
    layout: str,
    employer_id: int | None = None,
    besides: Collection[str] = (ORDERS,),
    again: Collection[str] = (),
    only_new: bool = False,
) -> Upload:
    """The file of a finished run in a layout; refusals as of its plan, and where nobody can be paid. What an earlier
    file pays already is paid only where its kind is to be paid ``again``."""
    plan = bank_plan(reader, run_id, layout, employer_id, besides, only_new)
    if held := [each for each in plan.again if each.kind not in again]:
        kinds = " ".join(dict.fromkeys(each.kind for each in held))
        raise Refusal(
            " ".join(each.told for each in held),
            f"Leave out whom an earlier file pays (--new-only), or say that it is to be paid again (--again {kinds}).",
        )
    if not plan.payments:
        raise Refusal("Nobody in this pay run can be paid by this file.", "Enter bank details on each PA's page.")
    credits_ = [each.credit for each in plan.payments]
    if plan.layout is not None:
        content = upload_bytes(plan.layout, plan.employer, credits_, plan.serial, plan.paid_on, reader.today)
    else:
        processed = banking_day_by(plan.paid_on - timedelta(days=1))
        content = standard_18(plan.employer, credits_, plan.serial, processed, reader.today).encode("ascii")
    return Upload(content, plan)


def bank_plan(
    reader: Reader,
    run_id: int,
    layout: str,
    employer_id: int | None = None,
    besides: Collection[str] = (ORDERS,),
    only_new: bool = False,
) -> BankPlan:
    """What the file of a finished run will hold, in a layout (``standard-18`` or one of the office's).

    Of one employer, or of all who pay from the co-op's account. ``besides`` names what is paid beside wages;
    with ``only_new`` whom an earlier file pays is left out. Refusal for a draft, and without the account that pays.
    """
    reader.require(SEE_BANK)
    own = None if layout == STANDARD_18 else office_layout(reader, layout)
    employer, run = paying_account(reader, employer_id), run_view(reader, run_id)
    if employer_id is not None and employer_id not in employers_of_run(reader, run_id):
        raise Refusal("This employer pays nobody in this run.", "See: carecoop employer list.")
    _able(employer, run, own)
    whose = paid_from(reader, run_id, employer, employer_id)
    parts = [(WAGES, _wages(reader, run_id, whose)), *_besides(reader, run, whose, besides)]
    payments_, left_out = _sorted_out(parts, own)
    payments_ = _known_again(reader, run_id, payments_)
    if only_new:
        left_out += [f"{each.credit.name}: {each.before.told} pays this" for each in payments_ if each.before]
        payments_ = [each for each in payments_ if each.before is None]
    paid_on = banking_day_by(run.pay_date)
    findings = [line for _, owed in parts for line in owed.findings]
    checked = tuple(_checked(reader, payments_))
    findings += [*_another_day(run.pay_date, paid_on), *(each.wrong for each in checked if each.wrong)]
    again = tuple(told_again((each.kind, each.named, each.before) for each in payments_ if each.before))
    return BankPlan(employer, own, run.id, paid_on, checked, tuple(left_out), tuple(findings), again)


def _another_day(pay_date: date, paid_on: date) -> list[str]:
    if paid_on == pay_date:
        return []
    return [f"{format_date(pay_date)} is no banking day: it is paid on {format_date(paid_on)}."]


def _known_again(reader: Reader, run_id: int, payments_: Sequence[Payment]) -> list[Payment]:
    """Each payment with the file that pays it already."""
    earlier = paid_before(reader, run_id)
    found = []
    for each in payments_:
        files = [earlier[each.kind, key] for key in each.keys if (each.kind, key) in earlier]
        found.append(replace(each, before=max(files, key=lambda file: file.at)) if files else each)
    return found


def _able(employer: Employer, run: RunView, layout: BankLayout | None) -> None:
    if run.state != "finished":
        raise Refusal("This pay run is not finished yet.", "Finish it first; then it can be paid.")
    if not (employer.bank_sort_code and employer.bank_account):
        raise Refusal(
            "The account that wages are paid from is missing.",
            "Enter it with the employer: Employers, Edit (or carecoop employer set --bank-sort-code ...).",
        )
    if layout is None and not employer.service_user:
        raise Refusal(
            "The Bacs service user number is missing.",
            "Enter it with the employer, or use your bank's own layout.",
        )


def _wages(reader: Reader, run_id: int, whose: set[int | None]) -> Owed:
    found = [Credit(*one) for one in payments(reader, run_id, whose)]
    paid = {credit.reference for credit in found}
    missing = tuple(
        f"{slip.name}: no bank details"
        for slip in payslips(reader, run_id)
        if slip.to_pay > 0 and slip.employer_id in whose and f"PAY {slip.number}" not in paid
    )
    return Owed(tuple(found), missing, keys=tuple((credit.reference,) for credit in found))


def _besides(reader: Reader, run: RunView, whose: Whose, besides: Collection[str]) -> Iterator[tuple[str, Owed]]:
    if ORDERS in besides:
        yield ORDERS, owed_by_orders(reader, run, whose)
    if PENSIONS in besides:
        yield PENSIONS, owed_to_pensions(reader, run, whose)
    if HMRC in besides:
        yield HMRC, owed_to_hmrc(reader, run, whose)


def _sorted_out(parts: Sequence[tuple[str, Owed]], layout: BankLayout | None) -> tuple[list[Payment], list[str]]:
    """What can be paid, and who cannot and why."""
    good: list[Payment] = []
    left_out: list[str] = []
    for kind, owed in parts:
        left_out += owed.left_out
        for credit, keys in zip(owed.credits, owed.keys, strict=True):
            if why := _unpayable(credit, layout):
                left_out.append(f"{credit.name}: {why}")
            else:
                good.append(Payment(kind, credit, keys=keys))
    return good, left_out


def _unpayable(credit: Credit, layout: BankLayout | None) -> str:
    code, account = digits(credit.sort_code), digits(credit.account)
    if not (re.fullmatch(r"[0-9]{6}", code) and re.fullmatch(r"[0-9]{8}", account)):
        return "sort code or account number is not six and eight figures"
    if not 0 < credit.pence <= MOST:
        return "Bacs pays £20,000,000.00 at most in one payment"
    try:
        (bank_words if layout is None else layout.words)(credit.name)
    except Unwritable as letters:
        return f"the name on the account has letters that this bank does not take ({letters})"
    return ""


def _checked(reader: Reader, payments_: Sequence[Payment]) -> Iterator[Payment]:
    """Each payment, with a word on account numbers that cannot be."""
    fits = account_check(reader)
    for each in payments_:
        credit = each.credit
        if fits is None or fits(digits(credit.sort_code), digits(credit.account)):
            yield each
        else:
            yield replace(each, wrong=f"{credit.name}: {MISFIT}")


MISFIT = "this account number cannot belong to its sort code. Ask again before you pay."


def digits(text: str) -> str:
    """A sort code or account number without spaces and hyphens."""
    return re.sub(r"[\s-]", "", text)


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
        "own_name": _own_name(layout, employer),
        "own_sort_code": employer.bank_sort_code,
        "own_account": employer.bank_account,
    }
    return laid_out(layout, whole, [_values(layout, credit) for credit in credits_])


def _own_name(layout: BankLayout, employer: Employer) -> str:
    try:
        return layout.words(employer.name)
    except Unwritable as letters:
        raise Refusal(
            f"This bank does not take the employer's name ({letters}).", "Change it with the employer."
        ) from None


def _values(layout: BankLayout, credit: Credit) -> dict[str, str]:
    code = digits(credit.sort_code)
    return {
        "name": layout.words(credit.name),
        "sort_code": code,
        "sort_code_dashed": f"{code[:2]}-{code[2:4]}-{code[4:]}",
        "account": digits(credit.account),
        "amount": plain_money(credit.pence),
        "pence": str(credit.pence),
        "reference": _reference(layout, credit.reference),
    }


def _reference(layout: BankLayout, text: str) -> str:
    """What the payee reads beside the payment; nothing where the bank cannot write it."""
    try:
        return layout.words(text)
    except Unwritable:
        return ""
