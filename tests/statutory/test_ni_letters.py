"""The letter of a payday, a day either side of each birthday that changes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from carecoop_desktop.statutory.ni_letters import LetterFacts, letter_on
from carecoop_desktop.statutory.tables import StatePensionAge, TaxYear

DAY = date(2026, 11, 20)


@pytest.fixture
def ages(year: TaxYear) -> StatePensionAge:
    return year.table(StatePensionAge, DAY)


def test_turning_21_changes_m_to_a(ages: StatePensionAge) -> None:
    facts = LetterFacts(born=date(2005, 11, 20))
    before = letter_on(facts, DAY - timedelta(days=1), ages)
    assert (before.letter, before.until) == ("M", DAY)
    assert letter_on(facts, DAY, ages).letter == "A"


def test_state_pension_age_changes_a_to_c(ages: StatePensionAge) -> None:
    facts = LetterFacts(born=date(1960, 6, 20))  # 66 years and 3 months
    reached = date(2026, 9, 20)
    assert letter_on(facts, reached - timedelta(days=1), ages).letter == "A"
    after = letter_on(facts, reached, ages)
    assert after.letter == "C"
    assert "20 Sep 2026" in after.why


def test_an_apprentice_stays_h_until_25_or_the_end(ages: StatePensionAge) -> None:
    facts = LetterFacts(born=date(2001, 11, 20), apprentice_until=date(2027, 6, 30))
    assert letter_on(facts, DAY - timedelta(days=1), ages).letter == "H"
    assert letter_on(facts, DAY, ages).letter == "A"
    short = replace(facts, born=date(2003, 1, 1), apprentice_until=DAY)
    assert letter_on(short, DAY, ages).letter == "H"
    assert letter_on(short, DAY + timedelta(days=1), ages).letter == "A"


def test_a_veteran_has_twelve_months(ages: StatePensionAge) -> None:
    facts = LetterFacts(born=date(1990, 1, 1), veteran_since=date(2025, 11, 21))
    assert letter_on(facts, DAY, ages).letter == "V"
    assert letter_on(facts, DAY + timedelta(days=1), ages).letter == "A"


@pytest.mark.parametrize(
    ("facts", "letter"),
    [
        (LetterFacts(date(2011, 1, 1)), "X"),
        (LetterFacts(date(2008, 1, 1), deferred=True), "Z"),
        (LetterFacts(date(1990, 1, 1), deferred=True), "J"),
        (LetterFacts(date(1960, 12, 1), reduced_rate=True), "B"),
        (LetterFacts(date(1990, 1, 1), zone="freeport"), "F"),
        (LetterFacts(date(1990, 1, 1), zone="investment zone"), "N"),
        (LetterFacts(date(1950, 1, 1), zone="freeport"), "S"),
        (LetterFacts(date(1950, 1, 1), zone="investment zone"), "K"),
        (LetterFacts(date(1990, 1, 1), zone="freeport", deferred=True), "L"),
        (LetterFacts(date(1990, 1, 1), zone="investment zone", deferred=True), "D"),
        (LetterFacts(date(1960, 12, 1), reduced_rate=True, zone="freeport"), "I"),
        (LetterFacts(date(1960, 12, 1), reduced_rate=True, zone="investment zone"), "E"),
    ],
)
def test_other_letters(facts: LetterFacts, letter: str, ages: StatePensionAge) -> None:
    choice = letter_on(facts, DAY, ages)
    assert choice.letter == letter
    assert choice.why.endswith(".")


def test_every_letter_that_is_given_is_in_the_tables(ages: StatePensionAge, tables: object) -> None:
    known = tables.national_insurance.letters  # type: ignore[attr-defined]
    for born in (date(2012, 1, 1), date(2007, 1, 1), date(1990, 1, 1), date(1950, 1, 1)):
        for zone in ("", "freeport", "investment zone"):
            for deferred in (False, True):
                assert letter_on(LetterFacts(born, deferred=deferred, zone=zone), DAY, ages).letter in known
