"""The days on which pension law turns: enrolment, opting out, re-enrolment, declarations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from carecoop_desktop.platform.kernel.dates import add_months
from carecoop_desktop.statutory.ages import birthday
from carecoop_desktop.statutory.pensions import opt_out_ends, postponement_ends, reenrolment_window
from carecoop_desktop.statutory.tables.employment import AutoEnrolment

LETTER_DAYS = 42
"""Letters go out within six weeks of enrolment, postponement or the assessment (S.I. 2010/772)."""
DECLARATION_MONTHS = 5
"""The declaration of compliance is due within five months of the duties start date, or of each third birthday of it."""


class Window(NamedTuple):
    """When a re-enrolment date may be chosen, around the day it falls on."""

    opens: date
    day: date
    closes: date


def enrolment_day(
    table: AutoEnrolment, first: date, started: date | None, born: date, put_off: date | None, duties: date | None
) -> date:
    """The first day of a pay period on which somebody who is eligible must be a member."""
    days = [first, birthday(born, table.youngest_eligible)]
    return max(days + [day for day in (started, put_off, duties) if day is not None])


def opt_out_closes(table: AutoEnrolment, since: date, told: date | None) -> date | None:
    """The last day of the opt-out month, or None while the letter that it runs from is not sent."""
    return None if told is None else opt_out_ends(table, max(since, told))


def longest_postponement(table: AutoEnrolment, begins: date) -> date:
    """The latest deferral date of a postponement from a day."""
    return postponement_ends(table, begins)


def letter_due(day: date) -> date:
    """By when a letter about something that happened on a day must be sent."""
    return day + timedelta(days=LETTER_DAYS)


def next_window(table: AutoEnrolment, duties: date, today: date, done: Iterable[date]) -> Window:
    """The re-enrolment that is to be done next: the first whose window has not closed and that was not done."""
    taken = tuple(done)
    window = Window(*reenrolment_window(table, duties, duties))
    while window.closes < today or any(window.opens <= day <= window.closes for day in taken):
        window = Window(*reenrolment_window(table, duties, window.day))
    return window


def declaration_due(duties: date) -> date:
    """By when a declaration must be made after the duties began, or after their third birthdays."""
    return add_months(duties, DECLARATION_MONTHS)


def declarations_due(table: AutoEnrolment, duties: date, today: date) -> list[date]:
    """Every declaration due so far, and the one that a begun window leads to, oldest first."""
    found, day = [declaration_due(duties)] if duties <= today else [], duties
    while True:
        opens, day, _ = reenrolment_window(table, duties, day)
        if opens > today:
            return found
        found.append(declaration_due(day))
