"""A grey button says why, stays in the Tab order, and does nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from carecoop_desktop.platform.desktop.page import allow, button, column, grey, ungrey, why_grey

Place = Callable[[QWidget], QWidget]
REASON = "Three checks are not cleared."


@pytest.fixture
def done() -> list[str]:
    return []


@pytest.fixture
def made(place: Place, done: list[str]) -> QPushButton:
    result = button("&Finish", lambda: done.append("finished"), role="primary", key="Ctrl+Return")
    place(result)
    return result


def test_a_button_does_its_deed(made: QPushButton, done: list[str], qtbot: QtBot) -> None:
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
    qtbot.keyClick(made, Qt.Key.Key_Space)
    assert done == ["finished", "finished"]


def test_its_key_stays_when_its_words_change(made: QPushButton) -> None:
    for words in ("Finish 3 ready", "&Finish", "Finish"):
        made.setText(words)
        assert made.text() == words
        assert made.shortcut().toString() == "Ctrl+Return"
    made.setShortcut(QKeySequence())
    made.setText("Finish later")
    assert made.shortcut().isEmpty()  # a page that takes the key away for a time keeps it away


def test_its_key_is_told(made: QPushButton) -> None:
    assert made.toolTip() == "Finish (Ctrl+Return)"
    assert made.shortcut().toString() == "Ctrl+Return"


def test_a_grey_button_says_why_everywhere(made: QPushButton) -> None:
    grey(made, REASON)
    assert made.toolTip() == made.statusTip() == made.accessibleDescription() == REASON
    assert why_grey(made) == REASON
    assert made.property("greyed") == "true"


def test_a_grey_button_does_nothing(made: QPushButton, done: list[str], qtbot: QtBot) -> None:
    grey(made, REASON)
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
        qtbot.keyClick(made, key)
    assert done == []


def test_a_grey_button_can_be_reached_and_left_by_tab(place: Place, qtbot: QtBot) -> None:
    holder = QWidget()
    first, second, third = button("One"), button("Two"), button("Three")
    column(first, second, third, owner=holder)
    place(holder)
    grey(second, REASON)
    holder.activateWindow()
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert holder.focusWidget() is second
    qtbot.keyClick(second, Qt.Key.Key_Tab)
    assert holder.focusWidget() is third


def test_pressing_it_tells_the_window(place: Place, qtbot: QtBot) -> None:
    told: list[str] = []

    class Window(QWidget):
        def tell(self, sentence: str) -> None:
            told.append(sentence)

    window = Window()
    made = button("Finish")
    column(made, owner=window)
    place(window)
    grey(made, REASON)
    qtbot.mousePress(made, Qt.MouseButton.LeftButton)
    assert told == [REASON]


def test_it_works_again(made: QPushButton, done: list[str], qtbot: QtBot) -> None:
    grey(made, REASON)
    ungrey(made)
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
    assert done == ["finished"]
    assert made.toolTip() == "Finish (Ctrl+Return)"
    assert made.accessibleDescription() == why_grey(made) == ""


def test_another_reason_takes_the_place_of_the_first(made: QPushButton) -> None:
    grey(made, REASON)
    grey(made, "The month is locked.")
    assert why_grey(made) == made.toolTip() == "The month is locked."
    ungrey(made)
    assert made.toolTip() == "Finish (Ctrl+Return)"


def test_allow_greys_only_with_a_reason(made: QPushButton, done: list[str], qtbot: QtBot) -> None:
    allow(made, REASON)
    assert why_grey(made) == REASON
    allow(made)
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
    assert done == ["finished"]


def test_allowing_what_is_allowed_changes_nothing(made: QPushButton) -> None:
    allow(made)
    assert made.toolTip() == "Finish (Ctrl+Return)"


def test_a_grey_button_can_not_be_pressed_by_its_key(made: QPushButton, done: list[str], qtbot: QtBot) -> None:
    grey(made, REASON)
    made.activateWindow()
    qtbot.keyClick(made, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert done == []
