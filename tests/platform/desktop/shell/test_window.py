"""The window by keyboard and by hand: pages, badges, practice frame, leaving and the inspector's room."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from carecoop_desktop.platform.desktop.accessible import unnamed_controls
from carecoop_desktop.platform.desktop.page import Page
from carecoop_desktop.platform.desktop.shell import RailItem, RailSection, Shell
from carecoop_desktop.platform.desktop.tasks import TaskRunner
from carecoop_desktop.platform.desktop.theme import ThemeKeeper, current, keeper
from carecoop_desktop.platform.kernel.errors import Refusal

SECTIONS = (
    RailSection("", (RailItem("today", "Today", 7),)),
    RailSection("People", (RailItem("members", "Members"), RailItem("assistants", "Personal assistants"))),
)


class Room(Page):
    """A page with a field, that can refuse to be left."""

    def __init__(self, key: str) -> None:
        super().__init__(key.capitalize())
        self.key = key
        self.shows = frozenset({key})
        self.leave = True
        self.reloads = 0
        self.records: list[int] = []
        self.edit = QLineEdit()
        self.edit.setAccessibleName("Name")
        self.add(self.edit)

    def reload(self) -> None:
        self.reloads += 1

    def may_leave(self) -> bool:
        return self.leave

    def show_record(self, record_id: int) -> None:
        self.records.append(record_id)


@pytest.fixture
def shell(place: Callable[[QWidget], QWidget]) -> Shell:
    made = Shell("CareCoop", SECTIONS, office="Dee Valley")
    place(made)
    made.activateWindow()
    return made


@pytest.fixture
def open_shell(shell: Shell) -> Shell:
    shell.set_pages(Room)
    shell.open("today")
    return shell


def room(shell: Shell) -> Room:
    page = shell.current_page
    assert isinstance(page, Room)
    return page


def test_it_stands_with_a_plan_alone(shell: Shell) -> None:
    assert shell.windowTitle() == "Dee Valley · CareCoop"
    assert shell.open("members") is None
    assert shell.current_page is None
    assert shell.current_key == ""


def test_a_page_opens_by_rail_and_by_key(open_shell: Shell, qtbot: QtBot) -> None:
    opened: list[str] = []
    open_shell.opened.connect(opened.append)
    open_shell.rail.asked.emit("members")
    qtbot.keyClick(open_shell, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert opened == ["members", "assistants"]
    assert room(open_shell).key == open_shell.current_key == "assistants"


def test_a_page_opens_on_a_record(open_shell: Shell) -> None:
    open_shell.open_page("members", 14)
    assert room(open_shell).records == [14]
    open_shell.open_page("members")
    assert room(open_shell).records == [14]


def test_a_page_that_does_not_want_to_be_left_stays(open_shell: Shell) -> None:
    room(open_shell).leave = False
    assert open_shell.open("members") is None
    assert open_shell.current_key == "today"
    assert open_shell.open("today") is not None


def test_a_page_can_tell(open_shell: Shell) -> None:
    room(open_shell).told.emit("9 timesheets approved")
    assert open_shell.status.told == "9 timesheets approved"


def test_f5_and_changes_reload(open_shell: Shell, qtbot: QtBot) -> None:
    qtbot.keyClick(open_shell, Qt.Key.Key_F5)
    assert room(open_shell).reloads == 2
    open_shell.changed({"today"})
    assert room(open_shell).reloads == 3


def test_other_pages_after_another_factory(open_shell: Shell) -> None:
    before = room(open_shell)
    open_shell.set_pages(Room)
    open_shell.open("today")
    assert room(open_shell) is not before


def test_ctrl_k_finds(open_shell: Shell, qtbot: QtBot) -> None:
    qtbot.keyClick(open_shell, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert open_shell.focusWidget() is open_shell.top.search


def test_f6_goes_round(open_shell: Shell, qtbot: QtBot) -> None:
    room(open_shell).edit.setFocus()
    visited = []
    for _ in range(3):
        qtbot.keyClick(open_shell.focusWidget() or open_shell, Qt.Key.Key_F6)
        visited.append(open_shell.focusWidget())
    assert visited == [open_shell.rail.list, open_shell.top.search, room(open_shell).edit]


def test_undo_and_redo_ask(open_shell: Shell, qtbot: QtBot) -> None:
    asked: list[str] = []
    open_shell.undo_asked.connect(lambda: asked.append("undo"))
    open_shell.redo_asked.connect(lambda: asked.append("redo"))
    open_shell.set_undo("add Ann", "add Ben")
    open_shell.rail.list.setFocus()
    qtbot.keyClick(open_shell.rail.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(open_shell.rail.list, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert asked == ["undo", "redo"]


def test_badges_office_and_foot(shell: Shell) -> None:
    shell.set_badge("members", 3)
    assert shell.rail.list.rooms.badges["members"] == 3
    shell.set_office("Wirral Care")
    assert shell.windowTitle() == "Wirral Care · CareCoop"
    shell.set_office("")
    assert shell.windowTitle() == "CareCoop"


def test_later_rooms_reach_rail_and_menu(shell: Shell) -> None:
    shell.set_sections([RailSection("", (RailItem("rota", "Rota"),))])
    assert [item.key for item in shell.rail.list.rooms.items()] == ["rota"]
    assert [action.text() for action in shell.menus.go.actions()][2:] == ["Rota"]


def test_a_practice_office_cannot_be_mistaken(shell: Shell) -> None:
    plain = shell.grab().toImage().pixelColor(1, shell.height() - 2)
    shell.set_practice(True)
    framed = shell.grab().toImage()
    for x, y in ((1, shell.height() - 2), (shell.width() - 2, shell.height() // 2), (2, 2)):
        assert framed.pixelColor(x, y) == current().colour("practice")
    assert any("Practice" in each.text() for each in shell.findChildren(QLabel) if each.isVisible())
    shell.set_practice(False)
    QApplication.sendPostedEvents()
    assert shell.grab().toImage().pixelColor(1, shell.height() - 2) == plain


def test_the_page_keeps_its_own_ground_in_a_practice_office(open_shell: Shell) -> None:
    open_shell.set_practice(True)
    at = open_shell.stack.mapTo(open_shell, open_shell.stack.rect().center())
    assert open_shell.grab().toImage().pixelColor(at) == current().colour("page")


def test_closing_asks_the_page_and_the_program(open_shell: Shell) -> None:
    closing: list[bool] = []
    open_shell.closing.connect(lambda: closing.append(True))
    room(open_shell).leave = False
    assert not open_shell.close()
    room(open_shell).leave = True
    open_shell.may_close = lambda: False
    assert not open_shell.close()
    open_shell.may_close = lambda: True
    assert open_shell.close()
    assert closing == [True]


def test_what_comes_after_closing_waits_until_it_has_closed(open_shell: Shell) -> None:
    done: list[str] = []
    room(open_shell).leave = False
    open_shell.close_then(lambda: done.append("although somebody stayed"))
    room(open_shell).leave = True
    open_shell.may_close = lambda: False
    open_shell.close()
    open_shell.close_then(lambda: done.append("closed"))
    assert done == []
    open_shell.may_close = lambda: True
    open_shell.close()
    assert done == ["closed"]


def test_the_inspectors_room_takes_over_and_gives_back(open_shell: Shell) -> None:
    open_shell.set_status(saved="Saved 10:42")
    page = Room("staff file")
    open_shell.take_over(QLabel("Inspector mode"), page, "Read-only connection")
    assert page.isVisible()
    assert not any(part.isVisible() for part in (open_shell.rail, open_shell.bar, open_shell.top, open_shell.stack))
    assert open_shell.status.text == "Read-only connection"
    open_shell.give_back()
    assert all(part.isVisible() for part in (open_shell.rail, open_shell.bar, open_shell.top, open_shell.stack))
    assert open_shell.status.text == "Saved 10:42"
    open_shell.give_back()


def test_another_text_size_builds_hidden_pages_anew(open_shell: Shell, theme: ThemeKeeper) -> None:
    open_shell.open("members")
    theme.apply("dark")
    assert set(open_shell.stack.pages()) == {"today", "members"}
    theme.apply(None, 150)
    assert set(open_shell.stack.pages()) == {"members"}


@pytest.mark.parametrize("percent", [100, 200])
def test_the_window_fits_a_small_screen(open_shell: Shell, theme: ThemeKeeper, percent: int) -> None:
    theme.apply(None, percent)
    QApplication.sendPostedEvents()
    assert open_shell.minimumSizeHint().width() <= 1366
    assert open_shell.minimumSizeHint().height() <= 700


class TestNarrow:
    """A window too narrow for rail and page folds the rail into a menu."""

    @pytest.fixture
    def narrow(self, open_shell: Shell) -> Shell:
        open_shell.open("members")
        open_shell.resize(keeper().theme.sizes.chars(80), 600)
        return open_shell

    def test_the_menu_stands_for_the_rail(self, narrow: Shell) -> None:
        narrow.set_badge("members", 3)
        assert narrow.folded and not narrow.rail.isVisible() and narrow.top.rooms.isVisible()
        words = [action.text() for action in narrow.top.rooms.menu().actions()]
        assert len(words) == len(narrow.rail.list.rooms.items()) and "Members (3)" in words
        assert narrow.top.rooms.accessibleName() == "Pages, now Members"

    def test_it_opens_pages(self, narrow: Shell) -> None:
        narrow.top.rooms.menu().actions()[0].trigger()
        assert narrow.current_key == narrow.rail.list.rooms.items()[0].key

    def test_f6_goes_by_it(self, narrow: Shell) -> None:
        narrow.current_page.edit.setFocus()
        narrow.next_part()
        assert narrow.focusWidget() is narrow.top.rooms
        narrow.next_part()
        assert narrow.focusWidget() is narrow.top.search

    def test_with_room_the_rail_is_back(self, narrow: Shell) -> None:
        narrow.resize(1400, 700)
        assert narrow.rail.isVisible() and not narrow.top.rooms.isVisible()


def test_every_control_has_a_name(open_shell: Shell) -> None:
    open_shell.set_new([("Member...", lambda: None)])
    assert unnamed_controls(open_shell) == []


def test_it_watches_a_runner(open_shell: Shell) -> None:
    runner = TaskRunner(lambda error: None)
    open_shell.watch(runner)
    runner.busy.emit("Payslips", 3, 31)
    assert open_shell.status.progress == "Payslips · 3 of 31"
    runner.idle.emit()
    assert open_shell.status.progress == ""
    assert runner.close_down()


def test_our_own_mistakes_rise(open_shell: Shell) -> None:
    with pytest.raises(ZeroDivisionError):
        open_shell.show_trouble(ZeroDivisionError())


def test_a_refusal_is_shown(open_shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(
        "carecoop_desktop.platform.desktop.dialogs.Message.exec", lambda box: shown.append(box.accessibleDescription())
    )
    open_shell.show_trouble(Refusal("The month is locked.", "Unlock it first."))
    assert shown == ["The month is locked. Unlock it first."]
