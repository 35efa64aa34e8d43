"""The bank file of a pay run: Bacs Standard 18, direct credits paid on one day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.rti.employer import Employer, employer_of, needed_employer
from carecoop_desktop.work.payroll.rti.names import plain
from carecoop_desktop.work.payroll.rti.queries import employers_of_run

_LABEL, _RECORD = 80, 100
MOST = 2_000_000_000
"""What Bacs pays at most in one payment, in pence."""
_KEPT_DAYS = 7
_LINE_END = "\r\n"


@dataclass(frozen=True, slots=True)
class Credit:
    """One payment: into which account, how many pence, and what the payee reads beside it."""

    name: str
    sort_code: str
    account: str
    pence: int
    reference: str


def paying_account(reader: Reader, employer_id: int | None) -> Employer:
    """The employer with the account that its wages are paid from: its own, or the co-op's where it has none."""
    own = needed_employer(reader)
    employer = employer_of(reader, employer_id) or own
    if employer.bank_account and employer.bank_sort_code:
        return replace(employer, service_user=employer.service_user or own.service_user)
    return own


def paid_from(reader: Reader, run_id: int, account: Employer, employer_id: int | None) -> set[int | None]:
    """The employers of a run whose wages come from an account: the one named, or all that use it."""
    if employer_id is not None:
        return {employer_id}
    here, own = employers_of_run(reader, run_id), _account(account)
    return {one for one in here if one is None or _account(paying_account(reader, one)) == own}


def _account(employer: Employer) -> tuple[str, str]:
    return _digits(employer.bank_sort_code), _digits(employer.bank_account)


def standard_18(employer: Employer, credits_: Sequence[Credit], serial: int, processed: date, today: date) -> str:
    """The whole file: labels of 80 characters, records of 100, the contra that takes the total from the own account.

    ``processed`` is the day on which Bacs processes it; the money arrives on the banking day after.
    """
    wrong = [credit.name for credit in credits_ if not _payable(credit)]
    if wrong:
        raise Refusal(f"Bacs cannot pay {', '.join(wrong)}.", "Check sort code, account number and amount.")
    total = sum(credit.pence for credit in credits_)
    made = min(today, processed)
    volume = f"{(serial - 1) % 999_999 + 1:06d}"
    first = _file_label("HDR1", employer, volume, made, processed) + "000000"
    last = _file_label("EOF1", employer, volume, made, processed)
    shape = f"F02000{_RECORD:05d}{'':35}00"
    sums = f"UTL1{total:013d}{total:013d}{1:07d}{len(credits_):07d}"
    lines = [
        f"VOL1{volume}{'':31}{employer.service_user}{'':32}1",
        first.ljust(_LABEL),
        f"HDR2{shape}".ljust(_LABEL),
        f"UHL1{_julian(processed)}999999{'':4}00000000{'1 DAILY':9}001".ljust(_LABEL),
        *(_credit(employer, credit) for credit in credits_),
        _contra(employer, total),
        last.ljust(_LABEL),
        f"EOF2{shape}".ljust(_LABEL),
        sums.ljust(_LABEL),
    ]
    return _LINE_END.join(lines) + _LINE_END


def _payable(credit: Credit) -> bool:
    right = re.fullmatch(r"\d{6}", _digits(credit.sort_code)) and re.fullmatch(r"\d{8}", _digits(credit.account))
    return bool(right) and 0 < credit.pence <= MOST and bool(bacs_text(credit.name, 18).strip())


def _file_label(label: str, employer: Employer, volume: str, made: date, processed: date) -> str:
    user = employer.service_user
    kept = processed + timedelta(days=_KEPT_DAYS)
    return f"{label}A{user}S{'':3}{user}{volume}00010001{'':6}{_julian(made)}{_julian(kept)} "


def _julian(day: date) -> str:
    """A space, the year and the day of the year."""
    return f" {day:%y%j}"


def _digits(text: str) -> str:
    return re.sub(r"[\s-]", "", text)


def bacs_text(text: str, length: int) -> str:
    """Capitals, digits and the few signs that Bacs takes, cut and filled to a length."""
    kept = re.sub(r"[^A-Z0-9.&/ -]", "", plain(text).upper())
    return " ".join(kept.split())[:length].ljust(length)


def _credit(employer: Employer, credit: Credit) -> str:
    own = f"{employer.bank_sort_code}{employer.bank_account}"
    account = f"{_digits(credit.sort_code)}{_digits(credit.account)}"
    names = bacs_text(employer.name, 18), bacs_text(credit.reference, 18), bacs_text(credit.name, 18)
    return f"{account}099{own}{'':4}{credit.pence:011d}{''.join(names)}"


def _contra(employer: Employer, total: int) -> str:
    own = f"{employer.bank_sort_code}{employer.bank_account}"
    names = bacs_text("WAGES", 18), bacs_text("CONTRA", 18), bacs_text(employer.name, 18)
    return f"{own}017{own}{'':4}{total:011d}{''.join(names)}"
