"""Data files and programs are found in a checkout and in a frozen build."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from carecoop_desktop.platform.kernel.resources import resource, window_command


def test_a_checkout_has_its_resources() -> None:
    assert resource("icons", "carecoop.svg").is_file()
    assert resource("help").is_dir()


def test_a_frozen_program_has_them_beside_its_libraries(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource("help", "index.md") == tmp_path / "resources" / "help" / "index.md"


def test_the_window_is_started_by_python() -> None:
    assert window_command() == [sys.executable, "-m", "carecoop_desktop"]


@pytest.mark.parametrize(
    ("console", "window"), [("carecoop", "carecoop-desktop"), ("carecoop.exe", "carecoop-desktop.exe")]
)
def test_a_frozen_command_line_starts_the_program_beside_it(
    console: str, window: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / console))
    assert window_command() == [str(tmp_path / window)]
