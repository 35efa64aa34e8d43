"""Spells of sickness: linking, waiting days, what was used up, under the rules before and from 6 April 2026."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.kernel.dates import Span
from carecoop_desktop.statutory.statutory_pay import Average, average_weekly
from carecoop_desktop.statutory.tables import load_shelf
from carecoop_desktop.work.payroll.absence.rules.record import Record
from carecoop_desktop.work.payroll.absence.rules.sick import (
    SickSpell,
    linked_to,
    sick_spells,
    sickness_findings,
    whole,
    without_worked,
)

SHELF = load_shelf()
ALL = Span(date(2024, 4, 6), date(2027, 4, 5))


def sick(first: date, last: date | None, number: int = 1, **more: object) -> Record:
    return Record(number, 1, 1, "sickness", first, last, **more)  # type: ignore[arg-type]


def earning(pence: int = 40_000) -> object:
    def average_of(_limit: date) -> Average:
        return average_weekly(pence, weeks=1)

    return average_of


def spells(*records: Record, pence: int = 40_000, until: date = ALL.last, left: date | None = None) -> list[SickSpell]:
    return sick_spells(SHELF, records, earning(pence), until, left)  # type: ignore[arg-type]


def paid(spell: SickSpell, window: Span = ALL) -> int:
    return spell.due(SHELF, window).pay.pence


def test_old_rules_wait_three_days_and_link_without_waiting_again() -> None:
    first, second = spells(sick(date(2025, 6, 2), date(2025, 6, 6)), sick(date(2025, 7, 7), date(2025, 7, 11), 2))
    assert paid(first) == 2 * 2_375
    assert second.spell.linked is not None and second.spell.linked.waiting_days == 3
    assert paid(second) == 5 * 2_375


@pytest.mark.parametrize(("gap", "links"), [(56, True), (57, False)])
def test_spells_link_up_to_eight_weeks_apart(gap: int, links: bool) -> None:
    again = date(2025, 6, 6) + timedelta(days=gap + 1)
    _, second = spells(sick(date(2025, 6, 2), date(2025, 6, 6)), sick(again, again + timedelta(days=11), 2))
    assert (second.spell.linked is not None) == links


def test_what_earlier_absences_are_needed_for_later_ones() -> None:
    far, near = sick(date(2025, 1, 6), date(2025, 1, 10), 1), sick(date(2025, 6, 2), date(2025, 6, 6), 2)
    next_to = sick(date(2025, 7, 7), date(2025, 7, 11), 3)
    block = Record(4, 1, 1, "shared-parental", date(2025, 3, 3), date(2025, 3, 16), event=date(2025, 2, 1))
    now = sick(date(2025, 9, 1), date(2025, 9, 5), 5)
    assert linked_to(SHELF, [now], [far, block, near, next_to]) == [near, next_to]
    again = replace(block, id=6, first=date(2026, 1, 5), last=date(2026, 1, 11))
    assert linked_to(SHELF, [again], [far, block, near]) == [block]
    assert linked_to(SHELF, [replace(again, event=date(2025, 2, 2))], [far, block, near]) == []


def test_three_days_of_sickness_form_nothing_that_links_under_the_old_rules() -> None:
    _, second = spells(sick(date(2025, 6, 2), date(2025, 6, 4)), sick(date(2025, 6, 9), date(2025, 6, 13), 2))
    assert second.spell.linked is None and paid(second) == 2 * 2_375


def test_a_single_day_counts_from_april_2026() -> None:
    [only] = spells(sick(date(2026, 4, 6), date(2026, 4, 6)))
    assert paid(only) == 2_465


@pytest.mark.parametrize(
    ("first", "last", "pence"),
    [
        (date(2026, 4, 1), date(2026, 4, 5), 0),
        (date(2026, 4, 1), date(2026, 4, 6), 2_465),
        (date(2026, 3, 30), date(2026, 4, 3), 2 * 2_375),
        (date(2027, 4, 1), date(2027, 4, 5), 3 * 2_465),
    ],
)
def test_both_ends_of_the_tax_year(first: date, last: date, pence: int) -> None:
    [only] = spells(sick(first, last))
    assert paid(only) == pence


def test_an_open_absence_is_due_to_the_end_of_the_window_and_no_further() -> None:
    [only] = spells(sick(date(2026, 5, 4), None), until=date(2026, 5, 31))
    assert paid(only, Span(date(2026, 5, 1), date(2026, 5, 31))) == 20 * 2_465


def test_sick_pay_ends_with_the_employment() -> None:
    [only] = spells(sick(date(2026, 5, 4), date(2026, 5, 15)), left=date(2026, 5, 8))
    assert paid(only) == 5 * 2_465
    assert spells(sick(date(2026, 5, 11), None), left=date(2026, 5, 8)) == []


def test_sick_pay_ends_after_28_weeks() -> None:
    [only] = spells(sick(date(2026, 5, 4), date(2027, 3, 31)))
    assert only.due(SHELF, ALL).days == 28 * 5
    assert paid(only, Span(date(2026, 12, 1), date(2026, 12, 31))) == 0


def test_a_reason_of_the_office_withholds_it() -> None:
    [only] = spells(sick(date(2026, 5, 4), date(2026, 5, 8), withheld="told us after a month"))
    assert only.due(SHELF, ALL).reasons == ("The office pays none: told us after a month.",)


@given(
    st.dates(date(2026, 4, 6), date(2026, 12, 1)), st.integers(0, 90), st.integers(1, 90), st.integers(1_000, 90_000),
    st.sets(st.integers(0, 6), min_size=1),
)  # fmt: skip
def test_pay_periods_together_pay_the_whole_but_for_pennies(
    first: date, length: int, cut: int, pence: int, weekdays: set[int]
) -> None:
    last = first + timedelta(days=length)
    digits = "".join(str(day) for day in sorted(weekdays))
    [only] = spells(sick(first, last, weekdays=digits), pence=pence)
    middle = first + timedelta(days=min(cut, length))
    parts = [Span(first, middle), Span(middle + timedelta(days=1), last + timedelta(days=1))]
    whole, split = paid(only), sum(paid(only, part) for part in parts)
    assert whole <= split <= whole + 1
    days = [first + timedelta(days=n) for n in range(length + 1)]
    worked = sum(1 for day in days if day.weekday() in weekdays)
    assert whole <= -(-worked * min(Fraction(12_325), Fraction(pence * 8, 10)) // len(weekdays)) + length // 7 + 2


def test_paper_that_is_missing_is_named() -> None:
    record = sick(date(2026, 5, 4), date(2026, 5, 20))
    first, second = sickness_findings(record, date(2026, 5, 31))
    assert "neither a self-certificate" in first and "from 11 May 2026 on" in second
    covered = sick(date(2026, 5, 4), None, note_from=date(2026, 5, 11), note_until=date(2026, 5, 18))
    assert sickness_findings(covered, date(2026, 5, 18)) == []
    assert sickness_findings(covered, date(2026, 5, 19)) == ["The fit note ended on 18 May 2026; the sickness went on."]


@given(st.sets(st.integers(-3, 20)), st.none() | st.integers(0, 14))
def test_the_days_worked_are_in_no_part_and_every_other_day_is_in_one(worked: set[int], length: int | None) -> None:
    first, until = date(2026, 5, 4), date(2026, 5, 20)
    record = sick(first, None if length is None else first + timedelta(days=length))
    last = record.last or until
    days = {first + timedelta(days=number) for number in worked}
    parts = [part for part in without_worked(record, days, until) if part.first <= last]
    inside = [
        part.first + timedelta(days=number)
        for part in parts
        for number in range(((part.last or until) - part.first).days + 1)
    ]
    whole_of_it = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    assert inside == [day for day in whole_of_it if day not in days]


def test_the_parts_of_one_sickness_are_paid_together() -> None:
    record = sick(date(2026, 5, 18), date(2026, 5, 22))
    parts = spells(*without_worked(record, {date(2026, 5, 20)}, ALL.last))
    assert len(parts) == 2
    assert whole(parts, SHELF, ALL).pay.pence == sum(paid(part) for part in parts)
    assert whole(parts, SHELF, ALL).days == 4 and whole([], SHELF, ALL).pay.pence == 0
    assert whole([], SHELF, ALL).reasons == ("Hours are recorded on every day of it.",)
