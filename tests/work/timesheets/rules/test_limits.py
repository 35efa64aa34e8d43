"""Dates, lengths, claims, budgets and the minimum wage."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from carecoop_desktop.statutory.tables.employment import MinimumWage
from carecoop_desktop.statutory.tables.shelf import load_shelf
from carecoop_desktop.work.timesheets.rules import limits
from carecoop_desktop.work.timesheets.rules.entry import Entry
from carecoop_desktop.work.timesheets.rules.findings import Finding, Piece

TODAY = date(2026, 11, 30)
DAY = date(2026, 11, 19)
WAGE = load_shelf().on(MinimumWage, DAY)


def piece(day: date = DAY, kind: str = "standard", start: time | None = None, finish: time | None = None,
          **amounts: int) -> Piece:  # fmt: skip
    return Piece(1, 1, 2, "James", day, kind, start, finish, **amounts)


def words(found: object) -> list[str]:
    return [one.word for one in found]  # type: ignore[attr-defined]


def test_a_good_line_has_no_issue() -> None:
    entry = Entry(time(7), time(11, 30), 0, 270)
    assert not list(limits.line_issues("standard", 2, DAY, entry, TODAY))


@pytest.mark.parametrize(
    ("kind", "member", "day", "entry", "field"),
    [
        ("dancing", 2, DAY, Entry(minutes=60), "kind"),
        ("standard", None, DAY, Entry(minutes=60), "member"),
        ("standard", 2, DAY + timedelta(500), Entry(minutes=60), "day"),
        ("standard", 2, date(2019, 1, 1), Entry(minutes=60), "day"),
        ("standard", 2, DAY, Entry(), "minutes"),
        ("standard", 2, DAY, Entry(minutes=2000), "minutes"),
        ("standard", 2, DAY, Entry(time(7), time(9), 0, 90), "finish"),
        ("sleep-in", 2, DAY, Entry(nights=2), "nights"),
        ("mileage", None, DAY, Entry(miles=-3), "miles"),
        ("expenses", 2, DAY, Entry(), "expenses"),
    ],
)
def test_what_cannot_be_stored(kind: str, member: int | None, day: date, entry: Entry, field: str) -> None:
    assert [issue.field for issue in limits.line_issues(kind, member, day, entry, TODAY)] == [field]


def test_dates_that_are_odd() -> None:
    assert words(limits.odd_date(piece(TODAY + timedelta(30)), TODAY, False)) == ["Future"]
    assert words(limits.odd_date(piece(TODAY + timedelta(3)), TODAY, False)) == ["To come"]
    assert words(limits.odd_date(piece(TODAY - timedelta(200)), TODAY, False)) == ["Old"]
    assert words(limits.odd_date(piece(), TODAY, True)) == ["Late"]
    assert words(limits.odd_date(piece(), TODAY, False)) == []


def test_long_shifts_and_clock_changes() -> None:
    assert words(limits.odd_length(piece(minutes=17 * 60))) == ["Long shift"]
    night = piece(date(2026, 10, 24), "waking-night", time(22), time(7), minutes=600)
    (found,) = limits.odd_length(night)
    assert (found.word, found.tone) == ("Clock change", "info")
    assert "10.0 h" in found.sentence
    spring = piece(date(2027, 3, 27), "waking-night", time(22), time(7), minutes=480)
    assert "forward" in next(iter(limits.odd_length(spring))).sentence


def test_nights_lie_in_the_night() -> None:
    assert words(limits.odd_night(piece(kind="sleep-in", start=time(22), finish=time(7), nights=1))) == []
    assert words(limits.odd_night(piece(kind="sleep-in", start=time(12), finish=time(15), nights=1))) == ["Night hours"]
    assert words(limits.odd_night(piece(start=time(12), finish=time(15)))) == []


def test_claims_that_are_large() -> None:
    assert words(limits.odd_claim(piece(kind="mileage", miles=1600))) == ["Mileage"]
    assert words(limits.odd_claim(piece(kind="expenses", expenses=25_000))) == ["Expenses"]
    assert words(limits.odd_claim(piece(kind="mileage", miles=120))) == []


def test_work_outside_the_contract() -> None:
    assert words(limits.not_employed(piece(), DAY + timedelta(1), None)) == ["Not started"]
    assert words(limits.not_employed(piece(), None, DAY - timedelta(1))) == ["Has left"]
    assert words(limits.not_employed(piece(), DAY, DAY)) == []


def test_a_week_over_its_budget() -> None:
    (found,) = limits.over_budget(41_300, 40_000)
    assert "£413.00" in found.sentence and "£400.00" in found.sentence
    assert isinstance(found, Finding)
    assert not list(limits.over_budget(40_000, 40_000))
    assert not list(limits.over_budget(40_000, None)), "no agreement on record is no finding here"


def test_the_minimum_wage_by_age() -> None:
    adult, young = date(1990, 1, 1), date(2007, 1, 1)
    assert limits.minimum_rate(adult, DAY, WAGE) == WAGE.rates[0].hourly
    assert limits.minimum_rate(None, DAY, WAGE) == WAGE.rates[0].hourly
    assert limits.minimum_rate(young, DAY, WAGE) < WAGE.rates[0].hourly
    low = WAGE.rates[0].hourly - 1
    assert words(limits.below_minimum(piece(minutes=60), low, adult, WAGE)) == ["Minimum wage"]
    assert words(limits.below_minimum(piece(minutes=60), low, young, WAGE)) == []
    assert words(limits.below_minimum(piece(minutes=60), None, adult, WAGE)) == []
    assert words(limits.below_minimum(piece(kind="sleep-in", nights=1), 1, adult, WAGE)) == []
