"""Leave: accrual, rolled-up pay, entitlement and the 52-week average."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.statutory.holiday import (
    PaidWeek,
    accrue,
    accrue_while_away,
    most_minutes,
    pay_for_leave,
    rolled_up,
    statutory_days_tenths,
    weeks_pay,
)
from carecoop_desktop.statutory.tables import Holiday, load_shelf

TABLE = load_shelf().year("2026-27").table(Holiday, date(2026, 11, 1))
LEAVE = date(2026, 11, 2)
SUNDAYS = [LEAVE - timedelta(days=1, weeks=n) for n in range(110)]


@pytest.mark.parametrize(
    ("hours", "accrued"),
    [(0, 0), (4, 0), (5, 60), (40, 300), (80, 600), (12, 60), (13, 120), (160, 1140)],
)
def test_statutory_accrual_rounds_to_the_hour(hours: int, accrued: int) -> None:
    """12.07% of 4 hours are 29 minutes, of 5 hours 36, of 12 hours 87, of 13 hours 94."""
    assert accrue(TABLE, hours * 60).minutes == accrued


def test_a_kinder_contract_accrues_by_the_minute() -> None:
    assert accrue(TABLE, 240, whole_hours=False).minutes == 29
    assert accrue(TABLE, 2_400, whole_hours=False).minutes == 290


def test_the_leave_years_maximum_is_kept() -> None:
    most = most_minutes(TABLE, 2_250)
    assert most == 12_600
    last = accrue(TABLE, 9_600, so_far=12_000, most=most)
    assert last.minutes == 600
    assert last.lines[-1].label == "Kept to 10.00 hours"
    assert accrue(TABLE, 9_600, so_far=13_000, most=most).minutes == 0


def test_leave_goes_on_accruing_while_away() -> None:
    away = accrue_while_away(TABLE, 1_800, 43)
    assert away.minutes == 960  # 12.07% of 129 hours are 15.57 hours
    assert "while away" in away.lines[0].text


def test_rolled_up_pay_is_a_line_of_its_own() -> None:
    worked = rolled_up(TABLE, 100_000)
    assert worked.pence == 12_070
    assert [line.label for line in worked.lines] == [
        "Pay for work done",
        "12.07% of £1,000.00",
        "Rolled-up holiday pay",
    ]


def test_a_contract_with_more_weeks_gives_its_own_share() -> None:
    worked = rolled_up(TABLE, 100_000, contract_weeks_tenths=70)
    assert worked.pence == 15_556  # 7 / 45
    assert worked.lines[1].label == "7/45 of £1,000.00"
    assert rolled_up(TABLE, 100_000, contract_weeks_tenths=56).pence == 12_070
    with pytest.raises(Refusal, match="whole year as leave"):
        rolled_up(TABLE, 1, contract_weeks_tenths=520)


@pytest.mark.parametrize(("days", "leave"), [(50, 280), (60, 280), (30, 168), (25, 140), (10, 56)])
def test_regular_workers_have_five_point_six_weeks(days: int, leave: int) -> None:
    assert statutory_days_tenths(TABLE, days) == leave


def test_a_weeks_pay_is_the_average_of_52_paid_weeks() -> None:
    history = [PaidWeek(day, 30_000 if n < 52 else 90_000, 1_500) for n, day in enumerate(SUNDAYS)]
    average = weeks_pay(TABLE, LEAVE, history)
    assert (average.week.pence, average.weeks, average.average_minutes) == (30_000, 52, 1_500)


def test_weeks_without_pay_are_replaced_by_earlier_ones() -> None:
    history = [PaidWeek(day, 0 if n < 10 else 30_000, 1_500) for n, day in enumerate(SUNDAYS)]
    assert weeks_pay(TABLE, LEAVE, history).weeks == 52
    sparse = [PaidWeek(day, 30_000 if n % 3 == 0 else 0, 1_500) for n, day in enumerate(SUNDAYS)]
    assert weeks_pay(TABLE, LEAVE, sparse).weeks == 35


def test_nothing_older_than_104_weeks_counts() -> None:
    edge = LEAVE - timedelta(weeks=104)
    assert weeks_pay(TABLE, LEAVE, [PaidWeek(edge, 100, 60)]).weeks == 1
    with pytest.raises(Refusal, match="No paid week lies in the 104 weeks before 2 Nov 2026"):
        weeks_pay(TABLE, LEAVE, [PaidWeek(edge - timedelta(days=1), 100, 60), PaidWeek(LEAVE, 100, 60)])


def test_leave_is_paid_by_the_average_hour() -> None:
    average = weeks_pay(TABLE, LEAVE, [PaidWeek(day, 30_000, 1_500) for day in SUNDAYS])
    worked = pay_for_leave(TABLE, average, 300)
    assert worked.pence == 6_000
    assert [line.label for line in worked.lines][-2:] == ["An hour's pay", "Holiday pay"]


def test_leave_without_hours_to_average_is_refused() -> None:
    average = weeks_pay(TABLE, LEAVE, [PaidWeek(SUNDAYS[0], 30_000, 0)])
    with pytest.raises(Refusal, match="have no hours"):
        pay_for_leave(TABLE, average, 60)


@given(st.integers(0, 30_000), st.integers(0, 20_000), st.integers(0, 20_000))
def test_accrual_is_within_half_an_hour_and_never_above_the_most(worked: int, so_far: int, most: int) -> None:
    minutes = accrue(TABLE, worked).minutes
    assert minutes % 60 == 0
    assert abs(minutes * 10_000 - worked * TABLE.accrual) <= 300_000
    kept = accrue(TABLE, worked, so_far, most).minutes
    assert 0 <= kept <= minutes
    assert kept == minutes or so_far + kept <= max(most, so_far)


@given(st.lists(st.tuples(st.integers(0, 100_000), st.integers(1, 4_000)), min_size=1, max_size=104))
def test_the_average_lies_between_the_weeks(weeks: list[tuple[int, int]]) -> None:
    history = [PaidWeek(SUNDAYS[n], pay, minutes) for n, (pay, minutes) in enumerate(weeks)]
    paid = [pay for pay, _ in weeks if pay][:52]
    if not paid:
        with pytest.raises(Refusal):
            weeks_pay(TABLE, LEAVE, history)
        return
    average = weeks_pay(TABLE, LEAVE, history)
    assert min(paid) <= average.week.pence <= max(paid)
    assert average.pay == sum(paid)
    assert average.week.lines[-1].pence == average.week.pence
