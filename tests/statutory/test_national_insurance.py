"""National Insurance: exact roundings, every letter and threshold, directors, and the allowance."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_DOWN, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.statutory.national_insurance import (
    Earlier,
    director_due,
    ni_due,
    use_allowance,
)
from carecoop_desktop.statutory.periods import ANNUAL, FORTNIGHTLY, FOUR_WEEKLY, MONTHLY, QUARTERLY, WEEKLY, PayPeriod
from carecoop_desktop.statutory.tables import EmploymentAllowance, NationalInsurance, load_shelf
from carecoop_desktop.statutory.tables.deductions import THRESHOLDS

SHELF = load_shelf()
LETTERS = "ABCHJMVZFILSNEDKX"
PERIODS = (WEEKLY, FORTNIGHTLY, FOUR_WEEKLY, MONTHLY, QUARTERLY, ANNUAL)


def table(year: str = "2026-27") -> NationalInsurance:
    return SHELF.year(year).table(NationalInsurance, date(int(year[:4]), 5, 1))


def pence(letter: str, period: PayPeriod, earnings: int, year: str = "2026-27") -> tuple[int, int]:
    due = ni_due(table(year), letter, period.earnings, earnings)
    return due.employee.pence, due.employer.pence


@pytest.mark.parametrize(("earnings", "expected"), [(24207, 0), (24208, 1), (24232, 2)])
def test_half_a_penny_or_less_is_dropped_after_the_third_decimal(earnings: int, expected: int) -> None:
    assert pence("A", WEEKLY, earnings, "2025-26")[0] == expected


def test_the_reference_example_with_its_bands() -> None:
    due = ni_due(table(), "A", MONTHLY.earnings, 300_000)
    assert (due.employee.pence, due.employer.pence) == (15616, 38745)
    assert (due.at_lel, due.lel_to_pt, due.pt_to_uel) == (55900, 48900, 195200)
    assert pence("A", MONTHLY, 500_000) == (26750, 68745)


@pytest.mark.parametrize(
    ("year", "name", "period", "pounds"),
    [
        ("2026-27", "PT", FORTNIGHTLY, 484),
        ("2026-27", "ST", FORTNIGHTLY, 193),
        ("2024-25", "ST", FORTNIGHTLY, 350),
        ("2026-27", "FUST", FORTNIGHTLY, 962),
        ("2026-27", "UEL", FORTNIGHTLY, 1934),
        ("2026-27", "PT", FOUR_WEEKLY, 967),
        ("2026-27", "ST", FOUR_WEEKLY, 385),
        ("2024-25", "ST", FOUR_WEEKLY, 700),
        ("2026-27", "FUST", FOUR_WEEKLY, 1924),
        ("2026-27", "UEL", FOUR_WEEKLY, 3867),
        ("2026-27", "LEL", FORTNIGHTLY, 258),
        ("2026-27", "ST", WEEKLY, 96),
        ("2026-27", "PT", ANNUAL, 12570),
    ],
)
def test_thresholds_of_longer_periods(year: str, name: str, period: PayPeriod, pounds: int) -> None:
    assert table(year).threshold(name, period.earnings) == pounds * 100


def by_decimals(letter: str, period: PayPeriod, earnings: int) -> tuple[int, int]:
    """The same by decimals, band by band."""
    rates = table()
    one = rates.letters[letter]

    def part(low: int, high: int | None, rate: int) -> int:
        within = (min(earnings, high) if high is not None else earnings) - low
        if within <= 0:
            return 0
        exact = (Decimal(within) / 100 * rate / 10_000).quantize(Decimal("0.001"), ROUND_DOWN)
        return int(exact.quantize(Decimal("0.01"), ROUND_HALF_DOWN) * 100)

    pt, uel = (rates.threshold(name, period.earnings) for name in ("PT", "UEL"))
    employee = part(pt, uel, one.main) + part(uel, None, one.upper)
    if one.employer_from == "none":
        return employee, 0
    start = rates.threshold(one.employer_from, period.earnings)
    return employee, part(start, uel, rates.employer) + part(uel, None, rates.employer)


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("period", PERIODS)
def test_a_penny_either_side_of_every_threshold(letter: str, period: PayPeriod) -> None:
    for name in THRESHOLDS:
        edge = table().threshold(name, period.earnings)
        for earnings in range(edge - 15, edge + 16):
            assert pence(letter, period, earnings) == by_decimals(letter, period, earnings)


@given(st.integers(-1000, 3_000_000), st.sampled_from(LETTERS), st.sampled_from(PERIODS))
def test_any_earnings_agree_with_decimals(earnings: int, letter: str, period: PayPeriod) -> None:
    assert pence(letter, period, earnings) == by_decimals(letter, period, earnings)


@given(st.integers(0, 2_000_000), st.integers(0, 50_000), st.sampled_from(LETTERS))
def test_more_earnings_never_cost_less(earnings: int, more: int, letter: str) -> None:
    lower, higher = pence(letter, MONTHLY, earnings), pence(letter, MONTHLY, earnings + more)
    assert lower[0] <= higher[0]
    assert lower[1] <= higher[1]


@given(st.lists(st.integers(0, 300_000), min_size=1, max_size=4), st.sampled_from(LETTERS))
def test_several_payments_of_a_period_cost_what_one_would(payments: list[int], letter: str) -> None:
    earlier, bands = Earlier(), [0, 0, 0]
    for payment in payments:
        due = ni_due(table(), letter, MONTHLY.earnings, payment, earlier)
        earlier = Earlier(
            earlier.earnings + payment, earlier.employee + due.employee.pence, earlier.employer + due.employer.pence
        )
        bands = [bands[0] + due.at_lel, bands[1] + due.lel_to_pt, bands[2] + due.pt_to_uel]
    whole = ni_due(table(), letter, MONTHLY.earnings, sum(payments))
    assert (earlier.employee, earlier.employer) == (whole.employee.pence, whole.employer.pence)
    assert bands == [whole.at_lel, whole.lel_to_pt, whole.pt_to_uel]


@given(st.integers(0, 2_000_000), st.sampled_from(LETTERS), st.booleans())
def test_workings_end_with_their_figures(earnings: int, letter: str, second: bool) -> None:
    earlier = Earlier(100_000, 500, 700) if second else Earlier()
    due = ni_due(table(), letter, MONTHLY.earnings, earnings, earlier)
    for worked in (due.employee, due.employer):
        assert worked.lines[-1].pence == worked.pence
        assert all(line.source and line.rule for line in worked.lines)


def test_the_working_names_letter_rate_and_threshold() -> None:
    due = ni_due(table(), "M", MONTHLY.earnings, 500_000)
    assert "employees under 21" in due.employee.lines[0].text
    assert [line.label for line in due.employee.lines[1:3]] == ["8% of £3,141.00", "2% of £811.00"]
    assert due.employer.lines[1].label == "15% of £811.00"
    below = ni_due(table(), "A", MONTHLY.earnings, 30_000)
    assert "primary threshold of £1,048.00" in below.employee.lines[1].text
    assert "threshold (ST) of £417.00" in below.employer.lines[1].text


def test_letter_x_costs_nobody_anything_and_reports_no_bands() -> None:
    due = ni_due(table(), "X", MONTHLY.earnings, 500_000)
    assert (due.employee.pence, due.employer.pence, due.at_lel, due.lel_to_pt, due.pt_to_uel) == (0, 0, 0, 0, 0)


def test_an_unknown_letter_is_refused() -> None:
    for due in (lambda: ni_due(table(), "Q", MONTHLY.earnings, 1), lambda: director_due(table(), "Q", 1, Earlier())):
        with pytest.raises(Refusal, match="“Q” is not a National Insurance letter"):
            due()


def test_a_director_by_the_annual_method_pays_on_the_year_to_date() -> None:
    due = director_due(table("2025-26"), "A", 5_200_000, Earlier())
    assert (due.employee.pence, due.employer.pence) == (305060, 705000)


def test_a_director_appointed_in_the_year_has_a_share_of_the_thresholds() -> None:
    due = director_due(table("2025-26"), "M", 4_800_000, Earlier(), weeks=48)
    assert (due.employee.pence, due.employer.pence) == (281592, 23940)
    assert (due.at_lel, due.lel_to_pt + due.at_lel) == (600_000, 1_160_400)


def test_the_alternative_method_ends_where_the_annual_one_does() -> None:
    weekly = ni_due(table("2025-26"), "A", WEEKLY.earnings, 100_000)
    paid = Earlier(5_100_000, weekly.employee.pence * 51, weekly.employer.pence * 51)
    last = director_due(table("2025-26"), "A", 100_000, paid)
    assert (last.employee.pence, last.employer.pence) == (5894, 13440)
    assert last.employee.lines[-2].label == "Already taken"


@pytest.mark.parametrize("weeks", [0, 54])
def test_a_directorship_fits_into_a_year(weeks: int) -> None:
    with pytest.raises(Refusal, match="does not fit into a tax year"):
        director_due(table(), "A", 100, Earlier(), weeks)


@given(used=st.integers(0, 1_200_000), cost=st.integers(0, 1_200_000))
def test_the_allowance_is_used_until_it_is_gone(used: int, cost: int) -> None:
    allowance = SHELF.year("2026-27").table(EmploymentAllowance, date(2026, 5, 1))
    worked = use_allowance(allowance, used, cost)
    assert 0 <= worked.pence <= cost
    assert used + worked.pence <= max(allowance.amount, used)
    assert worked.lines[-1].pence == worked.pence
    assert worked.pence == cost or used + worked.pence >= allowance.amount


def test_the_allowance_comes_with_its_questions() -> None:
    allowance = SHELF.year("2026-27").table(EmploymentAllowance, date(2026, 5, 1))
    assert allowance.amount == 1_050_000
    assert any("personal assistants" in question for question in allowance.questions)
