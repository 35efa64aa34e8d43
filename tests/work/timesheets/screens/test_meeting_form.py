"""What is left of a deed once both desks' values were chosen between."""

from __future__ import annotations

from datetime import date

from carecoop_desktop.work.timesheets.actions import CellEntry, approve_lines, copy_last_week, fill_cells
from carecoop_desktop.work.timesheets.rules.entry import Entry
from carecoop_desktop.work.timesheets.rules.meeting import CellConflict, HoursConflict
from carecoop_desktop.work.timesheets.screens.meeting_form import Copying, Filling, OnLines, as_fields

DAYS = [date(2026, 11, 16 + n) for n in range(3)]
KEYS = [(1, 2, "standard", day) for day in DAYS]
FIVE = (Entry(minutes=300),)


def conflict(*places: int, was: tuple[int, ...] = (), rest: bool = False) -> HoursConflict:
    """Each of these cells holds line 70 and upwards by now, at version 4."""
    found = HoursConflict("Sam changed it.", [
        CellConflict(KEYS[n], f"cell {n}", "4.0 h", "5.0 h", "6.0 h", "Sam", "", "", was, ((70 + n, 4),), FIVE)
        for n in places
    ])  # fmt: skip
    found.rest = rest
    return found


def cell(place: int, was: tuple[tuple[int, int], ...] = ()) -> CellEntry:
    return CellEntry(*KEYS[place], FIVE, was)


def test_mine_is_filled_in_over_what_was_shown_and_theirs_left_out() -> None:
    wish = Filling((cell(0), cell(1, ((9, 1),)), cell(2)))
    left = wish.after(conflict(0, 1), {KEYS[1]})
    assert left == Filling((cell(2), cell(1, ((71, 4),))))
    assert left.deed().action is fill_cells
    assert Filling((cell(0),)).after(conflict(0), ()) is None


def test_what_was_typed_is_shown_as_the_grid_shows_it() -> None:
    emptied = CellEntry(*KEYS[1], ())
    assert Filling((cell(0), emptied)).typed() == {KEYS[0]: "5.0", KEYS[1]: "–"}
    assert OnLines(approve_lines, {1: 1}).typed() == Copying(DAYS[0], None, frozenset()).typed() == {}


def test_lines_keep_the_versions_that_were_shown() -> None:
    wish = OnLines(approve_lines, {5: 1, 6: 1, 7: 2})
    found = conflict(0, was=(5, 6))
    assert wish.after(found, {KEYS[0]}) == OnLines(approve_lines, {7: 2, 70: 4})
    assert wish.after(found, ()) == OnLines(approve_lines, {7: 2})
    assert OnLines(approve_lines, {5: 1}).after(found, ()) is None
    deed = OnLines(approve_lines, {5: 1}, ("When?",)).deed()
    assert (deed.args, deed.inputs) == (((5,), "When?"), {"seen": {5: 1}})


def test_a_week_is_copied_around_theirs_and_over_what_was_shown() -> None:
    wish = Copying(DAYS[2], None, frozenset())
    assert wish.after(conflict(0), {KEYS[0]}) == Copying(DAYS[2], None, frozenset({KEYS[0]}), (cell(0, ((70, 4),)),))
    assert wish.after(conflict(0, rest=True), ()) == Copying(DAYS[2], None, frozenset({KEYS[0]}))
    assert wish.after(conflict(0), ()) is None
    third = Copying(DAYS[2], None, frozenset({KEYS[0], KEYS[1]}), (cell(0), cell(1)))
    assert third.after(conflict(0), ()).instead == (cell(1),)
    assert wish.deed().action is copy_last_week


def test_cells_are_shown_as_the_fields_of_a_record_are() -> None:
    (field,) = as_fields(conflict(1)).fields
    assert (field.before, field.mine, field.theirs, field.who) == ("4.0 h", "5.0 h", "6.0 h", "Sam")
