"""The menus: named undo, rooms by figure, theme and text size."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from carecoop_desktop.platform.desktop.shell import RailItem, RailSection, Shell
from carecoop_desktop.platform.desktop.theme import ThemeKeeper, current


@pytest.fixture
def shell(place: Callable[[QWidget], QWidget]) -> Shell:
    items = tuple(RailItem(f"room{number}", f"Room {number} & more") for number in range(1, 12))
    made = Shell("CareCoop", [RailSection("", items)])
    place(made)
    return made


def entry(menu: QMenu, words: str) -> QAction:
    return next(action for action in menu.actions() if action.text().replace("&&", "§").replace("&", "") == words)


def test_the_bar_reads_file_edit_view_go_help(shell: Shell) -> None:
    assert [action.text() for action in shell.bar.actions()] == ["&File", "&Edit", "&View", "&Go", "&Help"]


def test_undo_is_named(shell: Shell) -> None:
    shell.set_undo("change hours of Ann", "")
    assert shell.menus.undo.text() == "&Undo: change hours of Ann"
    assert shell.menus.undo.isEnabled()
    assert shell.menus.redo.text() == "&Redo"
    assert not shell.menus.redo.isEnabled()
    assert shell.menus.redo.statusTip() == "There is nothing to redo."


def test_an_ampersand_in_a_name_is_no_mnemonic(shell: Shell) -> None:
    shell.set_undo("rename R & D")
    assert shell.menus.undo.text() == "&Undo: rename R && D"


def test_the_first_nine_rooms_have_a_figure(shell: Shell) -> None:
    keys = [action.shortcut().toString() for action in shell.menus.go.actions()]
    assert keys[0] == "Ctrl+K"
    assert keys[2:] == [f"Ctrl+{number}" for number in range(1, 10)] + ["", ""]


def test_office_deeds_stand_above_exit(shell: Shell) -> None:
    done: list[str] = []
    shell.set_file([("&Back up now", lambda: done.append("backed up"), "Ctrl+B"), ("", lambda: None, "")])
    texts = [action.text() for action in shell.menus.file.actions()]
    assert texts == ["&Back up now", "", "E&xit"]
    shell.menus.file.actions()[0].trigger()
    assert done == ["backed up"]
    shell.set_file([("&Restore...", lambda: None, "")])
    assert [action.text() for action in shell.menus.file.actions()] == ["&Restore...", "E&xit"]


def test_theme_and_text_size_can_be_chosen(shell: Shell, theme: ThemeKeeper) -> None:
    themes = entry(shell.menus.view, "Theme").menu()
    assert isinstance(themes, QMenu)
    entry(themes, "Dark").trigger()
    assert current().colours.name == "dark"
    sizes = entry(shell.menus.view, "Text size").menu()
    assert isinstance(sizes, QMenu)
    entry(sizes, "150%").trigger()
    assert current().text_percent == 150


def test_the_menu_marks_what_is_chosen(shell: Shell) -> None:
    sizes = entry(shell.menus.view, "Text size").menu()
    assert isinstance(sizes, QMenu)
    assert [action.text() for action in sizes.actions() if action.isChecked()] == ["100%"]
    themes = entry(shell.menus.view, "Theme").menu()
    assert isinstance(themes, QMenu)
    assert [action.text() for action in themes.actions() if action.isChecked()] == ["&Light"]
