"""Pay periods of somebody whose pay changes between monthly and weekly: no day twice, none left out."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.kernel.dates import Span, month_end
from carecoop_desktop.work.payroll.absence.rules.windows import frequency_on, windows_of

MONTHS = [("monthly", Span(date(2026, n, 1), month_end(date(2026, n, 1)))) for n in range(1, 13)]
MONDAY = date(2026, 1, 5)
WEEKS = [
    ("weekly", Span(MONDAY + timedelta(weeks=n), MONDAY + timedelta(weeks=n, days=6))) for n in range(51)
]  # fmt: skip
ALL = sorted([*MONTHS, *WEEKS], key=lambda one: one[1].first)


def test_the_contract_of_the_day_says_how_often() -> None:
    history = ((date(2026, 2, 1), "monthly"), (date(2026, 7, 1), "weekly"))
    days = [date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1)]
    assert [frequency_on(history, day) for day in days] == ["monthly", "monthly", "weekly"]
    assert frequency_on((), days[0], "monthly") == "monthly"


def test_who_is_always_paid_alike_has_the_periods_as_they_are() -> None:
    monthly = ((date(2025, 1, 1), "monthly"),)
    assert windows_of(ALL, MONTHS[4], monthly) == [span for _, span in MONTHS[:5]]


def test_a_period_of_another_kind_in_hand_stays_as_it_is() -> None:
    assert windows_of(MONTHS, WEEKS[10], ((date(2025, 1, 1), "monthly"),))[-1] == WEEKS[10][1]


def test_who_was_not_paid_for_long_begins_anew() -> None:
    history = ((date(2026, 1, 1), "monthly"), (date(2026, 6, 1), "weekly"))
    assert windows_of(MONTHS[:2], WEEKS[30], history)[-1] == WEEKS[30][1]


@given(changed=st.dates(date(2026, 2, 1), date(2026, 11, 1)), first=st.sampled_from(["monthly", "weekly"]))
def test_every_day_lies_in_one_window(changed: date, first: str) -> None:
    then = "weekly" if first == "monthly" else "monthly"
    here = max((one for one in ALL if one[0] == then), key=lambda one: one[1].last)
    found = windows_of(ALL, here, ((date(2025, 1, 1), first), (changed, then)))
    assert all(after.first == before.last + timedelta(days=1) for before, after in pairwise(found))
    assert found[-1].last == here[1].last


@pytest.mark.parametrize("changed", [date(2026, 7, 1), date(2026, 7, 15)])
def test_the_first_week_after_months_begins_where_they_ended(changed: date) -> None:
    history = ((date(2025, 1, 1), "monthly"), (changed, "weekly"))
    here = next(one for one in WEEKS if one[1].last >= changed)
    assert windows_of(ALL, here, history)[-1] == Span(date(2026, 7, 1), here[1].last)
