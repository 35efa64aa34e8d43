"""What was to be expected, what is missing, and what needs the member."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.money.statements.rules import (
    accrued_holiday,
    affordable,
    due_dates,
    each_payment,
    needs_member,
    planned_minutes,
)

NOV = date(2026, 11, 1), date(2026, 11, 30)


def test_two_four_weekly_payments_may_fall_into_a_month() -> None:
    assert list(due_dates("four-weekly", date(2025, 12, 1), *NOV)) == [date(2026, 11, 2), date(2026, 11, 30)]
    assert list(due_dates("four-weekly", date(2026, 11, 10), *NOV)) == [date(2026, 11, 10)]
    assert list(due_dates("four-weekly", date(2026, 12, 10), *NOV)) == []
    assert list(due_dates("monthly", date(2026, 1, 1), *NOV)) == [date(2026, 11, 1)]
    assert len(list(due_dates("weekly", date(2026, 1, 5), *NOV))) == 5


@given(st.dates(date(2025, 1, 1), date(2026, 12, 1)), st.sampled_from(["weekly", "four-weekly", "quarterly"]))
def test_dates_keep_their_step_and_stay_inside(anchor: date, frequency: str) -> None:
    step = {"weekly": 7, "four-weekly": 28, "quarterly": 91}[frequency]
    found = list(due_dates(frequency, anchor, *NOV))
    assert all(NOV[0] <= day <= NOV[1] and day >= anchor for day in found)
    assert all((day - anchor).days % step == 0 for day in found)
    everything = {NOV[0] + timedelta(days=n) for n in range(30)}
    missed = {day for day in everything if day >= anchor and (day - anchor).days % step == 0} - set(found)
    assert missed == set()


@pytest.mark.parametrize(
    ("frequency", "pence"), [("weekly", 6_000), ("four-weekly", 24_000), ("quarterly", 78_000), ("monthly", 26_000)]
)
def test_one_payment(frequency: str, pence: int) -> None:
    assert each_payment(6_000, frequency) == pence


def test_planned_minutes_follow_the_match() -> None:
    assert planned_minutes(420, *NOV, date(2026, 1, 1), None) == 1_800
    assert planned_minutes(420, *NOV, date(2026, 11, 24), None) == 420
    assert planned_minutes(420, *NOV, date(2026, 1, 1), date(2026, 11, 7)) == 420
    assert planned_minutes(420, *NOV, date(2027, 1, 1), None) == 0


def test_holiday_builds_up_at_the_statutory_rate() -> None:
    assert accrued_holiday(100_000, 1_207) == 12_070
    assert accrued_holiday(0, 1_207) == 0


@pytest.mark.parametrize(
    ("closing", "coming", "going", "word", "said"),
    [
        (500, 0, 500, "Yes", "£5.00"),
        (499, 1, 500, "If paid in time", "£0.01"),
        (0, 400, 500, "No", "£1.00 short"),
        (-100, 400, 200, "If paid in time", "£3.00"),
    ],
)
def test_whether_next_month_can_be_paid(closing: int, coming: int, going: int, word: str, said: str) -> None:
    found = affordable(closing, coming, going)
    assert found[0] == word
    assert said in found[2]


def test_what_needs_the_member() -> None:
    last = NOV[1]
    reviews = [("Wirral", date(2026, 11, 1)), ("ICB", date(2027, 1, 10)), ("Far", date(2027, 9, 1))]
    found = list(needs_member(1, 2, reviews, 4_000, ["Wirral"], last))
    assert found == [
        "1 timesheet line of this month waits for your signature.",
        "2 timesheet lines you asked about are being looked into.",
        "Your contribution is £40.00 behind. Please pay it in, or ring us if that is hard.",
        "The payment from Wirral has not come. We are asking them; you need do nothing.",
        "The review of your agreement with Wirral was due on 1 Nov 2026.",
        "Your agreement with ICB is to be reviewed on 10 Jan 2027.",
    ]
    assert list(needs_member(0, 0, [], 0, [], last)) == []
