"""A setup is started apart from the program, and the next start says what became of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from carecoop_desktop import __version__
from carecoop_desktop.home.updates.starting import hand_over, how_it_went, setup_command, start_apart
from carecoop_desktop.home.updates.state import read_state
from carecoop_desktop.platform.kernel.errors import Fault


def test_a_setup_is_run_without_questions_and_waits_for_us() -> None:
    command = setup_command(Path("Updates") / "setup.exe", "/DOWNGRADE")
    assert command == (str(Path("Updates") / "setup.exe"), "/S", "/WAIT=120", "/RUN", "/DOWNGRADE")


@pytest.mark.skipif(sys.platform == "win32", reason="the script is one of Linux")
def test_what_is_started_goes_on_in_a_session_of_its_own(tmp_path: Path) -> None:
    script = tmp_path / "set up.sh"
    script.write_text('#!/bin/sh\necho "$1 $(ps -o sid= -p $$) $(pwd)" > said\n', encoding="utf-8")
    script.chmod(0o700)
    started = start_apart([str(script), "/S"])
    assert started.wait(30) == 0
    option, session, folder = (tmp_path / "said").read_text(encoding="utf-8").split()
    assert option == "/S" and int(session) != os.getsid(0) and Path(folder) == tmp_path


def test_one_that_does_not_start_is_told_and_forgotten(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="could not be started"):
        hand_over("9.0.0", [str(tmp_path / "missing.exe"), "/S"])
    assert read_state().installing == "" and how_it_went() == ""


def test_what_became_of_it_is_said_once() -> None:
    started: list[Sequence[str]] = []
    hand_over(__version__, ["setup", "/S"], started.append)
    assert started == [["setup", "/S"]] and read_state().installing == __version__
    assert how_it_went() == f"This is CareCoop {__version__} now."
    assert how_it_went() == ""
    hand_over("9.0.0", ["setup"], started.append)
    assert "9.0.0 was not put in place" in how_it_went() and how_it_went() == ""
