"""What holds a payslip back, and what staff are told."""

from dataclasses import dataclass
from datetime import date

import pytest

from carecoop_desktop.statutory.tables import MinimumWage, load_shelf
from carecoop_desktop.work.payroll.rules.checks import findings, held_back
from carecoop_desktop.work.payroll.rules.lines import PayLine
from carecoop_desktop.work.payroll.rules.slip import Slip, ToDate, make_slip, slip_inputs

PAID = date(2026, 11, 27)
BEGINS = date(2026, 11, 1)
SHELF = load_shelf()
YEAR = SHELF.year("2026-27")
WAGES = SHELF.on(MinimumWage, BEGINS)


@dataclass(frozen=True)
class Person:
    born: date | None = date(1990, 1, 1)
    ni_letter: str = "A"
    bank: object = "there"
    frequency: str = "monthly"
    tax_code: str = "1257L"
    basis: str = "cumulative"
    loans: tuple[str, ...] = ()
    pension: str = "none"
    pension_base: str = "qualifying"
    employee_rate: int = 500
    employer_rate: int = 300
    apprentice_until: date | None = None
    veteran_since: date | None = None


def slip(person: Person, rate: int, *more: PayLine, before: ToDate | None = None) -> Slip:
    lines = [PayLine("standard", "Standard hours", 1, "hours", 6000, rate, rate * 100), *more]
    return make_slip(slip_inputs(person, PAID, before or ToDate()), lines, YEAR)


@pytest.mark.parametrize(
    ("born", "least"),
    [(date(1990, 1, 1), 1271), (date(2005, 11, 1), 1271), (date(2005, 11, 2), 1085), (date(2009, 6, 1), 800)],
)
def test_a_penny_below_the_minimum_wage_of_the_age_holds_back(born: date, least: int) -> None:
    person = Person(born)
    assert held_back(person, BEGINS, slip(person, least), WAGES) == ""
    assert "Under the minimum wage" in held_back(person, BEGINS, slip(person, least - 1), WAGES)


def test_holiday_pay_and_sleep_ins_do_not_lift_an_hourly_rate() -> None:
    person = Person()
    more = [PayLine("holiday", "", 1, "pounds", 0, 0, 50_000), PayLine("sleep-in", "", 1, "nights", 2, 6500, 13_000)]
    assert held_back(person, BEGINS, slip(person, 1270, *more), WAGES)


def test_without_a_date_of_birth_nothing_is_held_but_it_is_said() -> None:
    person = Person(born=None)
    low = slip(person, 500)
    assert held_back(person, BEGINS, low, WAGES) == ""
    assert any("date of birth" in told for told in findings(person, PAID, low, YEAR))


def test_missing_bank_details_and_refunds_are_told() -> None:
    person = Person(bank=None)
    refund = slip(person, 1400, before=ToDate(2_000_000, 900_000))
    told = " ".join(findings(person, PAID, refund, YEAR))
    assert "No bank details" in told and "tax refund" in told


@pytest.mark.parametrize(
    ("born", "letter", "told"),
    [
        (date(2006, 6, 1), "A", True), (date(2006, 6, 1), "M", False), (date(1955, 1, 1), "A", True),
        (date(1955, 1, 1), "C", False), (date(1990, 1, 1), "M", True), (date(1990, 1, 1), "A", False),
        (date(1990, 1, 1), "J", False),
    ],
)  # fmt: skip
def test_a_letter_that_does_not_fit_the_age_is_told(born: date, letter: str, told: bool) -> None:
    person = Person(born, letter)
    found = [f for f in findings(person, PAID, slip(person, 1400), YEAR) if "NI letter" in f]
    assert bool(found) is told
