"""Statements are written where the user says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtWidgets import QFileDialog

from carecoop_desktop.money.statements.queries import statement, statements
from carecoop_desktop.money.statements.screens.printing import (
    PrintStatement,
    file_name,
    print_one,
    write_all,
    write_one,
)

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


def test_names_of_files(office, two) -> None:
    found = office.read(statement, two.ann, FIRST, LAST)
    assert file_name(found) == "015-ann-dafydd-2026-11.pdf"
    assert file_name(found, "csv") == "015-ann-dafydd-2026-11.csv"


def test_pdf_or_csv_by_the_name(office, two, tmp_path) -> None:
    found = office.read(statement, two.ann, FIRST, LAST)
    with pikepdf.open(write_one(found, tmp_path / "a.pdf")) as pdf:
        assert len(pdf.pages) >= 1
    text = write_one(found, tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    assert text.splitlines()[0].startswith("Number,Name,Date")
    assert "Closing balance" in text


def test_all_of_them(office, two, tmp_path) -> None:
    assert write_all(office.read(statements, FIRST, LAST), tmp_path) == 2
    assert len(list(tmp_path.glob("*.pdf"))) == 2


def test_asking_where(desk, two, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = tmp_path / "mine.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(wanted), ""))
    source = PrintStatement(desk)
    assert source.why_not(two.ann) == ""
    source.run(two.ann)
    assert wanted.exists()
    assert desk.window.sentences == [f"Wrote {wanted}."]


def test_nothing_is_written_without_a_place(desk, two, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    print_one(desk, None, desk.office.read(statement, two.ann, FIRST, LAST))
    assert desk.window.sentences == []
    assert list(Path(tmp_path).glob("*.pdf")) == []
