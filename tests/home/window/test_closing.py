"""Leaving an office: the window never waits, says what is done, and is told when no backup could be made."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from carecoop_desktop.home.safety.places import backups_folder
from carecoop_desktop.home.settings.actions import rename_office
from carecoop_desktop.home.settings.screens.welcome import WelcomePage
from carecoop_desktop.home.window.closing import BACKING_UP, ClosingPage
from carecoop_desktop.home.window.starting import Starter
from carecoop_desktop.platform.desktop.shell import Shell
from carecoop_desktop.platform.desktop.tasks import TaskRunner
from tests.home.window.begun import Begin
from tests.home.window.test_starting import new_office, words

LONG = 30_000


@pytest.fixture
def threaded(qtbot: QtBot, tmp_path: Path) -> Iterator[Starter]:
    """The program with its lanes, on an office in which something was done."""
    place = new_office(tmp_path)
    shell = Shell("CareCoop", [])
    qtbot.addWidget(shell)
    shell.show()
    starter = Starter(shell, place)
    starter.begin()
    qtbot.waitUntil(lambda: starter.window is not None and starter.settled, timeout=LONG)
    assert starter.window is not None
    starter.window.office.do(rename_office, "Clwyd")
    yield starter
    starter.crash.remove()
    shell.may_close = lambda: True
    shell.close()


def backups() -> list[str]:
    return sorted(path.name for path in backups_folder().glob("*")) if backups_folder().exists() else []


def test_closing_shows_what_it_does_and_then_closes(threaded: Starter, qtbot: QtBot, tmp_path: Path) -> None:
    shell, open_after = threaded.shell, list[list[Path]]()
    shell.close_then(lambda: open_after.append(list(tmp_path.rglob("*.carecoop-wal"))))
    assert shell.isVisible() and isinstance(shell.current_page, ClosingPage)
    assert BACKING_UP in words(threaded) or "proved" in words(threaded)
    assert not shell.close(), "once more does not cut it short"
    assert open_after == []
    qtbot.waitUntil(lambda: not shell.isVisible(), timeout=LONG)
    assert open_after == [[]], "what follows begins when the office is closed"
    assert len(backups()) == 1 and backups()[0].startswith("clwyd ")


def test_closing_can_be_had_without_the_backup(threaded: Starter, qtbot: QtBot, tmp_path: Path) -> None:
    assert list(tmp_path.rglob("*.carecoop-wal")), "an open office has its log beside it"
    gate = threading.Event()
    threaded._runner.run(lambda _token: gate.wait(20))  # what is under way ends first
    threaded.shell.close()
    page = threaded.shell.current_page
    assert isinstance(page, ClosingPage)
    page.skip_button.click()
    gate.set()
    qtbot.waitUntil(lambda: not threaded.shell.isVisible(), timeout=LONG)
    assert backups() == []
    assert not list(tmp_path.rglob("*.carecoop-wal")), "closed it is all the same"


def test_another_office_is_asked_for_once_this_one_is_closed(threaded: Starter, qtbot: QtBot) -> None:
    threaded.leave()
    assert isinstance(threaded.shell.current_page, ClosingPage)
    qtbot.waitUntil(lambda: isinstance(threaded.shell.current_page, WelcomePage), timeout=LONG)
    assert len(backups()) == 1 and threaded.shell.isVisible()


def test_a_backup_that_fails_is_told_before_the_window_is_gone(begin: Begin, tmp_path: Path) -> None:
    starter = begin(new_office(tmp_path))
    assert starter.window is not None
    starter.window.office.do(rename_office, "Clwyd")
    backups_folder().parent.mkdir(parents=True, exist_ok=True)
    backups_folder().write_text("a file where the folder should be")
    starter.shell.close()
    page = starter.shell.current_page
    assert starter.shell.isVisible() and isinstance(page, ClosingPage)
    assert "No backup was made." in " ".join(each.text() for each in page.findChildren(QLabel))
    assert page.skip_button.text() == "Close all the same"
    backups_folder().unlink()
    page.skip_button.click()
    starter.shell.close()
    assert not starter.shell.isVisible()


def test_what_was_asked_for_before_is_not_delivered_any_more(qtbot: QtBot) -> None:
    told: list[object] = []
    runner = TaskRunner(told.append)
    gate = threading.Event()
    runner.run(lambda _token: gate.wait(20), told.append)
    runner.drop_all()
    runner.run(lambda _token: "later", told.append)
    gate.set()
    qtbot.waitUntil(lambda: told != [], timeout=LONG)
    assert told == ["later"] and runner.close_down()
