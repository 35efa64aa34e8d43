"""Typing, ticking and saving become requests."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from carecoop_desktop.platform.database.lists.reader import ListReader
from carecoop_desktop.platform.database.lists.shape import Filtered, Heading, ListRequest, ListShape, Sort
from carecoop_desktop.platform.desktop.tables.filter_bar import FilterBar
from carecoop_desktop.platform.desktop.tables.source import Forgetful

Key = Qt.Key


@pytest.fixture
def memory() -> Forgetful:
    return Forgetful()


@pytest.fixture
def bar(qtbot: Any, shifts: Callable[[int], ListReader], memory: Forgetful) -> FilterBar:
    made = FilterBar(shifts(0).shape, memory)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def asked(bar: FilterBar) -> list[ListRequest]:
    found: list[ListRequest] = []
    bar.asked.connect(found.append)
    return found


def names(bar: FilterBar) -> list[str]:
    return [button.text() for button in bar.findChildren(QToolButton) if button.isCheckable()]


def test_a_word_is_looked_for_once_it_is_typed(qtbot: Any, bar: FilterBar, asked: list[ListRequest]) -> None:
    qtbot.keyClicks(bar.box, "ren ok")
    assert asked == []
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == [ListRequest(search="ren ok")]


def test_enter_looks_at_once_and_goes_on_to_the_rows(qtbot: Any, bar: FilterBar, asked: list[ListRequest]) -> None:
    left: list[int] = []
    bar.left.connect(lambda: left.append(1))
    bar.activateWindow()
    bar.box.setFocus()
    qtbot.waitUntil(bar.box.hasFocus)
    qtbot.keyClicks(bar.box, "ren")
    qtbot.keyClick(bar.box, Key.Key_Return)
    assert asked == [ListRequest(search="ren")] and left == [1]
    qtbot.keyClick(bar.box, Key.Key_Down)
    assert len(asked) == 1 and left == [1, 1]


def test_escape_empties_the_box(qtbot: Any, bar: FilterBar, asked: list[ListRequest]) -> None:
    bar.show_request(ListRequest(search="ren"))
    assert bar.box.text() == "ren"
    qtbot.keyClick(bar.box, Key.Key_Escape)
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == [ListRequest()]


def test_chips_are_what_the_list_offers_without_a_value(bar: FilterBar) -> None:
    assert names(bar) == ["Draft", "Queried"]
    assert bar.chip("draft").accessibleName() == "Filter: Draft"


def test_a_chip_filters_and_lets_go(bar: FilterBar, asked: list[ListRequest]) -> None:
    bar.chip("draft").click()
    bar.chip("queried").click()
    bar.chip("draft").click()
    assert [request.filters for request in asked] == [
        (Filtered("draft"),),
        (Filtered("draft"), Filtered("queried")),
        (Filtered("queried"),),
    ]
    assert bar.chip("queried").isChecked() and not bar.chip("draft").isChecked()


def test_the_order_stays_while_filtering(bar: FilterBar, asked: list[ListRequest]) -> None:
    bar.show_request(ListRequest((Sort("pay"),)))
    bar.chip("draft").click()
    assert asked[0].sort == (Sort("pay"),)


def save_button(bar: FilterBar) -> QToolButton:
    return next(button for button in bar.findChildren(QToolButton) if button.text() == "Save this filter")


def test_a_filter_is_saved_under_a_name(
    qtbot: Any, bar: FilterBar, asked: list[ListRequest], memory: Forgetful
) -> None:
    assert not save_button(bar).isVisible()
    bar.chip("draft").click()
    save_button(bar).click()
    assert not save_button(bar).isVisible()
    qtbot.keyClicks(bar._name, "My drafts")
    qtbot.keyClick(bar._name, Key.Key_Return)
    assert names(bar)[-1] == "My drafts"
    assert bar.chip("My drafts").isChecked()
    assert not save_button(bar).isVisible()
    bar.chip("My drafts").click()
    assert asked[-1] == ListRequest() and not bar.chip("draft").isChecked()
    bar.chip("My drafts").click()
    assert asked[-1] == ListRequest().filtered("draft") and bar.chip("draft").isChecked()


def test_a_name_of_blanks_saves_nothing(bar: FilterBar) -> None:
    bar.chip("draft").click()
    bar.save_as("  ")
    assert names(bar) == ["Draft", "Queried"]


def test_a_saved_filter_can_be_removed(qtbot: Any, bar: FilterBar) -> None:
    bar.chip("draft").click()
    bar.save_as("Mine")
    (remove,) = bar.chip("Mine").actions()
    assert remove.text() == "Remove “Mine”"
    remove.trigger()
    qtbot.waitUntil(lambda: names(bar) == ["Draft", "Queried"])
    with pytest.raises(KeyError):
        bar.chip("Mine")


def test_the_number_of_rows_is_in_words(bar: FilterBar) -> None:
    bar.show_count(1)
    assert bar.count.text() == "1 row"
    bar.show_count(12345)
    assert bar.count.text() == "12,345 rows"


def test_a_list_that_cannot_be_searched_has_no_box(qtbot: Any, memory: Forgetful) -> None:
    bar = FilterBar(ListShape("l", "Things", (Heading("a", "A"),)), memory)
    qtbot.addWidget(bar)
    bar.show()
    assert not bar.box.isVisible()
