"""The week grid as it is read."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.timesheets.actions import NewLine, approve_lines, enter_lines, query_lines, sign_lines
from carecoop_desktop.work.timesheets.queries import problems_of, week_grid

MONDAY, SUNDAY = date(2026, 11, 16), date(2026, 11, 22)
THURSDAY = date(2026, 11, 19)


def _enter(office: Office, *lines: NewLine) -> list[int]:
    return list(office.do(enter_lines, lines).value)


def test_pairs_with_agreed_hours_have_a_row_before_anything_is_entered(office: Office, people) -> None:
    grid = office.read(week_grid, SUNDAY)
    assert [(row.assistant, row.member, row.planned) for row in grid.rows] == [
        ("Marek Nowak", "James Hollis", 840), ("Siân Davies", "Aled Pritchard", 780),
        ("Siân Davies", "James Hollis", 630), ("Tolu Ade", "James Hollis", 360)]  # fmt: skip
    assert grid.planned == 2610 and grid.days[0] == MONDAY
    assert grid.summary.assistants == 0


def test_extra_rows_are_opened_and_unknown_ones_left_out(office: Office, people) -> None:
    grid = office.read(week_grid, SUNDAY, extra=[(people.marek, people.aled, "mileage"), (99, None, "travel")])
    assert len(grid.rows) == 5


def test_a_week_ends_on_a_sunday(office: Office) -> None:
    with pytest.raises(Refusal):
        office.read(week_grid, MONDAY)


def test_overlap_and_rest_colour_the_cell_and_keep_the_row_from_being_ready(office: Office, people) -> None:
    ids = _enter(
        office,
        NewLine(people.sian, people.aled, THURSDAY, start=time(8), finish=time(17)),
        NewLine(people.sian, people.james, THURSDAY, start=time(15, 30), finish=time(23)),
        NewLine(people.sian, people.james, THURSDAY + timedelta(1), start=time(7), finish=time(9)),
        NewLine(people.marek, people.james, THURSDAY, start=time(8), finish=time(9)),
    )
    office.do(sign_lines, ids)
    rows = {(row.assistant, row.member): row for row in office.read(week_grid, SUNDAY).rows}
    cell = rows["Siân Davies", "Aled Pritchard"].cells[3]
    assert cell.worst is not None and cell.worst.sentence == "1.5 h overlaps James Hollis 15:30–23:00."
    assert [one.word for one in rows["Siân Davies", "James Hollis"].cells[3].findings] == ["Overlap", "Rest"]
    summary = office.read(week_grid, SUNDAY).summary
    assert (summary.ready, summary.ready_ids) == (1, (ids[3],))
    assert len(office.read(problems_of, SUNDAY)) == 3


def test_the_day_before_the_week_counts_for_rest_but_not_for_hours(office: Office, people) -> None:
    _enter(
        office,
        NewLine(people.marek, people.james, MONDAY - timedelta(1), start=time(22), finish=time(7), kind="waking-night"),
        NewLine(people.marek, people.james, MONDAY, start=time(6), finish=time(8)),
    )
    row = next(one for one in office.read(week_grid, SUNDAY).rows if one.assistant_id == people.marek)
    assert row.total == 120
    assert [one.word for one in row.cells[0].findings] == ["Overlap"]


def test_over_budget_is_told_on_every_row_of_the_member(office: Office, people) -> None:
    _enter(
        office,
        *(NewLine(people.marek, people.james, MONDAY + timedelta(n), minutes=480) for n in range(5)),
        NewLine(people.sian, people.james, MONDAY, minutes=480),
    )
    rows = [row for row in office.read(week_grid, SUNDAY).rows if row.total]
    assert [[one.word for one in row.findings] for row in rows] == [["Over budget"], ["Over budget"]]
    assert "£624.00" in rows[0].findings[0].sentence


def test_figures_above_the_grid(office: Office, people) -> None:
    ids = _enter(
        office,
        NewLine(people.marek, people.james, MONDAY, minutes=120),
        NewLine(people.sian, people.aled, MONDAY, minutes=90),
        NewLine(people.sian, people.aled, MONDAY, "mileage", miles=120),
        NewLine(people.sian, None, MONDAY, "training", minutes=60),
    )
    office.do(sign_lines, ids[:3])
    office.do(query_lines, ids[2:3], "From where?")
    office.do(approve_lines, ids[:1])
    summary = office.read(week_grid, SUNDAY).summary
    assert (summary.assistants, summary.entered, summary.ready, summary.queries) == (2, 210, 2, 1)


def test_costs_are_shown_to_those_who_may_see_pay(office: Office, people) -> None:
    _enter(office, NewLine(people.marek, people.james, MONDAY, minutes=90))

    def cost() -> int | None:
        row = next(one for one in office.read(week_grid, SUNDAY).rows if one.total)
        return row.cells[0].lines[0].cost

    assert cost() == 1950
    office.user = User("Sam", Role.READ_ONLY)
    assert cost() is None


def test_one_pa_alone(office: Office, people) -> None:
    _enter(office, NewLine(people.marek, people.james, MONDAY, minutes=90))
    grid = office.read(week_grid, SUNDAY, assistant_id=people.sian)
    assert {row.assistant for row in grid.rows} == {"Siân Davies"}
    assert grid.planned == 1410
