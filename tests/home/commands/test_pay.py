"""Pay runs on the command line: beside the regular one, and reopened; several employers."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest

from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.papers.passwords import GIVEN
from carecoop_desktop.work.payroll.queries import latest_run, payslips, run_view, runs
from tests.conftest import MemoryKeyring
from tests.home.commands.calling import Run, caller
from tests.work.payroll.crew import Crew, crew_in


@pytest.fixture
def crew(office: Office) -> Crew:
    return crew_in(office)


def test_the_last_run_is_reopened_with_a_reason_and_discarded(crew: Crew, run_at: Run) -> None:
    paid = crew.pay(4, {"Ann": 10})
    status, _, err = run_at(crew.office, "pay-run", "reopen", "--pay-run", paid)
    assert status == 1 and "why" in err
    status, out, _ = run_at(crew.office, "pay-run", "reopen", "--pay-run", paid, "--reason", "Wrong hours")
    draft = json.loads(out)["id"]
    assert status == 0 and crew.office.read(run_view, draft).replaces_id == paid
    assert run_at(crew.office, "pay-run", "discard", "--pay-run", draft)[0] == 0
    assert [one.state for one in crew.office.read(runs)] == ["withdrawn"]


@pytest.mark.parametrize("deed", ["show", "start", "again", "finish", "discard", "reopen", "supplementary"])
def test_a_deed_without_its_number_is_wrong_usage(office: Office, deed: str, run_at: Run) -> None:
    status, out, err = run_at(office, "pay-run", deed)
    assert status == 2
    missing = "--period" if deed in ("start", "supplementary") else "--pay-run"
    assert err.strip() == f"Which one? {missing} is missing."
    assert json.loads(out)["refused"] == err.strip()


def test_a_pay_run_that_is_not_there_is_refused_but_no_wrong_usage(office: Office, run_at: Run) -> None:
    assert run_at(office, "pay-run", "show", "--pay-run", 4711)[0] == 1


def test_options_that_exclude_each_other_are_wrong_usage(run: Run, tmp_path: Path) -> None:
    assert run("payslip", "--payslip", 1, "--archive", "--protect", "own", "--to", tmp_path / "a.pdf")[0] == 2


def test_a_supplementary_run_without_late_hours_is_refused(crew: Crew, run_at: Run) -> None:
    crew.pay(4, {"Ann": 10})
    span = crew.period(4).id
    status, _, err = run_at(crew.office, "pay-run", "supplementary", "--period", span, "--pay-date", "2026-05-01")
    assert status == 1 and "No hours" in err


def test_employers_are_added_and_listed(crew: Crew, run_at: Run) -> None:
    status, out, _ = run_at(crew.office, "employer", "add", "--member", crew.member, "--office-number", "961",
                         "--paye-reference", "ZZ77", "--accounts-reference", "961PA00054321")  # fmt: skip
    assert status == 0 and json.loads(out)["name"] == "James Hollis"
    found = json.loads(run_at(crew.office, "employer", "list")[1])
    assert [one["name"] for one in found] == ["Dee Valley Care Co-operative", "James Hollis"]
    number = found[1]["id"]
    out = run_at(crew.office, "employer", "set", "--employer", number, "--name", "J. Hollis")[1]
    assert json.loads(out)["name"] == "J. Hollis"


def test_cases_end_with_status_1_however_many_are_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cases = tmp_path / "cases.csv"
    wrong = "2026-27,monthly,XX,100\n" * 256
    cases.write_text("tax_year,period_type,tax_code,gross_this_period\n2026-27,monthly,BR,100\n" + wrong, "utf-8")
    call = caller(capsys)
    status, out, _ = call("paye", "--cases", cases, "--out", tmp_path / "out.csv", "--json")
    told = json.loads(out)
    assert (status, told["cases"], told["worked_out"], told["errors"]) == (1, 257, 1, 256)


def test_cases_that_are_all_worked_out_end_with_status_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cases = tmp_path / "cases.csv"
    cases.write_text("tax_year,period_type,tax_code,gross_this_period\n2026-27,monthly,BR,100\n", "utf-8")
    status, out, _ = caller(capsys)("paye", "--cases", cases, "--out", tmp_path / "out.csv")
    assert (status, "1 cases: 1 worked out, 0 not" in out) == (0, True)


def test_payslips_are_closed_with_a_password(
    living: Office, tmp_path: Path, run_at: Run, monkeypatch: pytest.MonkeyPatch, no_keyring: None
) -> None:
    slip = living.read(payslips, living.read(latest_run).id)[0]
    given = ("payslip", "--payslip", slip.id, "--to", tmp_path / "one.pdf", "--protect")
    monkeypatch.delenv(GIVEN, raising=False)
    status, _, told = run_at(living, *given, "one")
    assert status == 1 and GIVEN in told and not (tmp_path / "one.pdf").exists()
    monkeypatch.setenv(GIVEN, "short")
    assert run_at(living, *given, "one")[0] == 1
    monkeypatch.setenv(GIVEN, "Heather on the hill")
    status, out, err = run_at(living, *given, "one")
    assert status == 0 and "Heather" not in out + err
    pikepdf.open(tmp_path / "one.pdf", password="Heather on the hill").close()
    status, _, told = run_at(living, *given, "own")
    assert status == 1 and "no word is kept" in told
    assert run_at(living, *given, "one", "--archive")[0] == 2


def test_a_runs_payslips_stand_in_one_file(living: Office, tmp_path: Path, run_at: Run) -> None:
    run = living.read(latest_run).id
    status, out, _ = run_at(living, "payslip", "--pay-run", run, "--one-file", "--to", tmp_path / "all.pdf")
    paid = [view for view in living.read(payslips, run) if view.state != "problem"]
    assert status == 0 and json.loads(out)["written"] == len(paid)
    with pikepdf.open(tmp_path / "all.pdf") as pdf, pdf.open_outline() as outline:
        assert len(outline.root) == len(paid)
    refused = run_at(living, "payslip", "--pay-run", run, "--one-file", "--protect", "own", "--to", tmp_path / "b.pdf")
    assert refused[0] == 1 and "a password for each PA" in refused[2]


def test_a_pas_word_is_kept_and_forgotten(
    living: Office, run_at: Run, monkeypatch: pytest.MonkeyPatch, own_keyring: MemoryKeyring
) -> None:
    who = living.read(payslips, living.read(latest_run).id)[0]
    monkeypatch.setenv(GIVEN, "Heather on the hill")
    status, out, err = run_at(living, "payslip-word", "--assistant", who.name)
    assert status == 0 and list(own_keyring.kept.values()) == ["Heather on the hill"] and "Heather" not in out + err
    assert run_at(living, "payslip-word", "--assistant", who.name, "--forget")[0] == 0 and own_keyring.kept == {}
    monkeypatch.setenv(GIVEN, "")
    assert run_at(living, "payslip-word", "--assistant", who.name)[0] == 1
    assert run_at(living, "payslip-word", "--assistant", "nobody")[0] == 1
