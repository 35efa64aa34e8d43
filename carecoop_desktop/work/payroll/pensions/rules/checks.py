"""What a scheme, a postponement or a date cannot be, beside the field it stands in."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.errors import Issue, Refusal
from carecoop_desktop.statutory.pensions import Scheme, check_scheme
from carecoop_desktop.statutory.tables.employment import AutoEnrolment
from carecoop_desktop.work.payroll.pensions.entries import SchemeEntry
from carecoop_desktop.work.payroll.pensions.rules.dates import longest_postponement
from carecoop_desktop.work.payroll.pensions.rules.words import BASES, RELIEFS

_NEST_REFERENCE = r"EMP\d{9}"


def scheme_issues(table: AutoEnrolment, entry: SchemeEntry, layouts: Collection[str]) -> list[Issue]:
    """Everything a scheme lacks; its rates must reach the minimum of its basis."""
    issues = []
    if not entry.name.strip():
        issues.append(Issue("name", "Enter the scheme's name.", "As PAs know it."))
    if entry.relief not in RELIEFS:
        issues.append(Issue("relief", "Choose how contributions get tax relief.", ", ".join(RELIEFS.values())))
    if entry.layout not in layouts:
        issues.append(Issue("layout", "Choose the layout of the contribution file.", ", ".join(layouts)))
    rates = _rate_issues(entry)
    issues += rates
    if entry.basis not in BASES:
        issues.append(Issue("basis", "Choose the earnings that the rates are a share of.", ", ".join(BASES.values())))
    elif entry.automatic and not rates:
        issues += _minimum(table, entry)
    if (
        entry.layout == "nest"
        and entry.employer_reference
        and not re.fullmatch(_NEST_REFERENCE, entry.employer_reference.strip())
    ):
        issues.append(Issue("employer_reference", "NEST's employer reference is EMP and nine digits.", "EMP123456789"))
    return issues


def _rate_issues(entry: SchemeEntry) -> list[Issue]:
    return [
        Issue(name, "A rate is between 0 and 100%.", "5")
        for name in ("employee_rate", "employer_rate")
        if not 0 <= getattr(entry, name) <= 10_000
    ]


def _minimum(table: AutoEnrolment, entry: SchemeEntry) -> list[Issue]:
    try:
        check_scheme(table, Scheme(entry.name, entry.employee_rate, entry.employer_rate), entry.basis)
    except Refusal as refusal:
        field = "employer_rate" if "employer must" in refusal.sentence else "employee_rate"
        return [Issue(field, refusal.sentence, refusal.remedy)]
    return []


def postponement_issues(table: AutoEnrolment, begins: date, until: date) -> list[Issue]:
    """A postponement runs forward, and three months at most."""
    latest = longest_postponement(table, begins)
    if begins < until <= latest:
        return []
    return [Issue("until", "Enrolment can be put off for three months at most.", f"Up to {format_date(latest)}.")]
