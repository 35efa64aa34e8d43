"""What is wrong with what was entered about a PA: every issue at once, none of them our guess."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from carecoop_desktop.people.assistants.entries import (
    Contract,
    Dbs,
    Person,
    Reference,
    RightToWork,
    Supervision,
    Support,
    Tax,
    Training,
    VettingItem,
)
from carecoop_desktop.people.assistants.rules import words
from carecoop_desktop.platform.kernel.dates import age_on, format_date, tax_year_of
from carecoop_desktop.platform.kernel.errors import Issue, Refusal
from carecoop_desktop.statutory.tax_codes import TaxCode, parse_code

YOUNGEST = 16
OLDEST = 100
MOST_WEEKLY_MINUTES = 100 * 60
_FIRST_DAY = date(1950, 1, 1)
_FARTHEST = timedelta(days=366 * 5)


def person_issues(entry: Person, today: date) -> list[Issue]:
    """Name, birth date, start and the rest of who somebody is; numbers are judged where they are read."""
    issues = [] if entry.name.strip() else [Issue("name", "The name is missing.")]
    issues += _one_of("status", entry.status, words.STATUSES)
    if entry.sex not in ("", "M", "F"):
        issues.append(Issue("sex", "HMRC's returns know only M and F.", "M, F or nothing."))
    if entry.born is not None and not YOUNGEST <= age_on(entry.born, today) <= OLDEST:
        latest = date(today.year - YOUNGEST, today.month, min(today.day, 28))
        issues.append(
            Issue(
                "born",
                f"{format_date(entry.born)} would be an age of {age_on(entry.born, today)}.",
                f"A date up to {format_date(latest)}.",
            )
        )
    issues += day_issues("started", entry.started, today + _FARTHEST)
    if entry.born and entry.started and age_on(entry.born, entry.started) < YOUNGEST:
        issues.append(Issue("started", f"This is before the age of {YOUNGEST}."))
    if entry.status == "active" and entry.started is None:
        issues.append(Issue("started", "An active PA needs a start date.", "A date such as 27 May 2024."))
    return issues


def contract_issues(entry: Contract, today: date) -> list[Issue]:
    """Terms: known words, sane hours, an end that is not before the beginning."""
    issues = day_issues("since", entry.since, today + _FARTHEST, needed=True)
    issues += _one_of("kind", entry.kind, words.CONTRACTS)
    issues += _one_of("pay_frequency", entry.pay_frequency, words.FREQUENCIES)
    issues += _one_of("holiday", entry.holiday, words.HOLIDAYS)
    issues += _minutes(entry.weekly_minutes or 0, least=0)
    return issues + _in_order("until", entry.since, entry.until, "The contract would end before it begins.")


def tax_issues(entry: Tax, today: date) -> list[Issue]:
    """Tax code by HMRC's syntax, NI letter, loans, pension and the figures of a P45."""
    issues = day_issues("since", entry.since, today + _FARTHEST, needed=True)
    try:
        parse_code(entry.tax_code)
    except Refusal as trouble:
        issues.append(Issue("tax_code", trouble.sentence, trouble.remedy))
    issues += _one_of("ni_letter", entry.ni_letter, words.NI_LETTERS)
    issues += _one_of("basis", entry.basis, words.BASES)
    issues += _one_of("loans", entry.loans, words.LOANS)
    issues += _one_of("starter_statement", entry.starter_statement, words.STARTER_STATEMENTS)
    return issues + _pension_issues(entry) + _p45_issues(entry, today)


def stored_code(entry: Tax) -> tuple[str, str]:
    """The tax code and the basis as they are kept: a mark such as M1 in the code sets the basis."""
    parsed: TaxCode = parse_code(entry.tax_code)
    return parsed.basic, "week1month1" if parsed.non_cumulative else entry.basis


def _pension_issues(entry: Tax) -> list[Issue]:
    issues = _one_of("pension", entry.pension, words.PENSIONS)
    issues += _one_of("pension_base", entry.pension_base, words.PENSION_BASES)
    for field, rate in (("employee_rate", entry.employee_rate), ("employer_rate", entry.employer_rate)):
        if rate is None or not 0 <= rate <= 10_000:
            issues.append(Issue(field, "This is not a share of pay.", "From 0 to 100 per cent."))
    return issues


