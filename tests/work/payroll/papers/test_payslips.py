"""Payslips as files: one, each, all together; closed with passwords."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from carecoop_desktop.people.assistants.tables import AssistantRow
from carecoop_desktop.platform.kernel.errors import Invalid, Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.permissions import SEE_RECORDS
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.payroll.papers.passwords import BIRTH, ONE, OWN, Lock
from carecoop_desktop.work.payroll.papers.payslips import told, write_each, write_one, write_together
from tests.work.payroll.crew import Crew


@action("NI number of a test", SEE_RECORDS)
def number_ann(work: Work, who: int) -> None:
    work.change(work.get(AssistantRow, who), ni_number="QQ123456C")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for papers alone."""
    made = tmp_path / "papers"
    made.mkdir()
    return made


@pytest.fixture
def run(crew: Crew) -> int:
    """May's run; only Ann has an NI number."""
    crew.office.do(number_ann, crew.ids["Ann"])
    return crew.slip(2, "Ann").run.id


def test_one_payslip_is_closed_and_opens_with_its_password(crew: Crew, run: int, folder: Path) -> None:
    slip, path = crew.slip(run, "Ann"), folder / "ann.pdf"
    write_one(crew.office, slip.id, path, Lock(BIRTH))
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(path)
    with pikepdf.open(path, password="01051990456C") as pdf:
        assert pdf.encryption.bits == 256 and len(pdf.pages) >= 2
        assert "Ann" in str(pdf.docinfo["/Title"])
    assert "456C" not in path.name and b"Ann Ward" not in path.read_bytes()
    write_one(crew.office, slip.id, path)
    with pikepdf.open(path) as pdf:
        normal = pdf.pages[0].mediabox
    write_one(crew.office, slip.id, path, large_print=True)
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) > 2 or pdf.pages[0].mediabox != normal


def test_nobodys_payslip_is_written_open_where_passwords_are_asked_for(crew: Crew, run: int, folder: Path) -> None:
    made = write_each(crew.office, run, folder, Lock(BIRTH))
    assert made.count == 1 and made.left_out == ("Bea Ward: date of birth or NI number is missing",)
    assert [one.name for one in folder.iterdir()] == ["a0-ann-ward.pdf"]
    assert told(made, folder) == f"1 payslip written to {folder}; 1 left out"
    with pytest.raises(Refusal, match="Bea Ward"):
        write_one(crew.office, crew.slip(run, "Bea").id, folder / "bea.pdf", Lock(OWN))
    assert not (folder / "bea.pdf").exists()


def test_each_has_a_file(crew: Crew, run: int, folder: Path) -> None:
    assert write_each(crew.office, run, folder).count == 2
    assert write_each(crew.office, run, folder, Lock(ONE, "one for all")).count == 2
    for path in folder.glob("*.pdf"):
        pikepdf.open(path, password="one for all").close()


def test_all_stand_in_one_file(crew: Crew, run: int, folder: Path) -> None:
    path = folder / "all.pdf"
    assert write_together(crew.office, run, path).count == 2
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        assert [each.title for each in outline.root] == ["Ann Ward", "Bea Ward"]
        pages = len(pdf.pages)
    write_together(crew.office, run, path, Lock(ONE, "one for all"))
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(path)
    with pikepdf.open(path, password="one for all") as pdf:
        assert len(pdf.pages) == pages
    assert [one.name for one in folder.iterdir()] == ["all.pdf"]


def test_one_file_has_one_password(crew: Crew, run: int, folder: Path) -> None:
    for rule in (OWN, BIRTH):
        with pytest.raises(Invalid, match="a password for each PA"):
            write_together(crew.office, run, folder / "all.pdf", Lock(rule))
    with pytest.raises(Invalid):
        write_each(crew.office, run, folder, Lock(ONE, "short"))
    assert list(folder.iterdir()) == []
