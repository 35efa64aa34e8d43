"""Every page of the rail, through the real window: empty, usual, large text, by screen reader, in every role."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QTabBar, QTableView, QWidget

from carecoop_desktop.app import features
from carecoop_desktop.home.today.screens.first_steps import FirstSteps
from carecoop_desktop.home.window.main_window import MainWindow
from carecoop_desktop.platform.desktop.page import Tile
from carecoop_desktop.platform.desktop.theme import keeper

KEYS = [entry.key for room in features() for entry in room.rail]
ON_A_SERVER = bool(os.environ.get("CARECOOP_TEST_POSTGRES"))
Copy = Callable[[Path], Path]
OpenWindow = Callable[..., MainWindow]


@pytest.fixture
def large_text() -> Iterator[None]:
    """Text at 200% for one test."""
    keeper().apply("light", 200)
    yield
    keeper().apply("light", 100)


def shown(window: MainWindow, key: str, qtbot: Any) -> QWidget:
    """A page, opened and painted."""
    page = window.shell.open(key)
    assert page is not None
    qtbot.wait(20)
    return page


def tabs_of(page: QWidget) -> Iterator[None]:
    """Opens every tab of a page in turn."""
    yield
    for bar in page.findChildren(QTabBar):
        for number in range(bar.count()):
            if bar.isVisible():
                bar.setCurrentIndex(number)
                yield


def test_opens_in_an_office_with_nothing_in_it(
    open_window: OpenWindow, own_copy: Copy, bare_office: Path, qt_said: list[str], qtbot: Any
) -> None:
    window = open_window(own_copy(bare_office))
    for key in KEYS:
        for _tab in tabs_of(shown(window, key, qtbot)):
            qtbot.wait(5)
        assert (key, qt_said) == (key, [])


def test_todays_figures_stay_low_where_there_is_nothing_else(
    open_window: OpenWindow, own_copy: Copy, bare_office: Path, qtbot: Any
) -> None:
    today = shown(open_window(own_copy(bare_office)), "today", qtbot)
    steps = today.findChild(FirstSteps)
    assert max(tile.height() for tile in today.findChildren(Tile)) < steps.height() // 2


def test_the_state_of_an_absence_is_seen_in_a_small_window(
    open_window: OpenWindow, own_copy: Copy, small_office: Path, qtbot: Any
) -> None:
    absence = shown(open_window(own_copy(small_office), size=(1280, 800)), "absence", qtbot)
    table = next(view for view in absence.findChildren(QTableView) if view.isVisible())
    assert table.horizontalHeader().length() <= table.viewport().width()


@pytest.mark.parametrize("key", KEYS)
def test_every_tab_opens_and_all_that_the_keyboard_reaches_has_a_name(
    key: str, window: MainWindow, qt_said: list[str], qtbot: Any
) -> None:
    page = shown(window, key, qtbot)
    nameless = [line for _tab in tabs_of(page) for line in without_name(page)]
    assert sorted(set(nameless)) == []
    assert qt_said == []
    assert window.shell.current_key == key


# Where a server is named, who only reads looks at every page there: test_reading_desk.py.
@pytest.mark.parametrize("user", ["Sam Reed", "Pat Webb", "Tia Moss", *([] if ON_A_SERVER else ["Rae Lund"])])
def test_every_role_may_look_at_every_page(
    user: str, open_window: OpenWindow, own_copy: Copy, small_office: Path, qt_said: list[str], qtbot: Any
) -> None:
    window = open_window(own_copy(small_office), user)
    for key in KEYS:
        shown(window, key, qtbot)
    assert qt_said == []


def test_the_window_around_the_pages_has_names(window: MainWindow) -> None:
    assert sorted(set(without_name(window.shell))) == []


def without_name(root: QWidget) -> list[str]:
    """The focusable controls in sight that a screen reader would call nothing."""
    return [
        f"{type(each).__name__} {each.objectName()} in {type(each.parentWidget()).__name__}"
        for each in root.findChildren(QWidget)
        if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus and not spoken(each)
    ]


def spoken(widget: QWidget) -> bool:
    """Whether a screen reader has something to say: a name, the words of a button, or a label that is its buddy."""
    if widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()):
        return True
    if widget.focusProxy() is not None or isinstance(widget.parentWidget(), QAbstractScrollArea):
        return True
    window = widget.window()
    return any(label.buddy() is widget for label in window.findChildren(QLabel))


def test_text_at_200_percent_is_not_clipped(large_text: None, window: MainWindow, qtbot: Any) -> None:
    found = {}
    for key in KEYS:
        page = shown(window, key, qtbot)
        qtbot.wait(100)
        found[key] = sorted(set(clipped(page)))
    assert {key: words for key, words in found.items() if words} == {}


def clipped(root: QWidget) -> list[str]:
    """Labels and buttons in sight whose words need more room than they have."""
    found = []
    for each in root.findChildren(QWidget):
        if not each.isVisible() or not isinstance(each, QLabel | QAbstractButton) or not each.text():
            continue
        if isinstance(each, QLabel) and each.wordWrap():
            if each.heightForWidth(each.width()) > each.height() + 1:
                found.append(f"cut below: {each.text()[:60]}")
        elif each.sizeHint().width() > each.width() + 1:
            found.append(f"cut at the side: {each.text()[:60]} ({each.sizeHint().width()} > {each.width()})")
    return found
