"""The list of backups: seen, made, and brought back in two clicks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from carecoop_desktop.home.safety.screens.backup_list import NONE, BackupList
from carecoop_desktop.platform.desktop.accessible import unnamed_controls
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.dialogs import Message
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User


@pytest.fixture
def listed(desk: Desk, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BackupList:
    monkeypatch.setenv("CARECOOP_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("CARECOOP_DATA", str(tmp_path / "data"))
    made = BackupList(desk)
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show()
    made.reload()
    return made


def test_none_yet(listed: BackupList) -> None:
    assert listed.note.text() == NONE and not listed.table.isVisible()
    assert unnamed_controls(listed) == []


def test_a_new_one_stands_at_once_in_the_list(listed: BackupList, desk: Any) -> None:
    listed.now.click()
    assert listed.table.row_count() == 1
    assert "proved" in str(listed.table.model().index(0, 3).data())
    assert "Backed up and proved" in desk.window.sentences[-1]


def test_two_clicks_bring_it_back_beside_this_office(listed: BackupList, desk: Any) -> None:
    listed.now.click()

    def agree() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, Message)
        next(each for each in box.findChildren(QPushButton) if each.text() == "Restore").click()

    QTimer.singleShot(0, agree)
    holder = listed.table.indexWidget(listed.table.model().index(0, 4))
    holder.findChild(QPushButton).click()
    assert "is restored and proved" in desk.window.sentences[-1]
    path = desk.office.database.address.path
    folder = path.parent if path is not None else Path(str(listed.listing.found[0].path)).parent.parent  # type: ignore[union-attr]
    (new,) = folder.glob("*restored*.carecoop")
    assert new.is_file()


def test_who_may_not_sees_why(desk: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CARECOOP_DATA", str(tmp_path / "data"))
    desk.office.user = User("Ida Bell", Role.READ_ONLY)
    made = BackupList(desk)
    qtbot.addWidget(made)
    assert made.now.toolTip() == "Your role may not make or restore backups."
