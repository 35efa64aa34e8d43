"""Minimum wage: the rate by age and day, and the check of a pay reference period."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.statutory.minimum_wage import CountedPay, Rate, WorkingTime, check_period, rate_for
from carecoop_desktop.statutory.tables import MinimumWage, load_shelf

SHELF = load_shelf()
DAY = date(2026, 11, 1)
TABLE = SHELF.on(MinimumWage, DAY)
ADULT = Rate(1271, "Aged 30.")


@pytest.mark.parametrize(
    ("born", "apprentice", "hourly"),
    [
        (date(2005, 11, 1), None, 1271),
        (date(2005, 11, 2), None, 1085),
        (date(2008, 11, 1), None, 1085),
        (date(2008, 11, 2), None, 800),
        (date(2007, 11, 2), date(2025, 1, 1), 800),  # 18: an apprentice under 19
        (date(2007, 11, 1), date(2025, 11, 1), 1085),  # 19, and the first year is over
        (date(2000, 1, 1), date(2025, 11, 2), 800),
        (date(2000, 1, 1), date(2025, 11, 1), 1271),
        (date(2000, 1, 1), date(2026, 11, 2), 1271),  # the apprenticeship begins later
    ],
)
def test_the_rate_follows_the_age_on_the_first_day(born: date, apprentice: date | None, hourly: int) -> None:
    assert rate_for(TABLE, born, DAY, apprentice).hourly == hourly


@pytest.mark.parametrize(
    ("day", "hourly"), [(date(2026, 3, 31), 1221), (date(2026, 4, 1), 1271), (date(2024, 4, 1), 1144)]
)
def test_a_new_rate_counts_from_a_period_that_begins_on_its_day(day: date, hourly: int) -> None:
    assert rate_for(SHELF.on(MinimumWage, day), date(1990, 1, 1), day).hourly == hourly


def test_a_penny_either_side() -> None:
    time = WorkingTime(shifts=6_000)
    enough = check_period(TABLE, ADULT, time, CountedPay(127_100))
    short = check_period(TABLE, ADULT, time, CountedPay(127_099))
    assert (enough.passed, enough.missing, enough.hourly) == (True, 0, 1271)
    assert (short.passed, short.missing, short.hourly) == (False, 1, 1270)
    assert short.sentence == "£0.01 below the minimum wage: only £12.70 an hour was paid."
    assert enough.sentence == "At least the minimum wage was paid (£12.71 an hour)."


def test_unpaid_travel_and_waking_hours_bring_pay_below_the_minimum() -> None:
    pay = CountedPay(127_100)
    assert check_period(TABLE, ADULT, WorkingTime(6_000), pay).passed
    assert check_period(TABLE, ADULT, WorkingTime(6_000, travel=60), pay).missing == 1_271
    assert check_period(TABLE, ADULT, WorkingTime(6_000, sleep_in_awake=30), pay).missing == 636
    assert check_period(TABLE, ADULT, WorkingTime(6_000, other=60), pay).missing == 1_271


@pytest.mark.parametrize("name", ["premium", "holiday", "expenses", "tips", "deductions", "sacrificed"])
def test_what_does_not_count_is_taken_off(name: str) -> None:
    check = check_period(TABLE, ADULT, WorkingTime(6_000), CountedPay(127_100, **{name: 500}))
    assert check.missing == 500
    assert [line.pence for line in check.counted.lines] == [127_100, -500, 126_600]


def test_accommodation_counts_up_to_its_offset() -> None:
    time = WorkingTime(6_000)
    free = check_period(TABLE, ADULT, time, CountedPay(127_100, accommodation_days=10))
    assert free.counted.pence == 127_100 + 11_100
    cheap = check_period(TABLE, ADULT, time, CountedPay(127_100, accommodation_days=10, accommodation_charge=11_100))
    assert cheap.counted.pence == 127_100
    dear = check_period(TABLE, ADULT, time, CountedPay(127_100, accommodation_days=10, accommodation_charge=15_000))
    assert dear.missing == 3_900


def test_a_period_without_work_needs_nothing() -> None:
    check = check_period(TABLE, ADULT, WorkingTime(0), CountedPay(0))
    assert check.passed
    assert check.sentence == "At least the minimum wage was paid (nothing to compare)."


def test_the_working_shows_the_parts_of_the_time() -> None:
    check = check_period(TABLE, ADULT, WorkingTime(6_000, 90, 30, 60), CountedPay(127_100))
    assert [line.label for line in check.required.lines] == [
        "Hours of shifts",
        "Travel between people supported",
        "Awake during sleep-ins",
        "Training, supervision and waiting",
        "Minimum for an hour",
        "Minimum for the period",
    ]
    assert check.required.lines[-1].text == "103.00 hours × £12.71, up to the next penny"


@given(
    st.integers(0, 20_000),
    st.integers(0, 3_000),
    st.integers(0, 600_000),
    st.integers(0, 50_000),
    st.sampled_from([rate.hourly for rate in TABLE.rates]),
)
def test_missing_pay_is_exactly_what_would_pass(
    shifts: int, travel: int, gross: int, holiday: int, hourly: int
) -> None:
    rate, time = Rate(hourly, ""), WorkingTime(shifts, travel)
    check = check_period(TABLE, rate, time, CountedPay(gross, holiday=holiday))
    raised = check_period(TABLE, rate, time, CountedPay(gross + check.missing, holiday=holiday))
    assert raised.passed
    if check.missing:
        assert not check_period(TABLE, rate, time, CountedPay(gross + check.missing - 1, holiday=holiday)).passed
    assert check.required.lines[-1].pence == check.required.pence
    assert check.counted.lines[-1].pence == check.counted.pence
