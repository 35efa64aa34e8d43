"""What the first paint brings with it: only what it needs; and who looks for garbage from then on."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer

from carecoop_desktop.home.window.running import _tidy_up
from carecoop_desktop.platform.desktop.sweeping import SWEEP_MS

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


def test_once_it_stands_the_window_alone_looks_for_garbage(qapp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("carecoop_desktop.platform.kernel.private_folder.empty_leftovers", lambda: None)
    was_on = gc.isenabled()
    gc.enable()
    _tidy_up(qapp)
    clocks = [each for each in qapp.findChildren(QTimer) if each.isActive() and each.interval() == SWEEP_MS]
    assert len(clocks) == 1 and not gc.isenabled()
    clocks[0].stop()
    clocks[0].deleteLater()
    if was_on:
        gc.enable()
