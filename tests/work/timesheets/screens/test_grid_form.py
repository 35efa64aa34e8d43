"""What the week grid decides, without a window."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from carecoop_desktop.work.timesheets.queries import Cell, GridLine, GridRow
from carecoop_desktop.work.timesheets.rules.entry import Entry, Unread
from carecoop_desktop.work.timesheets.rules.findings import Finding
from carecoop_desktop.work.timesheets.screens import grid_form as form

MONDAY = date(2026, 11, 16)
DAYS = tuple(MONDAY + timedelta(n) for n in range(7))


def line(number: int, state: str = "draft", findings: tuple[Finding, ...] = (), **amounts) -> GridLine:
    return GridLine(number, 3, Entry(**amounts), state, "", "", None, findings)


def row(*cells: tuple[GridLine, ...], kind: str = "standard", **more) -> GridRow:
    measure = {"standard": "minutes", "mileage": "miles", "sleep-in": "nights", "expenses": "expenses"}[kind]
    filled = [*cells, *((),) * (7 - len(cells))]
    made = tuple(Cell(day, sum(getattr(one.entry, measure) for one in lines), lines)
                 for day, lines in zip(DAYS, filled, strict=True))  # fmt: skip
    who = {"assistant_id": 1, "member_id": 2, "assistant": "Siân Davies", "member": "Aled Pritchard", **more}
    return GridRow(kind=kind, cells=made, **who)


def test_headings_and_columns() -> None:
    assert form.headings(DAYS)[3:5] == ["Mon 16", "Tue 17"]
    assert [form.day_of(column) for column in (2, 3, 9, 10)] == [None, 0, 6, None]


def test_a_cell_in_words() -> None:
    filled = row((line(1, findings=(Finding("bad", "Overlap", "1.5 h overlaps."),), minutes=540),))
    assert form.cell_words(filled, filled.cells[0]) == "9.0"
    assert form.cell_words(filled, filled.cells[1]) == "–"
    spoken = form.spoken(filled, filled.cells[0])
    assert spoken == "Siân Davies, Aled Pritchard, Standard, Mon 16. 9.0. Draft. Overlap: 1.5 h overlaps."
    assert "nothing entered" in form.spoken(filled, filled.cells[1])


def test_the_state_of_a_row_and_the_gravest_finding() -> None:
    both = (Finding("warn", "Rest", ""), Finding("bad", "Overlap", ""))
    assert form.row_pills(row((line(1, "signed", both, minutes=60),))) == [("Member signed", "met"), ("Overlap", "bad")]
    assert form.row_pills(row((line(1, "locked", both, minutes=60),))) == [("Locked", "info")]
    assert form.row_pills(row()) == []


def test_typing_replaces_what_the_cell_held() -> None:
    filled = row((line(5, minutes=60), line(6, minutes=30)))
    entry = form.plan_cell(filled, 0, "7-11:30")
    assert entry.was == ((5, 3), (6, 3))
    assert entry.entries == (Entry(time(7), time(11, 30), 0, 270),)
    assert form.plan_cell(filled, 0, "").entries == ()


def test_a_locked_cell_is_refused_and_its_neighbour_is_not() -> None:
    split = row((line(5, "locked", minutes=60),))
    with pytest.raises(Unread, match="locked for pay"):
        form.plan_cell(split, 0, "4")
    assert form.plan_cell(split, 1, "4").entries == (Entry(minutes=240),)


def test_pasting_a_block_tells_each_refused_cell() -> None:
    rows = [row(), row(kind="mileage"), row((line(9, "locked", minutes=60),))]
    plan = form.plan_paste(rows, 0, 3, "7-9\tx\n12\t\n4\t3.50 h\n5\t5\n", DAYS)
    assert [(one.kind, one.day.day, one.entries[0].amount(one.kind)) for one in plan.cells] == [
        ("standard", 16, 120), ("mileage", 16, 120), ("standard", 17, 210)]  # fmt: skip
    assert [(one.day.day, one.given) for one in plan.refused] == [(17, "x"), (16, "4")]
    assert plan.told.startswith("2 not taken: Siân Davies (Standard), Tue 17:")


def test_our_own_headings_are_not_pasted_as_hours() -> None:
    plan = form.plan_paste([row()], 0, 3, "Mon 16\tTue 17\n4\t5", DAYS)
    assert [one.entries[0].minutes for one in plan.cells] == [240, 300]
    assert form.Plan(()).told == ""


def test_fill_down_keeps_to_rows_of_the_same_measure() -> None:
    rows = [row((line(1, minutes=60),)), row(kind="mileage"), row()]
    plan = form.plan_fill_down(rows, 0, 2, [3, 10])
    assert [(one.kind, one.entries[0].minutes) for one in plan.cells] == [("standard", 60)]
    assert form.plan_fill_down([row((line(1, minutes=60),)), row()], 1, 1, [3]).cells[0].entries[0].minutes == 60
    assert form.plan_fill_down(rows, 0, 0, [3]).cells == ()


def test_clearing_takes_out_only_what_is_there() -> None:
    rows = [row((line(1, minutes=60),), ())]
    plan = form.plan_clear(rows, [(0, 3), (0, 4), (0, 1)])
    assert [(one.day, one.entries, one.was) for one in plan.cells] == [(MONDAY, (), ((1, 3),))]


def test_planned_hours_move_the_finish() -> None:
    filled = row((line(1, start=time(8), finish=time(17), minutes=540),), (line(2, minutes=240),), planned=690)
    entry = form.plan_planned(filled, 0)
    assert entry is not None
    assert entry.entries == (Entry(time(8), time(15, 30), 0, 450),)
    empty = form.plan_planned(filled, 2)
    assert empty is None, "the other days already come to more"
    assert form.plan_planned(row(planned=300), 0).entries == (Entry(minutes=300),)  # type: ignore[union-attr]
    assert form.plan_planned(row(kind="mileage", planned=300), 0) is None


def test_copying_a_block_with_headings() -> None:
    rows = [row((line(1, minutes=210),)), row((line(2, miles=125),), kind="mileage")]
    text = form.copy_text(rows, [(0, 0), (0, 3), (1, 0), (1, 3), (0, 10), (1, 10), (0, 11), (1, 11)], DAYS)
    assert text.splitlines() == [
        "PA\tMon 16\tTotal\tState", "Siân Davies\t3.50\t3.50\tDraft", "Siân Davies\t12.5\t12.5\tDraft"]  # fmt: skip


def test_filters_by_name_and_state() -> None:
    ready = row((line(1, "signed", minutes=60),))
    rows = [ready, row(assistant="Marek Nowak"), row((line(2, "queried", minutes=60),))]
    assert form.shown(rows, "sian ald", "all") == [] and form.shown(rows, "sian ale", "all") == [rows[0], rows[2]]
    assert form.shown(rows, "", "ready") == [ready]
    assert form.shown(rows, "", "queried") == [rows[2]]
    assert form.shown(rows, "", "empty") == [rows[1]]
    assert {key for key, _ in form.CHOICES} == set(form._FILTERS)


def test_the_week_it_opens_on() -> None:
    assert form.first_week(date(2026, 11, 30)) == date(2026, 11, 29)
    assert form.first_week(date(2026, 12, 3)) == date(2026, 12, 6)
    assert form.first_week(date(2026, 11, 29)) == date(2026, 11, 29)
