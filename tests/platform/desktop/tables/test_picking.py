"""Selected records stay selected, and everything means everything."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel
from sqlalchemy import Table, delete, insert

from carecoop_desktop.platform.database.lists.reader import ListReader
from carecoop_desktop.platform.database.lists.shape import ListRequest, Sort
from carecoop_desktop.platform.desktop.tables.view import RecordTable

Add = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


@pytest.fixture
def table(qtbot: Any, shifts: Callable[[int], ListReader]) -> RecordTable:
    made = RecordTable(shifts(1000))
    qtbot.addWidget(made)
    return made


def pick(table: RecordTable, *places: int) -> None:
    for place in places:
        table.selectionModel().select(table.rows.index(place, 0), Add)


def stretch(table: RecordTable, first: int, last: int) -> None:
    rows = QItemSelection(table.rows.index(first, 0), table.rows.index(last, 0))
    table.selectionModel().select(rows, Add)


def selected_rows(table: RecordTable) -> set[int]:
    return {index.row() for index in table.selectionModel().selectedRows()}


def test_nothing_is_selected_at_first(table: RecordTable) -> None:
    assert not table.selection()
    assert table.selected_ids() == ()


def test_rows_are_told_by_id_in_order(table: RecordTable) -> None:
    pick(table, 7, 3)
    assert table.selection().ids == (4, 8)
    assert not table.selection().everything


def test_a_long_stretch_is_read_for_its_ids(table: RecordTable) -> None:
    stretch(table, 5, 904)
    assert table.selected_ids() == tuple(range(6, 906))


def test_everything_is_kept_as_such(table: RecordTable) -> None:
    table.set_request(ListRequest().filtered("draft"))
    table.selectAll()
    chosen = table.selection()
    assert chosen.everything and chosen.ids == () and chosen.request == table.request
    assert set(table.selected_ids()) == {n for n in range(1, 1001) if n % 3 == 0}


def test_everything_ends_with_the_next_choice(table: RecordTable) -> None:
    table.selectAll()
    table.selectRow(4)
    assert table.selection().ids == (5,)
    assert not table.selection().everything


def test_everything_takes_in_what_comes_later(table: RecordTable, write: Any, shift: Table, shift_row: Any) -> None:
    table.selectAll()
    write(insert(shift), [shift_row(1001)])
    table.reload()
    assert len(table.selected_ids()) == 1001
    assert len(selected_rows(table)) == 1001


def test_records_stay_selected_when_the_order_changes(qtbot: Any, table: RecordTable) -> None:
    pick(table, 0, 1, 2)
    table.set_request(table.request.sorted_by(Sort("day", True)))
    assert set(table.selected_ids()) == {1, 2, 3}
    assert selected_rows(table) == set()
    with qtbot.waitSignal(table.rows.arrived):
        table.rows.index(999, 0).data()
    assert selected_rows(table) == {997, 998, 999}
    assert set(table.selected_ids()) == {1, 2, 3}


def test_records_that_went_are_not_selected_any_more(table: RecordTable, write: Any, shift: Table) -> None:
    pick(table, 0, 1, 2)
    write(delete(shift).where(shift.c.id == 2))
    table.reload()
    assert set(table.selected_ids()) == {1, 3}
    assert selected_rows(table) == {0, 1}


def test_a_filter_drops_what_it_hides(table: RecordTable) -> None:
    pick(table, 0, 1, 2)
    table.set_request(ListRequest().filtered("draft"))
    assert table.selected_ids() == (3,)


def test_a_click_forgets_what_waited_to_be_seen(table: RecordTable) -> None:
    pick(table, 0)
    table.set_request(table.request.sorted_by(Sort("day", True)))
    table.selectRow(5)
    assert table.selected_ids() == (995,)
