"""An encrypted backup without its key: the window asks for the recovery key and goes on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog

from carecoop_desktop.home.safety.listing import _look_at
from carecoop_desktop.home.safety.screens.commands import restore
from carecoop_desktop.home.safety.screens.key_dialog import KeyDialog, key_at_hand
from carecoop_desktop.platform.database.backup import make_backup
from carecoop_desktop.platform.database.keys import OfficeKey, forget_key, keep_key, new_key
from carecoop_desktop.platform.desktop.accessible import unnamed_controls
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.kernel.dates import utc_now


@pytest.fixture
def locked_up(desk: Desk, own_keyring: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, OfficeKey]:
    """A backup whose key this computer has forgotten."""
    monkeypatch.setenv("CARECOOP_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("CARECOOP_DATA", str(tmp_path / "data"))
    key, file = new_key(), tmp_path / "b"
    keep_key(key)
    make_backup(desk.office.database, file, key=key)
    forget_key(key)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_kwargs: (str(file), ""))
    return file, key


def answer(*typed: str) -> list[str]:
    """Type into the dialog, one try after the other; without any, give up. Gives what it said after each."""
    said: list[str] = []

    def go() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, KeyDialog)
        assert unnamed_controls(dialog) == []
        for text in typed:
            dialog.form.input("key").set_value(text)
            dialog.go()
            said.append(" ".join(each.text() for each in dialog.form._issues.values()))
        if not typed:
            dialog.reject()

    QTimer.singleShot(0, go)
    return said


def test_the_key_from_the_sheet_brings_the_office_back(locked_up: tuple[Path, OfficeKey], desk: Any) -> None:
    _file, key = locked_up
    said = answer("AAAAA", " ".join(new_key().groups), " ".join(key.groups).lower())
    restore(desk)
    assert "recovery key has 65" in said[0] and f"wanted is key {key.number}" in said[1]
    assert "restored and proved" in desk.window.sentences[-1] and desk.window.troubles == []


def test_giving_up_changes_nothing(locked_up: tuple[Path, OfficeKey], desk: Any) -> None:
    answer()
    restore(desk)
    assert desk.window.sentences == [] and desk.window.troubles == []


def test_nobody_is_asked_where_the_key_is_here_or_none_is_needed(
    locked_up: tuple[Path, OfficeKey], desk: Desk, tmp_path: Path
) -> None:
    file, key = locked_up
    keep_key(key)
    make_backup(desk.office.database, tmp_path / "plain")
    assert key_at_hand(file, None) and key_at_hand(tmp_path / "plain", None)


def test_the_list_says_that_only_the_key_is_missing(locked_up: tuple[Path, OfficeKey]) -> None:
    file, key = locked_up
    found = _look_at(file, utc_now())
    assert found.key_missing and key.number in found.trouble
    keep_key(key)
    assert not _look_at(file, utc_now()).key_missing
