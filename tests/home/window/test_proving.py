"""A start that proves itself."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from carecoop_desktop.app import features
from carecoop_desktop.home.window.proving import Proof, asked
from carecoop_desktop.platform.office.opening import create_office


def start(folder: Path, *arguments: str | Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "CARECOOP_CONFIG": str(folder / "config"), "CARECOOP_DATA": str(folder / "data")}
    command = [sys.executable, "-m", "carecoop_desktop", "--prove", *map(str, arguments)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def ended(job: subprocess.Popen[bytes]) -> None:
    _, complaint = job.communicate(timeout=60)
    assert job.returncode == 0, complaint.decode()


def told(report: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads(report.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ([], None),
        (["office.carecoop"], None),
        (["--prove"], None),
        (["--prove", "r.json"], (Path("r.json"), None, 0.0)),
        (["--prove", "r.json", "o.carecoop"], (Path("r.json"), "o.carecoop", 0.0)),
        (["--prove", "r.json", "o.carecoop", "2.5"], (Path("r.json"), "o.carecoop", 2.5)),
        (["--prove", "r.json", "", "1"], (Path("r.json"), None, 1.0)),
    ],
)
def test_what_is_asked_for(arguments: list[str], found: object) -> None:
    assert asked(arguments) == found


def test_the_report_is_json_in_utf8(tmp_path: Path) -> None:
    Proof("1.0", "Windows 11", True, title="Dee Välley").write(tmp_path / "r.json")
    assert told(tmp_path / "r.json")["title"] == "Dee Välley"


def test_somebody_new_is_proved_the_welcome_page(tmp_path: Path) -> None:
    ended(start(tmp_path, tmp_path / "r.json"))
    found = told(tmp_path / "r.json")
    assert found["page"] == "start" and not found["frozen"] and not found["handed_over"]
    assert (tmp_path / "r.png").stat().st_size > 5_000


def test_an_office_is_opened_once_and_a_second_start_is_handed_over(tmp_path: Path) -> None:
    place = tmp_path / "office.carecoop"
    create_office(str(place), "Dee Valley", "Priya Shah", features()).close()
    first = start(tmp_path, tmp_path / "first.json", place, "30")
    for _ in range(600):
        with contextlib.suppress(subprocess.TimeoutExpired):
            first.wait(0.1)
        if (tmp_path / "first.json").exists() or first.returncode is not None:
            break
    try:
        assert told(tmp_path / "first.json")["page"] == "today"
        ended(start(tmp_path, tmp_path / "second.json", place))
        second = told(tmp_path / "second.json")
        assert second["handed_over"] and second["page"] == ""
    finally:
        first.kill()
        first.communicate()
