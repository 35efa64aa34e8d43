"""Ctrl+K, undo by name, two desks at one record, and what a role sees."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from carecoop_desktop.home.today.queries import figures
from carecoop_desktop.home.window.main_window import MainWindow
from carecoop_desktop.home.window.search import why_not
from carecoop_desktop.people.circles.actions import add_circle
from carecoop_desktop.people.circles.queries import circle_names
from carecoop_desktop.people.members.actions import change_member
from carecoop_desktop.people.members.queries import member_names
from carecoop_desktop.platform.desktop.page import why_grey
from carecoop_desktop.platform.office.features import Command, Ref

Copy = Callable[[Path], Path]
OpenWindow = Callable[..., MainWindow]


def test_ctrl_k_finds_a_member_and_opens_them(window: MainWindow, qtbot: Any) -> None:
    member_id, name = next((i, n) for i, n in sorted(window.desk.read_now(member_names).items()) if n.isascii())
    window.shell.find_anything()
    box = window.shell.top.search
    qtbot.keyClicks(box, name)
    assert window.shell._commands is not None
    window.shell._commands.ask()
    assert name in [entry.title for entry in window.shell._commands.entries]
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert window.shell.current_key == "members"
    page: Any = window.shell.current_page
    assert page.detail.page.head.id == member_id


def test_ctrl_k_offers_commands_and_pages(window: MainWindow, qtbot: Any) -> None:
    box = window.shell.top.search
    window.shell.find_anything()
    qtbot.keyClicks(box, "check this office")
    assert window.shell._commands is not None
    window.shell._commands.ask()
    assert [entry.title for entry in window.shell._commands.entries] == ["Check this office"]
    qtbot.keyClick(box, Qt.Key.Key_Return)
    page: Any = window.shell.current_page
    assert window.shell.current_key == "settings"
    assert page.open_tab("This program").results.row_count() > 3


def test_the_menu_names_what_it_takes_back_and_puts_forward(window: MainWindow) -> None:
    window.desk.do(None, add_circle, "Frodsham")
    menus = window.shell.menus
    assert menus.undo.text() == "&Undo: added the circle Frodsham"
    menus.undo.trigger()
    assert "Frodsham" not in window.desk.read_now(circle_names).values()
    assert menus.redo.text() == "&Redo: added the circle Frodsham"
    menus.redo.trigger()
    assert "Frodsham" in window.desk.read_now(circle_names).values()


def test_a_visible_page_shows_what_another_desk_did(
    open_window: OpenWindow, own_copy: Copy, small_office: Path
) -> None:
    place = own_copy(small_office)
    here, there = open_window(place), open_window(place, "Sam Reed")
    here.shell.open("settings")
    page: Any = here.shell.current_page
    history = page.open_tab("History")
    rows = history.panel.table.rows.rowCount()
    there.desk.do(None, add_circle, "Frodsham")
    here._look_around()
    assert history.panel.table.rows.rowCount() == rows + 1


def test_two_desks_at_one_record_are_shown_both_values(
    open_window: OpenWindow, own_copy: Copy, small_office: Path
) -> None:
    place = own_copy(small_office)
    here, there = open_window(place), open_window(place, "Sam Reed")
    member_id = min(here.desk.read_now(member_names))
    page: Any = here.shell.open("members", record=member_id)
    page.detail.edit()
    page.form.form.input("phone").set_raw("01632 960111")
    there.desk.do(None, change_member, member_id, phone="01632 960999")
    page.form.save.click()
    view = page.form.conflict
    assert view is not None
    shown = " ".join(each.text() for each in view.findChildren(type(page.context_label)))
    buttons = " ".join(each.text() for group in view._groups for each in group.buttons())
    assert "Sam Reed" in shown + buttons
    assert "01632 960111" in shown + buttons
    assert "01632 960999" in shown + buttons


def test_office_staff_see_no_pay_and_why_deeds_are_grey(
    open_window: OpenWindow, own_copy: Copy, small_office: Path
) -> None:
    window = open_window(own_copy(small_office), "Sam Reed")
    paid = window.desk.read_now(figures)[2]
    assert paid.figure == "–"
    page: Any = window.shell.open("payroll")
    assert page.context == "Not shown to your role"
    assert why_grey(page._start)
    assert why_grey(page._finish)


def test_after_a_command_the_keyboard_is_in_the_page(window: MainWindow, qtbot: Any) -> None:
    window.shell.activateWindow()
    window.shell.open("members")
    page: Any = window.shell.current_page
    page.add_button.setFocus()
    box = window.shell.top.search
    window.shell.find_anything()
    assert window.shell.focusWidget() is box
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert window.shell.focusWidget() is page.add_button
    window.shell.find_anything()
    qtbot.keyClicks(box, "enter hours")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    hours: Any = window.shell.current_page
    assert window.shell.focusWidget() is hours.week.view
    window.shell.find_anything()
    qtbot.keyClicks(box, "circles")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert window.shell.current_key == "circles"
    focus = window.shell.focusWidget()
    assert focus is not None and window.shell.current_page.isAncestorOf(focus)


@pytest.mark.parametrize("words", ["receive money", "pay out", "new member", "new agreement", "record sickness"])
def test_somebody_who_only_reads_finds_a_command_grey_with_the_reason(
    words: str, open_window: OpenWindow, own_copy: Copy, small_office: Path, qtbot: Any
) -> None:
    window = open_window(own_copy(small_office), "Rae Lund")
    before = window.shell.current_key
    window.shell.find_anything()
    box = window.shell.top.search
    qtbot.keyClicks(box, words)
    assert window.shell._commands is not None
    window.shell._commands.ask()
    entry = next(each for each in window.shell._commands.entries if each.kind == "Command")
    assert entry.why_not.startswith("Your role may not ")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert window.shell.current_key == before
    assert window.shell._commands.isVisible()


def test_somebody_who_only_reads_finds_new_things_grey(
    open_window: OpenWindow, own_copy: Copy, small_office: Path
) -> None:
    window = open_window(own_copy(small_office), "Rae Lund")
    menu = window.shell.top.new.menu()
    menu.aboutToShow.emit()
    assert [(each.text(), each.isEnabled()) for each in menu.actions()] == [
        ("member", False), ("PA", False), ("agreement", False), ("funder", False)
    ]  # fmt: skip
    assert menu.actions()[0].statusTip() == "Your role may not change members' records."


def test_nobody_is_brought_past_a_grey_button_to_the_form_of_money(
    open_window: OpenWindow, own_copy: Copy, small_office: Path
) -> None:
    window = open_window(own_copy(small_office), "Rae Lund")
    page: Any = window.shell.open("accounts")
    page.receive()
    page.pay()
    assert page.form.form is None
    assert "may not" in why_grey(page.receive_button)


def test_what_one_may_do_is_offered_and_a_view_only_desk_says_why_not(window: MainWindow) -> None:
    receive = Command("Receive money", Ref(""), Ref("carecoop_desktop.money.ledger.permissions:POST_MONEY"))
    assert why_not(window.desk, receive) == ""
    assert why_not(window.desk, Command("Look", Ref(""))) == ""
    window.shell.open("accounts")
    window.desk.stand("Another desk has the pen.")
    assert why_not(window.desk, receive) == "Another desk has the pen."
    window.desk.stand("")


def test_somebody_who_only_reads_can_change_nothing(
    open_window: OpenWindow, own_copy: Copy, small_office: Path
) -> None:
    window = open_window(own_copy(small_office), "Rae Lund")
    members: Any = window.shell.open("members")
    assert "may not" in why_grey(members.add_button)
    circles: Any = window.shell.open("circles")
    assert why_grey(circles.new)