def _p45_issues(entry: Tax, today: date) -> list[Issue]:
    issues = []
    for field, pence in (("p45_pay", entry.p45_pay), ("p45_tax", entry.p45_tax)):
        if (pence or 0) < 0:
            issues.append(Issue(field, "The figure of a P45 is not below zero."))
    figures = bool(entry.p45_pay or entry.p45_tax)
    known = {tax_year_of(today), tax_year_of(date(today.year - 1, today.month, 1))}
    if figures and entry.p45_tax_year not in known:
        issues.append(Issue("p45_tax_year", "The tax year of the P45 is needed with its figures.", max(known)))
    return issues


def vetting_issues(entry: VettingItem, items: Mapping[str, str], today: date) -> list[Issue]:
    """An item of the staff file: what is held, and when it was checked."""
    issues = _one_of("item", entry.item, items)
    if entry.complete and not entry.held.strip():
        issues.append(Issue("held", "What is held is missing.", "Such as: Passport, copy."))
    return issues + day_issues("checked", entry.checked, today, needed=entry.complete)


def dbs_issues(entry: Dbs, today: date) -> list[Issue]:
    """A certificate's dates and words; its number is judged where it is read."""
    issues = day_issues("issued_on", entry.issued_on, today, needed=True)
    issues += _one_of("level", entry.level, words.DBS_LEVELS)
    issues += _one_of("barred_lists", entry.barred_lists, words.BARRED_LISTS)
    issues += day_issues("seen", entry.seen, today)
    issues += _in_order("seen", entry.issued_on, entry.seen, "It cannot have been seen before it was issued.")
    issues += day_issues("status_checked", entry.status_checked, today)
    return issues + _in_order("renew_by", entry.issued_on, entry.renew_by, "It would be renewed before it was issued.")


def right_to_work_issues(entry: RightToWork, today: date) -> list[Issue]:
    """A right-to-work check and when to look again."""
    issues = day_issues("checked", entry.checked, today, needed=True)
    return issues + _in_order("follow_up", entry.checked, entry.follow_up, "The next look would be before this one.")


def reference_issues(entry: Reference, today: date) -> list[Issue]:
    """A reference: from whom, asked before received."""
    issues = [] if entry.referee.strip() else [Issue("referee", "Who gives the reference is missing.")]
    issues += day_issues("asked", entry.asked, today) + day_issues("received", entry.received, today)
    return issues + _in_order("received", entry.asked, entry.received, "It was received before it was asked for.")


def training_issues(entry: Training, known: Mapping[str, str], today: date) -> list[Issue]:
    """A course done, by the office's list of courses."""
    issues = _one_of("course", entry.course, known) + day_issues("done", entry.done, today, needed=True)
    return issues + _in_order("renew_by", entry.done, entry.renew_by, "It would be renewed before it was done.")


def supervision_issues(entry: Supervision, today: date) -> list[Issue]:
    """A supervision that took place."""
    return _one_of("kind", entry.kind, words.SUPERVISIONS) + day_issues("held", entry.held, today, needed=True)


def support_issues(entry: Support, today: date) -> list[Issue]:
    """Hours a week with a member."""
    return day_issues("since", entry.since, today + _FARTHEST, needed=True) + _minutes(entry.weekly_minutes or 0, 1)


def day_issues(field: str, day: date | None, latest: date, needed: bool = False) -> list[Issue]:
    """A date that is missing, long gone or too far ahead."""
    if day is None:
        return [Issue(field, "The date is missing.", "A date such as 27 May 2024.")] if needed else []
    if day < _FIRST_DAY:
        return [Issue(field, f"{format_date(day)} is too long ago.", f"From {format_date(_FIRST_DAY)} on.")]
    if day > latest:
        return [Issue(field, f"{format_date(day)} is still to come.", f"Up to {format_date(latest)}.")]
    return []


def _in_order(field: str, first: date | None, then: date | None, sentence: str) -> list[Issue]:
    if first is None or then is None or then >= first:
        return []
    return [Issue(field, sentence, f"From {format_date(first)} on.")]


def _one_of(field: str, code: str, known: Mapping[str, str]) -> list[Issue]:
    if code in known:
        return []
    return [Issue(field, "This is not among the choices.", ", ".join(known.values()))]


def _minutes(minutes: int, least: int) -> list[Issue]:
    if least <= minutes <= MOST_WEEKLY_MINUTES:
        return []
    return [Issue("weekly_minutes", "These are not hours of a week.", f"Up to {MOST_WEEKLY_MINUTES // 60} hours.")]
