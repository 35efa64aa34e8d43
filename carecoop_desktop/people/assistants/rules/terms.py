"""When something of a PA's file falls due, and how that stands on a day."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from carecoop_desktop.platform.kernel.dates import add_months, format_date, overdue_words


class Tone(StrEnum):
    """How a state is shown: green, amber, red, or grey where there is nothing to judge."""

    MET = "met"
    WARN = "warn"
    BAD = "bad"
    QUIET = "quiet"


class State(NamedTuple):
    """A tone and the words that always go with it."""

    tone: Tone
    words: str


def dbs_renew_by(
    issued_on: date, status_checked: date | None, update_service: bool, dbs_months: int, status_months: int
) -> date:
    """By when a certificate is renewed by the office's policy.

    On the Update Service its status is looked up again every year; otherwise there is a new certificate in good time.
    """
    if update_service:
        return add_months(status_checked or issued_on, status_months)
    return add_months(issued_on, dbs_months)


def training_renew_by(done: date, months: int) -> date | None:
    """By when a course is done again; None for one that is done once."""
    return add_months(done, months) if months else None


def due_state(renew_by: date | None, today: date, soon_days: int) -> State:
    """How something stands that must be renewed by a day; the day itself still counts."""
    if renew_by is None:
        return State(Tone.MET, "in date")
    if renew_by < today:
        return State(Tone.BAD, overdue_words(renew_by, today))
    if renew_by <= today + timedelta(days=soon_days):
        return State(Tone.WARN, f"due {format_date(renew_by)}")
    return State(Tone.MET, "in date")
