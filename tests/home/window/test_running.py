"""What the first paint brings with it: only what it needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import os, sys
from carecoop_desktop.home.window.running import run

def painted(shell):
    from PySide6.QtWidgets import QApplication
    heavy = ("sqlalchemy", "argon2", "alembic", "reportlab", "lxml", "carecoop_desktop.people.members.tables")
    print([name for name in heavy if name in sys.modules], QApplication.style().name() or "styled")
    sys.stdout.flush()
    os._exit(0)

run(["carecoop-desktop", sys.argv[1]], painted=painted)
"""


def test_nothing_heavy_is_imported_before_the_first_paint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARECOOP_CONFIG", str(tmp_path / "config"))
    command = [sys.executable, "-c", PROGRAM, str(tmp_path / "none.carecoop")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    heavy, _, style = done.stdout.strip().partition("] ")
    assert heavy == "["
    assert style in ("fusion", "styled")
