"""The inspector's room: what a PIN must be, and what is hidden in running text."""

from __future__ import annotations

import re
from datetime import date

from carecoop_desktop.platform.kernel.errors import Issue

BODIES = ("CQC", "Ofsted", "The council", "The NHS (ICB)")
LEAST_DIGITS, MOST_DIGITS = 4, 12
_TOO_EASY = ("0123456789012", "9876543210987")

_HIDDEN = (
    (re.compile(r"(?<![\w-])(?:\+44|0)(?:[\s-]?\(?\d\)?){8,10}(?!\d)"), "(number hidden)"),
    (re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b"), "(postcode hidden)"),
    (re.compile(r"\b\d{2}-\d{2}-\d{2}\b"), "(bank details hidden)"),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w"), "(e-mail hidden)"),
    (re.compile(r"£\s?\d[\d,]*(?:\.\d\d)?"), "(amount hidden)"),
)


def visit_issues(inspector: str, body: str, pin: str, again: str) -> list[Issue]:
    """What is missing before a visit can begin."""
    issues = []
    if not inspector.strip():
        issues.append(Issue("inspector", "The inspector's name is missing."))
    if not body.strip():
        issues.append(Issue("body", "Say for whom they come.", "CQC, Ofsted, the council ..."))
    issues += pin_issues(pin)
    if pin != again:
        issues.append(Issue("again", "The two PINs are not the same."))
    return issues


def pin_issues(pin: str) -> list[Issue]:
    """What is wrong with a new PIN: too short, no figures, or one of those that are tried first."""
    accepted = "4 figures or more that are no row and no repetition."
    if not (pin.isascii() and pin.isdigit()) or not LEAST_DIGITS <= len(pin) <= MOST_DIGITS:
        return [Issue("pin", f"A PIN is {LEAST_DIGITS} to {MOST_DIGITS} figures.", accepted)]
    if len(set(pin)) == 1 or any(pin in row for row in _TOO_EASY):
        return [Issue("pin", "This PIN is one of those that are tried first.", accepted)]
    return []


def hidden(text: str) -> str:
    """Running text without telephone numbers, postcodes, e-mail addresses, sort codes and amounts of money."""
    for pattern, instead in _HIDDEN:
        text = pattern.sub(instead, text)
    return text


def framework_for(body: str) -> str:
    """The framework that a body inspects by."""
    return "ofsted-sccif-ifa" if "ofsted" in body.lower() else "cqc-saf-2023"


def four_weeks_before(today: date) -> tuple[date, date]:
    """The last four whole weeks, Monday to Sunday."""
    last = date.fromordinal(today.toordinal() - today.weekday() - 1)
    return date.fromordinal(last.toordinal() - 27), last
