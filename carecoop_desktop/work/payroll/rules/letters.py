"""Which NI letter the date of birth, an apprenticeship or a veteran's first year ask for on a payday."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple, Protocol

from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.statutory.ages import birthday
from carecoop_desktop.statutory.ni_letters import LetterFacts, letter_on
from carecoop_desktop.statutory.tables import StatePensionAge

FREEPORT, INVESTMENT = "FILS", "NEDK"
_REDUCED, _DEFERRED, _APPRENTICE, _VETERAN = "BIE", "JZLD", "H", "V"
_YOUNG = "MZHFNVX"
_AFTER_LEAVING = timedelta(weeks=6)


class Person(Protocol):
    """What decides the letter."""

    @property
    def born(self) -> date | None: ...
    @property
    def ni_letter(self) -> str: ...
    @property
    def apprentice_until(self) -> date | None: ...
    @property
    def veteran_since(self) -> date | None: ...


class Proposal(NamedTuple):
    """Another letter than the one recorded, and why."""

    letter: str
    why: str


def zone_of(letter: str) -> str:
    """The place that a letter is for."""
    return "freeport" if letter in FREEPORT else "investment zone" if letter in INVESTMENT else ""


def letter_proposal(person: Person, payday: date, ages: StatePensionAge) -> Proposal | None:
    """The letter due on a payday where the recorded one no longer fits; None where it fits or nobody can say.

    Certificates (reduced rate, deferment) and places are taken from the recorded letter. An H or V without its day
    stands, except that an apprentice's ends at 25.
    """
    letter, born = person.ni_letter, person.born
    if born is None or not letter:
        return None
    apprentice_until = person.apprentice_until or (birthday(born, 25) if letter in _APPRENTICE else None)
    veteran_since = person.veteran_since or (payday if letter in _VETERAN else None)
    facts = LetterFacts(born, apprentice_until, letter in _REDUCED, letter in _DEFERRED, veteran_since, zone_of(letter))
    try:
        choice = letter_on(facts, payday, ages)
    except Refusal:
        return None
    if choice.letter == letter or _stands(letter, choice.letter, person):
        return None
    ended = _relief_ended(letter, apprentice_until) if choice.letter == "A" else ""
    return Proposal(choice.letter, ended or choice.why)


def _relief_ended(letter: str, apprentice_until: date | None) -> str:
    """Which relief of a letter is over, where it stood for one that ends."""
    if letter in _APPRENTICE and apprentice_until is not None:
        return f"The apprenticeship's relief ended on {format_date(apprentice_until)}."
    return "The veteran's first year of civilian work is over." if letter in _VETERAN else ""


def _stands(letter: str, due: str, person: Person) -> bool:
    """Whether a letter that gives the same or another relief is left as the office recorded it."""
    if due == "M":
        return letter in _YOUNG
    if due == "A":
        return letter in "A" or (letter in FREEPORT + INVESTMENT)
    if due in "HV":
        return letter == "A" and person.apprentice_until is None and person.veteran_since is None
    return False


def letter_after_leaving(letter: str, left: date, payday: date) -> str:
    """The letter for pay after the P45: the last one, but a certificate counts only for six weeks after leaving."""
    if payday <= left + _AFTER_LEAVING:
        return letter
    return {"B": "A", "I": "F", "E": "N", "J": "A", "Z": "M", "L": "F", "D": "N"}.get(letter, letter)
