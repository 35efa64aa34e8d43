"""The three parts of a P45, read back from the PDF."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.paper.write import write_pdf
from carecoop_desktop.work.payroll.papers.documents.p45 import p45_document
from carecoop_desktop.work.payroll.papers.queries.person import JobYear, Person
from carecoop_desktop.work.payroll.queries.reading import OfficeMark
from carecoop_desktop.work.payroll.queries.to_date import YearFigures
from carecoop_desktop.work.payroll.rti.employer import Employer
from carecoop_desktop.work.payroll.rti.queries import Sums

FIGURES = YearFigures(
    3, 1, None, "007", "1257L", last_paid=date(2026, 7, 31), last_number=4, frequency="monthly",
    leaving=date(2026, 7, 10), brought_pay=100_000, brought_tax=5_000, sums=Sums(taxable=500_000, tax=40_000),
    payslips=[1],
)  # fmt: skip
ANNA = Person("Anna Zak", "007", "QQ123456C", date(1990, 5, 1), "F", "2 Hough Green\nChester", "CH4 8JG")
YEAR = JobYear(OfficeMark("Dee Valley", False), Employer("Dee Valley Care", "120", "A1B2C3"), ANNA, "2026-27", FIGURES,
               False, ("2", "postgrad"))  # fmt: skip


def parts(year: JobYear, folder: Path) -> list[str]:
    write_pdf(p45_document(year, today=date(2026, 8, 1)), folder / "p45.pdf")
    pages = PdfReader(folder / "p45.pdf").pages
    return [" ".join(page.extract_text(extraction_mode="layout").split()) for page in pages]


def test_three_parts_a_page_each(tmp_path: Path) -> None:
    first, second, third = parts(YEAR, tmp_path)
    assert "P45 Part 1A" in first and "P45 Part 2" in second and "P45 Part 3" in third
    for part in (first, second, third):
        for expected in (
            "120/A1B2C3", "Leaving date 10 Jul 2026", "QQ123456C", "Tax code at leaving 1257L", "Month number 4",
            "Total pay to date £6,000.00", "Total tax to date £450.00", "£5,000.00", "£400.00",
            "deductions go on (plan 2, postgraduate)", "Substitute P45",
        ):  # fmt: skip
            assert expected in part


def test_where_somebody_lives_is_not_on_part_2(tmp_path: Path) -> None:
    first, second, third = parts(YEAR, tmp_path)
    assert "2 Hough Green, Chester, CH4 8JG" in first and "2 Hough Green" not in second
    assert "Date of birth 1 May 1990" in third and "Job title" in third and "female" in third


def test_a_month_1_code_has_no_totals(tmp_path: Path) -> None:
    first = parts(replace(YEAR, figures=replace(FIGURES, non_cumulative=True), loans=()), tmp_path)[0]
    assert "1257L M1" in first and "no totals to date" in first and "Total pay to date" not in first
    assert "none to go on" in first


def test_weeks_are_named_for_the_weekly_paid(tmp_path: Path) -> None:
    assert "Week number 17" in parts(replace(YEAR, figures=replace(FIGURES, frequency="weekly", last_number=17)),
                                     tmp_path)[0]  # fmt: skip


def test_nobody_who_stays_has_one() -> None:
    with pytest.raises(Refusal, match="no last day"):
        p45_document(replace(YEAR, figures=replace(FIGURES, leaving=None)))
