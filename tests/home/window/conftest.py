"""The window is tested with folders of their own and without the years that another test brought in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from carecoop_desktop.platform.desktop.crash import CrashDialog
from carecoop_desktop.statutory.tables import use_folders


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
