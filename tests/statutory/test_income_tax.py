"""Income tax: the worked examples, the edges of every band, and what must hold for any pay."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.statutory.income_tax import tax_due, tax_to_date
from carecoop_desktop.statutory.periods import FORTNIGHTLY, FOUR_WEEKLY, MONTHLY, WEEKLY, PayPeriod
from carecoop_desktop.statutory.tables import IncomeTax, load_shelf
from carecoop_desktop.statutory.tax_codes import parse_code

SHELF = load_shelf()
YEARS = ("2024-25", "2025-26", "2026-27")
CODES = ("1257L", "S1257L", "C1257L", "K475", "SK100", "0T", "BR", "D0", "D1", "SD2", "NT", "1131N", "45T")
MONEY = st.integers(min_value=0, max_value=2_000_000)


def table(nation: str = "rUK", year: str = "2026-27") -> IncomeTax:
    return SHELF.year(year).table(IncomeTax, date(int(year[:4]), 5, 1), nation)


def due(
    code: str, period: PayPeriod, number: int, pay: int, before: int = 0, tax: int = 0, year: str = "2026-27"
) -> int:
    parsed = parse_code(code)
    return tax_due(table(parsed.nation, year), parsed, period, number, pay, before, tax).pence


@pytest.mark.parametrize(
    ("year", "code", "period", "number", "pay", "before", "tax", "expected"),
    [
        ("2026-27", "1257L", MONTHLY, 1, 300000, 0, 0, 39020),
        ("2026-27", "1257L", MONTHLY, 2, 300000, 300000, 39020, 39040),
        ("2026-27", "1257L", MONTHLY, 2, 0, 300000, 39020, -20960),
        ("2025-26", "1257L", MONTHLY, 3, 3112326, 231251, 4300, 1018800),
        ("2026-27", "1257L", MONTHLY, 1, 500000, 0, 0, 95206),
        ("2026-27", "S1257L", MONTHLY, 1, 300000, 0, 0, 39227),
        ("2026-27", "K475", MONTHLY, 1, 200000, 0, 0, 47920),
        ("2026-27", "K1000", MONTHLY, 1, 50000, 0, 0, 25000),
        ("2026-27", "1257L", WEEKLY, 1, 60000, 0, 0, 7160),
        ("2026-27", "1257L", FORTNIGHTLY, 2, 120000, 0, 0, 14320),
        ("2025-26", "145L X", WEEKLY, 1, 291306, 0, 0, 103292),
        ("2026-27", "BR", MONTHLY, 1, 123456, 0, 0, 24680),
    ],
)
def test_the_reference_examples(
    year: str, code: str, period: PayPeriod, number: int, pay: int, before: int, tax: int, expected: int
) -> None:
    assert due(code, period, number, pay, before, tax, year) == expected


def exact(code: str, year: str, periods: int, number: int, pay: int) -> int:
    """Tax to date by exact fractions, straight from the specification's text and apart from the program's way."""
    parsed = parse_code(code)
    rates = table(parsed.nation, year)
    taxable = pay - (parsed.week if periods == 52 else parsed.month) * number
    if taxable <= 0:
        return 0

    def cut(value: Fraction) -> Fraction:
        return Fraction(int(value * 10_000), 10_000)

    below, tax = Fraction(0), Fraction(0)
    for band in rates.bands:
        start, paid = cut(below * number / periods), cut(tax * number / periods)
        top = None if band.to_pounds is None else cut(Fraction(band.to_pounds * number, periods))
        if top is None or Fraction(taxable, 100) <= -(-top // 1):
            return int(cut(paid + (taxable // 100 - start) * Fraction(band.rate, 10_000)) * 100)
        assert band.to_pounds is not None
        tax += (band.to_pounds - below) * Fraction(band.rate, 10_000)
        below = Fraction(band.to_pounds)
    raise AssertionError


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("code", ["1257L", "S1257L", "C1257L", "0T", "S0T", "K475"])
@pytest.mark.parametrize(("periods", "numbers"), [(12, (1, 5, 12)), (52, (1, 2, 4, 31, 52))])
def test_a_penny_either_side_of_every_band(year: str, code: str, periods: int, numbers: tuple[int, ...]) -> None:
    parsed = parse_code(code)
    rates = table(parsed.nation, year)
    for number in numbers:
        free = (parsed.week if periods == 52 else parsed.month) * number
        for band in rates.at(number, periods)[:-1]:
            for pay in range(free + band.top_pence - 2, free + band.top_pence + 102):
                assert tax_to_date(rates, parsed, number, periods, pay) == exact(code, year, periods, number, pay)


@given(pay=MONEY, number=st.integers(1, 12), code=st.sampled_from(["1257L", "S1257L", "0T", "K475"]))
def test_whole_numbers_agree_with_exact_fractions(pay: int, number: int, code: str) -> None:
    parsed = parse_code(code)
    for periods in (12, 52):
        ours = tax_to_date(table(parsed.nation), parsed, number, periods, pay)
        assert ours == exact(code, "2026-27", periods, number, pay)


@given(pays=st.lists(MONEY, min_size=12, max_size=12), code=st.sampled_from(CODES))
def test_the_months_add_up_to_the_year(pays: list[int], code: str) -> None:
    parsed = parse_code(code)
    rates = table(parsed.nation)
    before = tax = held = 0
    for month, pay in enumerate(pays, start=1):
        now = tax_due(rates, parsed, MONTHLY, month, pay, before, tax).pence
        held += now == max(pay * 5000 // 10_000, 0)
        before, tax = before + pay, tax + now
        assert tax >= 0
    year = tax_to_date(rates, parsed, 12, 12, sum(pays))
    assert tax <= year
    if not held:
        assert tax == year


@given(pay=st.integers(-500_000, 2_000_000), code=st.sampled_from(CODES), week=st.integers(1, 53))
def test_without_earlier_pay_nothing_is_refunded_and_half_the_pay_is_the_most(pay: int, code: str, week: int) -> None:
    tax = due(code, WEEKLY, week, pay)
    assert 0 <= tax <= max(pay, 0) // 2


@given(pay=MONEY, more=st.integers(0, 100_000), code=st.sampled_from(CODES))
def test_more_pay_never_means_less_tax(pay: int, more: int, code: str) -> None:
    assert due(code, MONTHLY, 4, pay + more) >= due(code, MONTHLY, 4, pay)


@given(pay=MONEY, before=MONEY, tax=MONEY, code=st.sampled_from(CODES), number=st.integers(1, 12))
def test_the_working_ends_with_the_figure_and_names_its_source(
    pay: int, before: int, tax: int, code: str, number: int
) -> None:
    parsed = parse_code(code)
    worked = tax_due(table(parsed.nation), parsed, MONTHLY, number, pay, before, tax)
    assert worked.lines[-1].pence == worked.pence
    assert all(line.source and line.rule for line in worked.lines)


def test_the_working_reads_like_a_payslips_back_page() -> None:
    worked = tax_due(table(), parse_code("1257L"), MONTHLY, 8, 200_000, 1_400_000, 100_000)
    labels = [line.label for line in worked.lines]
    assert labels == [
        "Taxable pay to month 8",
        "Tax-free pay to month 8 with code 1257L",
        "Of which tax is due",
        "20% of £7,613.00",
        "Tax to month 8",
        "Tax already taken",
        "Tax now",
    ]
    assert [line.pence for line in worked.lines] == [1600000, -838608, 761300, 152260, 152260, -100000, 52260]


def test_the_text_of_a_band_says_which_part_of_pay_it_is() -> None:
    worked = tax_due(table(), parse_code("1257L"), MONTHLY, 1, 500_000)
    texts = [line.text for line in worked.lines if "% of" in line.label]
    assert texts == ["the whole of this band up to £3,141.6666", "what lies above £3,141.6666"]
    assert [
        line.text for line in tax_due(table(), parse_code("1257L"), MONTHLY, 1, 200_000).lines if "%" in line.label
    ] == ["all of it"]


def test_bands_of_a_working_add_up() -> None:
    worked = tax_due(table("Scotland"), parse_code("S1257L"), MONTHLY, 1, 1_200_000)
    bands = [line.pence or 0 for line in worked.lines if line.label.startswith(("19%", "2", "4"))]
    assert len(bands) == 6
    assert 0 <= worked.pence - sum(bands) <= len(bands)


def test_the_limit_is_told_where_it_bites() -> None:
    worked = tax_due(table(), parse_code("K1000"), MONTHLY, 1, 50_000)
    assert "Not more than 50% of this payment may be taken" in worked.lines[-2].text
    assert worked.pence == 25_000


def test_the_limit_leaves_benefits_out() -> None:
    assert tax_due(table(), parse_code("D1"), MONTHLY, 1, 50_000, benefits=40_000).pence == 5_000


def test_what_the_limit_holds_back_is_caught_up_in_the_year() -> None:
    first = due("K1000", MONTHLY, 1, 50_000)
    second = due("K1000", MONTHLY, 2, 200_000, 50_000, first)
    free = tax_to_date(table(), parse_code("K1000"), 2, 12, 250_000)
    assert first + second == free


@pytest.mark.parametrize(("period", "number"), [(WEEKLY, 53), (FORTNIGHTLY, 54), (FOUR_WEEKLY, 56)])
def test_the_extra_payday_stands_alone(period: PayPeriod, number: int) -> None:
    alone = due("1257L X", period, period.length, 90_000)
    assert due("1257L", period, number, 90_000, 4_000_000, 500_000) == alone
    assert alone == due("1257L", period, period.length, 90_000)


def test_week_one_basis_looks_at_this_payment_only() -> None:
    assert due("1257L M1", MONTHLY, 9, 300_000, 900_000, 5) == 39_020
    assert due("1257L M1", MONTHLY, 9, 0, 900_000, 50_000) == 0


def test_no_tax_code_gives_back_what_was_taken() -> None:
    assert due("NT", MONTHLY, 3, 100_000, 200_000, 12_345) == -12_345
    assert due("NT M1", MONTHLY, 3, 100_000, 200_000, 12_345) == 0


def test_a_nation_without_that_code_refuses_it() -> None:
    with pytest.raises(Refusal, match="There is no tax code D3"):
        due("D3", MONTHLY, 1, 100_000)
    assert due("SD3", MONTHLY, 1, 100_000) == 48_000
