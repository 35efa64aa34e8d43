"""Whole years of invented people: what a year's payments must come to, whatever happens in it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

import pytest

from carecoop_desktop.statutory.income_tax import tax_due, tax_to_date
from carecoop_desktop.statutory.national_insurance import Earlier, director_due, ni_due
from carecoop_desktop.statutory.pay import PayInput, PayResult, work_out
from carecoop_desktop.statutory.pensions import Relief, Scheme
from carecoop_desktop.statutory.periods import FORTNIGHTLY, FOUR_WEEKLY, MONTHLY, WEEKLY, PayPeriod
from carecoop_desktop.statutory.tables import IncomeTax, NationalInsurance, TaxYear, load_shelf
from carecoop_desktop.statutory.tax_codes import parse_code, start_with_p45, uplifted

SHELF = load_shelf()
YEARS = ("2024-25", "2025-26", "2026-27")
CODES = ("1257L", "S1257L", "C1257L", "BR", "D0", "0T", "K120", "1131N", "1383M", "SBR", "NT")


@dataclass
class YearCard:
    """One person's totals of a tax year."""

    pay: int = 0
    tax: int = 0
    ee_ni: int = 0
    er_ni: int = 0
    loan: int = 0
    pension: int = 0
    held: int = 0
    results: list[PayResult] = field(default_factory=list)

    def add(self, given: PayInput) -> None:
        """One payment more."""
        result = work_out(given)
        self.pay += result.taxable
        self.tax += result.tax.pence
        self.ee_ni += result.ee_ni.pence
        self.er_ni += result.er_ni.pence
        self.loan += result.loan.pence
        self.pension += result.pension_ee.pence
        self.held += result.tax.pence == max(result.taxable * 5000 // 10_000, 0)
        self.results.append(result)


def payday(year: TaxYear, period: PayPeriod, number: int) -> date:
    """A day in the tax week or month of a number."""
    if period.periods == 12:
        month = (number + 2) % 12 + 1
        return date(year.span.first.year + (month < 4), month, 28)
    return date.fromordinal(min(year.span.first.toordinal() + number * 7 - 3, year.span.last.toordinal()))


def lives(count: int, seed: int) -> list[Random]:
    return [Random(seed * 1_000 + n) for n in range(count)]


@pytest.mark.parametrize("name", YEARS)
@pytest.mark.parametrize("period", [WEEKLY, FORTNIGHTLY, FOUR_WEEKLY, MONTHLY], ids=lambda period: period.name)
def test_a_years_payments_come_to_the_years_tax(name: str, period: PayPeriod) -> None:
    year = SHELF.year(name)
    for life in lives(20, 1):
        code, card = parse_code(life.choice(CODES)), YearCard()
        usual = life.randrange(5_000, 120_000) * period.length * (4 if period.periods == 12 else 1)
        for number in range(period.length, period.periods + 1, period.length):
            pay = life.choice([usual, usual, usual + 1_234, usual // 2, 0])
            card.add(
                PayInput(
                    year,
                    payday(year, period, number),
                    period,
                    number,
                    code,
                    "A",
                    pay,
                    pay,
                    taxable_before=card.pay,
                    tax_before=card.tax,
                )
            )
        table = year.table(IncomeTax, year.span.first, code.nation)
        due = tax_to_date(table, code, period.periods, period.periods, card.pay)
        assert card.tax == due or (card.held and card.tax < due)
        assert card.tax >= 0


@pytest.mark.parametrize("name", YEARS)
def test_insurance_loans_and_pensions_of_a_year_are_those_of_its_months(name: str) -> None:
    year = SHELF.year(name)
    scheme = Scheme("NEST", 500, 300)
    for life in lives(30, 2):
        card, alone = YearCard(), YearCard()
        for number in range(1, 13):
            pay = life.randrange(0, 600_000)
            day = payday(year, MONTHLY, number)
            plain = PayInput(
                year, day, MONTHLY, 1, parse_code("1257L"), "A", pay, pay, pay, loan_plan="2", scheme=scheme
            )
            card.add(replace(plain, number=number, taxable_before=card.pay, tax_before=card.tax))
            alone.add(plain)
        assert (card.ee_ni, card.er_ni, card.loan) == (alone.ee_ni, alone.er_ni, alone.loan)
        assert card.pension == alone.pension
        assert card.loan % 100 == 0


@pytest.mark.parametrize("name", YEARS)
@pytest.mark.parametrize("letter", "ABCMJ")
def test_a_directors_year_costs_the_same_by_either_method(name: str, letter: str) -> None:
    table = SHELF.year(name).table(NationalInsurance, date(int(name[:4]), 5, 1))
    for life in lives(10, 3):
        pays = [life.choice([0, 100_000, 250_000, 900_000]) for _ in range(12)]
        annual, alternative = Earlier(), Earlier()
        for month, pay in enumerate(pays, start=1):
            first = director_due(table, letter, pay, annual)
            last = month == 12
            second = (
                director_due(table, letter, pay, alternative) if last else ni_due(table, letter, MONTHLY.earnings, pay)
            )
            annual = Earlier(
                annual.earnings + pay, annual.employee + first.employee.pence, annual.employer + first.employer.pence
            )
            alternative = Earlier(
                alternative.earnings + pay,
                alternative.employee + second.employee.pence,
                alternative.employer + second.employer.pence,
            )
            assert first.employee.pence >= 0
        assert annual == alternative
        assert annual[:3] == (sum(pays), *_whole(table, letter, sum(pays)))


def _whole(table: NationalInsurance, letter: str, earnings: int) -> tuple[int, int]:
    due = director_due(table, letter, earnings, Earlier())
    return due.employee.pence, due.employer.pence


def test_a_new_code_in_the_year_corrects_what_the_old_one_took() -> None:
    """A P6 in month 5 raises the allowance: the month refunds what the four before took too much."""
    year = SHELF.year("2026-27")
    table = year.deductions(date(2026, 8, 28)).income_tax["rUK"]
    before = tax = 0
    for number in range(1, 13):
        code = parse_code("BR" if number < 5 else "1257L")
        due = tax_due(table, code, MONTHLY, number, 200_000, before, tax).pence
        if number == 5:
            assert due < 0
        before, tax = before + 200_000, tax + due
    assert tax == tax_to_date(table, parse_code("1257L"), 12, 12, 2_400_000)


def test_a_starter_with_a_p45_ends_the_year_as_if_there_had_been_one_job() -> None:
    year = SHELF.year("2026-27")
    codes = year.deductions(date(2026, 9, 1)).codes
    table = year.deductions(date(2026, 9, 1)).income_tax["rUK"]
    start = start_with_p45(codes, "1257L", True, 1_000_000, tax_to_date(table, parse_code("1257L"), 5, 12, 1_000_000))
    before, tax = start.pay_before, start.tax_before
    for number in range(6, 13):
        due = tax_due(table, start.code, MONTHLY, number, 200_000, before, tax).pence
        before, tax = before + 200_000, tax + due
    assert tax == tax_to_date(table, parse_code("1257L"), 12, 12, 2_400_000)


def test_a_change_of_letter_in_the_year_changes_only_the_months_after_it() -> None:
    year = SHELF.year("2026-27")
    months = []
    for number in range(1, 13):
        letter = "M" if number < 7 else "A"
        table = year.table(NationalInsurance, payday(year, MONTHLY, number))
        months.append(ni_due(table, letter, MONTHLY.earnings, 200_000))
    assert {month.employee.pence for month in months} == {7_616}
    assert [month.employer.pence for month in months] == [0] * 6 + [23_745] * 6


def test_sacrificed_pay_leaves_the_total_of_person_employer_and_state_unchanged() -> None:
    """Gross pay and employer's cost are shared out among net pay, pension and HMRC, and nothing is lost."""
    year = SHELF.year("2026-27")
    for relief in Relief:
        scheme = Scheme("NEST", 500, 300, relief)
        given = PayInput(
            year, date(2026, 4, 28), MONTHLY, 1, parse_code("1257L"), "A", 300_000, 300_000, 300_000, scheme=scheme
        )
        result = work_out(given)
        state = result.tax.pence + result.ee_ni.pence + result.er_ni.pence
        pension = result.pension_ee.pence + result.pension_er.pence
        cost = 300_000 + result.er_ni.pence + result.pension_er.pence
        assert result.net.pence + state + pension == cost


def test_april_carries_a_code_on_without_its_mark() -> None:
    codes = SHELF.year("2026-27").deductions(date(2026, 4, 6)).codes
    carried = [str(uplifted(parse_code(code), codes)) for code in ("1257L M1", "S1257L", "K120 X", "BR", "0T M1")]
    assert carried == ["1257L", "S1257L", "K120", "BR", "0T"]
