"""Student and postgraduate loans."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.statutory.periods import FORTNIGHTLY, MONTHLY, WEEKLY, PayPeriod
from carecoop_desktop.statutory.student_loans import POSTGRADUATE, held_to, loan_due, plan_to_take
from carecoop_desktop.statutory.tables import load_shelf
from carecoop_desktop.statutory.tables.deductions import StudentLoans

TABLE = next(one for one in load_shelf().year("2026-27").tables() if isinstance(one, StudentLoans))


@pytest.mark.parametrize(
    ("plan", "month", "week"),
    [
        ("1", 224166, 51730),
        ("2", 244875, 56509),
        ("4", 281625, 64990),
        ("5", 208333, 48076),
        (POSTGRADUATE, 175000, 40384),
    ],
)
def test_thresholds_are_cut_to_the_penny(plan: str, month: int, week: int) -> None:
    assert TABLE.threshold(plan, MONTHLY.earnings) == month
    assert TABLE.threshold(plan, WEEKLY.earnings) == week


@pytest.mark.parametrize("plan", list(TABLE.plans))
@pytest.mark.parametrize("period", [WEEKLY, FORTNIGHTLY, MONTHLY])
def test_a_penny_either_side_of_the_threshold_and_of_the_first_pound(plan: str, period: PayPeriod) -> None:
    threshold, rate = TABLE.threshold(plan, period.earnings), TABLE.plans[plan].rate
    first = -(-1_000_000 // rate)
    assert loan_due(TABLE, plan, period.earnings, threshold - 1).pence == 0
    assert loan_due(TABLE, plan, period.earnings, threshold + first - 1).pence == 0
    assert loan_due(TABLE, plan, period.earnings, threshold + first).pence == 100


@given(st.integers(-1000, 3_000_000), st.sampled_from(sorted(TABLE.plans)))
def test_deductions_are_whole_pounds_within_a_pound_of_the_share(earnings: int, plan: str) -> None:
    worked = loan_due(TABLE, plan, MONTHLY.earnings, earnings)
    share = max(earnings - TABLE.threshold(plan, MONTHLY.earnings), 0) * TABLE.plans[plan].rate
    assert worked.pence % 100 == 0
    assert 0 <= share - worked.pence * 10_000 < 1_000_000
    assert worked.lines[-1].pence == worked.pence


def test_a_second_payment_takes_only_what_the_first_left() -> None:
    first = loan_due(TABLE, "2", MONTHLY.earnings, 200_000)
    both = loan_due(TABLE, "2", MONTHLY.earnings, 400_000, first.pence)
    assert first.pence + both.pence == loan_due(TABLE, "2", MONTHLY.earnings, 400_000).pence


def test_a_plan_that_the_year_does_not_know_is_refused() -> None:
    with pytest.raises(Refusal, match="no loan plan “3”"):
        loan_due(TABLE, "3", MONTHLY.earnings, 1)


def test_of_several_plans_the_lowest_threshold_counts_and_of_none_the_default() -> None:
    assert plan_to_take(TABLE, ("2", "1")) == "1"
    assert plan_to_take(TABLE, ("2", "5", POSTGRADUATE)) == "5"
    assert plan_to_take(TABLE, ()) == "5"


@given(st.integers(0, 500), st.integers(0, 500), st.integers(-10_000, 100_000))
def test_protected_earnings_hold_loans_back_postgraduate_first(loan: int, second: int, room: int) -> None:
    taken, later = held_to(loan * 100, second * 100, room)
    assert taken % 100 == later % 100 == 0
    assert taken + later <= max(room, 0)
    assert later == second * 100 or taken == 0
