"""Tables of tax, National Insurance and loans: what is read from a file, and the period figures made from it."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from carecoop_desktop.statutory.periods import ANNUAL, PAY_PERIODS
from carecoop_desktop.statutory.tables import (
    EmploymentAllowance,
    IncomeTax,
    NationalInsurance,
    StudentLoans,
    TaxCodes,
    load_shelf,
)
from carecoop_desktop.statutory.tables.deductions import NATIONS, THRESHOLDS, Letter, share_of_year

SHELF = load_shelf()
YEARS = ("2024-25", "2025-26", "2026-27")


def tax(year: str, nation: str) -> IncomeTax:
    return SHELF.year(year).table(IncomeTax, date(int(year[:4]), 5, 1), nation)


def insurance(year: str = "2026-27", month: int = 5) -> NationalInsurance:
    return SHELF.year(year).table(NationalInsurance, date(int(year[:4]), month, 1))


@pytest.mark.parametrize("year", SHELF.names)
@pytest.mark.parametrize("nation", NATIONS)
@pytest.mark.parametrize(("periods", "numbers"), [(12, range(1, 13)), (52, range(1, 53))])
def test_bands_cumulate_without_a_jump(year: str, nation: str, periods: int, numbers: range) -> None:
    """Where one band ends the next takes over with the same tax, but for the ten-thousandths that are cut."""
    for number in numbers:
        bands = tax(year, nation).at(number, periods)
        assert bands[0][1:3] == (0, 0)
        for below, above in pairwise(bands):
            assert below.top_pence >= above.floor / 100 > below.top_pence - 100
            reached = below.tax + (above.floor - below.floor) * below.rate // 10_000
            assert 0 <= above.tax - reached <= 2 or 0 <= reached - above.tax <= 2


@pytest.mark.parametrize("year", YEARS)
def test_the_years_tax_at_the_top_of_each_band(year: str) -> None:
    bands = tax(year, "rUK").at(12, 12)
    assert [band.tax // 100 for band in bands] == [0, 754_000, 4_251_600]
    assert tax(year, "Wales").at(12, 12) == bands


@pytest.mark.parametrize(
    ("year", "tops"),
    [
        ("2024-25", (2306, 13991, 31092, 62430, 125140)),
        ("2025-26", (2827, 14921, 31092, 62430, 125140)),
        ("2026-27", (3967, 16956, 31092, 62430, 125140)),
    ],
)
def test_scotlands_bands(year: str, tops: tuple[int, ...]) -> None:
    table = tax(year, "Scotland")
    assert tuple(band.to_pounds for band in table.bands[:-1]) == tops
    assert [band.rate for band in table.bands] == [1900, 2000, 2100, 4200, 4500, 4800]


def test_flat_codes_count_from_the_basic_rate() -> None:
    assert [tax("2026-27", "rUK").flat_rate(step) for step in range(4)] == [2000, 4000, 4500, None]
    assert [tax("2026-27", "Scotland").flat_rate(step) for step in range(6)] == [2000, 2100, 4200, 4500, 4800, None]
    assert [tax("2023-24", "Scotland").flat_rate(step) for step in range(5)] == [2000, 2100, 4200, 4700, None]


def test_period_figures_are_worked_out_once() -> None:
    table = tax("2026-27", "rUK")
    assert table.at(7, 12) is table.at(7, 12)
    period = ANNUAL.earnings
    assert insurance().of("A", period) is insurance().of("A", period)


@pytest.mark.parametrize("year", YEARS)
def test_codes_have_their_emergency_code_and_limit(year: str) -> None:
    codes = SHELF.year(year).table(TaxCodes, date(int(year[:4]), 5, 1))
    assert (codes.emergency, codes.personal_allowance, codes.limit) == ("1257L", 1_257_000, 5000)


@pytest.mark.parametrize(
    ("year", "employer", "secondary", "lower"),
    [
        ("2024-25", 1380, (17_500, 75_800, 910_000), (12_300, 53_300, 639_600)),
        ("2025-26", 1500, (9_600, 41_700, 500_000), (12_500, 54_200, 650_000)),
        ("2026-27", 1500, (9_600, 41_700, 500_000), (12_900, 55_900, 670_800)),
    ],
)
def test_insurance_figures_by_year(
    year: str, employer: int, secondary: tuple[int, int, int], lower: tuple[int, int, int]
) -> None:
    table = insurance(year)
    assert table.employer == employer
    assert table.published["ST"] == secondary
    assert table.published["LEL"] == lower
    assert table.published["PT"] == (24_200, 104_800, 1_257_000)


@pytest.mark.parametrize("year", YEARS)
def test_all_seventeen_letters_are_there(year: str) -> None:
    assert set(insurance(year).letters) == set("ABCHJMVZFILSNEDKX")


@pytest.mark.parametrize(
    ("letters", "main", "upper", "start"),
    [
        ("A", 800, 200, "ST"),
        ("H", 800, 200, "AUST"),
        ("M", 800, 200, "UST"),
        ("V", 800, 200, "VUST"),
        ("B", 185, 200, "ST"),
        ("C", 0, 0, "ST"),
        ("J", 200, 200, "ST"),
        ("Z", 200, 200, "UST"),
        ("F", 800, 200, "FUST"),
        ("N", 800, 200, "IZUST"),
        ("I", 185, 200, "FUST"),
        ("E", 185, 200, "IZUST"),
        ("L", 200, 200, "FUST"),
        ("D", 200, 200, "IZUST"),
        ("S", 0, 0, "FUST"),
        ("K", 0, 0, "IZUST"),
        ("X", 0, 0, "none"),
    ],
)
def test_what_each_letter_means(letters: str, main: int, upper: int, start: str) -> None:
    for year in YEARS:
        letter = insurance(year).letters[letters]
        assert isinstance(letter, Letter)
        assert letter[:3] == (main, upper, start)
        assert letter.who


def test_the_reduction_of_january_2024_is_a_table_of_its_own() -> None:
    before = SHELF.year("2023-24").table(NationalInsurance, date(2024, 1, 5))
    after = SHELF.year("2023-24").table(NationalInsurance, date(2024, 1, 6))
    assert (before.letters["A"].main, after.letters["A"].main) == (1200, 1000)
    assert (before.letters["B"].main, after.letters["B"].main) == (585, 385)


@pytest.mark.parametrize("period", PAY_PERIODS.values(), ids=lambda period: period.name)
@pytest.mark.parametrize("year", YEARS)
def test_thresholds_rise_in_every_period(year: str, period: object) -> None:
    table = insurance(year)
    figures = {name: table.threshold(name, period.earnings) for name in THRESHOLDS}  # type: ignore[attr-defined]
    assert figures["LEL"] <= figures["PT"] < figures["FUST"] == figures["IZUST"] < figures["UEL"]
    assert figures["UEL"] == figures["UST"] == figures["AUST"] == figures["VUST"]
    assert all(pence % 100 == 0 for pence in figures.values())


def test_a_share_of_the_year_goes_up_to_the_pound() -> None:
    assert share_of_year(1_257_000, 48, 52) == 1_160_400
    assert share_of_year(5_027_000, 48, 52) == 4_640_400
    assert share_of_year(650_000, 48, 52) == 600_000
    assert share_of_year(650_000, 52, 52) == 650_000


@pytest.mark.parametrize(("year", "amount"), [("2024-25", 500_000), ("2025-26", 1_050_000), ("2026-27", 1_050_000)])
def test_the_employment_allowance_by_year(year: str, amount: int) -> None:
    table = SHELF.year(year).table(EmploymentAllowance, date(int(year[:4]), 5, 1))
    assert table.amount == amount
    assert all(question.endswith((".", "?")) for question in table.questions)


@pytest.mark.parametrize(
    ("year", "plans", "default"),
    [
        ("2024-25", {"1": 24990, "2": 27295, "4": 31395, "postgrad": 21000}, "1"),
        ("2025-26", {"1": 26065, "2": 28470, "4": 32745, "postgrad": 21000}, "1"),
        ("2026-27", {"1": 26900, "2": 29385, "4": 33795, "5": 25000, "postgrad": 21000}, "5"),
    ],
)
def test_loan_plans_by_year(year: str, plans: dict[str, int], default: str) -> None:
    table = SHELF.year(year).table(StudentLoans, date(int(year[:4]), 5, 1))
    assert {name: plan.year // 100 for name, plan in table.plans.items()} == plans
    assert {name: plan.rate for name, plan in table.plans.items()} == {
        name: 600 if name == "postgrad" else 900 for name in plans
    }
    assert table.default == default
