"""PAs from an office's spreadsheet: pay, bank and checks brought to one form, wrong ones refused."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from carecoop_desktop.people.assistants.import_rules import Pension, assistant_keys, assistant_spec, pension, references
from carecoop_desktop.platform.office.importing.cells import Sheet
from carecoop_desktop.platform.office.importing.plan import plan_import
from carecoop_desktop.platform.office.importing.reading import read_bytes, read_sheet
from carecoop_desktop.platform.office.importing.report import ImportReport
from carecoop_desktop.platform.office.importing.values import Unreadable

_TODAY = date(2026, 11, 22)
_HEAD = "Name,DOB,NI number,Start date,Tax code,Sort code,Account,Right to work checked"


def _plan(sheet: Sheet, *standing: object) -> ImportReport:
    return plan_import(sheet, assistant_spec(_TODAY), standing)  # type: ignore[arg-type]


def _rows(*lines: str, head: str = _HEAD) -> ImportReport:
    return _plan(read_bytes("pas.csv", "\n".join((head, *lines)).encode()))


def _as_workbook(sheet: Sheet, file: Path) -> Sheet:
    """The same rows as a workbook in which account and DBS numbers have lost their zeros."""
    book = openpyxl.Workbook()
    for row in sheet.rows:
        book.active.append([int(c) if isinstance(c, str) and c.isdecimal() else c for c in row.cells])
    book.save(file)
    return read_sheet(file)


def test_an_offices_file_gives_who_and_what_is_expected(shared: Path, tmp_path: Path) -> None:
    expected = json.loads((shared / "real-input" / "expected.json").read_text())
    sheet = read_sheet(shared / "real-input" / "assistants.csv")
    reports = [_plan(source) for source in (sheet, _as_workbook(sheet, tmp_path / "assistants.xlsx"))]
    for report in reports:
        assert len(report.rows) == expected["assistants"]
        assert [(cell.row, cell.why) for cell in report.refused] == [
            (refused["row"], refused["why"]) for refused in expected["refused"]["assistants"]
        ]
    assert [row.values for row in reports[0].rows] == [row.values for row in reports[1].rows]
    assert [row.values["name"] for row in reports[0].rows] == list(expected["minutes"])


def test_the_values_of_an_offices_file(shared: Path) -> None:
    values = _plan(read_sheet(shared / "real-input" / "assistants.csv")).rows[6].values
    assert values == {
        "name": "Yusuf Adeyemi",
        "born": date(2004, 12, 26),
        "ni_number": "CE974192A",
        "address": "64 High St, Chester",
        "postcode": "CH2 1AA",
        "started": date(2025, 12, 20),
        "tax_code": ("1257L", False),
        "ni_letter": "A",
        "student_loan": ("1", True),
        "hourly_rate": 1350,
        "sleep_in_rate": 6500,
        "pension": Pension(True, 500),
        "sort_code": "089999",
        "account_number": "66374958",
        "dbs_number": "058528945809",
        "dbs_date": date(2025, 12, 26),
        "right_to_work_on": date(2024, 3, 17),
        "references": 1,
    }


def test_importing_the_same_file_twice_adds_nothing(shared: Path) -> None:
    sheet = read_sheet(shared / "real-input" / "assistants.csv")
    again = _plan(sheet, *(row.values for row in _plan(sheet).rows))
    assert (again.count("new"), again.count("changed"), again.count("unchanged")) == (0, 0, 12)


def test_a_pa_who_stood_without_an_ni_number_gets_it() -> None:
    standing = {"id": 1, "name": "Renee Evans", "born": date(1994, 2, 4), "ni_number": None}
    report = plan_import(
        read_bytes("x.csv", f"{_HEAD}\nRenée Evans,4/2/94,AB 10 33 34 A,27-Mar-25,,,,".encode()),
        assistant_spec(_TODAY),
        [standing],
    )
    assert report.rows[0].changes["ni_number"] == (None, "AB103334A")


def test_the_same_pa_twice_is_refused_by_ni_number_or_by_name_and_birth_date() -> None:
    by_number = _rows("Ann,1/2/80,AB103334A,1/1/25,,,,", "Anna,1/3/80,AB103334B,1/1/25,,,,")
    by_name = _rows("Ann Lee,1/2/80,,1/1/25,,,,", "ANN  LEE,01/02/1980,,1/1/25,,,,")
    assert [[(c.row, c.why) for c in report.refused] for report in (by_number, by_name)] == [
        [(3, "the same PA twice")]
    ] * 2


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("Ann,20/5/2024,,1/1/25,,,,", "DOB"),
        ("Ann,1/2/80,,,,,,", "Start date"),
        ("Ann,1/2/80,,1/1/25,,20-29-59,,", "Account"),
        ("Ann,1/2/80,,1/1/25,,,63748472,", "Sort code"),
        ("Ann,1/2/80,,1/1/25,,2029,63748472,", "Sort code"),
        (",1/2/80,,1/1/25,,,,", "Name"),
    ],
)
def test_each_wrong_cell_refuses_its_row_in_its_column(line: str, column: str) -> None:
    report = _rows(line)
    assert [cell.column for cell in report.refused] == [column]
    assert not report.rows


def test_dates_that_are_still_to_come_are_told() -> None:
    report = _rows("Ann,1/2/80,,1/12/26,,,,1/12/26")
    assert report.warnings == (
        "Row 2: the start date is still to come.",
        "Row 2: the right-to-work date is still to come.",
    )


@pytest.mark.parametrize(
    ("cell", "choice"), [("No", Pension(False, None)), ("yes", Pension(True, None)), ("4.5%", Pension(True, 450))]
)
def test_pension_choices(cell: str, choice: Pension) -> None:
    assert pension(cell) == choice


def test_what_is_no_choice_and_no_count() -> None:
    with pytest.raises(Unreadable, match="not a pension choice"):
        pension("later")
    assert references("2") == 2
    with pytest.raises(Unreadable, match="too many references"):
        references("200")


def test_keys_forgive_zeros_and_a_missing_last_letter() -> None:
    assert assistant_keys({"number": "012", "ni_number": "AB103334"}) == (("number", "12"), ("ni", "AB103334"))
    assert assistant_keys({"ni_number": "AB103334A"}) == (("ni", "AB103334"),)
    assert assistant_keys({}) == ()


def test_the_ni_letter_is_found_under_its_short_heading() -> None:
    report = _plan(read_bytes("pas.csv", b"Name,DOB,Start date,NI cat\nAnn Lee,1/2/1990,3/4/2026,M\n"))
    assert [row.values["ni_letter"] for row in report.rows] == ["M"]
    assert report.warnings == ()
