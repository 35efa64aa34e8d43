"""Which National Insurance letter somebody has on a payday, and why it changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from carecoop_desktop.platform.kernel.dates import add_months, age_on, format_date
from carecoop_desktop.statutory.ages import birthday, state_pension_day
from carecoop_desktop.statutory.tables.employment import StatePensionAge


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What decides the letter. ``zone`` is ``freeport``, ``investment zone`` or empty."""

    born: date
    apprentice_until: date | None = None
    reduced_rate: bool = False
    deferred: bool = False
    veteran_since: date | None = None
    zone: str = ""


class LetterChoice(NamedTuple):
    """A letter, the reason, and the day from which another may be due (None: nothing in sight)."""

    letter: str
    why: str
    until: date | None


_PENSIONER = {"": "C", "freeport": "S", "investment zone": "K"}
_REDUCED = {"": "B", "freeport": "I", "investment zone": "E"}
_DEFERRED = {"": "J", "freeport": "L", "investment zone": "D"}
_STANDARD = {"": "A", "freeport": "F", "investment zone": "N"}


def letter_on(facts: LetterFacts, payday: date, pension: StatePensionAge) -> LetterChoice:
    """The letter on a payday: the first rule that applies, in the order in which HMRC gives relief."""
    retires = state_pension_day(facts.born, pension)
    if age_on(facts.born, payday) < 16:
        return LetterChoice("X", "Under 16: no National Insurance.", birthday(facts.born, 16))
    if payday >= retires:
        why = f"Over State Pension age since {format_date(retires)}: no employee's contributions."
        return LetterChoice(_PENSIONER[facts.zone], why, None)
    if facts.reduced_rate:
        return LetterChoice(_REDUCED[facts.zone], "Reduced rate by certificate of election.", retires)
    return _by_age(facts, payday, retires)


def _by_age(facts: LetterFacts, payday: date, retires: date) -> LetterChoice:
    adult = birthday(facts.born, 21)
    if payday < adult:
        if facts.deferred:
            return LetterChoice("Z", "Under 21, and may defer because of another job.", adult)
        return LetterChoice("M", f"Under 21 until {format_date(adult)}.", adult)
    if facts.deferred:
        return LetterChoice(_DEFERRED[facts.zone], "May defer because enough is paid in another job.", retires)
    return _by_relief(facts, payday, retires)


def _by_relief(facts: LetterFacts, payday: date, retires: date) -> LetterChoice:
    of_age = birthday(facts.born, 25)
    if facts.apprentice_until and payday <= facts.apprentice_until and payday < of_age:
        until = min(of_age, facts.apprentice_until)
        return LetterChoice("H", f"Apprentice under 25, until {format_date(until)}.", until)
    if facts.veteran_since and facts.veteran_since <= payday < (ends := add_months(facts.veteran_since, 12)):
        return LetterChoice("V", f"Veteran in the first 12 months of civilian work, until {format_date(ends)}.", ends)
    place = f" in a {facts.zone}" if facts.zone else ""
    return LetterChoice(_STANDARD[facts.zone], f"Standard rate{place}.", retires)
