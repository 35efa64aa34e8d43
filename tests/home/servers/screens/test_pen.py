"""Two windows at one shared office: who may write is told, asked for and handed over."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QPushButton

from carecoop_desktop.app import features
from carecoop_desktop.home.servers.screens.pen import PenKeeper, keep_pen, strip_words
from carecoop_desktop.home.window.main_window import MainWindow
from carecoop_desktop.people.members.permissions import CHANGE_MEMBERS
from carecoop_desktop.platform.database.pen.state import Asker, PenState
from carecoop_desktop.platform.desktop.page import why_grey
from carecoop_desktop.platform.desktop.shell import Shell
from carecoop_desktop.platform.desktop.tasks import InlineRunner
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.opening import change_setting, create_office, open_office
from carecoop_desktop.platform.office.permissions import SEE_HISTORY, SEE_RECORDS, UNDO
from carecoop_desktop.statutory.tables import use_folders


@pytest.fixture
def shared_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("CARECOOP_SHARED_FOLDERS", str(tmp_path / "share"))
    for variable in ("CARECOOP_COPIES", "CARECOOP_CONFIG", "CARECOOP_DATA"):
        monkeypatch.setenv(variable, str(tmp_path / variable.lower()))
    (tmp_path / "share").mkdir()
    place = str(tmp_path / "share" / "dee.carecoop")
    create_office(place, "Dee Valley", "Priya Shah", features()).close()
    yield place
    use_folders([])


@pytest.fixture
def open_desk(qtbot: Any, tmp_path: Path, shared_office: str) -> Iterator[Callable[[], tuple[MainWindow, PenKeeper]]]:
    opened: list[MainWindow] = []

    def desk() -> tuple[MainWindow, PenKeeper]:
        office = open_office(shared_office, features())
        window = MainWindow(Shell("CareCoop", []), office, features(), InlineRunner(), tmp_path / f"m{len(opened)}")
        keeper = keep_pen(window)
        assert keeper is not None
        opened.append(window)
        return window, keeper

    yield desk
    for window in opened:
        window.close_down()
        window.office.close()
        window.shell.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


def _deed(window: MainWindow) -> QPushButton:
    page = window.shell.current_page
    assert page is not None
    found = [each for each in page.findChildren(QPushButton) if each.text() == "Rename..."]
    return found[0]


def test_the_second_window_reads_and_every_deed_says_why(open_desk: Any, qtbot: Any) -> None:
    ann, ben = open_desk(), open_desk()
    assert ann[1].strip.isHidden() and not ben[1].strip.isHidden()
    assert ann[0].desk.may(CHANGE_MEMBERS) and not ben[0].desk.may(CHANGE_MEMBERS)
    assert ben[0].desk.may(SEE_RECORDS) and ben[0].desk.may(SEE_HISTORY)
    assert ben[0].desk.standing
    assert ben[1].strip.words.text().startswith("You are reading. Priya Shah at ")
    assert "Reading: Priya Shah at" in ben[0].shell.status.text
    ben[0].shell.show()
    ben[0].open_page("settings")
    reason = why_grey(_deed(ben[0]))
    assert reason.startswith("Priya Shah at ") and "holds the pen since" in reason
    with pytest.raises(Refusal, match="holds the pen"):
        ben[0].office.do(change_setting, "x", 1)


def test_the_pen_is_asked_for_and_handed_over(open_desk: Any, qtbot: Any) -> None:
    ann, ben = open_desk(), open_desk()
    ben[0].shell.show()
    ben[0].open_page("settings")
    ben[1].strip.ask_button.click()
    assert "You have asked for it" in ben[1].strip.words.text()
    qtbot.waitUntil(lambda: not ann[1].strip.isHidden(), timeout=20_000)
    assert ann[1].strip.words.text().endswith("asks for the pen.")
    ann[1].strip.give_button.click()
    qtbot.waitUntil(lambda: ben[0].desk.standing == "", timeout=20_000)
    assert ben[0].desk.may(CHANGE_MEMBERS)
    qtbot.waitUntil(lambda: not ann[0].desk.may(CHANGE_MEMBERS), timeout=20_000)
    ben[0].office.do(change_setting, "x", 1)
    qtbot.waitUntil(lambda: ben[1].strip.isHidden(), timeout=20_000)
    assert ben[0].shell.status.text.count("You hold the pen") == 1


def test_asking_can_be_taken_back(open_desk: Any, qtbot: Any) -> None:
    _ann, ben = open_desk(), open_desk()
    ben[1].strip.ask_button.click()
    assert not ben[1].strip.withdraw_button.isHidden() and ben[1].strip.ask_button.isHidden()
    ben[1].strip.withdraw_button.click()
    assert ben[1].strip.withdraw_button.isHidden() and not ben[1].strip.ask_button.isHidden()


def test_a_pen_that_nobody_holds_is_taken_at_once(open_desk: Any, qtbot: Any) -> None:
    ann, ben = open_desk(), open_desk()
    ann[0].office.database.hand_over()
    qtbot.waitUntil(lambda: ben[1].strip.ask_button.text() == "Take the pen", timeout=20_000)
    ben[1].strip.ask_button.click()
    assert ben[0].desk.may(CHANGE_MEMBERS)


def test_an_office_of_this_computer_has_no_pen(office: Any, qtbot: Any, tmp_path: Path) -> None:
    window = MainWindow(Shell("CareCoop", []), office, features(), InlineRunner(), tmp_path)
    assert keep_pen(window) is None
    window.close_down()


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (PenState(True), ""),
        (PenState(True, askers=(Asker("t", "Ben at PC-3"),)), "Ben at PC-3 asks for the pen."),
        (PenState(False), "You are reading. No desk holds the pen at the moment. Take it to change anything."),
        (PenState(False, "Ann at PC-2", "x", away=True), "The shared folder does not answer. Nothing can be saved "
                                                         "until it does; it is tried again."),
    ],
)  # fmt: skip
def test_the_strips_words(state: PenState, words: str) -> None:
    assert strip_words(state) == words


def test_what_is_seen_stays_open_while_nothing_can_be_changed(desk: Any) -> None:
    desk.office.furnish()
    assert desk.may(UNDO) and desk.may(CHANGE_MEMBERS)
    desk.stand("Ann holds the pen.")
    assert desk.may(SEE_RECORDS) and not desk.may(CHANGE_MEMBERS)
    desk.stand("")
    assert desk.may(CHANGE_MEMBERS)
