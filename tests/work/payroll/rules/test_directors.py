"""Over how many weeks a director's National Insurance is worked out, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from carecoop_desktop.work.payroll.rules.directors import director_weeks, is_director, is_last_payday, letter_changed

APRIL = date(2026, 4, 28)
MARCH = date(2027, 3, 26)


@dataclass(frozen=True)
class Office:
    director_since: date | None = date(2020, 1, 1)
    director_until: date | None = None
    director_method: str = "annual"


def weeks(office: Office, payday: date = APRIL) -> int:
    return director_weeks(office, "2026-27", payday, "monthly")


def test_the_annual_method_counts_on_every_payday() -> None:
    assert (weeks(Office()), weeks(Office(), MARCH)) == (52, 52)


def test_the_alternative_method_counts_on_the_last_payday_only() -> None:
    own = Office(director_method="alternative")
    assert (weeks(own), weeks(own, MARCH)) == (0, 52)


@pytest.mark.parametrize(("since", "expected"), [
    (date(2026, 4, 6), 52), (date(2026, 4, 13), 51), (date(2026, 5, 4), 48), (date(2027, 4, 5), 1)])  # fmt: skip
def test_somebody_appointed_in_the_year_has_the_weeks_that_are_left(since: date, expected: int) -> None:
    assert weeks(Office(since), date(2027, 4, 5)) == expected


def test_whoever_is_no_director_has_none() -> None:
    assert weeks(Office(None)) == 0
    assert weeks(Office(director_method="")) == 0
    assert weeks(Office(date(2026, 5, 1))) == 0
    assert weeks(Office(director_until=date(2026, 3, 1))) == 0


def test_an_office_that_ends_counts_to_the_end_of_its_tax_year() -> None:
    assert is_director(Office(director_until=date(2026, 6, 1)), "2026-27", MARCH)
    assert not is_director(Office(director_until=date(2026, 6, 1)), "2027-28", date(2027, 4, 30))


@pytest.mark.parametrize(("frequency", "payday", "last"), [
    ("monthly", date(2027, 2, 26), False), ("monthly", MARCH, True), ("weekly", date(2027, 3, 29), False),
    ("weekly", date(2027, 3, 30), True), ("four-weekly", date(2027, 3, 9), True)])  # fmt: skip
def test_the_last_payday_of_the_year(frequency: str, payday: date, last: bool) -> None:
    assert is_last_payday("2026-27", payday, frequency) is last


def test_a_directors_letter_that_changed_is_told() -> None:
    assert letter_changed(set(), "A") == letter_changed({"A"}, "A") == []
    (told,) = letter_changed({"A", "M"}, "C")
    assert "changed from A and M to C" in told
