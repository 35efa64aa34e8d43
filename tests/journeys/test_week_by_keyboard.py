"""A week of hours for one PA, typed with the keyboard alone; paste, copy, fill down and undo as in a spreadsheet."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from carecoop_desktop.people.assistants.tables import AssistantRow, SupportLinkRow
from carecoop_desktop.people.members.tables import MemberRow
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.permissions import SEE_RECORDS
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.timesheets.queries import week_grid
from carecoop_desktop.work.timesheets.screens.page import TimesheetsPage, make_page

SUNDAY = date(2026, 11, 29)
Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier


@action("People of the journey", SEE_RECORDS)
def _people(work: Work) -> tuple[int, int, int]:
    pa = work.add(AssistantRow(number="A1", name="Marek Nowak", name_key="marek nowak", status="active"))
    ids = [work.add(MemberRow(number=f"M{n}", name=name, name_key=name.casefold(), status="active")).id
           for n, name in enumerate(("James Hollis", "Rosa Delgado"))]
    work.add(SupportLinkRow(assistant_id=pa.id, member_id=ids[0], since=date(2026, 1, 1), until=None,
                            weekly_minutes=840))
    return pa.id, ids[0], ids[1]


@pytest.fixture
def page(desk: Desk, qtbot) -> TimesheetsPage:
    desk.office.do(_people)
    made = make_page(desk)
    qtbot.addWidget(made)
    made.resize(1180, 800)
    made.show()
    qtbot.waitUntil(lambda: made.week.grid is not None)
    made.week.view.setFocus()
    made.week.view.go(0, 3)
    return made


def _type(qtbot, page: TimesheetsPage, words: str, leave: Qt.Key) -> None:
    """Type into the current cell and leave it by a key."""
    view = page.week.view
    qtbot.keyClicks(view, words[0])
    editor = page.focusWidget()
    assert isinstance(editor, QLineEdit), "typing opens the cell's editor"
    qtbot.keyClicks(editor, words[1:])
    before = page.week.grid
    qtbot.keyClick(editor, leave)
    qtbot.waitUntil(lambda: page.week.grid is not before)


def _amounts(page: TimesheetsPage, row: int = 0) -> list[int]:
    return [cell.amount for cell in page.desk.office.read(week_grid, SUNDAY).rows[row].cells]


def test_a_week_for_one_pa_is_typed_without_the_mouse(page: TimesheetsPage, qtbot) -> None:
    for words in ("7-11:30", "7.45-12", "4", "4.5", "4:30", "9-17/30"):
        _type(qtbot, page, words, Key.Key_Tab)
    _type(qtbot, page, "22-7", Key.Key_Return)

    assert _amounts(page) == [270, 255, 240, 270, 270, 450, 540]
    monday = page.desk.office.read(week_grid, SUNDAY).rows[0].cells[0].lines[0].entry
    assert (monday.start, monday.finish) == (time(7), time(11, 30))
    assert "38.3 hours entered of 14.0 planned" in page.context


def test_tab_goes_right_and_enter_down_to_where_the_row_began(page: TimesheetsPage, qtbot) -> None:
    page.week._open_row((1, 2, "mileage"))
    qtbot.waitUntil(lambda: len(page.week.model.rows) == 2)
    page.week.view.go(0, 3)
    _type(qtbot, page, "4", Key.Key_Tab)
    assert _place(page) == (0, 4)
    _type(qtbot, page, "3", Key.Key_Return)
    assert _place(page) == (1, 3)


def _place(page: TimesheetsPage) -> tuple[int, int]:
    here = page.week.view.currentIndex()
    return here.row(), here.column()


def test_what_cannot_be_read_keeps_the_editor_and_says_what_could(page: TimesheetsPage, qtbot) -> None:
    qtbot.keyClicks(page.week.view, "x")
    editor = page.focusWidget()
    assert isinstance(editor, QLineEdit)
    qtbot.keyClick(editor, Key.Key_Return)
    assert editor.isVisible()
    assert "4:30" in page.desk.window.sentences[-1]  # type: ignore[attr-defined]
    qtbot.keyClick(editor, Key.Key_Escape)
    assert _amounts(page) == [0] * 7


def test_f2_edits_what_stands_and_esc_leaves_it(page: TimesheetsPage, qtbot) -> None:
    _type(qtbot, page, "7-11", Key.Key_Return)
    page.week.view.go(0, 3)
    qtbot.keyClick(page.week.view, Key.Key_F2)
    editor = page.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "07:00-11:00"
    qtbot.keyClick(editor, Key.Key_Escape)
    assert _amounts(page)[0] == 240


def test_delete_clears_and_undo_brings_back(page: TimesheetsPage, qtbot) -> None:
    _type(qtbot, page, "5", Key.Key_Return)
    page.week.view.go(0, 3)
    qtbot.keyClick(page.week.view, Key.Key_Delete)
    assert _amounts(page)[0] == 0
    page.desk.undo()
    assert _amounts(page)[0] == 300


def test_another_row_is_opened_by_typing_names(page: TimesheetsPage, qtbot) -> None:
    qtbot.keyClick(page.week.view, Key.Key_Insert)
    qtbot.keyClicks(_focus(page), "mar")
    qtbot.keyClick(_focus(page), Key.Key_Return)
    qtbot.keyClicks(_focus(page), "ros")
    qtbot.keyClick(_focus(page), Key.Key_Return)
    qtbot.keyClick(_focus(page), Key.Key_Return)
    qtbot.waitUntil(lambda: len(page.week.model.rows) == 2)
    _type(qtbot, page, "2.5", Key.Key_Return)

    found = {row.member: row.total for row in page.desk.office.read(week_grid, SUNDAY).rows}
    assert found == {"James Hollis": 0, "Rosa Delgado": 150}


def _focus(page: TimesheetsPage) -> QWidget:
    found = page.focusWidget()
    assert found is not None
    return found


def test_a_block_from_a_spreadsheet_is_pasted_and_each_refused_cell_told(page: TimesheetsPage, qtbot) -> None:
    QGuiApplication.clipboard().setText("7-11\t4.5\tmany\t\t3:15\r\n")
    qtbot.keyClick(page.week.view, Key.Key_V, Control)
    assert _amounts(page) == [240, 270, 0, 0, 195, 0, 0]
    told = [one for one in page.desk.window.sentences if "not taken" in one]  # type: ignore[attr-defined]
    assert told and "Wed 25" in told[0] and "many" in told[0]
    page.desk.undo()
    assert _amounts(page) == [0] * 7


def test_copy_takes_headings_along(page: TimesheetsPage, qtbot) -> None:
    _type(qtbot, page, "7-11:30", Key.Key_Return)
    page.week.view.selectAll()
    qtbot.keyClick(page.week.view, Key.Key_C, Control)
    head, row = QGuiApplication.clipboard().text().splitlines()
    assert head.split("\t") == ["PA", "Member", "Kind", "Mon 23", "Tue 24", "Wed 25", "Thu 26", "Fri 27", "Sat 28",
                                "Sun 29", "Total", "State"]  # fmt: skip
    assert row.split("\t")[:4] == ["Marek Nowak", "James Hollis", "Standard", "4.50"]


def test_fill_down_and_the_weeks_around(page: TimesheetsPage, qtbot) -> None:
    page.week._open_row((1, 2, "standard"))
    qtbot.waitUntil(lambda: len(page.week.model.rows) == 2)
    page.week.view.go(0, 4)
    _type(qtbot, page, "8-10", Key.Key_Return)
    page.week.view.choose_only(1, 4)
    qtbot.keyClick(page.week.view, Key.Key_D, Control)
    assert _amounts(page, 1)[1] == 120
    qtbot.keyClick(page.week.view, Key.Key_PageUp, Control)
    assert page.week.sunday == date(2026, 11, 22)
    qtbot.keyClick(page.week.view, Key.Key_PageDown, Control)
    assert page.week.sunday == SUNDAY
