"""Bank files and the table of checks on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from carecoop_desktop.cli import main
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.bank.modulus import account_check
from carecoop_desktop.work.payroll.queries import latest_run, payments

LINE = "089999 089999 MOD10    0    0    0    0    0    0    7    1    3    7    1    3    7    1"


def call(office: Office, *arguments: object) -> int:
    address = office.database.address
    place = str(address.path) if address.path else address.url.render_as_string(hide_password=False)
    return main(["--office", place, "--json", *(str(a) for a in arguments)])


def test_a_bank_file_is_written(living: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run, to = living.read(latest_run).id, tmp_path / "bank.csv"
    assert call(living, "bank-file", "--pay-run", run, "--layout", "barclays", "--to", to) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["payments"] == len(living.read(payments, run)) == to.read_bytes().count(b"\r\n")
    assert call(living, "bank-file", "--pay-run", run, "--layout", "hsbc", "--to", to) == 1
    assert "no bank file called" in capsys.readouterr().err
    assert call(living, "bank-file", "--pay-run", run, "--to", tmp_path / "missing" / "bank.csv") == 1


def test_a_table_is_loaded(office: Office, tmp_path: Path) -> None:
    (tmp_path / "weights.txt").write_text(f"{LINE}\n")
    assert call(office, "modulus-table", "--weights", tmp_path / "weights.txt") == 0
    assert office.read(account_check) is not None
    assert call(office, "modulus-table", "--weights", tmp_path / "nothing.txt") == 1
