"""Words, checks and states of funders and agreements."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from carecoop_desktop.people.funding.entries import Agreement, Funder
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.errors import Issue
from carecoop_desktop.platform.kernel.money import format_money

KINDS: Mapping[str, str] = {
    "council": "Council",
    "icb": "NHS integrated care board",
    "self": "The member",
    "other": "Other",
}
SCHEMES: Mapping[str, str] = {
    "DP": "Direct payment",
    "PHB": "Personal health budget",
    "s117": "Section 117 aftercare",
    "self": "Own money",
    "other": "Other",
}
SHORT: Mapping[str, str] = {
    "DP": "Direct payment",
    "PHB": "Health budget",
    "s117": "Section 117",
    "self": "Self-funded",
    "other": "Other",
}
"""How the members' list says a scheme."""

FREQUENCIES: Mapping[str, str] = {
    "weekly": "Every week",
    "four-weekly": "Every four weeks",
    "monthly": "Every month",
    "quarterly": "Every quarter",
}
SOON = timedelta(days=42)
_MOST_WEEKLY = 1_500_000
_FIRST_DAY = date(1997, 4, 1)
"""Direct payments began with the Act of 1996."""
_FARTHEST = timedelta(days=366 * 5)


class State(NamedTuple):
    """A tone (met, warn, bad, info, quiet) and the words that go with it."""

    tone: str
    words: str


def funder_issues(entry: Funder) -> list[Issue]:
    """What is wrong with a funder as typed."""
    issues = [] if entry.name.strip() else [Issue("name", "The name is missing.")]
    if entry.kind not in KINDS:
        issues.append(Issue("kind", "This is not among the choices.", ", ".join(KINDS.values())))
    if entry.surplus_weeks is not None and not 0 <= entry.surplus_weeks <= 104:
        issues.append(Issue("surplus_weeks", "This is not a number of weeks.", "From 0 to 104, or nothing."))
    return issues


def agreement_issues(entry: Agreement, today: date) -> list[Issue]:
    """What is wrong with an agreement as typed: every issue at once."""
    issues = []
    if entry.scheme not in SCHEMES:
        issues.append(Issue("scheme", "This is not among the choices.", ", ".join(SCHEMES.values())))
    if entry.frequency not in FREQUENCIES:
        issues.append(Issue("frequency", "This is not among the choices.", ", ".join(FREQUENCIES.values())))
    return issues + _money_issues(entry) + _date_issues(entry, today)


def _money_issues(entry: Agreement) -> list[Issue]:
    issues = []
    if entry.weekly is None:
        issues.append(Issue("weekly", "The weekly budget is missing.", "An amount such as £612.40."))
    elif not 0 <= entry.weekly <= _MOST_WEEKLY:
        issues.append(Issue("weekly", "This cannot be a weekly budget.", f"Up to {format_money(_MOST_WEEKLY)}."))
    if not issues and not 0 <= (entry.contribution or 0) <= (entry.weekly or 0):
        allowed = f"From £0.00 to {format_money(entry.weekly or 0)}."
        issues.append(Issue("contribution", "The member's share cannot be more than the budget.", allowed))
    return issues


def _date_issues(entry: Agreement, today: date) -> list[Issue]:
    if entry.start is None:
        return [Issue("start", "The first day is missing.", "A date such as 1 Apr 2026.")]
    issues = []
    if not _FIRST_DAY <= entry.start <= today + _FARTHEST:
        issues.append(
            Issue("start", f"{format_date(entry.start)} cannot be right.", "A day of this agreement's letter.")
        )
    if entry.end is not None and entry.end < entry.start:
        issues.append(Issue("end", "It would end before it begins.", f"From {format_date(entry.start)} on."))
    if entry.review is not None and entry.review < entry.start:
        issues.append(Issue("review", "The review would be before it begins.", f"From {format_date(entry.start)} on."))
    return issues


def agreement_state(start: date, end: date | None, review: date | None, today: date) -> State:
    """How an agreement stands on a day, the most urgent first."""
    if end is not None and end < today:
        return State("quiet", f"ended {format_date(end)}")
    if start > today:
        return State("info", f"from {format_date(start)}")
    if review is not None and review < today:
        return State("bad", "review overdue")
    if end is not None and end <= today + SOON:
        return State("warn", f"ends {format_date(end)}")
    if review is not None and review <= today + SOON:
        return State("warn", "review due")
    return State("met", "running")


def budget_in_words(weekly: int, contribution: int) -> str:
    """What the funder pays and what the member adds: ``£612.40 + £38.00 contribution``."""
    if not contribution:
        return format_money(weekly)
    return f"{format_money(weekly - contribution)} + {format_money(contribution)} contribution"
