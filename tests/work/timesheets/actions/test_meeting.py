"""Two desks at the same hours: the later one writes nothing, and is shown what it met."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest

from carecoop_desktop.platform.kernel.errors import Conflict, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.timesheets.actions import (
    CellEntry,
    NewLine,
    answer_query,
    approve_lines,
    change_line,
    copy_last_week,
    enter_lines,
    fill_cells,
    lock_period,
    query_lines,
    remove_line,
    sign_lines,
)
from carecoop_desktop.work.timesheets.queries import Cell, period_for, week_grid
from carecoop_desktop.work.timesheets.rules import meeting
from carecoop_desktop.work.timesheets.rules.entry import Entry, read_cell
from carecoop_desktop.work.timesheets.rules.meeting import CellConflict, HoursConflict

MONDAY, SUNDAY = date(2026, 11, 16), date(2026, 11, 22)
Fill = Callable[..., None]


@pytest.fixture
def pair(office: Office, people) -> tuple[int, int]:
    """Marek with James, who has one line on Monday."""
    office.do(enter_lines, [NewLine(people.marek, people.james, MONDAY, start=time(7), finish=time(11))])
    return people.marek, people.james


def cell(office: Office, day: date = MONDAY) -> Cell:
    row = next(row for row in office.read(week_grid, SUNDAY).rows if row.assistant_id == 1 and row.kind == "standard")
    return row.cells[day.weekday()]


def entry(office: Office, pair, typed: str, day: date = MONDAY, was=None) -> CellEntry:
    held = tuple((line.id, line.version) for line in cell(office, day).lines) if was is None else was
    return CellEntry(*pair, "standard", day, read_cell("standard", day, typed), held)


def as_sam(office: Office, deed, *inputs, **named) -> None:
    """Sam Reed does it at the other desk."""
    me, office.user = office.user, User("Sam Reed", Role.PAYROLL)
    office.do(deed, *inputs, **named)
    office.user = me


def met(office: Office, deed, *inputs, **named) -> tuple[CellConflict, ...]:
    before = office.read(week_grid, SUNDAY).rows
    with pytest.raises(HoursConflict) as found:
        office.do(deed, *inputs, **named)
    assert office.read(week_grid, SUNDAY).rows == before, "nothing is written"
    return found.value.cells


def test_a_cell_that_was_changed_tells_who_and_all_three_values(office: Office, pair) -> None:
    mine = entry(office, pair, "5")
    as_sam(office, fill_cells, [entry(office, pair, "6")])
    (one,) = met(office, fill_cells, [mine])
    assert (one.before, one.mine, one.theirs) == ("07:00–11:00, Draft", "5.0 h", "6.0 h, Draft")
    assert one.who == "Sam Reed" and one.when and one.why_not == ""
    assert one.name == "Marek Nowak with James Hollis, standard, Mon 16 Nov 2026"
    with pytest.raises(Conflict, match=r"^Sam Reed changed the hours of Marek Nowak with James Hollis, standard, Mon"):
        office.do(fill_cells, [mine])


def test_mine_over_what_was_shown_and_a_third_desk_in_between(office: Office, pair) -> None:
    mine = entry(office, pair, "5")
    as_sam(office, fill_cells, [entry(office, pair, "6")])
    (shown,) = met(office, fill_cells, [mine])
    as_sam(office, fill_cells, [entry(office, pair, "7")])
    (again,) = met(office, fill_cells, [CellEntry(*shown.key, shown.entries, shown.lines)])
    assert (again.before, again.theirs) == ("6.0 h, Draft", "7.0 h, Draft")
    office.do(fill_cells, [CellEntry(*again.key, again.entries, again.lines)])
    assert cell(office).amount == 300
    office.undo()
    assert cell(office).amount == 420


def test_hours_that_were_entered_into_an_empty_cell_are_not_doubled(office: Office, pair) -> None:
    tuesday = MONDAY + timedelta(1)
    mine = [entry(office, pair, "5", tuesday), entry(office, pair, "2", MONDAY + timedelta(2))]
    as_sam(office, fill_cells, [entry(office, pair, "6", tuesday)])
    (one,) = met(office, fill_cells, mine)
    assert (one.before, one.theirs, one.key[3]) == ("–", "6.0 h, Draft", tuesday)


def test_what_was_taken_out_can_be_entered_anew(office: Office, pair) -> None:
    mine = entry(office, pair, "5")
    as_sam(office, remove_line, cell(office).ids[0])
    (one,) = met(office, fill_cells, [mine])
    assert (one.before, one.theirs, one.lines) == ("07:00–11:00, Draft", "Taken out", ())
    office.do(fill_cells, [CellEntry(*one.key, one.entries, one.lines)])
    assert cell(office).amount == 300


def test_emptying_a_cell_that_was_changed(office: Office, pair) -> None:
    mine = entry(office, pair, "")
    as_sam(office, change_line, mine.was[0][0], note="Came by bus")
    (one,) = met(office, fill_cells, [mine])
    assert (one.mine, one.theirs) == ("–", "07:00–11:00, Draft, note “Came by bus”")
    with pytest.raises(Conflict):
        office.do(remove_line, *mine.was[0])


def test_the_same_typed_at_both_desks_is_no_conflict(office: Office, pair) -> None:
    mine = [entry(office, pair, "5"), entry(office, pair, "2", MONDAY + timedelta(1))]
    as_sam(office, fill_cells, mine[:1])
    office.do(fill_cells, mine)
    assert [cell(office, MONDAY + timedelta(n)).amount for n in (0, 1)] == [300, 120]


def test_a_line_that_was_moved_to_another_day_is_gone_from_this_one(office: Office, pair) -> None:
    mine = entry(office, pair, "5")
    as_sam(office, change_line, mine.was[0][0], day=MONDAY + timedelta(3))
    (one,) = met(office, fill_cells, [mine])
    assert (one.theirs, one.who) == ("Taken out", "Sam Reed")


def test_approved_and_locked_hours_stay_theirs(office: Office, pair, periods_made) -> None:
    mine = entry(office, pair, "5")
    ids = cell(office).ids
    as_sam(office, sign_lines, ids)
    as_sam(office, approve_lines, ids)
    (one,) = met(office, fill_cells, [mine])
    assert (one.theirs, one.why_not) == ("07:00–11:00, Approved", meeting.APPROVED)
    as_sam(office, lock_period, office.read(period_for, "monthly", MONDAY).id, leave_rest=True)
    (one,) = met(office, fill_cells, [mine])
    assert (one.theirs, one.why_not) == ("07:00–11:00, Locked", meeting.LOCKED)


def seen(office: Office) -> dict[int, int]:
    return {line.id: line.version for line in cell(office).lines}


def test_hours_that_nobody_saw_are_not_approved(office: Office, pair) -> None:
    office.do(sign_lines, cell(office).ids)
    read = seen(office)
    as_sam(office, fill_cells, [entry(office, pair, "6")])
    (one,) = met(office, approve_lines, tuple(read), seen=read)
    assert (one.before, one.theirs) == ("07:00–11:00, Member signed", "6.0 h, Draft")
    assert (one.mine, one.why_not) == ("6.0 h, Approved", meeting.UNSIGNED)
    as_sam(office, sign_lines, cell(office).ids)
    (one,) = met(office, approve_lines, tuple(read), seen=read)
    assert one.why_not == ""
    office.do(approve_lines, tuple(read), seen=dict(one.lines))
    assert cell(office).state == "approved"


def test_what_another_desk_approved_just_so_is_done(office: Office, pair) -> None:
    office.do(sign_lines, cell(office).ids)
    read = seen(office)
    as_sam(office, approve_lines, tuple(read))
    assert office.do(approve_lines, tuple(read), seen=read).value == 0


def test_questions_answers_and_signatures_meet_changes(office: Office, pair) -> None:
    read = seen(office)
    as_sam(office, query_lines, tuple(read), "When?")
    (one,) = met(office, sign_lines, tuple(read), seen=read)
    assert (one.theirs, one.why_not) == ("07:00–11:00, Query, “When?”", meeting.ASKED)
    (one,) = met(office, query_lines, tuple(read), "Where?", seen=read)
    assert (one.mine, one.why_not) == ("Query: “Where?”", "")
    asked = seen(office)
    as_sam(office, answer_query, tuple(read), "Seven")
    (one,) = met(office, answer_query, tuple(read), "Eight", seen=asked)
    assert (one.mine, one.why_not) == ("Answer: “Eight”", meeting.ANSWERED)


def test_approving_what_was_taken_out(office: Office, pair) -> None:
    office.do(sign_lines, cell(office).ids)
    read = seen(office)
    as_sam(office, remove_line, next(iter(read)))
    (one,) = met(office, approve_lines, tuple(read), seen=read)
    assert (one.theirs, one.why_not, one.was) == ("Taken out", meeting.GONE, tuple(read))


def test_copying_meets_a_cell_that_was_filled_since(office: Office, pair) -> None:
    tuesday = MONDAY + timedelta(1)
    office.do(enter_lines, [NewLine(*pair, day - timedelta(7), minutes=120) for day in (tuesday, SUNDAY)])
    known = office.read(week_grid, SUNDAY).filled
    assert known == {(*pair, "standard", MONDAY)}
    as_sam(office, fill_cells, [entry(office, pair, "6", tuesday)])
    (one,) = met(office, copy_last_week, SUNDAY, known=known)
    assert (one.before, one.mine, one.theirs) == ("–", "2.0 h", "6.0 h, Draft")
    instead = CellEntry(*one.key, one.entries, one.lines)
    done = office.do(copy_last_week, SUNDAY, known=known | {one.key}, instead=[instead])
    assert done.value == 2
    assert [cell(office, day).amount for day in (tuesday, SUNDAY)] == [120, 120]
    office.undo()
    assert [cell(office, day).amount for day in (tuesday, SUNDAY)] == [360, 0]


def test_many_cells_and_names_in_one_sentence(office: Office, pair) -> None:
    days = [MONDAY + timedelta(n) for n in range(3)]
    mine = [entry(office, pair, "5", day) for day in days]
    as_sam(office, fill_cells, [entry(office, pair, "6", day) for day in days[:2]])
    office.do(fill_cells, [entry(office, pair, "7", days[1])])
    with pytest.raises(HoursConflict, match=r"^Sam Reed and Priya Shah changed 2 of these cells meanwhile"):
        office.do(fill_cells, mine)


def test_without_versions_the_deeds_are_as_before(office: Office, pair) -> None:
    (line,) = cell(office).ids
    with pytest.raises(Refusal, match="no longer there"):
        office.do(sign_lines, [line, 99])
    assert cell(office).lines[0].entry == Entry(time(7), time(11), 0, 240)
