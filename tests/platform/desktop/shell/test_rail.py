"""The rail: rooms, counts, keys, and what a screen reader hears."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget
from pytestqt.qtbot import QtBot

from carecoop_desktop.platform.desktop.shell import RailItem, RailSection
from carecoop_desktop.platform.desktop.shell.rail import Rail, RailModel
from carecoop_desktop.platform.desktop.theme import ThemeKeeper, current

SECTIONS = (
    RailSection("", (RailItem("today", "Today", 7),)),
    RailSection("People", (RailItem("members", "Members"), RailItem("assistants", "Personal assistants", 2))),
    RailSection("Work", (RailItem("rota", "Rota"), RailItem("timesheets", "Timesheets", 1200))),
)


@pytest.fixture
def rail(place: Callable[[QWidget], QWidget]) -> Rail:
    made = Rail("CareCoop", SECTIONS, "Dee Valley Care Co-operative")
    made.resize(made.width(), 800)
    place(made)
    return made


def spoken(rail: Rail) -> list[str]:
    model = rail.list.rooms
    return [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]


def test_the_model_is_sound(theme: ThemeKeeper) -> None:
    model = RailModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.set_sections(SECTIONS)
    model.set_badge("rota", 3)
    model.set_sections(SECTIONS[:1])
    assert [item.key for item in model.items()] == ["today"]


def test_a_screen_reader_hears_counts(rail: Rail) -> None:
    assert spoken(rail) == [
        "Today, 7 waiting",
        "People",
        "Members",
        "Personal assistants, 2 waiting",
        "Work",
        "Rota",
        "Timesheets, 1200 waiting",
    ]


def test_a_count_changes(rail: Rail) -> None:
    rail.list.rooms.set_badge("rota", 4)
    rail.list.rooms.set_badge("today", 0)
    rail.list.rooms.set_badge("nowhere", 9)
    assert spoken(rail)[0] == "Today"
    assert spoken(rail)[5] == "Rota, 4 waiting"


def test_a_click_asks_for_a_room(rail: Rail, qtbot: QtBot) -> None:
    asked: list[str] = []
    rail.asked.connect(asked.append)
    spot = rail.list.visualRect(rail.list.rooms.index(3)).center()
    qtbot.mouseClick(rail.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert asked == ["assistants"]


def test_a_click_on_a_title_asks_for_nothing(rail: Rail, qtbot: QtBot) -> None:
    asked: list[str] = []
    rail.asked.connect(asked.append)
    spot = rail.list.visualRect(rail.list.rooms.index(1)).center()
    qtbot.mouseClick(rail.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert asked == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_arrows_skip_titles_and_a_key_opens(rail: Rail, qtbot: QtBot, key: Qt.Key) -> None:
    asked: list[str] = []
    rail.asked.connect(asked.append)
    rail.set_open("today")
    qtbot.keyClick(rail.list, Qt.Key.Key_Down)
    qtbot.keyClick(rail.list, key)
    assert asked == ["members"]


def test_letters_jump_to_a_room(rail: Rail, qtbot: QtBot) -> None:
    qtbot.keyClicks(rail.list, "tim")
    assert rail.list.currentIndex().data() == "Timesheets"


def test_the_open_room_is_painted_apart(rail: Rail) -> None:
    rail.set_open("rota")
    image = rail.list.viewport().grab().toImage()
    rect = rail.list.visualRect(rail.list.rooms.index(5))
    other = rail.list.visualRect(rail.list.rooms.index(2))
    assert image.pixelColor(1, rect.center().y()) == current().colour("attention")
    assert image.pixelColor(rect.width() // 2 + 60, rect.top() + 2) == current().colour("rail_active")
    assert image.pixelColor(1, other.center().y()) != current().colour("attention")


def test_a_count_is_painted_amber(rail: Rail) -> None:
    image = rail.list.viewport().grab().toImage()
    rect = rail.list.visualRect(rail.list.rooms.index(3))
    amber = current().colour("attention")
    assert any(image.pixelColor(x, rect.center().y()) == amber for x in range(rect.width() // 2, rect.width()))


def test_other_rooms_keep_the_open_one(rail: Rail) -> None:
    rail.set_open("members")
    rail.set_sections(SECTIONS[:2])
    assert rail.list.currentIndex().data() == "Members"
    assert rail.list.rooms.row_of("rota") == -1


def test_it_grows_with_the_text(rail: Rail, theme: ThemeKeeper) -> None:
    before = rail.width()
    theme.apply(None, 200)
    rail.fit()
    assert rail.width() > before * 1.6


def test_office_and_foot(rail: Rail) -> None:
    rail.set_office("Wirral Care")
    rail.set_foot("Tax year 2026-27 · Month 8", "", "Version 0.1")
    assert rail._office.text() == "Wirral Care"
    assert rail._foot.text() == "Tax year 2026-27 · Month 8\nVersion 0.1"


def test_the_row_under_the_mouse_and_the_row_of_the_keyboard_are_marked(rail: Rail) -> None:
    rows, option = rail.list.rooms, QStyleOptionViewItem()
    option.state |= QStyle.StateFlag.State_MouseOver
    marks = rail.list.painter_of_rows._marks
    assert marks(option, rows.index(0))[0] is False
    rail.list.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    assert marks(option, rows.index(0))[0] is True
    assert marks(QStyleOptionViewItem(), rows.index(0))[0] is False
    rail.activateWindow()
    rail.list.setFocus()
    rail.list.setCurrentIndex(rows.index(2))
    assert [marks(QStyleOptionViewItem(), rows.index(row))[1] for row in (0, 2)] == [False, rail.list.hasFocus()]
