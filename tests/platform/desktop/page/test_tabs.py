"""Tabs make their contents when first looked at."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

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


class TestNarrow:
    """Tabs that do not fit are in a menu."""

    @pytest.fixture
    def many(self, place: Place, qtbot: QtBot) -> Tabs:
        titles = ["Overview", "Support plan", "Funding", "Hours", "Account & cover", "Voice", "History"]
        result = Tabs([(title, lambda title=title: label(title)) for title in titles], name="Member")
        result.resize(300, 300)
        place(result)
        qtbot.waitUntil(result.more.isVisible)
        return result

    def test_the_others_are_in_the_menu(self, many: Tabs) -> None:
        assert many.bar.hidden() and 0 not in many.bar.hidden()
        words = [action.text() for action in many.more.menu().actions()]
        assert words == [many.bar.tabText(number) for number in many.bar.hidden()]
        assert many.more.accessibleName() == "More tabs: Member"

    def test_the_menu_opens_a_hidden_one_and_keeps_it_in_sight(self, many: Tabs) -> None:
        many.more.menu().actions()[-1].trigger()
        assert many.bar.currentIndex() == 6
        assert many.bar.isTabVisible(6) and isinstance(many.made(6), QLabel)
        places = [many.bar.tabRect(number) for number in range(7) if many.bar.isTabVisible(number)]
        assert places[0].left() == 0 and many.bar.rect().contains(places[-1])
        assert all(one.right() + 1 == after.left() for one, after in pairwise(places))

    def test_arrow_keys_reach_every_tab(self, many: Tabs, qtbot: QtBot) -> None:
        for _step in range(6):
            qtbot.keyClick(many.bar, Qt.Key.Key_Right)
        assert many.bar.currentIndex() == 6
        qtbot.keyClick(many.bar, Qt.Key.Key_Right)
        qtbot.keyClick(many.bar, Qt.Key.Key_Left)
        assert many.bar.currentIndex() == 5

    def test_with_room_again_all_are_in_sight(self, many: Tabs) -> None:
        many.resize(1400, 300)
        assert many.bar.hidden() == [] and not many.more.isVisible()
