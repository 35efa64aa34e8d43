"""The status line."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from carecoop_desktop.platform.desktop.shell.status import StatusLine


@pytest.fixture
def status(place: Callable[[QWidget], QWidget]) -> StatusLine:
    made = StatusLine()
    place(made)
    return made


def test_facts_stand_in_one_order_and_stay(status: StatusLine) -> None:
    status.say(signed_in="Signed in as Priya Shah (Office)", saved="Saved 10:42")
    status.say(where="SQLite, this computer")
    assert status.text == "Saved 10:42 · SQLite, this computer · Signed in as Priya Shah (Office)"
    status.say(saved="Saved 10:43")
    assert status.text.startswith("Saved 10:43 · SQLite")


def test_something_told_stands_apart_and_goes(status: StatusLine, qtbot: QtBot) -> None:
    status.tell("9 timesheets approved")
    assert status.told == "9 timesheets approved"
    status._clock.setInterval(1)
    status._clock.start()
    qtbot.waitUntil(lambda: status.told == "", timeout=2000)


def test_another_text_can_cover_the_facts(status: StatusLine) -> None:
    status.say(saved="Saved 10:42")
    status.cover("Read-only connection")
    status.say(saved="Saved 10:50")
    assert status.text == "Read-only connection"
    status.cover("")
    assert status.text == "Saved 10:50"


def test_progress_with_cancel(status: StatusLine, qtbot: QtBot) -> None:
    assert status.progress == ""
    status.show_progress("Payslips", 3, 31)
    assert status.progress == "Payslips · 3 of 31"
    status.show_progress("")
    assert status.progress == "Working…"
    with qtbot.waitSignal(status.cancelled, timeout=1000):
        qtbot.mouseClick(status.findChild(QPushButton), Qt.MouseButton.LeftButton)
    status.hide_progress()
    assert status.progress == ""


def test_a_long_line_does_not_widen_the_window(status: StatusLine) -> None:
    before = status.minimumSizeHint().width()
    status.say(where="a very long place " * 20)
    assert status.minimumSizeHint().width() == before


def test_a_name_with_markup_shows_as_it_is(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.say(signed_in="<b>Ann</b>")
    line.tell("<b>Ann</b> was added")
    assert {words.textFormat() for words in (line._line, line._told)} == {Qt.TextFormat.PlainText}
    assert "&lt;b&gt;" in line.toolTip() or "&lt;b&gt;" in line._line.toolTip()
