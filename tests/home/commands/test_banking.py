"""Bank files and the table of checks on the command line."""

from __future__ import annotations

import json
from pathlib import Path

from carecoop_desktop.people.assistants.account_numbers import account_check
from carecoop_desktop.platform.kernel.resources import resource
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.bank.choosing import choose_bank_file
from carecoop_desktop.work.payroll.queries import latest_run, payments
from tests.home.commands.calling import Run

LINE = "089999 089999 MOD10    0    0    0    0    0    0    7    1    3    7    1    3    7    1"


def test_a_bank_file_is_written(living: Office, tmp_path: Path, run_at: Run) -> None:
    paid, to = living.read(latest_run).id, tmp_path / "bank.csv"
    status, out, _ = run_at(living, "bank-file", "--pay-run", paid, "--layout", "barclays", "--to", to)
    assert status == 0
    told = json.loads(out)
    assert told["layout"] == "barclays" and told["payments"] == to.read_bytes().count(b"\r\n")
    assert told["payments"] >= len(living.read(payments, paid))
    status, _, complaint = run_at(living, "bank-file", "--pay-run", paid, "--layout", "hsbc", "--to", to)
    assert status == 1 and "no bank file called" in complaint
    assert run_at(living, "bank-file", "--pay-run", paid, "--to", tmp_path / "missing" / "bank.csv")[0] == 1


def test_a_table_is_loaded(office: Office, tmp_path: Path, run_at: Run) -> None:
    (tmp_path / "weights.txt").write_text(f"{LINE}\n")
    assert run_at(office, "modulus-table", "--weights", tmp_path / "weights.txt")[0] == 0
    assert office.read(account_check) is not None
    assert run_at(office, "modulus-table", "--weights", tmp_path / "nothing.txt")[0] == 1


def test_bacs_is_the_same_in_the_banks_own_standard(living: Office, tmp_path: Path, run_at: Run) -> None:
    paid, to = living.read(latest_run).id, tmp_path / "bacs.txt"
    status, out, _ = run_at(living, "bacs", "--pay-run", paid, "--to", to)
    told = json.loads(out)
    assert status == 0 and told["layout"] == "standard-18" and to.read_bytes().startswith(b"VOL1")
    assert to.read_bytes().count(b"\r\n") == told["payments"] + 8
    assert run_at(living, "bacs", "--pay-run", 9_999, "--to", to)[0] == 1


def test_hmrc_and_pensions_are_paid_where_asked(living: Office, tmp_path: Path, run_at: Run) -> None:
    paid, to = living.read(latest_run).id, tmp_path / "bank.csv"
    alone = json.loads(run_at(living, "bank-file", "--pay-run", paid, "--to", to)[1])
    status, _, complaint = run_at(living, "bank-file", "--pay-run", paid, "--hmrc", "--to", to)
    assert status == 1 and "already" in complaint and "--again wages" in complaint and "--new-only" in complaint
    wanted = ("bank-file", "--pay-run", paid, "--hmrc", "--pensions", "--to", to, "--again", "wages", "orders")
    both = json.loads(run_at(living, *wanted)[1])
    assert both["payments"] == alone["payments"] + 1 and "HMRC CUMBERNAULD" in to.read_text()
    assert any("no account" in one for one in both["left_out"])
    status, _, complaint = run_at(living, *wanted)
    assert status == 1 and "--again hmrc" in complaint
    assert run_at(living, *wanted, "hmrc")[0] == 0
    assert run_at(living, "bank-file", "--pay-run", paid, "--new-only", "--to", to)[0] == 1, "nobody is left"


def test_the_layout_used_last_is_taken(living: Office, tmp_path: Path, run_at: Run) -> None:
    living.do(choose_bank_file, None, "lloyds")
    status, _, _ = run_at(living, "bank-file", "--pay-run", living.read(latest_run).id, "--to", tmp_path / "b.csv")
    assert status == 0 and (tmp_path / "b.csv").read_text().startswith("H,")


def test_layouts_are_listed_brought_in_and_taken_out(office: Office, tmp_path: Path, run_at: Run) -> None:
    own = tmp_path / "ours.toml"
    own.write_text(resource("bank_files", "generic.toml").read_text(encoding="utf-8"), encoding="utf-8")
    status, out, _ = run_at(office, "bank-layout", "--bring-in", own)
    assert status == 0 and {"layout": "ours", "own": True}.items() <= next(
        one for one in json.loads(out) if one["layout"] == "ours").items()  # fmt: skip
    status, out, _ = run_at(office, "bank-layout", "--take-out", "ours")
    assert status == 0 and "ours" not in [one["layout"] for one in json.loads(out)]
    own.write_bytes(b"\xff hello")
    status, _, told = run_at(office, "bank-layout", "--bring-in", own)
    assert status == 1 and "no layout of a bank file" in told
    assert run_at(office, "bank-layout", "--bring-in", tmp_path / "nothing.toml")[0] == 1
