"""Leave: accrual by pay period, 5.6 weeks of regular hours, what lies in a window, whose money pays it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.kernel.dates import Span
from carecoop_desktop.statutory.tables import Holiday, load_shelf
from carecoop_desktop.work.payroll.absence.rules.leave import (
    Leaver,
    Worked,
    away_tenths,
    balance,
    minutes_inside,
    minutes_taken,
    regular_leave,
    shares_by_member,
)
from carecoop_desktop.work.payroll.absence.rules.record import Record

TABLE = load_shelf().on(Holiday, date(2026, 6, 1))
YEAR = Span(date(2026, 4, 1), date(2027, 3, 31))
IRREGULAR = Leaver(date(2025, 1, 1), None, 0, False)
FULL_TIME = Leaver(date(2020, 1, 1), None, 40 * 60, False)


def away(first: date, last: date | None, minutes: int = 0, weekdays: str = "01234") -> Record:
    return Record(1, 1, 1, "holiday", first, last, weekdays, minutes)


def test_irregular_hours_accrue_by_pay_period_to_the_hour() -> None:
    worked = [Worked(date(2026, 4, 30), 100 * 60), Worked(date(2026, 5, 31), 8 * 60)]
    made = balance(TABLE, YEAR, date(2026, 5, 31), IRREGULAR, worked, 5 * 60, 60)
    assert (made.accrued, made.left) == ((12 + 1) * 60, 9 * 60)
    assert (made.basis, made.rate, made.regular) == (108 * 60, 1_207, False)


def test_holiday_paid_with_each_hour_accrues_with_the_hours_whatever_week_was_agreed() -> None:
    worked = [Worked(date(2026, 4, 30), 100 * 60)]
    made = balance(TABLE, YEAR, date(2026, 5, 31), Leaver(date(2020, 1, 1), None, 20 * 60, True), worked, 0, 0)
    assert (made.accrued, made.basis, made.regular) == (12 * 60, 100 * 60, False)


def test_leave_goes_on_accruing_while_sick() -> None:
    worked = [Worked(date(2026, 5, 31), 0, 44)]
    made = balance(TABLE, YEAR, date(2026, 5, 31), IRREGULAR, worked, 0, 0, average_minutes=20 * 60)
    assert made.accrued == 11 * 60


def test_a_year_of_work_accrues_no_more_than_five_weeks_and_three_fifths() -> None:
    worked = [Worked(date(2026, 4, 30), 40 * 60)] * 52
    made = balance(TABLE, YEAR, YEAR.last, IRREGULAR, worked, 0, 0, average_minutes=40 * 60)
    assert made.accrued == 224 * 60


def test_more_taken_than_accrued_is_below_nought() -> None:
    assert balance(TABLE, YEAR, date(2026, 5, 31), IRREGULAR, [], 60, 0).left == -60


@pytest.mark.parametrize(
    ("person", "day", "hours"),
    [
        (FULL_TIME, date(2026, 4, 1), 224),
        (Leaver(date(2020, 1, 1), date(2026, 9, 30), 40 * 60, False), date(2026, 9, 30), 113),
        (Leaver(date(2026, 10, 1), None, 40 * 60, False), date(2026, 10, 1), 19),
        (Leaver(date(2026, 10, 1), None, 40 * 60, False), date(2026, 12, 31), 56),
        (Leaver(date(2026, 10, 1), None, 40 * 60, False), date(2027, 3, 31), 112),
        (Leaver(date(2027, 4, 1), None, 40 * 60, False), date(2027, 3, 31), 0),
    ],
)
def test_regular_hours_give_a_share_of_5_6_weeks(person: Leaver, day: date, hours: int) -> None:
    minutes = regular_leave(TABLE, YEAR, day, person)
    assert -(-minutes // 60) == hours


@given(st.dates(date(2026, 1, 1), date(2026, 12, 1)), st.integers(0, 40), st.integers(0, 20_000), st.integers(0, 50))
def test_the_minutes_of_a_holiday_are_shared_out_whole(first: date, length: int, minutes: int, cut: int) -> None:
    record = away(first, first + timedelta(days=length), minutes)
    middle = first + timedelta(days=cut)
    before, after = Span(date(2025, 1, 1), middle), Span(middle + timedelta(days=1), date(2028, 1, 1))
    assert minutes_inside(record, before) + minutes_inside(record, after) == minutes
    assert minutes_taken([record, record], Span(before.first, after.last)) == 2 * minutes


def test_a_holiday_at_a_weekend_still_counts() -> None:
    assert minutes_inside(away(date(2026, 5, 2), date(2026, 5, 3), 600), YEAR) == 600


def test_time_away_is_counted_in_tenths_of_a_week() -> None:
    window = Span(date(2026, 5, 1), date(2026, 5, 31))
    assert away_tenths([away(date(2026, 5, 25), None)], window) == 10
    assert away_tenths([away(date(2026, 4, 20), date(2026, 5, 7))], window) == 10
    assert away_tenths([away(date(2026, 6, 1), None)], window) == 0


@given(st.integers(-50_000, 50_000), st.dictionaries(st.sampled_from([None, 1, 2, 3]), st.integers(-100, 9_999)))
def test_leave_pay_is_charged_to_the_penny(pence: int, pay: dict[int | None, int]) -> None:
    shares = shares_by_member(pence, pay)
    assert sum(shares.values()) == pence
    assert set(shares) <= {None} | {member for member, amount in pay.items() if amount > 0}
