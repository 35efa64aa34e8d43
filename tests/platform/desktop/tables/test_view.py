"""The table as staff use it: by keyboard and mouse, and while others change the records."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QFont, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu
from sqlalchemy import Table, delete, event, insert, update

from carecoop_desktop.platform.database.lists.reader import ListReader
from carecoop_desktop.platform.database.lists.shape import ListRequest, Sort
from carecoop_desktop.platform.desktop.tables import view as view_module
from carecoop_desktop.platform.desktop.tables.lanes import ExecutorLane
from carecoop_desktop.platform.desktop.tables.source import Forgetful
from carecoop_desktop.platform.desktop.tables.view import RecordTable
from carecoop_desktop.platform.kernel.errors import Fault

Key = Qt.Key
Shifts = Callable[[int], ListReader]


@pytest.fixture
def table(qtbot: Any, shifts: Shifts) -> RecordTable:
    made = RecordTable(shifts(1000))
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show()
    return made


def first_ids(table: RecordTable, number: int = 3) -> list[int]:
    return [table.rows.row_at(place).id for place in range(number)]


def click_heading(qtbot: Any, table: RecordTable, key: str, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    header = table.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(table.rows.shape.position(key)) + 20, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, modifier, at)


def test_it_opens_with_rows_of_one_height_and_a_name(table: RecordTable) -> None:
    assert table.rows.rowCount() == 1000
    assert table.rowHeight(0) == table.rowHeight(999) == table.fontMetrics().height() + 12
    assert table.accessibleName() == "Shifts"
    assert table.verticalHeader().isHidden()


def test_a_larger_font_makes_higher_rows(table: RecordTable) -> None:
    before = table.rowHeight(0)
    font = QFont(table.font())
    font.setPointSizeF(font.pointSizeF() * 2)
    table.setFont(font)
    assert table.rowHeight(0) == table.fontMetrics().height() + 12 > before


def test_a_click_on_a_heading_sorts_in_the_database(qtbot: Any, table: RecordTable, engine: Any) -> None:
    sent: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *parts: sent.append(parts[2]))
    click_heading(qtbot, table, "pay")
    assert any("ORDER BY shift.pence ASC" in statement for statement in sent)
    click_heading(qtbot, table, "pay")
    assert table.request.sort == (Sort("pay", True),)
    assert first_ids(table) == [1000, 999, 998]
    header = table.horizontalHeader()
    assert header.sortIndicatorSection() == 4
    assert header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
    click_heading(qtbot, table, "pay")
    assert table.request.sort == () and first_ids(table) == [1, 2, 3]
    assert header.sortIndicatorSection() == 1


def test_a_heading_that_does_not_sort_keeps_the_arrow_where_it_was(qtbot: Any, table: RecordTable) -> None:
    click_heading(qtbot, table, "start")
    assert table.request.sort == ()
    assert table.horizontalHeader().sortIndicatorSection() == 1


def test_the_order_is_remembered(qtbot: Any, shifts: Shifts) -> None:
    memory, reader = Forgetful(), shifts(20)
    first = RecordTable(reader, memory=memory)
    qtbot.addWidget(first)
    first.set_request(first.request.sorted_by(Sort("pay", True)))
    second = RecordTable(reader, memory=memory)
    qtbot.addWidget(second)
    assert second.request.sort == (Sort("pay", True),)
    assert first_ids(second, 1) == [20]


def test_enter_and_double_click_open(qtbot: Any, table: RecordTable) -> None:
    opened: list[int] = []
    table.opened.connect(opened.append)
    table.selectRow(4)
    qtbot.keyClick(table, Key.Key_Return)
    qtbot.keyClick(table, Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    qtbot.keyClick(table, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    at = table.visualRect(table.rows.index(6, 1)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert opened == [5, 5, 7]


def test_the_record_under_the_cursor_is_told_once(qtbot: Any, table: RecordTable) -> None:
    told: list[int | None] = []
    table.current_changed.connect(told.append)
    table.selectRow(1)
    for _ in range(2):
        qtbot.keyClick(table, Key.Key_Down)
    qtbot.keyClick(table, Key.Key_Right)
    qtbot.keyClick(table, Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert told == [2, 3, 4, 1000]
    assert table.current_id() == 1000


def test_tab_leaves_the_table(table: RecordTable) -> None:
    assert not table.tabKeyNavigation()


def test_typing_goes_to_a_name(qtbot: Any, table: RecordTable) -> None:
    table.set_request(table.request.sorted_by(Sort("name")))
    qtbot.keyClicks(table, "luk")
    assert table.current_id() == 1
    assert table.rows.index(table.currentIndex().row(), 0).data() == "Łukasz Nowak"
    assert table.rows.index(table.currentIndex().row() - 1, 0).data() == "Bob Jones"
    table._typing.rest()
    qtbot.keyClicks(table, "x")
    assert table.current_id() == 1


def test_typing_looks_in_the_first_text_when_sorted_by_something_else(qtbot: Any, table: RecordTable) -> None:
    qtbot.keyClicks(table, "ann")
    assert table.current_id() == 2


def test_reload_keeps_the_place_and_the_record(qtbot: Any, table: RecordTable, write: Any, shift: Table) -> None:
    table.show_record(500)
    table.verticalScrollBar().setValue(495)
    table.selectRow(499)
    write(delete(shift).where(shift.c.id <= 100))
    told: list[int | None] = []
    table.current_changed.connect(told.append)
    table.reload()
    assert table.rows.rowCount() == 900
    assert table.current_id() == 500 and told == []
    assert table.currentIndex().row() == 399
    assert table.verticalScrollBar().value() == 395
    assert table.selected_ids() == (500,)


def test_reload_keeps_the_place_without_a_record(table: RecordTable, write: Any, shift: Table) -> None:
    table.verticalScrollBar().setValue(600)
    table.grab()
    write(delete(shift).where(shift.c.id <= 100))
    table.reload()
    assert table.verticalScrollBar().value() == 500


def test_after_the_record_has_gone_the_next_one_is_under_the_cursor(
    table: RecordTable, write: Any, shift: Table
) -> None:
    table.selectRow(5)
    write(delete(shift).where(shift.c.id == 6))
    table.reload()
    assert table.current_id() == 7
    assert table.selected_ids() == ()


def test_sorting_keeps_the_record_in_sight(table: RecordTable) -> None:
    table.selectRow(3)
    table.set_request(table.request.sorted_by(Sort("pay", True)))
    assert table.current_id() == 4
    row = table.currentIndex().row()
    assert row == 996
    assert table.viewport().rect().contains(table.visualRect(table.rows.index(row, 1)).center())


def test_a_filter_without_the_record_starts_at_the_top(table: RecordTable) -> None:
    table.verticalScrollBar().setValue(300)
    table.set_request(ListRequest().filtered("draft"))
    assert table.verticalScrollBar().value() == 0
    assert table.rows.rowCount() == 333


def test_a_touched_table_reloads_what_is_in_sight(table: RecordTable, write: Any, shift: Table) -> None:
    write(update(shift).where(shift.c.id == 1).values(pence=5))
    assert not table.refresh_for({"member"})
    assert table.rows.index(0, 4).data() == "£0.07"
    assert table.refresh_for({"member", "shift"})
    assert table.rows.index(0, 4).data() == "£0.05"


def test_what_is_out_of_sight_catches_up_when_shown(table: RecordTable, write: Any, shift: Table) -> None:
    table.hide()
    write(update(shift).where(shift.c.id == 1).values(pence=5))
    assert table.refresh_for(frozenset({"shift"}))
    assert table.rows.index(0, 4).data() == "£0.07"
    table.show()
    assert table.rows.index(0, 4).data() == "£0.05"


def test_copy_has_headings_and_the_columns_in_sight(qtbot: Any, table: RecordTable) -> None:
    said: list[str] = []
    table.said.connect(said.append)
    table.columns.show(2, False)
    table.horizontalHeader().moveSection(4, 0)
    table.selectRow(0)
    qtbot.keyClick(table, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines == [
        "Pay\tAssistant\tDate\tHours\tVisits\tState\tNight",
        "£0.07\tŁukasz Nowak\t2 Jan 2026\t0.50\t1,000\tApproved\tNo",
    ]
    assert said == ["Copied 1 row."]


def test_copying_everything_reads_everything_or_refuses(table: RecordTable, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    table.said.connect(said.append)
    table.copy()
    table.selectAll()
    table.copy()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 1001
    monkeypatch.setattr(view_module, "COPIED_AT_MOST", 500)
    table.copy()
    assert said == ["Copied 1,000 rows.", "1,000 rows are too many to copy (at most 500). Export them instead."]


def test_the_menu_offers_the_rooms_deeds_for_what_is_selected(table: RecordTable) -> None:
    asked: list[Any] = []

    def deeds(chosen: Any) -> list[QAction]:
        asked.append(chosen)
        return [QAction("Approve", table)]

    table.set_row_menu(deeds)
    table.selectRow(2)
    menu = table.row_menu()
    assert [action.text() for action in menu.actions() if action.text()] == [
        "Approve", "&Copy with headings", "C&olumns",
    ]  # fmt: skip
    assert asked[0].ids == (3,)
    menu.close()


@pytest.mark.parametrize("reason", [QContextMenuEvent.Reason.Keyboard, QContextMenuEvent.Reason.Mouse])
def test_the_menu_comes_by_mouse_and_by_key(table: RecordTable, reason: Any) -> None:
    table.selectRow(1)
    QApplication.sendEvent(table.viewport(), QContextMenuEvent(reason, QPoint(5, 5), table.mapToGlobal(QPoint(5, 5))))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.close()


def test_headings_do_not_look_at_every_selected_row(table: RecordTable) -> None:
    table.selectAll()
    assert not table.horizontalHeader().selectionModel().hasSelection()
    assert table.selectionModel().hasSelection()


def test_an_empty_list_says_what_will_be_here(qtbot: Any, shifts: Shifts) -> None:
    table = RecordTable(shifts(0))
    qtbot.addWidget(table)
    table.resize(400, 200)
    table.show()
    blank = table.grab().toImage()
    table.set_empty_text("Shifts will appear here.")
    assert table.grab().toImage() != blank
    assert table.current_id() is None
    qtbot.keyClick(table, Key.Key_Return)
    qtbot.keyClicks(table, "abc")


def test_trouble_is_shown_and_gone_after_a_reload(qtbot: Any, shifts: Shifts, engine: Any) -> None:
    record_list, down = shifts(5)._list, [True]

    def reading(job: Callable[[Any], Any]) -> Any:
        if down[0]:
            raise Fault("The server does not answer.", "Try again.")
        with engine.connect() as connection:
            return job(connection)

    table = RecordTable(ListReader(record_list, reading))
    qtbot.addWidget(table)
    table.resize(400, 200)
    table.show()
    failed: list[Any] = []
    table.failed.connect(failed.append)
    table.reload()
    assert [str(trouble) for trouble in failed] == ["The server does not answer. Try again."]
    told = table.grab().toImage()
    down[0] = False
    table.reload()
    assert table.rows.rowCount() == 5
    assert table.grab().toImage() != told


def test_on_another_thread_it_fills_in_and_stays_in_place(
    qtbot: Any, shifts: Shifts, lane: ExecutorLane, write: Any, shift: Table, shift_row: Any
) -> None:
    table = RecordTable(shifts(1000), lane)
    qtbot.addWidget(table)
    table.resize(900, 400)
    table.show()
    qtbot.waitUntil(lambda: table.rows.exact)
    table.show_record(700)
    qtbot.waitUntil(lambda: table.currentIndex().row() == 699)
    qtbot.waitUntil(lambda: table.rows.row_at(699) is not None)

    def chosen() -> bool:
        """Rows that are still being read cannot be selected yet: ask again, as a person would click again."""
        table.selectRow(699)
        return bool(table.selected_ids() == (700,))

    qtbot.waitUntil(chosen)
    write(delete(shift).where(shift.c.id <= 200))
    write(insert(shift), [shift_row(2000)])
    table.reload()
    assert table.rows.rowCount() == 1000
    qtbot.waitUntil(lambda: table.rows.rowCount() == 801)
    qtbot.waitUntil(lambda: table.currentIndex().row() == 499)
    qtbot.waitUntil(lambda: table.current_id() == 700)
    qtbot.waitUntil(lambda: table.selected_ids() == (700,))


def test_a_key_pressed_while_rows_are_read_counts(qtbot: Any, shifts: Shifts, lane: ExecutorLane) -> None:
    table = RecordTable(shifts(300), lane)
    qtbot.addWidget(table)
    table.resize(900, 400)
    table.show()
    qtbot.waitUntil(lambda: table.rows.exact)
    table.selectRow(3)
    table.reload()
    qtbot.keyClick(table, Key.Key_Down)
    qtbot.keyClick(table, Key.Key_Down)
    with qtbot.waitSignal(table.counted):
        pass
    assert table.current_id() == 6


def test_a_question_that_fails_leaves_the_rows_where_they_are(qtbot: Any, shifts: Shifts, engine: Any) -> None:
    record_list, answer = shifts(5)._list, [True]

    def reading(job: Callable[[Any], Any]) -> Any:
        if not answer[0]:
            raise Fault("The server does not answer.")
        with engine.connect() as connection:
            return job(connection)

    table = RecordTable(ListReader(record_list, reading))
    qtbot.addWidget(table)
    failed: list[Any] = []
    table.failed.connect(failed.append)
    answer[0] = False
    table.show_record(3)
    assert [str(trouble) for trouble in failed] == ["The server does not answer."]
    assert table.rows.rowCount() == 5 and table._trouble == ""


def test_a_bug_in_a_question_is_raised(qtbot: Any, table: RecordTable) -> None:
    with pytest.raises(ZeroDivisionError):
        table._tell_in_passing(ZeroDivisionError())
