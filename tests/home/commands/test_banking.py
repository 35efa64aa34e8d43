"""Bank files and the table of checks on the command line."""

from __future__ import annotations

import json
from pathlib import Path

from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.bank.modulus import account_check
from carecoop_desktop.work.payroll.queries import latest_run, payments
from tests.home.commands.calling import Run

LINE = "089999 089999 MOD10    0    0    0    0    0    0    7    1    3    7    1    3    7    1"


def test_a_bank_file_is_written(living: Office, tmp_path: Path, run_at: Run) -> None:
    paid, to = living.read(latest_run).id, tmp_path / "bank.csv"
    status, out, _ = run_at(living, "bank-file", "--pay-run", paid, "--layout", "barclays", "--to", to)
    assert status == 0
    assert json.loads(out)["payments"] == len(living.read(payments, paid)) == to.read_bytes().count(b"\r\n")
    status, _, complaint = run_at(living, "bank-file", "--pay-run", paid, "--layout", "hsbc", "--to", to)
    assert status == 1 and "no bank file called" in complaint
    assert run_at(living, "bank-file", "--pay-run", paid, "--to", tmp_path / "missing" / "bank.csv")[0] == 1


def test_a_table_is_loaded(office: Office, tmp_path: Path, run_at: Run) -> None:
    (tmp_path / "weights.txt").write_text(f"{LINE}\n")
    assert run_at(office, "modulus-table", "--weights", tmp_path / "weights.txt")[0] == 0
    assert office.read(account_check) is not None
    assert run_at(office, "modulus-table", "--weights", tmp_path / "nothing.txt")[0] == 1
