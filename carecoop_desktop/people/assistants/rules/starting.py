"""What a starter's papers and HMRC's notices mean for the tax code."""

from __future__ import annotations

from carecoop_desktop.people.assistants.entries import CodeNotice, Starter
from carecoop_desktop.people.assistants.rules import words
from carecoop_desktop.platform.kernel.dates import tax_year_of
from carecoop_desktop.platform.kernel.errors import Issue, Refusal
from carecoop_desktop.statutory.tables import TaxCodes
from carecoop_desktop.statutory.tax_codes import Start, parse_code, start_with_p45, start_without_p45

SOURCES = {"P6": "P6 notice", "P6B": "P6B notice", "P9": "P9 notice", "P9X": "P9X, the new year's change",
           "DPS": "HMRC online"}  # fmt: skip


def started_with(starter: Starter, codes: TaxCodes) -> Start:
    """Code and figures that a starter begins with; the P45 counts before the statement."""
    if not starter.p45_code:
        return start_without_p45(codes, starter.statement)
    same_year = bool(starter.p45_left and starter.since and tax_year_of(starter.p45_left) == tax_year_of(starter.since))
    return start_with_p45(codes, starter.p45_code, same_year, starter.p45_pay or 0, starter.p45_tax or 0)


def starter_issues(starter: Starter) -> list[Issue]:
    """What is wrong with a starter's papers as typed."""
    found = []
    if starter.since is None:
        found.append(Issue("since", "The first day is missing.", "A date such as 27 May 2024."))
    if starter.ni_letter not in words.NI_LETTERS:
        found.append(Issue("ni_letter", "This is not among the choices.", ", ".join(words.NI_LETTERS)))
    if starter.statement not in words.STARTER_STATEMENTS:
        found.append(Issue("statement", "This is not among the choices.", "A, B, C or none"))
    return found + _p45_issues(starter)


def _p45_issues(starter: Starter) -> list[Issue]:
    found = []
    if starter.p45_code:
        found += _code_issues("p45_code", starter.p45_code)
        if starter.p45_left is None:
            found.append(Issue("p45_left", "The leaving date on the P45 is missing."))
        elif starter.since and starter.p45_left > starter.since:
            found.append(Issue("p45_left", "The earlier job ended after this one began.", "Use statement C instead."))
    elif starter.p45_pay or starter.p45_tax:
        found.append(Issue("p45_code", "The code on the P45 is missing."))
    if (starter.p45_pay or 0) < 0 or (starter.p45_tax or 0) < 0:
        found.append(Issue("p45_pay", "The figure of a P45 is not below zero."))
    return found


def notice_issues(notice: CodeNotice) -> list[Issue]:
    """What is wrong with a notice as typed."""
    found = _code_issues("tax_code", notice.tax_code)
    if notice.since is None:
        found.append(Issue("since", "The day from which the code counts is missing."))
    if notice.source not in SOURCES:
        found.append(Issue("source", "This is not among the choices.", ", ".join(SOURCES)))
    if (notice.pay or 0) < 0 or (notice.tax or 0) < 0:
        found.append(Issue("pay", "Earlier pay and tax are not below zero."))
    return found


def _code_issues(field: str, code: str) -> list[Issue]:
    try:
        parse_code(code)
    except Refusal as trouble:
        return [Issue(field, trouble.sentence, trouble.remedy)]
    return []
