"""Members from an office's spreadsheet: what stands in it, what is refused, and nothing twice."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from carecoop_desktop.people.members.import_rules import member_keys, member_spec
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.importing.cells import Sheet
from carecoop_desktop.platform.office.importing.plan import plan_import
from carecoop_desktop.platform.office.importing.reading import read_bytes, read_sheet
from carecoop_desktop.platform.office.importing.report import ImportReport

_TODAY = date(2026, 11, 22)
_HEAD = "Member No,Name,D.O.B.,NHS number,Weekly budget,Client contribution (pw),Type of funding,Joined"


def _plan(sheet: Sheet, *standing: object) -> ImportReport:
    return plan_import(sheet, member_spec(_TODAY), standing)  # type: ignore[arg-type]


def _rows(*lines: str, head: str = _HEAD) -> ImportReport:
    return _plan(read_bytes("members.csv", "\n".join((head, *lines)).encode()))


def _as_workbook(sheet: Sheet, file: Path) -> Sheet:
    """The same rows as a workbook in which the office's numbers have become real numbers."""
    book = openpyxl.Workbook()
    for row in sheet.rows:
        book.active.append([int(c) if isinstance(c, str) and c.isdecimal() else c for c in row.cells])
    book.save(file)
    return read_sheet(file)


def test_an_offices_file_gives_who_and_what_is_expected(shared: Path, tmp_path: Path) -> None:
    expected = json.loads((shared / "real-input" / "expected.json").read_text())
    sheet = read_sheet(shared / "real-input" / "members.csv")
    for source in (sheet, _as_workbook(sheet, tmp_path / "members.xlsx")):
        report = _plan(source)
        assert len(report.rows) == expected["members"]
        assert [(cell.row, cell.why) for cell in report.refused] == [
            (refused["row"], refused["why"]) for refused in expected["refused"]["members"]
        ]
        assert report.warnings == ()
        assert [skipped.why for skipped in report.skipped] == ["total"]


def test_the_values_of_an_offices_file(shared: Path) -> None:
    report = _plan(read_sheet(shared / "real-input" / "members.csv"))
    assert report.rows[5].values == {
        "number": "006",
        "name": "Mohammed Roberts",
        "born": date(1948, 3, 4),
        "nhs_number": "9998038529",
        "address": "190 Park View, Carlisle",
        "postcode": "CH42 9NE",
        "funder": "Wirral",
        "scheme": "DP",
        "weekly_budget": 49_900,
        "weekly_contribution": 2_150,
        "joined": date(2025, 2, 23),
        "circle": "North",
        "suitable_person": "Mother",
        "contact_by": "Phone",
    }


def test_importing_the_same_file_twice_adds_nothing_even_as_a_workbook(shared: Path, tmp_path: Path) -> None:
    sheet = read_sheet(shared / "real-input" / "members.csv")
    standing = [{"id": row.number, **row.values} for row in _plan(sheet).rows]
    again = _plan(sheet, *standing)
    assert (again.count("new"), again.count("changed"), again.count("unchanged")) == (0, 0, 14)
    other = _plan(_as_workbook(sheet, tmp_path / "members.xlsx"), *standing)
    assert other.count("new") == 0
    assert {field for row in other.rows for field in row.changes} <= {"number"}


def test_a_changed_budget_is_a_change() -> None:
    standing = {"id": 4, "number": "004", "name": "Karim Tate", "weekly_budget": 46_850}
    report = plan_import(
        read_bytes("x.csv", f"{_HEAD}\n4,Karim Tate,1938-03-14,,£500.00,,DP,".encode()), member_spec(_TODAY), [standing]
    )
    assert report.rows[0].changes == {"number": ("004", "4"), "weekly_budget": (46_850, 50_000)}


def test_first_name_and_surname_in_two_columns() -> None:
    report = _rows("1,Ann,Lee,1/2/60", "2,Ben,,1/2/61", head="No,First name,Surname,DOB")
    assert report.rows[0].values == {"number": "1", "name": "Ann Lee", "born": date(1960, 2, 1)}
    assert [(cell.row, cell.why) for cell in report.refused] == [(3, "nothing is filled in")]


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("1,Ann,1/2/2030,,,,,", "D.O.B."),
        ("1,Ann,,,,,,", "D.O.B."),
        ("1,,1/2/60,,,,,", "Name"),
        ("1,Ann,1/2/60,123,,,,", "NHS number"),
        ("1,Ann,1/2/60,,-5,,,", "Weekly budget"),
        ("1,Ann,1/2/60,,,,Lottery,", "Type of funding"),
        ("1,Ann,1/2/60,,,,,31/4/26", "Joined"),
    ],
)
def test_each_wrong_cell_refuses_its_row_in_its_column(line: str, column: str) -> None:
    report = _rows(line)
    assert [cell.column for cell in report.refused] == [column]
    assert all(cell.accepted for cell in report.refused)
    assert not report.rows


def test_what_is_odd_is_told_and_taken() -> None:
    report = _rows("1,Ann,1/2/60,,10.00,20.00,PHB,1/2/27")
    assert report.warnings == (
        "Row 2: the joining date is still to come.",
        "Row 2: the contribution is more than the budget.",
        "Row 2: no council or ICB is named for this funding, so it makes no new agreement "
        "(one that stands already takes it over).",
    )
    assert report.rows[0].values["scheme"] == "PHB"


def test_a_file_without_birth_dates_is_refused_whole() -> None:
    with pytest.raises(Refusal, match="no column for Date of birth"):
        _rows("1,Ann", head="No,Name")


def test_zeros_before_a_number_do_not_make_another_member() -> None:
    assert member_keys({"number": "007"}) == member_keys({"number": "7"}) == (("number", "7"),)
    assert member_keys({"number": "000", "nhs_number": "1"}) == (("number", "0"), ("nhs", "1"))


def test_a_budget_without_a_funder_is_not_lost_in_silence() -> None:
    head = b"Name,DOB,Type of funding,Weekly budget,Council\n"
    rows = b"Ann Lee,1/2/1990,DP,612.40,\nBen Low,2/2/1990,DP,500,Wirral\nCy Moss,3/2/1990,Self-funded,400,\n"
    report = plan_import(read_bytes("members.csv", head + rows + b"Di Poe,4/2/1990,,,\n"), member_spec(_TODAY), ())
    (warning,) = report.warnings
    assert warning.startswith("Row 2: no council or ICB is named")
    assert len(report.rows) == 4
