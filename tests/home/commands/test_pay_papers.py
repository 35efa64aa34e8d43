"""P60, P45 and the payroll reports on the command line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from carecoop_desktop.people.assistants.actions import assistant_left
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.employers.actions import record_jobs
from carecoop_desktop.work.payroll.queries import runs
from tests.home.commands.calling import Run
from tests.work.payroll.crew import Crew, Parts, crew_in


def _one_left(office: Office) -> Parts:
    made = crew_in(office)
    office.do(record_jobs)
    made.pay(4, {"Ann": 150, "Bea": 100})
    office.do(assistant_left, made.ids["Bea"], date(2026, 5, 10))
    made.pay(5, {"Ann": 150, "Bea": 20})
    return made.parts


@pytest.fixture
def crew(office: Office, built: Any) -> Crew:
    return Crew(office, *built(_one_left))


def test_p60s_of_one_and_of_all(crew: Crew, run_at: Run, tmp_path: Path) -> None:
    status, out, _ = run_at(crew.office, "p60", "--tax-year", "2026-27", "--to", tmp_path / "all")
    assert (status, json.loads(out)["written"], json.loads(out)["final"]) == (0, 1, False)
    assert [one.name for one in (tmp_path / "all").iterdir()] == ["p60-2026-27-a0-ann-ward.pdf"]
    assert run_at(crew.office, "p60", "--assistant", "A0", "--to", tmp_path / "ann.pdf")[0] == 0
    assert (tmp_path / "ann.pdf").read_bytes().startswith(b"%PDF")


def test_a_paper_is_not_made_a_folder_nor_a_folder_a_paper(crew: Crew, run_at: Run, tmp_path: Path) -> None:
    last = crew.office.read(runs)[-1].id
    for several in (("p60", "--tax-year", "2026-27"), ("payslip", "--pay-run", last), ("statement",)):
        status, _, err = run_at(crew.office, *several, "--to", tmp_path / "x.PDF")
        assert status == 2 and "x.PDF is the name of one paper" in err
    one = "p45", "--assistant", "Bea"
    for single in (one, ("p32",), ("payslip", "--payslip", 1), ("evidence-pack",)):
        status, _, err = run_at(crew.office, *single, "--to", tmp_path)
        assert status == 2 and "is a folder, and this is one paper" in err
    assert list(tmp_path.glob("*.[pP][dD][fF]")) == []


def test_a_leaver_has_a_p45(crew: Crew, run_at: Run, tmp_path: Path) -> None:
    status, out, _ = run_at(crew.office, "p45", "--assistant", "Bea", "--to", tmp_path / "bea.pdf")
    assert status == 0 and json.loads(out)["leaving"] == "2026-05-10" and (tmp_path / "bea.pdf").exists()
    status, _, err = run_at(crew.office, "p45", "--assistant", "Ann", "--to", tmp_path / "ann.pdf")
    assert status == 1 and "did not leave" in err
    assert "There is no PA" in run_at(crew.office, "p60", "--assistant", "Zoe", "--to", tmp_path / "x.pdf")[2]


def test_tables_as_csv_and_pdf(crew: Crew, run_at: Run, tmp_path: Path) -> None:
    last = crew.office.read(runs)[-1].id
    for name, arguments, rows in (
        ("p32", (), 8),
        ("year-card", ("--assistant", "A0"), 2),
        ("gross-to-net", ("--pay-run", last), 2),
        ("hours-by-member", ("--pay-run", last), 2),
        ("payroll-journal", ("--pay-run", last), 4),
    ):
        status, out, _ = run_at(crew.office, name, *arguments, "--to", tmp_path / f"{name}.csv")
        assert status == 0 and json.loads(out)["rows"] == rows
        assert (tmp_path / f"{name}.csv").read_text(encoding="utf-8-sig").count("\n") == rows + 2
    assert run_at(crew.office, "p32", "--to", tmp_path / "p32.txt")[0] == 1
