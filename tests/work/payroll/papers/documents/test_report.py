"""Reports as files: a PDF with every row, a CSV that runs no formula."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.work.payroll.papers.documents.report import report_document, write_report
from tests.work.payroll.papers.test_report import REPORT


def test_a_pdf_on_its_long_side(tmp_path: Path) -> None:
    write_report(replace(REPORT, notes=("A draft.",)), tmp_path / "table.pdf")
    (page,) = PdfReader(tmp_path / "table.pdf").pages
    text = " ".join(page.extract_text(extraction_mode="layout").split())
    assert page.mediabox.width > page.mediabox.height
    for expected in ("A table", "Ann", "£1,234.56", "Total", "1,251.50", "A draft."):
        assert expected in text


def test_a_csv_without_formulas(tmp_path: Path) -> None:
    write_report(REPORT, tmp_path / "table.CSV")
    lines = (tmp_path / "table.CSV").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "No.,PA,Day,Hours,Pay,Code"
    assert lines[2] == "2,'=Bea(),,1250.00,-5.00,BR" and lines[3].startswith("Total,,,1251.50,1229.56")


def test_other_endings_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="neither a PDF nor a CSV"):
        write_report(REPORT, tmp_path / "table.docx")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_report_says_so() -> None:
    assert len(report_document(replace(REPORT, rows=())).blocks) == 2
