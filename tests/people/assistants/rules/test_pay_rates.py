"""Pay by kind of work, and the minimum wage."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.people.assistants.rules.pay_rates import (
    BY_THE_HOUR,
    RATE_KINDS,
    minimum_wage,
    rate_issues,
    rate_of,
    wage_warning,
)
from carecoop_desktop.statutory.tables.employment import MinimumWage
from carecoop_desktop.statutory.tables.shelf import load_shelf

DAY = date(2026, 11, 30)
TABLE = load_shelf().on(MinimumWage, DAY)


@pytest.mark.parametrize("kind", sorted(BY_THE_HOUR))
def test_hours_without_a_rate_of_their_own_are_paid_like_standard_hours(kind: str) -> None:
    assert rate_of({"standard": 1350}, kind) == 1350


@pytest.mark.parametrize("kind", ["sleep-in", "mileage", "expenses"])
def test_nights_and_miles_need_a_rate_of_their_own(kind: str) -> None:
    assert rate_of({"standard": 1350}, kind) is None


def test_a_rate_of_its_own_comes_first() -> None:
    assert rate_of({"standard": 1350, "waking-night": 1425}, "waking-night") == 1425


def test_nothing_is_paid_without_any_rate() -> None:
    assert rate_of({}, "standard") is None


@pytest.mark.parametrize("kind", sorted(RATE_KINDS))
def test_a_sane_rate_has_no_issue(kind: str) -> None:
    assert rate_issues(kind, 45 if kind == "mileage" else 1350) == []


@pytest.mark.parametrize("pence", [None, 0, -5])
def test_a_rate_must_be_above_zero(pence: int | None) -> None:
    (issue,) = rate_issues("standard", pence)
    assert issue.field == "pence" and issue.message == "The rate is missing."


def test_a_rate_that_slipped_a_comma_is_refused_with_what_is_allowed() -> None:
    (issue,) = rate_issues("mileage", 4500)
    assert issue.message == "£45.00 is too much for one mile." and issue.accepted == "Up to £2.00."


def test_an_unknown_kind_is_told_the_kinds() -> None:
    (issue,) = rate_issues("holiday", 100)
    assert issue.field == "kind" and "Waking-night hour" in issue.accepted


@pytest.mark.parametrize(
    ("born", "pence"),
    [(date(2005, 11, 30), 1271), (date(2005, 12, 1), 1085), (date(2008, 11, 30), 1085), (date(2008, 12, 1), 800)],
)
def test_the_minimum_wage_goes_by_age_on_the_day(born: date, pence: int) -> None:
    assert minimum_wage(TABLE, born, DAY) == pence


def test_a_rate_below_the_minimum_wage_is_told_with_age_and_day() -> None:
    warning = wage_warning(TABLE, "standard", 1270, date(1990, 1, 1), DAY)
    assert warning == "£12.70 is below the minimum wage of £12.71 an hour at 36 on 30 Nov 2026."


@pytest.mark.parametrize("kind", ["sleep-in", "mileage"])
def test_nights_and_miles_are_not_held_against_an_hourly_wage(kind: str) -> None:
    assert wage_warning(TABLE, kind, 45, date(1990, 1, 1), DAY) == ""


def test_nothing_is_told_without_a_birth_date() -> None:
    assert wage_warning(TABLE, "standard", 1, None, DAY) == ""


@given(st.integers(0, 3000), st.dates(date(1950, 1, 1), date(2009, 1, 1)))
def test_the_warning_stands_exactly_below_the_wage(pence: int, born: date) -> None:
    assert bool(wage_warning(TABLE, "standard", pence, born, DAY)) == (pence < minimum_wage(TABLE, born, DAY))
