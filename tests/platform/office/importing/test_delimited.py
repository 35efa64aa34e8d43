"""CSV in the encodings, delimiters and shapes that offices have; row numbers as a spreadsheet shows them."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.importing import delimited
from carecoop_desktop.platform.office.importing.delimited import read_delimited
from carecoop_desktop.platform.office.importing.escaping import csv_text

_TEXT = "Name,Town\r\nRenée,Ŵrecsam\r\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (_TEXT.encode(), "UTF-8"),
        (_TEXT.encode("utf-8-sig"), "UTF-8"),
        (_TEXT.encode("utf-16"), "UTF-16"),
        (codecs.BOM_UTF16_BE + _TEXT.encode("utf-16-be"), "UTF-16"),
        (_TEXT.encode("utf-16-le"), "UTF-16"),
        (_TEXT.encode("utf-16-be"), "UTF-16"),
    ],
)
def test_unicode_with_and_without_its_mark(data: bytes, encoding: str) -> None:
    sheet = read_delimited("people.csv", data)
    assert [row.cells for row in sheet.rows] == [("Name", "Town"), ("Renée", "Ŵrecsam")]
    assert sheet.notes == (f"Read as {encoding} text with commas between the cells.",)


def test_windows_1252_with_its_pound_sign() -> None:
    sheet = read_delimited("old.csv", "Name,Expenses\nSiân,£4.20\n".encode("cp1252"))
    assert sheet.rows[1].cells == ("Siân", "£4.20")
    assert "Windows-1252" in sheet.notes[0]


@pytest.mark.parametrize("data", [codecs.BOM_UTF8 + b"a,b\n\xff\xfe", codecs.BOM_UTF16_LE + b"a", b"a,\x81\x8d\xff\n"])
def test_an_alphabet_that_cannot_be_told_is_refused(data: bytes) -> None:
    with pytest.raises(Refusal, match="alphabet"):
        read_delimited("odd.csv", data)


@pytest.mark.parametrize(("delimiter", "name"), [(",", "commas"), (";", "semicolons"), ("\t", "tabs")])
def test_the_delimiter_is_found(delimiter: str, name: str) -> None:
    lines = [
        "Hours of October",
        "",
        delimiter.join(("Name", "Address", "Rate")),
        delimiter.join(("Ann", '"6 High St, Chester"', "1")),
    ]
    sheet = read_delimited("x.csv", "\n".join(lines).encode())
    assert sheet.rows[3].cells == ("Ann", "6 High St, Chester", "1")
    assert name in sheet.notes[0]


def test_semicolons_win_over_the_commas_inside_their_cells() -> None:
    sheet = read_delimited("x.csv", b"Name;Address\nAnn;6 High St, Chester\nBen;7 High St, Chester\n")
    assert [row.cells[0] for row in sheet.rows] == ["Name", "Ann", "Ben"]


def test_excels_line_that_names_the_delimiter_is_obeyed_and_not_counted() -> None:
    sheet = read_delimited("x.csv", b"sep=;\r\nName;Town, county\r\nAnn;a,b,c,d\r\n")
    assert [(row.number, row.cells) for row in sheet.rows] == [(1, ("Name", "Town, county")), (2, ("Ann", "a,b,c,d"))]


def test_a_cell_of_several_lines_is_one_row_and_a_blank_line_counts() -> None:
    text = 'Title\n\nName,Note\n"Ann","one\ntwo\nthree"\n\nBen,x\n'
    rows = read_delimited("x.csv", text.encode()).rows
    assert [(row.number, row.cells) for row in rows if not row.blank] == [
        (1, ("Title",)),
        (3, ("Name", "Note")),
        (4, ("Ann", "one\ntwo\nthree")),
        (6, ("Ben", "x")),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_way_to_end_a_line(end: str) -> None:
    assert len(read_delimited("x.csv", end.join(("a,b", "1,2", "3,4")).encode()).rows) == 3


def test_a_missing_quotation_mark_is_refused_with_its_row() -> None:
    text = 'Name,Note\nAnn,"never closed\n' + "Ben,x\n" * 30_000
    with pytest.raises(Refusal) as refused:
        read_delimited("x.csv", text.encode())
    assert "quotation mark" in refused.value.remedy


def test_too_many_rows_or_columns_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refusal, match="more than 200 columns"):
        read_delimited("x.csv", b"a," * 300 + b"b")
    assert read_delimited("x.csv", b"a,b" + b"," * 300).rows[0].cells[:2] == ("a", "b")
    monkeypatch.setattr(delimited, "MAX_ROWS", 5)
    with pytest.raises(Refusal, match="more than 5 rows"):
        read_delimited("x.csv", b"a,b\n" * 6)


_LETTERS = st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufeff"), max_size=8)


@given(st.lists(st.lists(_LETTERS, min_size=2, max_size=4), min_size=1, max_size=6))
def test_what_is_written_by_the_program_is_read_back_as_it_was(rows: list[list[str]]) -> None:
    from carecoop_desktop.platform.office.importing.escaping import unescape_text

    data = csv_text(("One column", "Another"), rows).encode("utf-8-sig")
    back = [[unescape_text(cell) for cell in row.cells] for row in read_delimited("x.csv", b"sep=,\n"[:0] + data).rows]
    if "commas" in read_delimited("x.csv", data).notes[0]:
        assert back[0] == ["One column", "Another"]
        assert back[1:] == [[unescape_text(cell) for cell in row] for row in rows]


def test_a_quotation_that_never_ends_is_refused_and_swallows_no_row() -> None:
    with pytest.raises(Refusal, match="row 2 that is never closed"):
        read_delimited("x.csv", b'Name,Notes\nAnn,"oops\nBen,fine\n')


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n", b"\r", b'"'])
def test_a_last_line_needs_no_line_break(end: bytes) -> None:
    last = b'Ann,"x' if end == b'"' else b"Ann,x"
    rows = read_delimited("x.csv", b"Name,Notes\n" + last + end).rows
    assert [row.cells for row in rows] == [("Name", "Notes"), ("Ann", "x")]


def test_text_that_was_forced_for_excel_is_plain_text() -> None:
    rows = read_delimited("x.csv", b'Name,Account\nAnn,="00123456"\nBen,=2+3\n').rows
    assert [row.cells[1] for row in rows[1:]] == ["00123456", "=2+3"]


def test_bars_part_cells_too() -> None:
    assert read_delimited("x.csv", b"Name|Date\nAnn|1/2/26\n").rows[1].cells == ("Ann", "1/2/26")
