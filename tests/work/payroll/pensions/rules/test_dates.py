"""Days of pension law: opting out, postponing, re-enrolling, declaring."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.kernel.dates import add_months
from carecoop_desktop.statutory.tables import load_shelf
from carecoop_desktop.statutory.tables.employment import AutoEnrolment
from carecoop_desktop.work.payroll.pensions.rules.checks import postponement_issues
from carecoop_desktop.work.payroll.pensions.rules.dates import (
    declaration_due,
    declarations_due,
    enrolment_day,
    letter_due,
    longest_postponement,
    next_window,
    opt_out_closes,
)

LAW = load_shelf().on(AutoEnrolment, date(2026, 6, 1))
DAYS = st.dates(date(2024, 4, 6), date(2030, 4, 5))


@given(DAYS, st.integers(0, 60))
def test_the_opt_out_month_runs_from_the_later_of_joining_and_the_letter(since: date, later: int) -> None:
    told = since + timedelta(days=later)
    closes = opt_out_closes(LAW, since, told)
    assert closes == add_months(told, 1)
    assert opt_out_closes(LAW, told, since) == closes
    assert opt_out_closes(LAW, since, None) is None


@given(DAYS, st.integers(1, 200))
def test_a_postponement_is_three_months_at_most(begins: date, days: int) -> None:
    until = begins + timedelta(days=days)
    assert (postponement_issues(LAW, begins, until) == []) is (until <= add_months(begins, 3))
    assert longest_postponement(LAW, begins) == add_months(begins, 3)


@given(DAYS, DAYS)
def test_the_next_window_has_not_closed_and_is_three_years_on(duties: date, today: date) -> None:
    window = next_window(LAW, duties, max(today, duties), [])
    assert window.closes >= max(today, duties)
    assert (window.day.year - duties.year) % 3 == 0 and window.day > duties
    assert window.opens == add_months(window.day, -3)
    done = next_window(LAW, duties, max(today, duties), [window.opens])
    assert done.day.year == window.day.year + 3


@pytest.mark.parametrize(
    ("born", "started", "put_off", "duties", "day"),
    [
        (date(1990, 5, 1), date(2025, 1, 1), None, date(2020, 4, 1), date(2026, 6, 1)),
        (date(2004, 6, 20), None, None, None, date(2026, 6, 20)),
        (date(1990, 5, 1), date(2026, 6, 8), None, None, date(2026, 6, 8)),
        (date(1990, 5, 1), date(2026, 6, 8), date(2026, 6, 25), None, date(2026, 6, 25)),
        (date(1990, 5, 1), None, None, date(2026, 6, 3), date(2026, 6, 3)),
    ],
)
def test_enrolment_begins_when_the_last_condition_is_met(
    born: date, started: date | None, put_off: date | None, duties: date | None, day: date
) -> None:
    assert enrolment_day(LAW, date(2026, 6, 1), started, born, put_off, duties) == day


def test_declarations_fall_due_five_months_after_the_duties_and_every_third_year() -> None:
    duties = date(2020, 4, 1)
    assert declaration_due(duties) == date(2020, 9, 1)
    assert declarations_due(LAW, duties, date(2026, 2, 1)) == [date(2020, 9, 1), date(2023, 9, 1), date(2026, 9, 1)]
    assert declarations_due(LAW, duties, date(2025, 12, 1)) == [date(2020, 9, 1), date(2023, 9, 1)]
    assert declarations_due(LAW, date(2027, 1, 1), date(2026, 2, 1)) == []


def test_letters_are_due_within_six_weeks() -> None:
    assert letter_due(date(2026, 6, 1)) == date(2026, 7, 13)
