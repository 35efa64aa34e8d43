"""The top bar."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from carecoop_desktop.platform.desktop.shell.top_bar import TopBar


@pytest.fixture
def bar(place: Callable[[QWidget], QWidget]) -> TopBar:
    made = TopBar()
    made.resize(1000, made.sizeHint().height())
    place(made)
    return made


def test_the_key_hint_stands_inside_until_somebody_types(bar: TopBar, qtbot: QtBot) -> None:
    hint = bar.search.findChild(QLabel, "keyHint")
    assert hint.isVisible() and hint.geometry().right() < bar.search.width()
    qtbot.keyClicks(bar.search, "ann")
    assert not hint.isVisible()
    bar.search.clear()
    assert hint.isVisible()


def test_text_does_not_run_under_the_hint(bar: TopBar) -> None:
    hint = bar.search.findChild(QLabel, "keyHint")
    assert bar.search.textMargins().right() >= hint.width()


def test_new_is_shown_only_with_deeds(bar: TopBar) -> None:
    assert not bar.new.isVisible()
    bar.set_new([("Member...", lambda: None)])
    assert bar.new.isVisible()
    bar.set_new([])
    assert not bar.new.isVisible()


def test_a_deed_of_the_menu_is_done(bar: TopBar) -> None:
    done: list[str] = []
    bar.set_new([("Member...", lambda: done.append("member")), ("Incident...", lambda: done.append("incident"))])
    bar.new.menu().actions()[1].trigger()
    assert done == ["incident"]
    assert [action.text() for action in bar.new.menu().actions()] == ["Member...", "Incident..."]


def test_the_inspectors_button_asks(bar: TopBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.inspector_asked, timeout=1000):
        qtbot.mouseClick(bar.inspector, Qt.MouseButton.LeftButton)


def test_names_for_a_screen_reader(bar: TopBar) -> None:
    assert bar.search.accessibleName() == "Find"
    assert bar.new.accessibleName() == "New"
