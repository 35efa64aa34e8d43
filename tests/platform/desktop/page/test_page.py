"""A page: title, live line, buttons, and when it reads its data."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from carecoop_desktop.platform.desktop.page import Card, Page, label, row, why_grey

Place = Callable[[QWidget], QWidget]


class Counting(Page):
    """Counts its reloads."""

    def __init__(self) -> None:
        super().__init__("Timesheets")
        self.reloads = 0
        self.record = 0

    def reload(self) -> None:
        self.reloads += 1
        self.say("Timesheets", f"read {self.reloads}")

    def show_record(self, record_id: int) -> None:
        self.record = record_id


@pytest.fixture
def page(theme: object) -> Counting:
    return Counting()


def test_a_hidden_page_reads_nothing(page: Counting) -> None:
    page.mark_stale()
    assert page.reloads == 0


def test_it_reads_when_first_shown_and_not_again(page: Counting, place: Place) -> None:
    place(page)
    page.hide()
    page.show()
    assert page.reloads == 1
    assert page.context == "read 1"


def test_a_visible_stale_page_reads_at_once(page: Counting, place: Place) -> None:
    place(page)
    page.mark_stale()
    assert page.reloads == 2


def test_a_hidden_stale_page_reads_when_shown(page: Counting, place: Place) -> None:
    place(page)
    page.hide()
    page.mark_stale()
    assert page.reloads == 1
    page.show()
    assert page.reloads == 2


def test_title_and_line(page: Counting, place: Place) -> None:
    place(page)
    page.say("Timesheets · week ending 22 Nov", "31 PAs · 9 ready")
    shown = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    assert shown == ["Timesheets · week ending 22 Nov", "31 PAs · 9 ready"]
    assert page.title == page.accessibleName() == "Timesheets · week ending 22 Nov"


def test_buttons_stand_in_order_with_the_primary_marked(page: Counting, place: Place, qtbot: QtBot) -> None:
    done: list[str] = []
    page.add_action("Import...", lambda: done.append("imported"))
    page.add_action("Approve 9 ready", lambda: done.append("approved"), primary=True, key="Ctrl+Return")
    place(page)
    first, second = page.findChildren(QPushButton)
    assert first.x() < second.x()
    assert (first.property("role"), second.property("role")) == (None, "primary")
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    assert done == ["approved"]


def test_a_button_may_be_grey_from_the_start(page: Counting) -> None:
    made = page.add_action("Finish", lambda: None, why_not="Three checks are not cleared.")
    assert why_grey(made) == "Three checks are not cleared."


def test_any_tool_may_stand_at_the_top(page: Counting, place: Place) -> None:
    box = QComboBox()
    page.add_tool(box)
    place(page)
    assert box.isVisible()


def test_a_page_without_a_title_has_no_head(place: Place) -> None:
    page = Page()
    card = Card("Members")
    page.add(card, 1)
    page.resize(400, 300)
    place(page)
    assert card.y() < 40
    assert page.title == ""


def test_parts_stand_under_one_another(page: Counting, place: Place) -> None:
    first, second = Card("One"), label("two")
    page.add(first)
    page.add(row(second))
    place(page)
    assert first.y() < second.y()


def test_an_address_names_a_record(page: Counting) -> None:
    page.go_to(record=14)
    assert page.record == 14
    page.go_to(tab="History")
    assert page.record == 14


def test_a_plain_page_may_be_left(page: Counting) -> None:
    assert page.may_leave()
    assert page.shows == frozenset()
