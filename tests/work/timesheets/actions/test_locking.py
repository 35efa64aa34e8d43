"""Pay periods, declarations, the lock and what it refuses."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.platform.kernel.errors import Conflict, Invalid, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.timesheets.actions import (
    NewLine,
    approve_lines,
    change_line,
    declare_sheet,
    declare_sheets,
    enter_lines,
    lock_period,
    make_periods,
    mark_paid,
    set_pay_day,
    sign_lines,
    take_over_period,
    unlock_period,
)
from carecoop_desktop.work.timesheets.events import PeriodUnlocking
from carecoop_desktop.work.timesheets.queries import locked_work, period_for, periods, sheets, week_grid
from carecoop_desktop.work.timesheets.queries.faults import faults

OCTOBER, NOVEMBER, DECEMBER = date(2026, 10, 15), date(2026, 11, 16), date(2026, 12, 7)


def _period(office: Office, day: date, frequency: str = "monthly"):
    found = office.read(period_for, frequency, day)
    assert found is not None
    return found


def _worked(office: Office, assistant: int, member: int, day: date, minutes: int = 60, approved: bool = True) -> int:
    (number,) = office.do(enter_lines, [NewLine(assistant, member, day, minutes=minutes)]).value
    if approved:
        office.do(sign_lines, [number])
        office.do(approve_lines, [number])
    return number


def _declare_all(office: Office, period_id: int) -> None:
    kinds = {sheet.assistant_id: "complete" if sheet.lines else "nil" for sheet in office.read(sheets, period_id)}
    office.do(declare_sheets, period_id, kinds)


def test_periods_are_made_once(office: Office) -> None:
    assert office.do(make_periods, "2026-27", "monthly").value == 12
    assert office.do(make_periods, "2026-27", "monthly").value == 0
    assert office.do(make_periods, "2025-26", "weekly", since=date(2026, 3, 1)).value == 5
    with pytest.raises(Invalid):
        office.do(make_periods, "2026-27", "yearly")


def test_the_office_sets_its_own_pay_day(office: Office) -> None:
    office.do(set_pay_day, 31)
    office.do(make_periods, "2026-27", "monthly")
    assert _period(office, NOVEMBER).pay_date == date(2026, 11, 30)
    with pytest.raises(Invalid):
        office.do(set_pay_day, 0)


def test_a_missing_sheet_and_unapproved_hours_are_listed(office: Office, periods_made) -> None:
    people, november = periods_made, _period(office, NOVEMBER)
    _worked(office, people.marek, people.james, NOVEMBER, approved=False)
    missing = [sheet.assistant for sheet in office.read(sheets, november.id) if sheet.missing]
    assert missing == ["Marek Nowak", "Siân Davies"]
    with pytest.raises(Refusal) as found:
        office.do(lock_period, november.id)
    assert "Marek Nowak, Siân Davies" in str(found.value)
    assert "Hours not approved: Marek Nowak (1)" in str(found.value)
    assert "Tolu" not in str(found.value), "paid weekly"


def test_locking_takes_approved_hours_of_those_paid_so(office: Office, periods_made) -> None:
    people, november = periods_made, _period(office, NOVEMBER)
    mine = _worked(office, people.marek, people.james, NOVEMBER, 120)
    _worked(office, people.tolu, people.james, NOVEMBER)
    _worked(office, people.marek, people.james, DECEMBER)
    _declare_all(office, november.id)
    assert office.do(lock_period, november.id).sentence == "Locked November 2026: 1 lines"
    (work,) = office.read(locked_work, november.id)
    assert (work.id, work.minutes, work.day) == (mine, 120, NOVEMBER)
    with pytest.raises(Refusal, match="locked already"):
        office.do(lock_period, november.id)
    assert office.read(faults) == []


def test_what_is_left_waits_for_the_next_lock_and_keeps_its_day(office: Office, periods_made) -> None:
    people, november, december = periods_made, _period(office, NOVEMBER), _period(office, DECEMBER)
    _worked(office, people.marek, people.james, NOVEMBER)
    left = _worked(office, people.sian, people.james, NOVEMBER, approved=False)
    office.do(lock_period, november.id, leave_rest=True)
    late = _worked(office, people.marek, people.james, date(2026, 11, 5), 90)
    assert [one.word for row in office.read(week_grid, date(2026, 11, 8)).rows for cell in row.cells
            for one in cell.findings] == ["Late"]  # fmt: skip
    office.do(sign_lines, [left])
    office.do(approve_lines, [left])
    _declare_all(office, december.id)
    office.do(lock_period, december.id)
    assert {(one.id, one.day.month) for one in office.read(locked_work, december.id)} == {(left, 11), (late, 11)}


def test_a_week_is_split_by_the_lock_cell_by_cell(office: Office, periods_made) -> None:
    people = periods_made
    _worked(office, people.marek, people.james, date(2026, 9, 30))
    open_line = _worked(office, people.marek, people.james, date(2026, 10, 1))
    office.do(lock_period, _period(office, date(2026, 9, 30)).id, leave_rest=True)
    row = next(one for one in office.read(week_grid, date(2026, 10, 4)).rows if one.assistant_id == people.marek)
    assert [cell.locked for cell in row.cells] == [False, False, True, False, False, False, False]
    office.do(change_line, open_line, minutes=90)


def test_an_earlier_open_period_with_hours_comes_first(office: Office, periods_made) -> None:
    people, november = periods_made, _period(office, NOVEMBER)
    _worked(office, people.marek, people.james, OCTOBER)
    _declare_all(office, november.id)
    with pytest.raises(Refusal, match="October 2026 is still open"):
        office.do(lock_period, november.id)


def test_nil_is_refused_where_there_are_hours_and_told_where_they_come_later(office: Office, periods_made) -> None:
    people, november = periods_made, _period(office, NOVEMBER)
    office.do(declare_sheet, november.id, people.sian, "nil")
    _worked(office, people.sian, people.james, NOVEMBER)
    (sheet,) = [one for one in office.read(sheets, november.id) if one.assistant_id == people.sian]
    assert sheet.word == ("Nil, but has hours", "bad")
    with pytest.raises(Refusal, match="has hours"):
        office.do(declare_sheet, november.id, people.sian, "nil")
    office.do(declare_sheet, november.id, people.sian, "complete")
    with pytest.raises(Invalid):
        office.do(declare_sheet, november.id, people.marek, "perhaps")
    with pytest.raises(Refusal, match="not paid in"):
        office.do(declare_sheet, november.id, people.tolu, "complete")


def test_unlocking_gives_the_hours_back_unless_a_listener_refuses(office: Office, periods_made) -> None:
    people, november = periods_made, _period(office, NOVEMBER)
    number = _worked(office, people.marek, people.james, NOVEMBER)
    office.do(lock_period, november.id, leave_rest=True)

    def veto(_work: object, event: PeriodUnlocking) -> None:
        raise Refusal(f"A pay run stands on period {event.pay_period_id}.")

    office._listeners.setdefault(PeriodUnlocking, []).append(veto)  # type: ignore[attr-defined]
    with pytest.raises(Refusal, match="A pay run stands"):
        office.do(unlock_period, november.id)
    assert len(office.read(locked_work, november.id)) == 1
    office._listeners[PeriodUnlocking].remove(veto)  # type: ignore[attr-defined]
    assert office.do(unlock_period, november.id).value == 1
    office.do(change_line, number, minutes=30)
    assert _period(office, NOVEMBER).state == "open"


def test_a_paid_period_stays_and_gives_back_whom_the_run_left_out(office: Office, periods_made) -> None:
    people, november = periods_made, _period(office, NOVEMBER)
    _worked(office, people.marek, people.james, NOVEMBER)
    _worked(office, people.sian, people.james, NOVEMBER)
    with pytest.raises(Refusal, match="not locked"):
        office.do(mark_paid, november.id)
    office.do(lock_period, november.id, leave_rest=True)
    office.do(mark_paid, november.id, leave_out=[people.sian])
    assert [one.assistant_id for one in office.read(locked_work, november.id)] == [people.marek]
    with pytest.raises(Refusal, match="paid"):
        office.do(unlock_period, november.id)


def test_a_period_is_taken_over_as_it_was(office: Office, periods_made) -> None:
    people, october = periods_made, _period(office, OCTOBER)
    lines = [NewLine(people.marek, people.james, OCTOBER, minutes=480)]
    office.do(take_over_period, october.id, lines, {people.marek: "complete", people.sian: "nil"}, paid=True)
    assert _period(office, OCTOBER).state == "paid"
    assert [one.minutes for one in office.read(locked_work, october.id)] == [480]
    assert not any(sheet.missing for sheet in office.read(sheets, october.id))
    with pytest.raises(Refusal):
        office.do(take_over_period, october.id, lines, {}, paid=True)
    with pytest.raises(Invalid):
        bad = [NewLine(people.marek, None, NOVEMBER, minutes=480)]
        office.do(take_over_period, _period(office, NOVEMBER).id, bad, {}, paid=False)
    assert all(one.state in ("open", "paid") for one in office.read(periods))


def test_a_sheet_that_another_desk_declared_otherwise_is_not_declared_unread(office: Office, people) -> None:
    office.do(make_periods, "2026-27", "monthly")
    period_id = _period(office, NOVEMBER).id
    seen = office.read(lambda reader: reader.mark)
    office.do(declare_sheets, period_id, {people.marek: "nil", people.sian: "complete"})
    office.do(declare_sheets, period_id, {people.sian: "complete"}, seen)
    with pytest.raises(Conflict, match=r"^Priya Shah added a declaration at "):
        office.do(declare_sheets, period_id, {people.marek: "complete"}, seen)
    office.do(declare_sheets, period_id, {people.marek: "complete"}, office.read(lambda reader: reader.mark))
