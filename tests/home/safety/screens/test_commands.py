"""Backups from Ctrl+K: at once, into a file, and back again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from carecoop_desktop.home.safety.keeping import back_up_to
from carecoop_desktop.home.safety.screens.commands import back_up_now, copy_to, restore
from carecoop_desktop.platform.database.backup import read_manifest
from carecoop_desktop.platform.desktop.desk import Desk


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Session files and data in the test's own folder."""
    monkeypatch.setenv("CARECOOP_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("CARECOOP_DATA", str(tmp_path / "data"))


def choose(monkeypatch: pytest.MonkeyPatch, dialog: str, path: Path | str) -> None:
    """What somebody chooses in the system's own dialog."""
    monkeypatch.setattr(QFileDialog, dialog, lambda *_args, **_kwargs: (str(path), ""))


def test_at_once_into_the_folder_of_backups(desk: Desk, tmp_path: Path) -> None:
    heard: list[frozenset[str]] = []
    desk.changed.connect(heard.append)
    back_up_now(desk)
    (made,) = (tmp_path / "data" / "Backups").iterdir()
    assert read_manifest(made).rows > 0
    assert made.name in desk.window.sentences[-1] and heard == [frozenset({"setting"})]


def test_into_a_file_that_somebody_chooses(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(monkeypatch, "getSaveFileName", tmp_path / "stick")
    copy_to(desk)
    assert read_manifest(tmp_path / "stick").rows > 0
    copy_to(desk)
    assert "already" in str(desk.window.troubles[-1])


def test_back_again_beside_the_old_office(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    back_up_to(desk.office, tmp_path / "b")
    choose(monkeypatch, "getOpenFileName", tmp_path / "b")
    restore(desk)
    assert "restored and proved" in desk.window.sentences[-1]
    old = desk.office.database.address.path
    folder = old.parent if old is not None else tmp_path / "data"
    assert len(list(folder.glob("* restored.carecoop"))) == 1


def test_nothing_happens_where_nothing_is_chosen(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(monkeypatch, "getSaveFileName", "")
    choose(monkeypatch, "getOpenFileName", "")
    copy_to(desk)
    restore(desk)
    assert desk.window.sentences == [] and desk.window.troubles == []
