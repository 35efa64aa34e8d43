"""The status bar and the day's backup while the window is open."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from carecoop_desktop.home.safety.actions import note_backup
from carecoop_desktop.home.safety.screens.watching import look_after
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.kernel.dates import utc_now
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.office import PRACTICE_DAY
from carecoop_desktop.platform.office.permissions import CHANGE_SETTINGS
from carecoop_desktop.platform.office.tables import SettingRow
from carecoop_desktop.platform.office.work import Work


@action("Stop practising at this desk", CHANGE_SETTINGS, undoable=False)
def _no_more_practice(work: Work) -> None:
    found = work.one(SettingRow, SettingRow.key == PRACTICE_DAY)
    assert found is not None
    work.remove(found)


@pytest.fixture
def said() -> list[str]:
    return []


def test_the_days_backup_is_made_and_said(desk: Desk, said: list[str], tmp_path: Path, qtbot: QtBot) -> None:
    desk.office.do(_no_more_practice)
    look_after(desk, said.append, tmp_path / "Backups", after_ms=0)
    assert said == ["No backup yet"]
    qtbot.waitUntil(lambda: len(said) > 1, timeout=20_000)
    assert said[-1].startswith("Last backup today ")
    assert len(list((tmp_path / "Backups").iterdir())) == 1
    assert any("proved" in sentence for sentence in desk.window.sentences)


def test_the_words_follow_a_backup_made_elsewhere(desk: Desk, said: list[str], tmp_path: Path) -> None:
    desk.office.do(_no_more_practice)
    look_after(desk, said.append, tmp_path, after_ms=3_600_000)
    desk.changed.emit(frozenset({"member"}))
    assert len(said) == 1
    desk.do(None, note_backup, utc_now(), 1, 1)
    assert said[-1].startswith("Last backup today ")


def test_a_backup_that_fails_is_said_and_the_work_goes_on(
    desk: Desk, said: list[str], tmp_path: Path, qtbot: QtBot
) -> None:
    desk.office.do(_no_more_practice)
    (tmp_path / "file").write_text("not a folder")
    look_after(desk, said.append, tmp_path / "file", after_ms=0)
    qtbot.waitUntil(lambda: bool(desk.window.sentences), timeout=20_000)
    assert desk.window.sentences[-1].startswith("No backup was made.") and not desk.window.troubles
    assert said[-1] == "No backup yet"


def test_a_practice_office_is_quiet(desk: Desk, said: list[str], tmp_path: Path, qtbot: QtBot) -> None:
    look_after(desk, said.append, tmp_path / "Backups", after_ms=0)
    qtbot.wait(50)
    assert said == [""] and desk.window.sentences == [] and not (tmp_path / "Backups").exists()


def test_an_office_that_is_left_before_is_not_backed_up_later(
    desk: Desk, said: list[str], tmp_path: Path, qtbot: QtBot
) -> None:
    desk.office.do(_no_more_practice)
    clock = look_after(desk, said.append, tmp_path / "Backups", after_ms=0)
    clock.stop()
    qtbot.wait(20)
    assert (desk.window.sentences, (tmp_path / "Backups").exists()) == ([], False)
