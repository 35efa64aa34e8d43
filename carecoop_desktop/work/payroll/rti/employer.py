"""The employer as HMRC knows it: one PAYE scheme, needed for every file to HMRC."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from sqlalchemy import select

from carecoop_desktop.platform.kernel.errors import Issue, Refusal
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.employers.tables import EmployerRow
from carecoop_desktop.work.payroll.permissions import SEE_PAY

EMPLOYER = "payroll.employer"
"""The setting that the first version kept its one employer in; it became the first of the table."""
_EMPLOYERS: Any = EmployerRow.__table__
_UTR_WEIGHTS = (6, 7, 8, 9, 10, 5, 4, 3, 2)


@dataclass(frozen=True, slots=True)
class Employer:
    """One PAYE scheme.

    ``allowance`` is yes or no where the office claims or ends its claim of Employment Allowance, and empty where it
    says nothing. Without ``vendor_id`` (HMRC's number for recognised software) files are made as tests only.
    The password of the sender is never kept here. The bank account is the one that wages are paid from, and
    ``service_user`` the number that Bacs knows the office by. ``small_relief`` is yes where statutory pay is
    recovered as a small employer. ``member_id`` is the member who is the employer; the co-op's own has none.
    """

    name: str = ""
    office_number: str = ""
    paye_reference: str = ""
    accounts_reference: str = ""
    cotax: str = ""
    sautr: str = ""
    sender_id: str = ""
    vendor_id: str = ""
    allowance: str = ""
    bank_sort_code: str = ""
    bank_account: str = ""
    service_user: str = ""
    address: str = ""
    postcode: str = ""
    small_relief: str = ""
    id: int | None = field(default=None, compare=False)
    member_id: int | None = field(default=None, compare=False)
    version: int | None = field(default=None, compare=False)

    @property
    def complete(self) -> bool:
        """Whether HMRC's three references are there."""
        return bool(self.office_number and self.paye_reference and self.accounts_reference)

    @property
    def live(self) -> bool:
        """Whether files may go to HMRC for real."""
        return bool(self.vendor_id)


FIELDS = tuple(one.name for one in fields(Employer) if one.name not in ("id", "member_id", "version"))
_REFERENCES = ("office_number", "paye_reference", "accounts_reference")
_PATTERNS = {
    "name": (r".{1,60}", "The name of the employer is missing.", "The name on HMRC's letters."),
    "office_number": (r"\d{3}", "The tax office number is wrong.", "The three digits before the slash, such as 120."),
    "paye_reference": (
        r"[A-Za-z0-9][A-Za-z0-9.\-]{0,9}",
        "The PAYE reference is wrong.",
        "What stands behind the slash, such as AB12345.",
    ),
    "accounts_reference": (
        r"\d{3}P[A-Z]\d{7}[0-9X]",
        "The accounts office reference is wrong.",
        "13 characters such as 120PA00012345.",
    ),
    "cotax": (r"(\d{10})?", "The company's tax reference is wrong.", "Ten digits, or nothing."),
    "sautr": (r"(\d{10})?", "The self assessment reference is wrong.", "Ten digits, or nothing."),
    "sender_id": (r"[!-~]{0,64}", "The sender ID is wrong.", "The user ID for HMRC online services, or nothing."),
    "vendor_id": (r"(\d{4})?", "The vendor ID is wrong.", "Four digits, or nothing."),
    "allowance": (r"(yes|no)?", "Employment Allowance is claimed or it is not.", "yes, no, or nothing."),
    "bank_sort_code": (r"(\d{6})?", "The sort code is wrong.", "Six digits, or nothing."),
    "bank_account": (r"(\d{8})?", "The account number is wrong.", "Eight digits, or nothing."),
    "service_user": (r"(\d{6})?", "The Bacs service user number is wrong.", "Six digits, or nothing."),
    "address": (r"(?s).{0,200}", "The address is too long.", "Up to 200 letters."),
    "postcode": (r".{0,10}", "The postcode is too long.", "Such as CH1 2AB."),
    "small_relief": (r"(yes|no)?", "The employer is a small one or it is not.", "yes, no, or nothing."),
}


def employer_of(reader: Reader, employer_id: int | None = None) -> Employer | None:
    """One employer, the co-op's own where none is named; None where nothing was entered yet."""
    reader.require(SEE_PAY)
    rows = select(_EMPLOYERS).order_by(_EMPLOYERS.c.member_id.is_not(None), _EMPLOYERS.c.id).limit(1)
    row = reader.connection.execute(rows if employer_id is None else rows.where(_EMPLOYERS.c.id == employer_id)).first()
    if row is not None:
        return employer_from_row(row)
    kept = reader.setting(EMPLOYER)
    return None if kept is None or employer_id is not None else employer_from(kept)


def employers(reader: Reader) -> list[Employer]:
    """Every PAYE scheme, the co-op's own first."""
    reader.require(SEE_PAY)
    rows = reader.connection.execute(select(_EMPLOYERS).order_by(_EMPLOYERS.c.member_id.is_not(None), _EMPLOYERS.c.id))
    return [employer_from_row(row) for row in rows]


def employer_from_row(row: Any) -> Employer:
    """The employer as it is stored."""
    kept = {name: getattr(row, name) for name in FIELDS}
    return Employer(id=row.id, member_id=row.member_id, version=row.version, **kept)


def needed_employer(reader: Reader, employer_id: int | None = None) -> Employer:
    """The employer; Refusal where its references were not entered yet."""
    found = employer_of(reader, employer_id)
    if found is None or not found.complete:
        raise Refusal(
            "The employer's details for HMRC are missing.",
            "Enter them: carecoop employer set --office-number ... --paye-reference ... --accounts-reference ...",
        )
    return found


def issues(employer: Employer, *, unfinished: bool = False) -> list[Issue]:
    """Everything that HMRC would refuse; ``unfinished`` references may still be missing."""
    found = [
        Issue(name, message, accepted)
        for name, (pattern, message, accepted) in _PATTERNS.items()
        if not re.fullmatch(pattern, getattr(employer, name))
        and not (unfinished and name in _REFERENCES and not getattr(employer, name))
    ]
    if not found:
        found = [
            Issue(name, "The check digit of this tax reference is wrong.", "Copy it again from HMRC's letter.")
            for name in ("cotax", "sautr")
            if getattr(employer, name) and not right_utr(getattr(employer, name))
        ]
    if employer.cotax and employer.sautr:
        found.append(Issue("sautr", "An employer is a company or it is not.", "Only one of the two tax references."))
    return found


def right_utr(reference: str) -> bool:
    """Whether the first digit of a ten-digit tax reference is the check digit of the others."""
    total = sum(weight * int(digit) for weight, digit in zip(_UTR_WEIGHTS, reference[1:], strict=True))
    check = 11 - total % 11
    return int(reference[0]) == (check - 9 if check > 9 else check)


def employer_from(kept: Mapping[str, str]) -> Employer:
    """The employer as it stands among the settings."""
    values: dict[str, Any] = {name: str(kept[name]) for name in FIELDS if name in kept}
    return Employer(**values)
