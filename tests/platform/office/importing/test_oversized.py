"""Workbooks that are small on the disk and would take minutes and gigabytes to read."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.importing import oversized, workbook
from carecoop_desktop.platform.office.importing.oversized import refuse_oversized
from carecoop_desktop.platform.office.importing.workbook import read_workbook

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def _book(part: str = "", content: str = "") -> bytes:
    """A small workbook, one of its parts replaced."""
    plain, out = io.BytesIO(), io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["Name"])
    book.save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            new.writestr(each, content if each == part else old.read(each))
    return out.getvalue()


def _sheet(rows: str) -> bytes:
    return _book("xl/worksheets/sheet1.xml", f"<worksheet {_MAIN}><sheetData>{rows}</sheetData></worksheet>")


def test_a_row_of_far_too_many_cells_is_refused_before_it_is_read() -> None:
    with pytest.raises(Refusal, match="far more cells, columns or sheets"):
        read_workbook("x.xlsx", _sheet("<row>" + "<c/>" * (oversized.MAX_ROW_SIGNS + 70_000) + "</row>"))


def test_a_row_as_wide_as_excel_knows_is_read() -> None:
    named = '<c r="A1" t="inlineStr"><is><t>Name</t></is></c>'
    sheet = read_workbook("x.xlsx", _sheet(f'<row r="1">{named}{"<c><v></v></c>" * 16_383}</row>'))
    assert sheet.rows[0].cells[0] == "Name" and len(sheet.rows[0].cells) == workbook.MAX_CELLS


def test_empty_cells_at_the_far_end_of_many_rows_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(f'<row r="{row}"><c r="ZZZ{row}"/></row>' for row in range(1, 9))
    with pytest.raises(Refusal, match="no filled sheet"):
        read_workbook("x.xlsx", _sheet(rows))
    monkeypatch.setattr(workbook, "MAX_READ", 100_000)
    with pytest.raises(Refusal, match="far more cells"):
        read_workbook("x.xlsx", _sheet(rows))


def test_a_workbook_of_thousands_of_sheets_is_refused() -> None:
    sheets = "".join(f'<sheet name="{at}" sheetId="{at}"/>' for at in range(1, oversized.MAX_SHEETS + 2))
    with pytest.raises(Refusal, match="or sheets than an office fills"):
        read_workbook("x.xlsx", _book("xl/workbook.xml", f"<workbook {_MAIN}><sheets>{sheets}</sheets></workbook>"))


@pytest.mark.parametrize(
    ("root", "kind", "refused"),
    [("styleSheet", "xf", True), ("sst", "si", True), ("calcChain", "c", False), ("worksheet", "row", True)],
)
def test_each_part_has_its_own_measure(root: str, kind: str, refused: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oversized, "_SIGNS", {"worksheet": 900, "sst": 900})
    monkeypatch.setattr(oversized, "_SIGNS_ELSEWHERE", 900)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("a.xml", f"<{root}>" + f"<{kind}/>" * 1_000 + f"</{root}>")
        part = packed.getinfo("a.xml")
        if not refused:
            refuse_oversized("x.xlsx", packed, part, root)
            return
        with pytest.raises(Refusal, match="far more cells"):
            refuse_oversized("x.xlsx", packed, part, root)
