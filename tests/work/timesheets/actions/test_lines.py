"""Entering, changing, filling in and copying lines."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from carecoop_desktop.platform.kernel.errors import Conflict, Invalid, NotAllowed, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.timesheets.actions import (
    CellEntry,
    NewLine,
    approve_lines,
    change_line,
    copy_last_week,
    enter_lines,
    fill_cells,
    lock_period,
    remove_line,
    sign_lines,
)
from carecoop_desktop.work.timesheets.queries import GridRow, period_for, week_grid
from carecoop_desktop.work.timesheets.rules.entry import Entry, read_cell

MONDAY, SUNDAY = date(2026, 11, 16), date(2026, 11, 22)


def _row(office: Office, sunday: date = SUNDAY, assistant: int = 1, kind: str = "standard") -> GridRow:
    rows = office.read(week_grid, sunday).rows
    return next(row for row in rows if row.assistant_id == assistant and row.kind == kind)


def _enter(office: Office, people, day: date = MONDAY, **more) -> int:
    line = NewLine(people.marek, people.james, day, **{"start": time(7), "finish": time(11, 30), **more})
    return office.do(enter_lines, [line]).value[0]


def test_minutes_are_worked_out_from_times(office: Office, people) -> None:
    done = office.do(enter_lines, [
        NewLine(people.marek, people.james, MONDAY, start=time(7), finish=time(12), break_minutes=30),
        NewLine(people.marek, people.james, date(2026, 10, 24), "waking-night", time(22), time(7)),
        NewLine(people.marek, people.james, MONDAY, "sleep-in", time(22), time(7)),
    ])  # fmt: skip
    assert done.sentence == "Entered 3 lines"
    assert _row(office).cells[0].amount == 270
    assert _row(office, date(2026, 10, 25), kind="waking-night").total == 600
    assert _row(office, kind="sleep-in").total == 1


def test_all_or_none_is_entered(office: Office, people) -> None:
    good = NewLine(people.marek, people.james, MONDAY, minutes=60)
    bad = NewLine(people.marek, None, MONDAY, minutes=60)
    with pytest.raises(Invalid) as found:
        office.do(enter_lines, [good, bad])
    assert [issue.field for issue in found.value.issues] == ["member"]
    assert _row(office).total == 0
    with pytest.raises(Invalid):
        office.do(enter_lines, [NewLine(people.marek, people.james, MONDAY, minutes=60, state="approved")])


def test_a_change_must_be_signed_again_and_meets_conflicts(office: Office, people) -> None:
    number = _enter(office, people)
    office.do(sign_lines, [number])
    line = _row(office).cells[0].lines[0]
    version = office.do(change_line, number, line.version, finish=time(12)).value
    changed = _row(office).cells[0].lines[0]
    assert (changed.entry.minutes, changed.state, changed.version) == (300, "draft", version)
    with pytest.raises(Conflict):
        office.do(change_line, number, line.version, finish=time(13))


def test_a_note_leaves_the_signature(office: Office, people) -> None:
    number = _enter(office, people)
    office.do(sign_lines, [number])
    office.do(change_line, number, note="Came by bus")
    assert _row(office).cells[0].lines[0].state == "signed"


def test_a_line_is_taken_out_and_brought_back(office: Office, people) -> None:
    number = _enter(office, people)
    assert office.do(remove_line, number).sentence == "Took out standard of 16 Nov 2026"
    assert _row(office).total == 0
    office.undo()
    assert _row(office).total == 270


def test_a_cell_is_filled_changed_and_emptied(office: Office, people) -> None:
    def fill(typed: str) -> None:
        cell = _row(office).cells[0]
        was = tuple((line.id, line.version) for line in cell.lines)
        entries = read_cell("standard", MONDAY, typed)
        office.do(fill_cells, [CellEntry(people.marek, people.james, "standard", MONDAY, entries, was)])

    fill("7-11:30, 17-20")
    assert [line.entry.minutes for line in _row(office).cells[0].lines] == [270, 180]
    kept = _row(office).cells[0].lines[0].id
    fill("8-10")
    assert [(line.id, line.entry.minutes) for line in _row(office).cells[0].lines] == [(kept, 120)]
    fill("")
    assert _row(office).cells[0].lines == ()


def test_a_cell_changed_elsewhere_is_a_conflict_and_nothing_is_written(office: Office, people) -> None:
    number = _enter(office, people)
    stale = ((number, 99),)
    cells = [
        CellEntry(people.marek, people.james, "standard", MONDAY + timedelta(1), (Entry(minutes=60),)),
        CellEntry(people.marek, people.james, "standard", MONDAY, (Entry(minutes=60),), stale),
    ]
    with pytest.raises(Conflict, match=r"changed at another desk just now\. Look at what stands there now"):
        office.do(fill_cells, cells)
    assert _row(office).total == 270


def test_locked_hours_are_not_touched(office: Office, periods_made) -> None:
    people = periods_made
    number = _enter(office, people)
    office.do(sign_lines, [number])
    office.do(approve_lines, [number])
    november = office.read(period_for, "monthly", MONDAY)
    office.do(lock_period, november.id, leave_rest=True)
    for deed, inputs in ((change_line, (number, None)), (remove_line, (number,))):
        with pytest.raises(Refusal, match="locked for pay"):
            office.do(deed, *inputs)
    locked = _row(office).cells[0].lines[0]
    with pytest.raises(Refusal, match="locked for pay"):
        was = ((number, locked.version),)
        office.do(fill_cells, [CellEntry(people.marek, people.james, "standard", MONDAY, (), was)])


def test_last_week_is_copied_where_nothing_stands_yet(office: Office, people) -> None:
    _enter(office, people, MONDAY - timedelta(7))
    _enter(office, people, MONDAY - timedelta(6), start=None, finish=None, minutes=120)
    office.do(enter_lines, [NewLine(people.marek, people.james, MONDAY - timedelta(7), "mileage", miles=120)])
    _enter(office, people, MONDAY, start=time(9), finish=time(10))
    assert office.do(copy_last_week, SUNDAY).value == 1
    assert [cell.amount for cell in _row(office).cells] == [60, 120, 0, 0, 0, 0, 0]
    with pytest.raises(Refusal, match="nothing to copy"):
        office.do(copy_last_week, SUNDAY)


def test_copied_times_are_worked_out_anew_over_a_clock_change(office: Office, people) -> None:
    night = NewLine(people.marek, people.james, date(2026, 10, 17), "waking-night", time(22), time(7))
    office.do(enter_lines, [night])
    office.do(copy_last_week, date(2026, 10, 25))
    assert _row(office, date(2026, 10, 25), kind="waking-night").total == 600


def test_only_those_who_may_enter_hours(office: Office, people) -> None:
    office.user = User("Sam", Role.TREASURER)
    with pytest.raises(NotAllowed):
        _enter(office, people)
