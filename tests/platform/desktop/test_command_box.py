"""Ctrl+K: type, choose by arrows, Enter runs, Esc leaves."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from carecoop_desktop.platform.desktop.command_box import SHOWN_AT_MOST, CommandBox, Entry
from carecoop_desktop.platform.desktop.shell import RailItem, RailSection, Shell

Place = Callable[[QWidget], QWidget]


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def ran() -> list[str]:
    return []


@pytest.fixture
def shell(place: Place, asked: list[str], ran: list[str]) -> Shell:
    names = ["Ann Hay", "Anna Lowe", "Marek Nowak", *(f"Anyone {number}" for number in range(60))]

    def provide(typed: str) -> list[Entry]:
        asked.append(typed)
        fits = [name for name in names if typed.casefold() in name.casefold()]
        return [Entry("Person", name, "Member · Chester", lambda name=name: ran.append(name)) for name in fits]

    made = Shell("CareCoop", [RailSection("", (RailItem("today", "Today"),))])
    place(made)
    made.set_search(provide)
    made.activateWindow()
    made.find_anything()
    return made


@pytest.fixture
def box(shell: Shell) -> CommandBox:
    found = shell.findChild(CommandBox)
    assert isinstance(found, CommandBox)
    return found


def edit(shell: Shell) -> QLineEdit:
    return shell.top.search


def titles(box: CommandBox) -> list[str]:
    return [entry.title for entry in box.entries]


def test_it_asks_once_after_the_typing(shell: Shell, box: CommandBox, asked: list[str], qtbot: QtBot) -> None:
    qtbot.keyClicks(edit(shell), "ann")
    assert not box.isVisible()
    qtbot.waitUntil(box.isVisible, timeout=3000)
    assert asked == ["ann"]
    assert titles(box) == ["Ann Hay", "Anna Lowe"]


def test_enter_runs_the_first_and_closes(shell: Shell, box: CommandBox, ran: list[str], qtbot: QtBot) -> None:
    qtbot.keyClicks(edit(shell), "marek")
    qtbot.keyClick(edit(shell), Qt.Key.Key_Return)
    assert ran == ["Marek Nowak"]
    assert not box.isVisible()
    assert edit(shell).text() == ""


def test_arrows_choose(shell: Shell, box: CommandBox, ran: list[str], qtbot: QtBot) -> None:
    qtbot.keyClicks(edit(shell), "ann")
    box.ask()
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(edit(shell), key)
    qtbot.keyClick(edit(shell), Qt.Key.Key_Return)
    assert ran == ["Anna Lowe"]


def test_down_opens_what_can_be_done_without_typing(shell: Shell, box: CommandBox, qtbot: QtBot) -> None:
    qtbot.keyClick(edit(shell), Qt.Key.Key_Down)
    assert box.isVisible()
    assert len(box.entries) == 50


def test_a_page_at_a_time(shell: Shell, box: CommandBox, qtbot: QtBot) -> None:
    qtbot.keyClick(edit(shell), Qt.Key.Key_Down)
    qtbot.keyClick(edit(shell), Qt.Key.Key_PageDown)
    assert box.list.currentIndex().row() == SHOWN_AT_MOST
    qtbot.keyClick(edit(shell), Qt.Key.Key_PageUp)
    assert box.list.currentIndex().row() == 0


def test_esc_leaves_and_runs_nothing(shell: Shell, box: CommandBox, ran: list[str], qtbot: QtBot) -> None:
    qtbot.keyClicks(edit(shell), "ann")
    box.ask()
    qtbot.keyClick(edit(shell), Qt.Key.Key_Escape)
    assert not box.isVisible()
    assert (ran, edit(shell).text()) == ([], "")


def test_a_click_runs(shell: Shell, box: CommandBox, ran: list[str], qtbot: QtBot) -> None:
    qtbot.keyClicks(edit(shell), "ann")
    box.ask()
    spot = box.list.visualRect(box.list.model().index(1, 0)).center()
    qtbot.mouseClick(box.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert ran == ["Anna Lowe"]


def test_nothing_found_is_said(shell: Shell, box: CommandBox, ran: list[str], qtbot: QtBot) -> None:
    qtbot.keyClicks(edit(shell), "zzz")
    box.ask()
    assert box.isVisible() and not box.list.isVisible()
    qtbot.keyClick(edit(shell), Qt.Key.Key_Return)
    assert ran == []


def test_clearing_the_line_closes_it(shell: Shell, box: CommandBox, qtbot: QtBot) -> None:
    qtbot.keyClicks(edit(shell), "a")
    box.ask()
    qtbot.keyClick(edit(shell), Qt.Key.Key_Backspace)
    assert not box.isVisible()


def test_leaving_the_line_closes_it(shell: Shell, box: CommandBox, qtbot: QtBot) -> None:
    qtbot.keyClicks(edit(shell), "ann")
    box.ask()
    shell.rail.list.setFocus()
    assert not box.isVisible()


def test_a_screen_reader_hears_kind_title_and_line(shell: Shell, box: CommandBox, qtbot: QtBot) -> None:
    qtbot.keyClicks(edit(shell), "marek")
    box.ask()
    index = box.list.model().index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Person: Marek Nowak. Member · Chester"
    assert QAccessible.queryAccessibleInterface(box.list).text(QAccessible.Text.Name) == "Found"


def test_it_hangs_under_the_line_inside_the_window(shell: Shell, box: CommandBox, qtbot: QtBot) -> None:
    qtbot.keyClick(edit(shell), Qt.Key.Key_Down)
    below = edit(shell).mapTo(shell, edit(shell).rect().bottomLeft())
    assert box.x() == below.x()
    assert box.y() > below.y()
    assert shell.rect().contains(box.geometry())


def test_another_provider_takes_the_place_of_the_first(shell: Shell, ran: list[str], qtbot: QtBot) -> None:
    shell.set_search(lambda typed: [Entry("Command", "Back up now", "", lambda: ran.append("backed up"))])
    qtbot.keyClicks(edit(shell), "marek")
    qtbot.keyClick(edit(shell), Qt.Key.Key_Return)
    assert ran == ["backed up"]


def test_it_is_painted_in_the_dark_too(shell: Shell, box: CommandBox, qtbot: QtBot) -> None:
    from carecoop_desktop.platform.desktop.theme import keeper

    keeper().apply("dark")
    qtbot.keyClicks(edit(shell), "ann")
    box.ask()
    first = box.list.visualRect(box.list.model().index(0, 0))
    image = box.list.viewport().grab().toImage()
    assert image.pixelColor(first.right() - 2, first.top() + 2) == keeper().theme.colour("selection")
