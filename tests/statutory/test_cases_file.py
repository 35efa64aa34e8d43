"""The file form of the cases: columns kept, figures added, trouble told as a sentence."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.statutory.cases_file import paye_command

HEAD = "tax_year,period_type,period_no,tax_code,gross_this_period,note\n"


def test_the_file_comes_back_with_its_figures(tmp_path: Path) -> None:
    given, wanted = tmp_path / "cases.csv", tmp_path / "out.csv"
    given.write_text(HEAD + '2026-27,monthly,1,1257L,3000.00,"a, b"\n2026-27,monthly,1,XX,1,\n', encoding="utf-8")
    assert paye_command(given, wanted) == (1, 1)
    with wanted.open(encoding="utf-8", newline="") as source:
        first, second = csv.DictReader(source)
    assert first["tax"] == "390.20"
    assert first["note"] == "a, b"
    assert second["error"] == "“XX” is not a tax code."
    assert second["tax"] == ""


def test_a_byte_order_mark_of_a_spreadsheet_is_no_trouble(tmp_path: Path) -> None:
    given = tmp_path / "cases.csv"
    given.write_text("\ufeff" + HEAD + "2026-27,monthly,1,BR,100.00,\n", encoding="utf-8")
    assert paye_command(given, tmp_path / "out.csv") == (1, 0)
    assert (tmp_path / "out.csv").read_text(encoding="utf-8").startswith("tax_year,")


def test_a_file_with_other_columns_is_refused(tmp_path: Path) -> None:
    given = tmp_path / "other.csv"
    given.write_text("name,pay\nAnn,100\n", encoding="utf-8")
    with pytest.raises(Refusal, match=r"other\.csv has no column tax_year"):
        paye_command(given, tmp_path / "out.csv")


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    given = tmp_path / "cases.csv"
    given.write_bytes(b"\xff\xfe\x00\x01" * 50)
    with pytest.raises(Refusal, match="UTF-8"):
        paye_command(given, tmp_path / "out.csv")


def test_a_missing_file_and_a_missing_folder_are_faults(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="cannot be read"):
        paye_command(tmp_path / "none.csv", tmp_path / "out.csv")
    given = tmp_path / "cases.csv"
    given.write_text(HEAD, encoding="utf-8")
    with pytest.raises(Fault, match="cannot be written"):
        paye_command(given, tmp_path / "none" / "out.csv")


def test_running_twice_replaces_the_figures(tmp_path: Path) -> None:
    given, once, twice = tmp_path / "a.csv", tmp_path / "b.csv", tmp_path / "c.csv"
    given.write_text(HEAD + "2026-27,monthly,1,1257L,3000.00,\n", encoding="utf-8")
    paye_command(given, once)
    paye_command(once, twice)
    assert once.read_text(encoding="utf-8") == twice.read_text(encoding="utf-8")


def test_the_cases_may_be_written_over_and_nothing_else_is_left(tmp_path: Path) -> None:
    given = tmp_path / "a.csv"
    given.write_text(HEAD + "2026-27,monthly,1,1257L,3000.00,\n", encoding="utf-8")
    assert paye_command(given, given) == (1, 0)
    assert ",390.20," in given.read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_headings_are_known_however_they_are_typed(tmp_path: Path) -> None:
    given = tmp_path / "a.csv"
    given.write_text("Tax Year , PERIOD_TYPE,Tax_code,gross_this_period,Colour\n2026-27,monthly,BR,100,red\n", "utf-8")
    assert paye_command(given, given) == (1, 0)
    head, row = given.read_text(encoding="utf-8").splitlines()
    assert head == "tax_year,period_type,tax_code,gross_this_period,Colour,tax,ee_ni,er_ni,student_loan,error"
    assert row == "2026-27,monthly,BR,100,red,20.00,,,,"


def test_a_folder_cannot_be_written_over(tmp_path: Path) -> None:
    given = tmp_path / "a.csv"
    given.write_text(HEAD, encoding="utf-8")
    with pytest.raises(Fault, match="cannot be written"):
        paye_command(given, tmp_path)
