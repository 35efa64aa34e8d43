"""A payslip worked out from plain inputs, and again."""

from dataclasses import dataclass, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.statutory.tables import load_shelf
from carecoop_desktop.work.payroll.rules.lines import PayLine
from carecoop_desktop.work.payroll.rules.slip import ToDate, before_from_p45, make_slip, missing_terms, slip_inputs

PAID = date(2026, 4, 30)
YEAR = load_shelf().year("2026-27")


@dataclass(frozen=True)
class Terms:
    frequency: str = "monthly"
    tax_code: str = "1257L"
    basis: str = "cumulative"
    ni_letter: str = "A"
    loans: tuple[str, ...] = ()
    pension: str = "none"
    pension_base: str = "qualifying"
    employee_rate: int = 500
    employer_rate: int = 300


@dataclass(frozen=True)
class P45:
    pay: int
    tax: int
    tax_year: str


def pay(pence: int) -> list[PayLine]:
    return [PayLine("standard", "Standard hours", 1, "hours", 60, pence, pence)]


def test_three_thousand_a_month_on_1257l() -> None:
    slip = make_slip(slip_inputs(Terms(), PAID, ToDate()), pay(300_000), YEAR)
    assert (slip.result.tax.pence, slip.result.ee_ni.pence, slip.result.er_ni.pence) == (39_020, 15_616, 38_745)
    assert slip.result.net.pence == 300_000 - 39_020 - 15_616
    assert slip.employer_cost == 338_745


def test_earlier_pay_of_the_year_counts_for_a_cumulative_code_only() -> None:
    before = ToDate(300_000, 39_020, 15_616)
    second = date(2026, 5, 28)
    cumulative = make_slip(slip_inputs(Terms(), second, before), pay(300_000), YEAR)
    assert cumulative.result.tax.pence == 39_040
    month_one = make_slip(slip_inputs(replace(Terms(), basis="week1month1"), second, before), pay(300_000), YEAR)
    assert month_one.result.tax.pence == 39_020


@given(
    st.integers(0, 900_000), st.integers(0, 20_000),
    st.sampled_from(("1257L", "BR", "K175", "S1257L", "C1257L", "0T", "NT")),
    st.sampled_from("ABCHJM"), st.sampled_from(("none", "relief-at-source", "net-pay", "salary-sacrifice")),
    st.sampled_from(((), ("1",), ("2", "postgrad"), ("postgrad",))), st.sampled_from(("monthly", "weekly")),
)  # fmt: skip
def test_what_is_paid_out_is_what_it_costs(
    gross: int, given_back: int, code: str, letter: str, pension: str, loans: tuple[str, ...], frequency: str
) -> None:
    terms = Terms(frequency, code, "cumulative", letter, loans, pension)
    lines = [*pay(gross), PayLine("expenses", "Expenses", 2, "pounds", 0, 0, given_back)]
    slip = make_slip(slip_inputs(terms, PAID, ToDate()), lines, YEAR)
    r = slip.result
    out = r.net.pence + r.tax.pence + r.ee_ni.pence + r.er_ni.pence + r.pension_ee.pence + r.pension_er.pence
    assert out + slip.student_loans == slip.employer_cost == sum(share.pence for share in slip.shares)
    assert r.tax.pence >= 0


def test_the_same_inputs_give_the_same_slip_and_working_again() -> None:
    inputs = slip_inputs(replace(Terms(), pension="relief-at-source", loans=("1",)), PAID, ToDate(100, 20, 5))
    one, two = (make_slip(inputs, pay(412_345), YEAR) for _ in range(2))
    assert one.result.net.pence == two.result.net.pence
    assert one.result.tax.lines == two.result.tax.lines


def test_a_code_that_is_none_is_refused() -> None:
    with pytest.raises(Refusal, match="not a tax code"):
        make_slip(slip_inputs(replace(Terms(), tax_code="12Z7L"), PAID, ToDate()), pay(1000), YEAR)


def test_a_p45_counts_in_its_own_year_only() -> None:
    assert before_from_p45(P45(5000, 100, "2026-27"), PAID) == ToDate(5000, 100)
    assert before_from_p45(P45(5000, 100, "2025-26"), PAID) == ToDate()
    assert before_from_p45(None, PAID) == ToDate()


def test_what_must_be_recorded_is_told() -> None:
    assert missing_terms(replace(Terms(), tax_code="", ni_letter="")) == [
        "No tax code is recorded.", "No NI category letter is recorded."]  # fmt: skip
    assert missing_terms(Terms()) == []


@pytest.mark.parametrize(("frequency", "number"), [("weekly", 53), ("fortnightly", 54), ("four-weekly", 56)])
def test_the_years_extra_payday_is_taxed_by_itself(frequency: str, number: int) -> None:
    before = ToDate(5_000_000, 700_000, 100)
    inputs = slip_inputs(replace(Terms(), frequency=frequency), date(2027, 4, 5), before)
    extra = make_slip({**inputs, "number": number}, pay(200_000), YEAR)
    alone = slip_inputs(replace(Terms(), frequency=frequency, basis="week1month1"), date(2026, 4, 9), ToDate())
    assert extra.result.tax.pence == make_slip(alone, pay(200_000), YEAR).result.tax.pence > 0


def test_a_second_payment_of_the_period_pays_national_insurance_on_the_sum() -> None:
    first = make_slip(slip_inputs(Terms(), PAID, ToDate()), pay(100_000), YEAR)
    assert first.result.ee_ni.pence == 0
    inputs = {**slip_inputs(Terms(), PAID, ToDate()), "earlier": [100_000, 0, first.result.er_ni.pence, 0, 0]}
    second = make_slip(inputs, pay(200_000), YEAR)
    assert second.result.ee_ni.pence == 15_616
    assert first.result.er_ni.pence + second.result.er_ni.pence == 38_745


def test_an_allowance_passed_on_lowers_the_cost_and_the_shares_alike() -> None:
    inputs = {**slip_inputs(Terms(), PAID, ToDate()), "ni_relief": 10_000}
    slip = make_slip(inputs, pay(300_000), YEAR)
    assert slip.employer_cost == 338_745 - 10_000 == sum(share.pence for share in slip.shares)
