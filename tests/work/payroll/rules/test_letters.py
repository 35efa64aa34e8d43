"""NI letters by date of birth, apprenticeship and a veteran's year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from carecoop_desktop.statutory.tables import StatePensionAge, load_shelf
from carecoop_desktop.work.payroll.rules.letters import letter_after_leaving, letter_proposal, zone_of

AGES = load_shelf().year("2026-27").table(StatePensionAge, date(2026, 11, 27))
PAYDAY = date(2026, 11, 27)


@dataclass(frozen=True)
class Person:
    born: date | None
    ni_letter: str = "A"
    apprentice_until: date | None = None
    veteran_since: date | None = None


def due(person: Person, payday: date = PAYDAY) -> str | None:
    found = letter_proposal(person, payday, AGES)
    return found.letter if found else None


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (Person(date(2005, 11, 28), "M"), None),
        (Person(date(2005, 11, 27), "M"), "A"),
        (Person(date(2005, 11, 28), "A"), "M"),
        (Person(date(2005, 11, 27), "Z"), "J"),
        (Person(date(2005, 11, 28), "H"), None),
        (Person(date(2001, 11, 27), "H"), "A"),
        (Person(date(2001, 11, 28), "H"), None),
        (Person(date(2002, 1, 1), "H", date(2026, 11, 26)), "A"),
        (Person(date(2002, 1, 1), "H", date(2026, 11, 27)), None),
        (Person(date(2002, 1, 1), "A", date(2027, 1, 1)), "H"),
        (Person(date(1990, 1, 1), "V"), None),
        (Person(date(1990, 1, 1), "V", veteran_since=date(2025, 11, 27)), "A"),
        (Person(date(1990, 1, 1), "V", veteran_since=date(2025, 11, 28)), None),
        (Person(date(1955, 1, 1), "A"), "C"),
        (Person(date(1955, 1, 1), "B"), "C"),
        (Person(date(1955, 1, 1), "F"), "S"),
        (Person(date(1990, 1, 1), "C"), "A"),
        (Person(date(1990, 1, 1), "F"), None),
        (Person(date(1990, 1, 1), "J"), None),
        (Person(None, "A"), None),
        (Person(date(1990, 1, 1), ""), None),
    ],
)
def test_a_letter_is_proposed_only_where_the_recorded_one_no_longer_fits(person: Person, expected: str | None) -> None:
    assert due(person) == expected


def test_the_end_of_a_relief_is_told_as_such() -> None:
    ended = letter_proposal(Person(date(2002, 1, 1), "H", date(2026, 10, 31)), PAYDAY, AGES)
    assert ended is not None and "apprenticeship" in ended.why and "31 Oct 2026" in ended.why
    year = letter_proposal(Person(date(1990, 1, 1), "V", veteran_since=date(2025, 1, 1)), PAYDAY, AGES)
    assert year is not None and "veteran" in year.why


def test_state_pension_age_rises_by_date_of_birth() -> None:
    born = date(1960, 6, 6)
    assert due(Person(born), date(2026, 9, 5)) is None
    assert due(Person(born), date(2026, 9, 6)) == "C"


def test_a_certificate_lasts_six_weeks_after_leaving() -> None:
    left = date(2026, 10, 1)
    assert letter_after_leaving("J", left, date(2026, 11, 12)) == "J"
    assert letter_after_leaving("J", left, date(2026, 11, 13)) == "A"
    assert [letter_after_leaving(one, left, PAYDAY) for one in "BZLAC"] == ["A", "M", "F", "A", "C"]


def test_places_are_known_by_their_letters() -> None:
    assert [zone_of(one) for one in "FNA"] == ["freeport", "investment zone", ""]
