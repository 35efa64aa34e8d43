"""Brings what was typed to its one form: numbers, codes and addresses, each with an issue where it cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from carecoop_desktop.people.assistants.entries import Bank, Dbs, PayRate, Person, Tax
from carecoop_desktop.people.assistants.rules.entered import dbs_issues, person_issues, stored_code, tax_issues
from carecoop_desktop.people.assistants.rules.pay_rates import rate_issues
from carecoop_desktop.platform.kernel.errors import Invalid, Issue
from carecoop_desktop.platform.office.importing import values
from carecoop_desktop.platform.office.work import Work

T = TypeVar("T")


def check(issues: Iterable[Issue]) -> None:
    """Raise Invalid with every issue, if there is any."""
    found = list(issues)
    if found:
        raise Invalid(found)


def read(issues: list[Issue], field: str, parse: Callable[[str], T], typed: str, fallback: T) -> T:
    """A typed value parsed; an issue and the fallback where it cannot be. Nothing typed is the fallback."""
    if not typed.strip():
        return fallback
    try:
        return parse(typed)
    except values.Unreadable as trouble:
        issues.append(Issue(field, f"“{typed}” is {trouble.why}.", trouble.accepted))
        return fallback


def read_person(work: Work, entry: Person) -> tuple[Person, list[Issue]]:
    """A person as stored, and what is wrong with what was typed."""
    issues = person_issues(entry, work.reader.today)
    clean = replace(
        entry,
        name=" ".join(entry.name.split()),
        number=entry.number.strip(),
        ni_number=read(issues, "ni_number", values.ni_number, entry.ni_number or "", "") or None,
        postcode=read(issues, "postcode", values.postcode, entry.postcode, ""),
        phone=read(issues, "phone", values.phone, entry.phone, ""),
        email=read(issues, "email", values.email, entry.email, ""),
    )
    return clean, issues


def read_bank(entry: Bank) -> tuple[Bank, list[Issue]]:
    """Bank details as stored, and what is wrong with what was typed."""
    issues = [] if entry.account_name.strip() else [Issue("account_name", "The name on the account is missing.")]
    if entry.since is None:
        issues.append(Issue("since", "The date is missing.", "The day from which pay goes there."))
    for field, typed, accepted in (
        ("sort_code", entry.sort_code, "Six figures such as 20-29-59."),
        ("account_number", entry.account_number, "Eight figures such as 01234567."),
    ):
        if not typed.strip():
            issues.append(Issue(field, "This is missing.", accepted))
    clean = replace(
        entry,
        account_name=" ".join(entry.account_name.split()),
        sort_code=read(issues, "sort_code", values.sort_code, entry.sort_code, ""),
        account_number=read(issues, "account_number", values.account_number, entry.account_number, ""),
    )
    return clean, issues


def read_tax(work: Work, entry: Tax) -> tuple[Tax, list[Issue]]:
    """Tax details as stored (the mark of the code moved to the basis), and what is wrong with what was typed."""
    issues = tax_issues(entry, work.reader.today)
    if any(issue.field == "tax_code" for issue in issues):
        return entry, issues
    code, basis = stored_code(entry)
    return replace(entry, tax_code=code, basis=basis, p45_pay=entry.p45_pay or 0, p45_tax=entry.p45_tax or 0), issues


def read_dbs(work: Work, entry: Dbs) -> tuple[Dbs, list[Issue]]:
    """A certificate as stored, and what is wrong with what was typed."""
    issues = dbs_issues(entry, work.reader.today)
    if not entry.certificate.strip():
        issues.append(Issue("certificate", "The certificate's number is missing.", "Twelve figures."))
    return replace(entry, certificate=read(issues, "certificate", values.dbs_number, entry.certificate, "")), issues


def rate_entry_issues(entry: PayRate) -> list[Issue]:
    """What is wrong with a pay rate as typed."""
    issues = rate_issues(entry.kind, entry.pence)
    if entry.since is None:
        issues.append(Issue("since", "The date is missing.", "The day from which this rate is paid."))
    return issues
