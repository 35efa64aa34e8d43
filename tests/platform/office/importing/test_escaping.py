"""Nothing that leaves the office runs in a spreadsheet."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.kernel.errors import Fault
from carecoop_desktop.platform.office.importing.escaping import csv_text, escape_cell, unescape_text, write_csv


@pytest.mark.parametrize(
    "formula",
    [
        '=HYPERLINK("http://x")',
        "+cmd|' /C calc'!A0",
        "-2+3+cmd|'/C calc'!A0",
        "@SUM(A1)",
        "\t=1+1",
        " =1+1",
        "=1",
        "＝1+1",
    ],
)
def test_formulas_become_text_and_come_back(formula: str) -> None:
    assert escape_cell(formula) == f"'{formula}"
    assert unescape_text(escape_cell(formula)) == formula


@pytest.mark.parametrize(
    "text", ["-3.20", "+44 7700 900123", "001234", "-1,234.50", "Ann", "a=b", "'tis", "12%", "£4.20", ""]
)
def test_figures_numbers_and_plain_words_stay(text: str) -> None:
    assert escape_cell(text) == text
    assert unescape_text(text) == text


def test_values_that_are_not_text() -> None:
    cells = [escape_cell(value) for value in (None, True, -5, Decimal("1.50"), date(2026, 10, 31))]
    assert cells == ["", "Yes", "-5", "1.50", "2026-10-31"]


@given(st.text())
def test_no_text_starts_a_formula(text: str) -> None:
    cell = escape_cell(text)
    assert not cell.startswith(("=", "@", "\t", "\r"))
    assert cell.lstrip("'") == text.replace("\x00", "").lstrip("'")


def test_csv_keeps_quotes_lines_and_zeros() -> None:
    text = csv_text(("Name", "Account"), [('Ann "A" Lee', "00123456"), ("two\nlines", "=1+1")])
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["Name", "Account"],
        ['Ann "A" Lee', "00123456"],
        ["two\nlines", "'=1+1"],
    ]


def test_a_written_file_opens_in_excel_with_its_accents(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    write_csv(file, ("Name",), [("Zieliński",)])
    assert file.read_bytes() == b"\xef\xbb\xbfName\r\nZieli\xc5\x84ski\r\n"
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_that_cannot_be_written_is_a_fault_and_leaves_the_old_one(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="could not be written"):
        write_csv(tmp_path / "no such folder" / "people.csv", ("Name",), [])
    (tmp_path / "folder").mkdir()
    with pytest.raises(Fault):
        write_csv(tmp_path / "folder", ("Name",), [])
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
