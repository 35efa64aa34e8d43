"""What may be filled in about an absence, and which two cannot be at once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.kernel.dates import Span
from carecoop_desktop.work.payroll.absence.entries import Absence
from carecoop_desktop.work.payroll.absence.rules.entered import absence_issues, clash, days_away
from carecoop_desktop.work.payroll.absence.rules.record import Record

SICK = Absence("sickness", date(2026, 5, 4), date(2026, 5, 8))
DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))


def fields(entry: Absence, started: date | None = None, left: date | None = None) -> list[str]:
    return [issue.field for issue in absence_issues(entry, started, left)]


def test_a_whole_absence_is_accepted() -> None:
    assert fields(SICK) == []
    assert fields(replace(SICK, last=None)) == []
    assert fields(Absence("holiday", date(2026, 5, 4), date(2026, 5, 8), minutes=600)) == []
    assert fields(Absence("maternity", date(2026, 5, 4), event=date(2026, 6, 1))) == []


@pytest.mark.parametrize(
    ("entry", "wrong"),
    [
        (Absence("flu", date(2026, 5, 4)), ["kind"]),
        (Absence("sickness", None), ["first"]),
        (replace(SICK, last=date(2026, 5, 3)), ["last"]),
        (replace(SICK, last=date(2028, 6, 1)), ["last"]),
        (replace(SICK, weekdays=""), ["weekdays"]),
        (replace(SICK, weekdays="7"), ["weekdays"]),
        (Absence("holiday", date(2026, 5, 4)), ["last", "minutes"]),
        (Absence("paternity", date(2026, 5, 4)), ["last", "event"]),
        (replace(SICK, note_until=date(2026, 5, 8)), ["note_from"]),
        (replace(SICK, note_from=date(2026, 5, 8), note_until=date(2026, 5, 7)), ["note_until"]),
    ],
)
def test_every_issue_names_its_field(entry: Absence, wrong: list[str]) -> None:
    assert fields(entry) == wrong


def test_an_absence_lies_within_the_employment() -> None:
    assert fields(SICK, started=date(2026, 5, 4)) == []
    assert fields(SICK, started=date(2026, 5, 5)) == ["first"]
    unpaid = Absence("unpaid", date(2026, 5, 4))
    assert fields(unpaid, left=date(2026, 5, 4)) == []
    assert fields(unpaid, left=date(2026, 5, 3)) == ["first"]


def test_statutory_pay_after_leaving_may_still_be_recorded() -> None:
    late = Absence("maternity", date(2026, 5, 4), event=date(2026, 6, 1))
    assert fields(late, left=date(2026, 4, 30)) == []


def recorded(first: date, last: date | None) -> Record:
    return Record(1, 1, 1, "sickness", first, last)


@given(DAYS, st.integers(0, 40), DAYS, st.integers(0, 40), st.booleans(), st.booleans())
def test_two_absences_clash_where_a_day_is_shared(
    first: date, length: int, other: date, long: int, is_open: bool, other_open: bool
) -> None:
    last = None if is_open else first + timedelta(days=length)
    end = None if other_open else other + timedelta(days=long)
    mine = {first + timedelta(days=n) for n in range(1500 if is_open else length + 1)}
    theirs = {other + timedelta(days=n) for n in range(1500 if other_open else long + 1)}
    assert bool(clash(first, last, [recorded(other, end)])) == bool(mine & theirs)


@given(DAYS, st.integers(0, 40), DAYS, st.integers(0, 40))
def test_the_days_in_a_window_are_those_in_both(first: date, length: int, begins: date, long: int) -> None:
    last, window = first + timedelta(days=length), Span(begins, begins + timedelta(days=long))
    away = days_away(first, last, window)
    both = {day for n in range(length + 1) if (day := first + timedelta(days=n)) in window}
    assert ({away.first + timedelta(days=n) for n in range(away.days)} if away else set()) == both


def test_a_clash_names_the_other_absence() -> None:
    said = clash(date(2026, 5, 4), None, [recorded(date(2026, 5, 20), None)])
    assert said == "Sickness from 20 May 2026 on, without an end is recorded for these days."
