"""Tabs make their contents when first looked at."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from carecoop_desktop.platform.desktop.page import Tabs, label

Place = Callable[[QWidget], QWidget]


@pytest.fixture
def made() -> list[str]:
    return []


@pytest.fixture
def tabs(place: Place, made: list[str]) -> Tabs:
    def maker(words: str) -> Callable[[], QWidget]:
        def make() -> QWidget:
            made.append(words)
            return label(words)

        return make

    result = Tabs([(words, maker(words)) for words in ("Overview", "PAs & rota", "History")], name="Member")
    place(result)
    return result


def test_only_the_first_is_made(tabs: Tabs, made: list[str]) -> None:
    assert made == ["Overview"]
    assert tabs.made(1) is None


def test_a_tab_is_made_once(tabs: Tabs, made: list[str]) -> None:
    first = tabs.open(2)
    tabs.open(0)
    assert tabs.open(2) is first
    assert made == ["Overview", "History"]
    assert isinstance(first, QLabel) and first.isVisible()


def test_arrow_keys_move(tabs: Tabs, qtbot: QtBot) -> None:
    moved: list[int] = []
    tabs.moved.connect(moved.append)
    qtbot.keyClick(tabs.bar, Qt.Key.Key_Right)
    assert moved == [1]
    assert tabs.stack.currentWidget() is tabs.made(1)


def test_another_record_makes_the_open_tab_again(tabs: Tabs, made: list[str]) -> None:
    tabs.open(1)
    tabs.forget()
    assert made == ["Overview", "PAs & rota", "PAs & rota"]
    assert tabs.made(0) is None
    assert tabs.stack.count() == 1


def test_an_ampersand_is_no_mnemonic(tabs: Tabs) -> None:
    assert tabs.bar.tabText(1) == "PAs && rota"
    assert tabs.bar.accessibleName() == "Member"
