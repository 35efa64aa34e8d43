"""The words of a P60, read back from the PDF."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.paper.write import write_pdf
from carecoop_desktop.work.payroll.papers.documents.certificate import basis, pounds
from carecoop_desktop.work.payroll.papers.documents.p60 import p60_document, refund
from carecoop_desktop.work.payroll.papers.documents.writing import p60_name, write_p60s
from carecoop_desktop.work.payroll.papers.queries.person import JobYear, Person
from carecoop_desktop.work.payroll.queries.reading import OfficeMark
from carecoop_desktop.work.payroll.queries.to_date import YearFigures
from carecoop_desktop.work.payroll.rti.employer import Employer
from carecoop_desktop.work.payroll.rti.queries import Letter, Sums

ANNA = Person("Anna Żak", "007", "QQ123456C", date(1990, 5, 1), "F", "2 Hough Green\nChester", "CH4 8JG")
COOP = Employer("Dee Valley Care", "120", "A1B2C3", "120PA00012345", address="1 The Cross\nChester", postcode="CH1 2AB")


def year_of(**figures: object) -> JobYear:
    """A full year with two NI letters, statutory pay and both loans."""
    known: dict[str, object] = {
        "tax_code": "1257L", "frequency": "monthly", "last_paid": date(2027, 3, 31), "last_number": 12,
        "sums": Sums(taxable=2_400_050, tax=228_600, loan=12_345, postgraduate=6_000),
        "letters": {"M": Letter("M", 800_000, 223_600, 100_000, 50_000, 0, 4_000),
                    "A": Letter("A", 1_600_050, 447_200, 390_899, 761_951, 90_000, 60_956)},
        "statutory": {"smp": 123_456, "ssp": 999}, "payslips": [1],
    }  # fmt: skip
    made = YearFigures(3, 1, None, "007", **{**known, **figures})  # type: ignore[arg-type]
    return JobYear(OfficeMark("Dee Valley", False), COOP, ANNA, "2026-27", made, True)


def words(year: JobYear, folder: Path, *, large_print: bool = False) -> str:
    write_pdf(p60_document(year, large_print=large_print), folder / "p60.pdf")
    pages = PdfReader(folder / "p60.pdf").pages
    return " ".join(" ".join(page.extract_text(extraction_mode="layout") for page in pages).split())


def test_everything_that_the_law_asks_stands_on_it(tmp_path: Path) -> None:
    text = words(year_of(brought_pay=100_000, brought_tax=5_000), tmp_path)
    for expected in (
        "Tax year to 5 Apr 2027", "Substitute P60 on plain paper", "Surname Żak", "Forenames Anna", "QQ123456C", "007",
        "In previous employment(s) £1,000.00 £50.00", "In this employment £24,000.50 £2,286.00",
        "Total for the year £25,000.50 £2,336.00", "Final tax code 1257L",
        "A £4,472 £3,908 £7,619 £609.56", "M £2,236 £1,000 £500 £40.00",
        "Statutory Maternity Pay £1,234.56", "Statutory Neonatal Care Pay £0.00",
        "Student loan deductions £123", "Postgraduate loan deductions £60",
        "Employer Dee Valley Care", "120/A1B2C3", "1 The Cross, Chester, CH1 2AB",
    ):  # fmt: skip
        assert expected in text
    assert "Not a certificate yet" not in text and "£9.99" not in text


def test_it_fits_on_one_page(tmp_path: Path) -> None:
    assert write_pdf(p60_document(year_of()), tmp_path / "one.pdf").pages == 1
    assert write_pdf(p60_document(year_of(), large_print=True), tmp_path / "large.pdf").pages > 1


def test_before_the_years_end_it_says_so(tmp_path: Path) -> None:
    text = words(replace(year_of(), over=False), tmp_path)
    assert "Not a certificate yet" in text and "payslip of 31 Mar 2027" in text


@pytest.mark.parametrize(("pence", "said"), [(1, "£0.01"), (0, "£0.00"), (-1234, "£12.34 R")])
def test_a_refund_has_its_letter(pence: int, said: str) -> None:
    assert refund(pence) == said


@pytest.mark.parametrize(("pence", "said"), [(99, "£0"), (100, "£1"), (-150, "-£1"), (123_456, "£1,234")])
def test_pence_are_cut_off(pence: int, said: str) -> None:
    assert pounds(pence) == said


def test_the_code_says_its_basis() -> None:
    assert basis(year_of(non_cumulative=True)) == "1257L M1"
    assert basis(year_of(non_cumulative=True, frequency="weekly")) == "1257L W1"
    assert basis(year_of()) == "1257L"


def test_everybodys_go_into_a_folder(tmp_path: Path) -> None:
    assert write_p60s([year_of()], tmp_path) == 1
    assert p60_name(year_of()) == "p60-2026-27-007-anna-zak.pdf" and (tmp_path / p60_name(year_of())).exists()
    assert format_money(228_600) in PdfReader(tmp_path / p60_name(year_of())).pages[0].extract_text()
