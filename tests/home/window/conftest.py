"""The window is tested with folders of their own and without the years that another test brought in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from carecoop_desktop.home.window.starting import Starter
from carecoop_desktop.platform.desktop.crash import CrashDialog
from carecoop_desktop.platform.desktop.shell import Shell
from carecoop_desktop.platform.desktop.tasks import InlineRunner
from carecoop_desktop.statutory.tables import use_folders
from tests.home.window.begun import Begin


@pytest.fixture(autouse=True)
def crashes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nobody is there to answer the crash page: what it says fails the test instead of halting all that follow."""
    told: list[str] = []

    def note(dialog: CrashDialog) -> int:
        told.append(dialog.text.toPlainText())
        return 0

    monkeypatch.setattr(CrashDialog, "exec", note)
    yield
    assert not told, told[0]


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Session files and data in the test's own folder."""
    monkeypatch.setenv("CARECOOP_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("CARECOOP_DATA", str(tmp_path / "data"))
    yield tmp_path
    use_folders([])


@pytest.fixture
def begin(qtbot: Any) -> Iterator[Begin]:
    """Starts the program on a place, as ``python -m carecoop_desktop PLACE`` does."""
    begun: list[Starter] = []

    def start(place: str | None) -> Starter:
        shell = Shell("CareCoop", [])
        qtbot.addWidget(shell)
        shell.show()
        starter = Starter(shell, place, InlineRunner())
        begun.append(starter)
        starter.begin()
        return starter

    yield start
    for starter in begun:
        starter.crash.remove()
        starter.shell.close()
