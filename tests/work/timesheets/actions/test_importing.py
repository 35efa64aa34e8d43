"""Importing an office's spreadsheet of hours."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from carecoop_desktop.platform.kernel.errors import Conflict, Refusal
from carecoop_desktop.platform.office.importing.reading import read_sheet
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.timesheets.actions import (
    approve_lines,
    import_timesheets,
    lock_period,
    sign_lines,
)
from carecoop_desktop.work.timesheets.queries import (
    period_for,
    plan_timesheets,
    problems_of,
    remembered_columns,
    week_grid,
)
from carecoop_desktop.work.timesheets.queries.waiting import open_lines
from carecoop_desktop.work.timesheets.tables import TimesheetLineRow

HEAD = "PA,Member,Date,Start,Finish,Break (mins),Type,Miles,Expenses,Notes\n"
ROWS = HEAD + (
    "Marek Nowak,James Hollis,16/11/2026,7:00,11:30,,standard,12,4.20,Shopping\n"
    "Sian Davies,Aled Pritchard,17/11/2026,22:00,07:00,,Sleep-in,,,\n"
    "Sian Davies,,18/11/2026,,,,Mileage,30,2.50,Course\n"
)


@pytest.fixture
def file(tmp_path: Path):
    def write(text: str, name: str = "hours.csv") -> Path:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return write


def _totals(office: Office) -> dict[tuple[str, str], int]:
    rows = office.read(week_grid, date(2026, 11, 22)).rows
    return {(row.assistant, row.kind): row.total for row in rows if row.total}


ALL = {
    ("Marek Nowak", "standard"): 270, ("Marek Nowak", "mileage"): 120, ("Marek Nowak", "expenses"): 420,
    ("Siân Davies", "sleep-in"): 1, ("Siân Davies", "mileage"): 300, ("Siân Davies", "expenses"): 250,
}  # fmt: skip


def test_a_row_with_hours_miles_and_expenses_becomes_three_lines(office: Office, people, file) -> None:
    report = office.do(import_timesheets, file(ROWS)).value
    assert (report.count("new"), len(report.refused)) == (3, 0)
    assert _totals(office) == ALL
    assert not [one for _, one in office.read(problems_of, date(2026, 11, 22)) if one.word == "Overlap"]


def test_the_same_file_twice_adds_nothing(office: Office, people, file) -> None:
    office.do(import_timesheets, file(ROWS))
    again = office.read(plan_timesheets, file(ROWS))
    assert [row.status for row in again.rows] == ["unchanged"] * 3
    office.do(import_timesheets, file(ROWS))
    assert _totals(office) == ALL


def test_a_changed_row_changes_its_lines(office: Office, people, file) -> None:
    office.do(import_timesheets, file(ROWS))
    office.do(import_timesheets, file(ROWS.replace("11:30,,standard,12,4.20", "12:00,,standard,15,4.20")))
    assert _totals(office) == {**ALL, ("Marek Nowak", "standard"): 300, ("Marek Nowak", "mileage"): 150}


def test_a_claim_added_to_a_row_is_added_to_its_shift(office: Office, people, file) -> None:
    office.do(import_timesheets, file(ROWS.replace("standard,12,4.20", "standard,,")))
    assert ("Marek Nowak", "mileage") not in _totals(office)
    office.do(import_timesheets, file(ROWS))
    assert _totals(office) == ALL


def test_refused_rows_stop_everything_unless_the_good_are_accepted(office: Office, people, file) -> None:
    bad = file(ROWS + "Nobody Known,James Hollis,19/11/2026,7:00,8:00,,standard,,,\n")
    with pytest.raises(Refusal, match="no such PA"):
        office.do(import_timesheets, bad)
    assert _totals(office) == {}
    report = office.do(import_timesheets, bad, accept_good=True).value
    assert [cell.row for cell in report.refused] == [5]
    assert _totals(office) == ALL


def test_locked_hours_are_refused_on_their_row(office: Office, periods_made, file) -> None:
    office.do(import_timesheets, file(ROWS))
    ids = office.read(open_lines, date(2026, 11, 30), "draft")
    office.do(sign_lines, ids)
    office.do(approve_lines, ids)
    november = office.read(period_for, "monthly", date(2026, 11, 16))
    office.do(lock_period, november.id, leave_rest=True)
    same = office.read(plan_timesheets, file(ROWS))
    assert not same.refused
    changed = office.read(plan_timesheets, file(ROWS.replace("11:30", "12:00")))
    assert [(cell.row, "locked for pay" in cell.why) for cell in changed.refused] == [(2, True)]


def test_columns_are_remembered(office: Office, people, file) -> None:
    own = ROWS.replace("PA,Member", "Helper,Friend")
    mapping = {"assistant": "Helper", "member": "Friend"}
    office.do(import_timesheets, file(own), mapping=mapping)
    assert office.read(remembered_columns)["assistant"] == "Helper"
    assert len(office.read(plan_timesheets, file(own)).rows) == 3


def test_claims_with_times_and_claims_beside_a_shift_are_added_once(office: Office, people, file) -> None:
    path = file(
        HEAD
        + "Marek Nowak,James Hollis,16/11/2026,7:00,11:30,,standard,,,\n"
        + "Marek Nowak,James Hollis,16/11/2026,7:00,11:30,,Mileage,12,,to town\n"
        + "Marek Nowak,James Hollis,17/11/2026,9:00,10:00,,Mileage,5,2.50,\n"
        + "Marek Nowak,James Hollis,17/11/2026,15:00,16:00,,Mileage,5,2.50,\n"
    )
    assert office.do(import_timesheets, path).value.count("new") == 4
    again = office.read(plan_timesheets, path)
    assert (again.count("new"), again.count("changed"), again.refused) == (0, 0, ())


def test_a_shift_over_a_standing_one_is_told(office: Office, people, file) -> None:
    office.do(import_timesheets, file(ROWS))
    moved = file(HEAD + "Marek Nowak,James Hollis,16/11/2026,7:30,11:30,,standard,,,\n", "moved.csv")
    assert any("overlaps" in said for said in office.read(plan_timesheets, moved).warnings)


def test_a_nought_takes_a_claim_away_once_and_an_empty_cell_does_not(office: Office, people, file) -> None:
    office.do(import_timesheets, file(ROWS))
    row = "Marek Nowak,James Hollis,16/11/2026,7:00,11:30,,standard,{},{},Shopping\n"
    office.do(import_timesheets, file(HEAD + row.format("", "")))
    assert _claims(office) == [("expenses", 0, 420), ("mileage", 120, 0)]
    nought = file(HEAD + row.format("0", "0.00"))
    assert office.do(import_timesheets, nought).value.count("changed") == 1
    assert _claims(office) == []
    assert office.read(plan_timesheets, nought).count("changed") == 0


def test_a_nought_beside_a_claim_with_a_row_of_its_own_takes_nothing_away(office: Office, people, file) -> None:
    path = file(
        HEAD
        + "Marek Nowak,James Hollis,16/11/2026,7:00,11:30,,standard,0,2.00,\n"
        + "Marek Nowak,James Hollis,16/11/2026,7:00,11:30,,Mileage,12,,to town\n"
    )
    office.do(import_timesheets, path)
    again = office.do(import_timesheets, path).value
    assert (again.count("new"), again.count("changed")) == (0, 0)
    assert _claims(office) == [("expenses", 0, 200), ("mileage", 120, 0)]


def _claims(office: Office) -> list[tuple[str, int, int]]:
    """The claims of the PA with a shift at seven: kind, tenths of miles and pence."""

    def of(reader):
        rows = reader.connection.execute(select(TimesheetLineRow.__table__)).mappings()
        found = [row for row in rows if row["day"] == date(2026, 11, 16) and row["kind"] in ("mileage", "expenses")]
        return sorted((row["kind"], row["miles"], row["expenses"]) for row in found)

    return office.read(of)


def test_hours_changed_after_the_preview_are_not_written_over(office: Office, people, file) -> None:
    office.do(import_timesheets, file(ROWS))
    mine = read_sheet(file(ROWS.replace("11:30,,standard,12,4.20", "12:00,,standard,15,4.20")))
    shown = office.read(plan_timesheets, mine)
    office.do(import_timesheets, file(ROWS.replace("11:30,,standard,12,4.20", "11:30,,standard,18,4.20")))
    with pytest.raises(Conflict, match=r"^Priya Shah changed a record that 1 row of this file would change at ") as met:
        office.do(import_timesheets, mine, shown=shown)
    assert [(each.field, each.before, each.mine, each.theirs) for each in met.value.fields] == [
        ("miles", 120, 150, 180)
    ]
    office.do(import_timesheets, mine, shown=shown, leave=[met.value.fields[0].row_id])
    assert _totals(office)["Marek Nowak", "mileage"] == 180
