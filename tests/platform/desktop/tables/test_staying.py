"""The reader of a table stays where they are while its rows change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QTableView

from carecoop_desktop.platform.database.lists.reader import ListReader
from carecoop_desktop.platform.desktop.tables.model import SqlTableModel
from carecoop_desktop.platform.desktop.tables.opening import Keep
from carecoop_desktop.platform.desktop.tables.staying import Standing


@pytest.fixture
def table(qtbot: Any, shifts: Callable[[int], ListReader]) -> QTableView:
    made = QTableView()
    qtbot.addWidget(made)
    model = SqlTableModel(shifts(300), parent=made)
    made.setModel(model)
    made.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    made.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerItem)
    made.resize(600, 300)
    made.show()
    model.load()
    return made


@pytest.fixture
def standing(table: QTableView) -> Standing:
    return Standing(table, table.model())


def test_without_a_cursor_the_topmost_row_is_kept(table: QTableView, standing: Standing) -> None:
    table.verticalScrollBar().setValue(40)
    assert standing.keep((), same_place=True) == Keep(41, 40)


def test_a_cursor_in_sight_is_kept_at_its_height(table: QTableView, standing: Standing) -> None:
    table.setCurrentIndex(table.model().index(50, 0))
    table.verticalScrollBar().setValue(47)
    assert standing.keep((7,), same_place=True) == Keep(51, 50, (7,))
    standing.hold()
    standing.settle(80)
    assert table.currentIndex().row() == 80
    assert table.rowAt(0) == 77


def test_another_choice_of_rows_starts_at_the_top_unless_a_record_is_selected(
    table: QTableView, standing: Standing
) -> None:
    table.verticalScrollBar().setValue(40)
    assert standing.keep((), same_place=False) == Keep()
    table.selectRow(42)
    assert standing.keep((43,), same_place=False) == Keep(43, 0, (43,))


def test_moving_on_while_rows_are_read_counts(table: QTableView, standing: Standing) -> None:
    table.setCurrentIndex(table.model().index(3, 0))
    standing.keep((), same_place=True)
    table.setCurrentIndex(table.model().index(5, 0))
    standing.hold()
    standing.settle(10)
    assert table.currentIndex().row() == 12


def test_each_record_is_told_once_and_none_while_rows_change(table: QTableView, standing: Standing) -> None:
    told: list[int | None] = []
    standing.moved.connect(told.append)
    table.setCurrentIndex(table.model().index(2, 0))
    standing.note()
    table.setCurrentIndex(table.model().index(2, 3))
    standing.note()
    assert (told, standing.record) == ([3], 3)
    standing.hold()
    table.setCurrentIndex(table.model().index(9, 0))
    standing.note()
    assert told == [3]


def test_going_beyond_the_end_changes_nothing(table: QTableView, standing: Standing) -> None:
    table.setColumnHidden(0, True)
    standing.go_to(4)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (4, 1)
    standing.go_to(300)
    standing.go_to(None)
    assert table.currentIndex().row() == 4
