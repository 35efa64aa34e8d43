"""Files to HMRC from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree

from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.queries import latest_run, payslips
from carecoop_desktop.work.payroll.rti.actions import set_employer
from carecoop_desktop.work.payroll.rti.employer import Employer, employer_of
from carecoop_desktop.work.payroll.rti.gateway_keys import GIVEN
from carecoop_desktop.work.payroll.rti.transport import ENGINE
from tests.home.commands.calling import Run, place_of
from tests.work.payroll.crew import crew_in
from tests.work.payroll.rti.engine_server import engine_server
from tests.work.payroll.rti.filings.conftest import OWN, settle


def test_the_employer_is_set_in_steps_and_shown(run: Run, office: Office) -> None:
    place = place_of(office)
    assert run("--office", place, "employer")[1].startswith("No details of the employer")
    status, _, err = run("--office", place, "employer", "set", "--name", "Dee Valley", "--office-number", "12")
    assert status == 1 and "tax office number" in err and office.read(employer_of) is None
    status, out, _ = run("--office", place, "employer", "set", "--name", "Dee Valley", "--office-number", "120",
                         "--paye-reference", "A1B2C3", "--accounts-reference", "120PA00012345")  # fmt: skip
    assert status == 0 and "Live filing is off" in out and "120/A1B2C3" in out
    run("--office", place, "employer", "set", "--vendor-id", "4321")
    status, out, _ = run("--office", place, "--json", "employer", "show")
    shown = json.loads(out)
    assert status == 0 and shown.pop("live") is True
    assert Employer(**shown) == office.read(employer_of)
    assert shown["vendor_id"] == "4321" and shown["name"] == "Dee Valley"


def test_an_fps_is_written_with_its_receipt(run: Run, living: Office, tmp_path: Path) -> None:
    pay_run = living.read(latest_run)
    file = tmp_path / "fps.xml"
    status, out, _ = run("--office", place_of(living), "--json", "fps", "--pay-run", pay_run.id, "--to", file)
    told, message = json.loads(out), etree.parse(file)
    assert status == 0 and told["irmark"] == message.findtext(".//{*}IRmark") and told["live"] is False
    assert told["people"] == len(living.read(payslips, pay_run.id)) == len(message.findall(".//{*}Employee"))
    status, out, _ = run("--office", place_of(living), "fps", "--pay-run", pay_run.id, "--to", file)
    assert "IRmark" in out and "test message" in out


def test_an_eps_is_written_or_its_refusal_told(run: Run, living: Office, tmp_path: Path) -> None:
    file = tmp_path / "eps.xml"
    status, out, _ = run("--office", place_of(living), "eps", "--tax-month", 7, "--to", file)
    assert status == 0 and "tax month 7 of 2026-27" in out
    assert etree.parse(file).findtext(".//{*}EmpAllceInd") == "yes"
    file.unlink()
    status, _, err = run("--office", place_of(living), "eps", "--tax-month", 9, "--to", file)
    assert status == 1 and "only begins" in err and not file.exists()
    status, _, err = run("--office", place_of(living), "eps", "--tax-year", "2019-20", "--tax-month", 1, "--to", file)
    assert status == 1 and "2019-20" in err


def test_a_place_that_cannot_be_written_is_told(run: Run, living: Office, tmp_path: Path) -> None:
    status, _, err = run("--office", place_of(living), "eps", "--tax-month", 7, "--to", tmp_path / "no" / "eps.xml")
    assert status == 1 and "cannot be written" in err


def test_a_file_is_sent_to_an_engine_on_this_computer(
    run: Run, office: Office, monkeypatch: pytest.MonkeyPatch, no_keyring: None
) -> None:
    crew = crew_in(office)
    office.do(set_employer, {**OWN, "vendor_id": ""})
    office.do(settle)
    place, pay_run = place_of(office), crew.pay(4, {"Ann": 100})
    monkeypatch.setenv(ENGINE, "http://127.0.0.1:9/")
    status, _, err = run("--office", place, "file", "--pay-run", pay_run)
    assert status == 1 and "no vendor ID" in err
    office.do(set_employer, OWN)
    monkeypatch.setenv(GIVEN, "s3cret")
    with engine_server("accept") as engine:
        monkeypatch.setenv(ENGINE, engine.url)
        status, out, _ = run("--office", place, "--json", "file", "--pay-run", pay_run, "--test")
        told = json.loads(out)
        assert status == 0 and (told["state"], told["test"]) == ("accepted", True) and "s3cret" not in out
    with engine_server("login") as engine:
        monkeypatch.setenv(ENGINE, engine.url)
        status, out, _ = run("--office", place, "file", "--tax-month", 3)
    assert status == 1 and "refused" in out and "Authentication Failure. (1046)" in out
