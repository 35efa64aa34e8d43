"""Excel workbooks: real dates, times and numbers, and everything hostile refused."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.importing import workbook
from carecoop_desktop.platform.office.importing.workbook import cell_of, read_workbook


def _packed(rows: list[list[object]], *, empty_first: bool = False, hidden_first: bool = False) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    if empty_first or hidden_first:
        book.create_sheet("Hours")
        if hidden_first:
            sheet.append(["secret"])
            sheet.sheet_state = "hidden"
        sheet = book["Hours"]
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The workbook with one of its parts replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return out.getvalue()


def test_real_dates_times_and_numbers_keep_their_kind() -> None:
    row = [date(2026, 10, 6), time(7, 15), 0.4375, 12, 4.2, "001", True, None, timedelta(minutes=30)]
    cells = read_workbook("x.xlsx", _packed([["Date"], row])).rows[1].cells
    assert cells == (
        date(2026, 10, 6),
        time(7, 15),
        Decimal("0.4375"),
        12,
        Decimal("4.2"),
        "001",
        "Yes",
        "",
        time(0, 30),
    )


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (datetime(2026, 10, 6), date(2026, 10, 6)),  # noqa: DTZ001
        (datetime(2026, 10, 6, 7, 15), datetime(2026, 10, 6, 7, 15)),  # noqa: DTZ001
        (9992527609.0, 9992527609),
        (0.1 + 0.2, Decimal("0.3")),
        (float("inf"), "inf"),
        (timedelta(hours=26, minutes=5), "26:05"),
        (False, "No"),
    ],
)
def test_values_become_cells_without_a_float(value: object, cell: object) -> None:
    assert cell_of(value) == cell
    assert not isinstance(cell_of(value), float)


def test_formulas_are_never_worked_out() -> None:
    cells = (
        read_workbook("x.xlsx", _packed([["Note"], ['=HYPERLINK("http://example.invalid","click")', "a"]]))
        .rows[1]
        .cells
    )
    assert cells == ("", "a")


def test_rows_are_numbered_as_excel_shows_them_with_gaps() -> None:
    rows = read_workbook("x.xlsx", _packed([["Title"], [], [], ["Name", "Date"]])).rows
    assert [(row.number, row.blank) for row in rows] == [(1, False), (2, True), (3, True), (4, False)]


@pytest.mark.parametrize("option", ["empty_first", "hidden_first"])
def test_the_first_visible_filled_sheet_is_read(option: str) -> None:
    sheet = read_workbook("x.xlsx", _packed([["Name"], ["Ann"]], **{option: True}))
    assert sheet.rows[1].cells[0] == "Ann"
    assert sheet.notes == ("Read from the sheet Hours. Other sheets were not read: Sheet.",)


def test_an_empty_workbook_is_refused() -> None:
    with pytest.raises(Refusal, match="no filled sheet"):
        read_workbook("x.xlsx", _packed([]))


def test_macros_are_refused_by_part_and_by_content_type() -> None:
    data = _packed([["Name"]])
    with pytest.raises(Refusal, match="macros"):
        read_workbook("x.xlsx", _with_part(data, "xl/vbaProject.bin", b"x"))
    kinds = b'<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
    with pytest.raises(Refusal, match="macros"):
        read_workbook("x.xlsm", _with_part(data, "[Content_Types].xml", kinds))


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "docProps/core.xml"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_entities_are_refused_in_every_part(part: str, encoding: str) -> None:
    bomb = f'<?xml version="1.0" encoding="{encoding}"?><!-- a --><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    with pytest.raises(Refusal, match="XML entities"):
        read_workbook("x.xlsx", _with_part(_packed([["Name"]]), part, bomb.encode(encoding)))


def test_a_zip_bomb_is_refused_from_its_directory() -> None:
    bomb = _with_part(_packed([["Name"]]), "xl/media/image1.png", b"\0" * (workbook._SMALL + 1) * 3)
    with pytest.raises(Refusal, match="unpacks to far more"):
        read_workbook("x.xlsx", bomb)


def test_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MAX_PARTS", 3)
    with pytest.raises(Refusal, match="unpacks to far more"):
        read_workbook("x.xlsx", _packed([["Name"]]))


def test_another_kind_of_zip_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("../../readme.txt", "hello")
    with pytest.raises(Refusal, match="not an Excel workbook"):
        read_workbook("x.zip", out.getvalue())


def test_a_cell_at_the_far_end_of_the_sheet_is_refused_not_loaded() -> None:
    book = openpyxl.Workbook()
    book.active["XFD2"] = "x"
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(Refusal, match="more than 200 columns"):
        read_workbook("x.xlsx", out.getvalue())
    book = openpyxl.Workbook()
    book.active["A300000"] = "x"
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(Refusal, match="more than 200,000 rows"):
        read_workbook("x.xlsx", out.getvalue())


_WHOLE = _packed([["Name", "Date"], ["Ann", date(2026, 1, 2)], ["Ben", 3.5]])


@settings(deadline=None, max_examples=60)
@given(st.integers(0, len(_WHOLE) - 1), st.integers(1, 255), st.integers(0, len(_WHOLE)))
def test_a_damaged_workbook_is_read_or_refused(place: int, flip: int, length: int) -> None:
    damaged = bytearray(_WHOLE)
    damaged[place] ^= flip
    for data in (bytes(damaged), _WHOLE[:length]):
        try:
            assert read_workbook("x.xlsx", data).rows
        except Refusal as refused:
            assert refused.sentence


_PARTS = (
    "xl/workbook.xml",
    "xl/worksheets/sheet1.xml",
    "xl/styles.xml",
    "xl/_rels/workbook.xml.rels",
    "[Content_Types].xml",
)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(_PARTS), st.binary(max_size=60), st.integers(0, 800))
def test_a_workbook_with_rubbish_inside_is_read_or_refused(part: str, rubbish: bytes, place: int) -> None:
    with zipfile.ZipFile(io.BytesIO(_WHOLE)) as packed:
        content = packed.read(part)
    try:
        read_workbook("x.xlsx", _with_part(_WHOLE, part, content[:place] + rubbish + content[place + 9 :]))
    except Refusal as refused:
        assert refused.sentence


def test_the_other_filled_sheets_come_along() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Help"
    book.create_sheet("Empty")
    book.create_sheet("Week 1")["A1"] = "Name"
    book.create_sheet("Lists").sheet_state = "hidden"
    book["Lists"]["A1"] = "Ann"
    packed = io.BytesIO()
    book.save(packed)
    sheet = read_workbook("x.xlsx", packed.getvalue())
    assert (sheet.title, [other.title for other in sheet.others]) == ("Sheet", ["Week 1"])
