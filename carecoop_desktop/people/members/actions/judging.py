"""Proves what was filled in about the people around a member."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from carecoop_desktop.people.members.entries import NewConsent, NewContact, NewNeed, NewRequest
from carecoop_desktop.people.members.rules import (
    CONSENT_BASES,
    CONSENT_SUBJECTS,
    CONTACT_ROLES,
    NEEDS,
    basis_issue,
)
from carecoop_desktop.platform.kernel.errors import Issue
from carecoop_desktop.platform.office.importing import values as read
from carecoop_desktop.platform.office.importing.values import Unreadable

RESULTS = {"open": "Open", "done": "Done", "declined": "Not possible"}


def tidy_contact(contact: NewContact) -> NewContact:
    """The same contact without stray spaces."""
    tidy = {key: " ".join(getattr(contact, key).split()) for key in ("name", "relation", "phone", "email", "note")}
    changes: Any = tidy
    return replace(contact, **changes)


def contact_issues(contact: NewContact) -> list[Issue]:
    """A contact needs a name or at least a relation, a role, and numbers that can be rung."""
    issues = [] if contact.name or contact.relation else [Issue("name", "The name is missing.")]
    if contact.role not in CONTACT_ROLES:
        issues.append(Issue("role", "Choose their role.", ", ".join(CONTACT_ROLES.values())))
    issues += _unreadable("phone", contact.phone, read.phone, "This is not a telephone number.")
    issues += _unreadable("email", contact.email, read.email, "This is not an e-mail address.")
    if contact.since and contact.until and contact.until < contact.since:
        issues.append(Issue("until", "The end lies before the start."))
    return issues


def need_issues(need: NewNeed) -> list[Issue]:
    """A need is one of the list; one that says nothing by itself needs a detail."""
    if need.need not in NEEDS:
        return [Issue("need", "Choose how information must reach them.", ", ".join(NEEDS.values()))]
    if need.need in ("interpreter", "translation") and not need.detail.strip():
        return [Issue("detail", "Say which language.")]
    return []


def consent_issues(consent: NewConsent, today: date) -> list[Issue]:
    """A consent has a subject, somebody who gave it, and a basis that reaches that far."""
    issues = []
    if consent.subject not in CONSENT_SUBJECTS:
        issues.append(Issue("subject", "Choose what it is about.", ", ".join(CONSENT_SUBJECTS.values())))
    if not consent.given_by.strip():
        issues.append(Issue("given_by", "Say who gave it.", "The member, or who decided for them."))
    if consent.basis not in CONSENT_BASES:
        issues.append(Issue("basis", "Choose on what basis.", ", ".join(CONSENT_BASES.values())))
    elif found := basis_issue(consent.subject, consent.basis):
        issues.append(found)
    if consent.recorded is not None and consent.recorded > today:
        issues.append(Issue("recorded", "This day is still to come."))
    if consent.review is not None and consent.review <= (consent.recorded or today):
        issues.append(Issue("review", "The review comes after the consent."))
    return issues


def request_issues(request: NewRequest, today: date) -> list[Issue]:
    """A request says what is wanted; an answer comes after it and, where it is no, has a reason."""
    issues = [] if request.what.strip() else [Issue("what", "Say what should be different.")]
    asked = request.asked or today
    if asked > today:
        issues.append(Issue("asked", "This day is still to come."))
    if request.result not in RESULTS:
        issues.append(Issue("result", "Choose what came of it.", ", ".join(RESULTS.values())))
    elif request.result != "open":
        issues += _answer_issues(request, asked, today)
    return issues


def _answer_issues(request: NewRequest, asked: date, today: date) -> list[Issue]:
    issues = []
    if request.answered is None or not asked <= request.answered <= today:
        issues.append(Issue("answered", "The answer lies between the day they asked and today."))
    if request.result == "declined" and not request.answer.strip():
        issues.append(Issue("answer", "Give the reason; the member will want to know."))
    return issues


def _unreadable(field: str, words: str, parse: Callable[[str], str], said: str) -> list[Issue]:
    if not words:
        return []
    try:
        parse(words)
    except Unreadable as trouble:
        return [Issue(field, said, f"Accepted: {trouble.accepted}.")]
    return []
