"""The contribution file from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.queries import latest_run
from tests.home.commands.calling import Run, place_of


def test_the_demo_offices_contributions_are_written(
    living: Office, tmp_path: Path, run: Run
) -> None:
    last, path = living.read(latest_run), tmp_path / "nest.csv"
    asked: list[Any] = ["--office", place_of(living), "--json", "pension-file", "--pay-run", last.id, "--to", path]
    status, out, _ = run(*asked)
    told = json.loads(out)
    assert status == 0 and told["due"] == "2026-11-22"
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("H,EMP000120076,CS,2026-10-31") and lines[-1] == f"T,{told['members']},3"
    assert told["employee"] == last.totals["ee_pension"]
    own = tmp_path / "own.toml"
    own.write_text(Path("resources/pension_files/plain.toml").read_text(encoding="utf-8"), encoding="utf-8")
    status, out, _ = run(*asked[:2], *asked[3:], "--scheme", "NEST", "--layout", own)
    assert status == 0 and "due by 22 Nov 2026" in out
    assert path.read_text(encoding="utf-8-sig").startswith("Payroll number,")


def test_a_scheme_that_is_not_there_is_refused(
    office: Office, tmp_path: Path, run: Run
) -> None:
    for named in ([], ["--scheme", "7"]):
        status, _, err = run("--office", place_of(office), "pension-file", "--pay-run", 1,
                             "--to", tmp_path / "x.csv", *named)  # fmt: skip
        assert status == 1 and "scheme" in err
