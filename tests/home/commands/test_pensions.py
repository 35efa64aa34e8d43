"""The contribution file from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from carecoop_desktop.cli import main
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.queries import latest_run


def place_of(office: Office) -> str:
    """Where the command line finds the office."""
    address = office.database.address
    return str(address.path) if address.path else address.url.render_as_string(hide_password=False)


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """A command's status, what it printed and what it complained of."""
    capsys.readouterr()
    status = main([str(each) for each in arguments])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_the_demo_offices_contributions_are_written(
    living: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    last, path = living.read(latest_run), tmp_path / "nest.csv"
    asked: list[Any] = ["--office", place_of(living), "--json", "pension-file", "--pay-run", last.id, "--to", path]
    status, out, _ = run(capsys, *asked)
    told = json.loads(out)
    assert status == 0 and told["due"] == "2026-11-22"
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("H,EMP000120076,CS,2026-10-31") and lines[-1] == f"T,{told['members']},3"
    assert told["employee"] == last.totals["ee_pension"]
    own = tmp_path / "own.toml"
    own.write_text(Path("resources/pension_files/plain.toml").read_text(encoding="utf-8"), encoding="utf-8")
    status, out, _ = run(capsys, *asked[:2], *asked[3:], "--scheme", "NEST", "--layout", own)
    assert status == 0 and "due by 22 Nov 2026" in out
    assert path.read_text(encoding="utf-8-sig").startswith("Payroll number,")


def test_a_scheme_that_is_not_there_is_refused(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for named in ([], ["--scheme", "7"]):
        status, _, err = run(capsys, "--office", place_of(office), "pension-file", "--pay-run", 1,
                             "--to", tmp_path / "x.csv", *named)  # fmt: skip
        assert status == 1 and "scheme" in err
