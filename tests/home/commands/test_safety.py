"""Backup, restore, move and diagnose as an office's scheduled jobs and support use them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from carecoop_desktop.cli import main
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import open_office
from tests.home.commands.calling import Run, place_of

KINDS = ["sqlite", *(["postgresql"] if os.environ.get("CARECOOP_TEST_POSTGRES") else [])]


@pytest.mark.parametrize("into", KINDS)
def test_a_backup_comes_back_as_an_office_that_holds(
    run: Run, living: Office, copies: Any, into: str, tmp_path: Path
) -> None:
    place, file = place_of(living), tmp_path / "month.carecoop-backup"
    status, out, _ = run("--office", place, "--json", "backup", "--to", file)
    made = json.loads(out)
    assert status == 0 and made["counts"]["payslip"] > 0 and made["file"] == str(file) and not made["trouble"]
    there = copies.make(into)
    status, out, _ = run("--json", "restore", file, "--to", there)
    assert status == 0 and json.loads(out)["counts"] == made["counts"] and json.loads(out)["head"] == made["head"]
    assert run("--office", there, "check")[0] == 0
    one, other = (json.loads(run("--office", p, "--json", "list", "pay-runs")[1]) for p in (place, there))
    assert one == other


def test_a_program_that_has_opened_no_office_yet_restores_onto_a_server(
    run: Run, office: Office, copies: Any, tmp_path: Path
) -> None:
    if "postgresql" not in KINDS:
        pytest.skip("no PostgreSQL named")
    file, there = tmp_path / "b", copies.make("postgresql")
    assert run("--office", place_of(office), "backup", "--to", file)[0] == 0
    program = [sys.executable, "-m", "carecoop_desktop.cli", "restore", str(file), "--to", there]
    fresh = subprocess.run(program, capture_output=True, text=True, timeout=120, check=False)
    assert fresh.returncode == 0 and "all proved" in fresh.stdout, fresh.stderr
    assert run("--office", there, "check")[0] == 0


def test_a_taken_name_is_refused(run: Run, office: Office, tmp_path: Path) -> None:
    file = tmp_path / "b"
    assert run("--office", place_of(office), "backup", "--to", file)[0] == 0
    status, _, err = run("--office", place_of(office), "backup", "--to", file)
    assert status == 1 and "already" in err
    status, _, err = run("restore", file, "--to", file)
    assert status == 1 and "already" in err


def test_a_folder_holds_dated_backups(run: Run, office: Office, tmp_path: Path) -> None:
    status, out, _ = run("--office", place_of(office), "backup", "--folder", tmp_path / "backups")
    assert status == 0 and "proved" in out
    assert [p.name.split(" ")[0] for p in (tmp_path / "backups").iterdir()] == ["dee-valley-care-co-operative"]


@pytest.mark.parametrize("into", KINDS)
def test_a_moved_office_holds_and_the_old_one_stays(
    run: Run, living: Office, copies: Any, into: str
) -> None:
    place, there = place_of(living), copies.make(into)
    status, out, err = run("--office", place, "move", "--to", there)
    assert status == 0, err
    assert "all proved" in out and "unchanged" in out
    for each in (place, there):
        assert run("--office", each, "check")[0] == 0
    status, _, err = run("--office", place, "move", "--to", there)
    assert status == 1 and "already" in err


def test_the_report_is_written_and_names_nobody(run: Run, office: Office, tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    status, out, _ = run("--office", place_of(office), "diagnose", "--to", file)
    text = file.read_text(encoding="utf-8")
    assert status == 0 and str(file) in out
    assert "Rows: " in text and "holds: History chain" in text
    assert "Priya" not in text and "Dee Valley" not in text


def test_the_report_is_made_where_no_office_opens(run: Run, tmp_path: Path) -> None:
    broken = tmp_path / "priya.carecoop"
    broken.write_bytes(b"Dear member" * 99)
    status, out, _ = run("--office", broken, "--json", "diagnose")
    text = json.loads(out)["report"]
    assert status == 0 and "cannot be read: Refusal" in text and "DatabaseError" in text and "priya" not in text
    assert "Python 3" in json.loads(run("--json", "diagnose")[1])["report"]


def test_wrong_usage(run: Run) -> None:
    for arguments in (["backup"], ["restore", "x"], ["move"], ["backup", "--to", "a", "--folder", "b"]):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 2


def test_a_restored_office_signs_people_in_as_before(run: Run, office: Office, tmp_path: Path) -> None:
    run("--office", place_of(office), "backup", "--to", tmp_path / "b")
    run("restore", tmp_path / "b", "--to", tmp_path / "new.carecoop")
    opened = open_office(tmp_path / "new.carecoop")
    assert opened.user == office.user
    opened.close()


def test_the_report_says_what_it_can_of_a_damaged_office(run: Run, living: Office, tmp_path: Path) -> None:
    if living.database.address.path is None:
        pytest.skip("this is about files")
    whole = living.database.address.path.read_bytes()
    broken = tmp_path / "broken.carecoop"
    broken.write_bytes(whole[: len(whole) // 2] + b"\x07" * 8192 + whole[len(whole) // 2 + 8192 :])
    status, out, _ = run("--office", broken, "--json", "diagnose")
    text = json.loads(out)["report"]
    assert status == 0 and "Office in an SQLite file" in text
    assert "cannot be read" in text or " wrong: " in text
