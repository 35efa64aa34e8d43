"""What an office's spreadsheet of personal assistants holds, and how its rows are judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from carecoop_desktop.platform.kernel.dates import add_months
from carecoop_desktop.platform.office.importing import values as read
from carecoop_desktop.platform.office.importing.cells import Cell
from carecoop_desktop.platform.office.importing.plan import Field, ImportSpec, Problem, Row
from carecoop_desktop.platform.office.importing.register import Key
from carecoop_desktop.platform.office.importing.report import GoodRow, ImportReport

_YOUNGEST_YEARS = 16
_MOST_REFERENCES = 20
_SEXES = {"M": ("Male", "Man"), "F": ("Female", "Woman")}


class Pension(NamedTuple):
    """Whether somebody is in the pension, and their share in hundredths of one per cent (None: the scheme's own)."""

    enrolled: bool
    share: int | None


def assistant_spec(today: date) -> ImportSpec:
    """The import of PAs: who they are, what they are paid, where to, and the checks before their first shift."""
    return ImportSpec(
        name="assistants",
        fields=(*_person(today), *_pay(), *_bank(), *_vetting()),
        keys=assistant_keys,
        weak_keys=assistant_weak_keys,
        twice="the same PA twice",
        twice_field="name",
        derive=_whole_name,
        checks=(_has_name, _bank_whole),
        warn=lambda row: _looks_odd(row, today),
    )


def assistant_keys(values: Mapping[str, object]) -> tuple[Key, ...]:
    """The office's number (``001`` is 1) and the NI number; its last letter may be missing, so it does not count."""
    number = str(values.get("number") or "").casefold().replace(" ", "")
    insured = values.get("ni_number")
    sure: list[Key] = [("number", number.lstrip("0") or "0")] if number else []
    return (*sure, ("ni", str(insured)[:8])) if insured else tuple(sure)


def assistant_weak_keys(values: Mapping[str, object]) -> tuple[Key, ...]:
    """Name and birth date together."""
    name, born = values.get("name"), values.get("born")
    return (("person", read.match_key(str(name)), born),) if name and born else ()


def without_old_checks(report: ImportReport) -> ImportReport:
    """Checks older than those on record, and fewer references, change nothing: the office went on since the sheet."""
    return replace(report, rows=tuple(_without_old_checks(row) for row in report.rows))


def _without_old_checks(row: GoodRow) -> GoodRow:
    changes = dict(row.changes)
    for names in (("dbs_date", "dbs_number"), ("right_to_work_on",), ("references",)):
        before, after = changes.get(names[0], (None, None))
        if before and after and after < before:  # type: ignore[operator]
            changes = {name: change for name, change in changes.items() if name not in names}
    return (
        row if changes == row.changes else replace(row, changes=changes, status="changed" if changes else "unchanged")
    )


def pension(cell: Cell) -> Pension:
    """``No``, ``Yes`` (the scheme's own share) or the share, ``5%``."""
    try:
        return Pension(read.yes_no(cell), None)
    except read.Unreadable:
        pass
    try:
        return Pension(True, read.percent(cell))
    except read.Unreadable:
        raise read.Unreadable("not a pension choice", "Yes, No or a percentage such as 5%") from None


def references(cell: Cell) -> int:
    """How many references are held."""
    found = read.whole_number(cell)
    if found > _MOST_REFERENCES:
        raise read.Unreadable("too many references", f"a number up to {_MOST_REFERENCES}")
    return found


def _person(today: date) -> tuple[Field, ...]:
    latest = add_months(today, -12 * _YOUNGEST_YEARS)
    return (
        Field(
            "number", "PA No", read.reference, ("PA number", "Payroll no", "Payroll number", "Employee no", "Works no")
        ),
        Field(
            "name",
            "Name",
            read.person_name,
            ("PA", "PA name", "Full name", "Assistant", "Employee", "Worker"),
            required=True,
            unless=("first_name", "last_name"),
            accepted="first name and surname",
        ),
        Field("first_name", "First name", read.person_name, ("Forename", "Forenames", "Given name", "First names")),
        Field("last_name", "Surname", read.person_name, ("Last name", "Family name")),
        Field(
            "born",
            "Date of birth",
            read.birth_date(latest),
            ("DOB", "D.O.B.", "Birth date", "Born", "Birthday"),
            required=True,
            accepted="a date such as 25/08/1991",
        ),
        Field(
            "sex", "Sex", read.choice(_SEXES, "neither M nor F", "M or F, as HMRC's returns need it"), ("Gender", "M/F")
        ),
        Field(
            "ni_number", "NI number", read.ni_number, ("NI no", "NINO", "NI", "National Insurance number", "Nat Ins no")
        ),
        Field("address", "Address", read.text, ("Home address", "Full address")),
        Field("postcode", "Postcode", read.postcode, ("Post code", "Postal code")),
        Field("phone", "Phone", read.phone, ("Telephone", "Tel", "Mobile", "Phone number", "Telephone number")),
        Field("email", "E-mail", read.email, ("Email", "Email address", "E-mail address")),
    )


def _pay() -> tuple[Field, ...]:
    rate = read.money_not_negative
    return (
        Field(
            "started",
            "Start date",
            read.day,
            ("Started", "Date started", "Employment start", "Joined"),
            required=True,
            accepted="a date such as 27/05/2024",
        ),
        Field("tax_code", "Tax code", read.tax_code, ("Code", "PAYE code")),
        Field(
            "ni_letter",
            "NI letter",
            read.ni_letter,
            ("NI cat", "NI category", "NI category letter", "NI table", "NIC letter"),
        ),
        Field(
            "student_loan",
            "Student loan",
            read.student_loan,
            ("Student loans", "Loan plan", "SL plan", "Student loan plan"),
        ),
        Field("hourly_rate", "Rate per hour", rate, ("Hourly rate", "Rate", "Pay rate", "Basic rate", "Rate (£/h)")),
        Field("sleep_in_rate", "Sleep-in rate", rate, ("Sleep in", "Sleep-in", "Rate per sleep-in", "Night rate")),
        Field("pension", "Pension", pension, ("Pension %", "Pension scheme", "Pension contribution", "Auto-enrolment")),
    )


def _bank() -> tuple[Field, ...]:
    return (
        Field("sort_code", "Sort code", read.sort_code, ("Bank sort code", "Sortcode")),
        Field(
            "account_number", "Account", read.account_number, ("Account number", "Account no", "Bank account", "Acc no")
        ),
    )


def _vetting() -> tuple[Field, ...]:
    return (
        Field("dbs_number", "DBS no", read.dbs_number, ("DBS number", "DBS certificate", "DBS certificate no", "DBS")),
        Field("dbs_date", "DBS date", read.day, ("DBS issued", "DBS issue date", "Date of DBS")),
        Field(
            "right_to_work_on", "Right to work checked", read.day, ("Right to work", "RTW", "RTW checked", "RTW date")
        ),
        Field("references", "References", references, ("Refs", "References held", "No of references")),
    )


def _whole_name(row: Row) -> None:
    first, last = row.pop("first_name", ""), row.pop("last_name", "")
    if "name" not in row and first and last:
        row["name"] = f"{first} {last}"


def _has_name(row: Row) -> Iterable[Problem]:
    if "name" not in row:
        yield Problem("name", "nothing is filled in", "first name and surname")


def _bank_whole(row: Row) -> Iterable[Problem]:
    """Half of the bank details pays nobody."""
    if "sort_code" in row and "account_number" not in row:
        yield Problem("account_number", "nothing is filled in", "the account number that goes with the sort code")
    if "account_number" in row and "sort_code" not in row:
        yield Problem("sort_code", "nothing is filled in", "the sort code that goes with the account number")


def _looks_odd(row: Row, today: date) -> Iterable[str]:
    if row["started"] > today:
        yield "the start date is still to come."
    for field, label in (("dbs_date", "DBS"), ("right_to_work_on", "right-to-work")):
        if row.get(field) and row[field] > today:
            yield f"the {label} date is still to come."
