"""What every table of records has in common before it shows a row."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QStringListModel
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QTableView

from carecoop_desktop.platform.database.lists.shape import Heading, Kind, ListShape
from carecoop_desktop.platform.desktop.tables.delegate import StateDelegate
from carecoop_desktop.platform.desktop.tables.dressing import dress, fit_rows, keep_headings_still

SHAPE = ListShape("tests.words", "Words", (Heading("word", "Word"), Heading("state", "State", Kind.STATE)))


@pytest.fixture
def table(qtbot: Any) -> QTableView:
    made = QTableView()
    qtbot.addWidget(made)
    made.setModel(QStringListModel([f"word {number}" for number in range(500)], made))
    return made


def test_whole_rows_are_selected_and_nothing_is_typed_into(table: QTableView) -> None:
    dress(table, SHAPE)
    assert table.selectionBehavior() is QAbstractItemView.SelectionBehavior.SelectRows
    assert table.editTriggers() == QAbstractItemView.EditTrigger.NoEditTriggers
    assert table.accessibleName() == "Words"
    assert not table.tabKeyNavigation() and table.verticalHeader().isHidden()


def test_states_have_their_delegate_and_words_do_not(table: QTableView) -> None:
    dress(table, SHAPE)
    assert isinstance(table.itemDelegateForColumn(1), StateDelegate)
    assert table.itemDelegateForColumn(0) is None


def test_rows_follow_the_font_both_ways_and_no_row_is_told_of_apart(table: QTableView) -> None:
    dress(table, SHAPE)
    told: list[int] = []
    table.verticalHeader().sectionResized.connect(lambda place, *_: told.append(place))
    small = table.font()
    for points in (30.0, small.pointSizeF()):
        font = QFont(small)
        font.setPointSizeF(points)
        table.setFont(font)
        fit_rows(table)
        assert table.rowHeight(0) == table.rowHeight(499) == table.fontMetrics().height() + 12
        assert table.verticalHeader().length() == 500 * table.rowHeight(0)
    assert told == []


def test_the_scroll_bar_knows_the_new_heights(table: QTableView) -> None:
    dress(table, SHAPE)
    table.resize(300, 400)
    table.show()
    before = table.verticalScrollBar().maximum()
    font = QFont(table.font())
    font.setPointSizeF(40)
    table.setFont(font)
    fit_rows(table)
    assert table.verticalScrollBar().maximum() > before  # fewer rows fit


def test_headings_have_a_selection_of_their_own(table: QTableView) -> None:
    keep_headings_still(table)
    table.selectAll()
    assert not table.horizontalHeader().selectionModel().hasSelection()
    assert table.selectionModel().hasSelection()
