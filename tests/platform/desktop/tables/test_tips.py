"""Words that are cut are shown whole under the mouse."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip

from carecoop_desktop.platform.desktop.page import Column, RowsTable
from carecoop_desktop.platform.desktop.tables.tips import show_whole
from carecoop_desktop.platform.desktop.theme import ThemeKeeper

LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"


@pytest.fixture
def table(theme: ThemeKeeper, qtbot: Any) -> RowsTable:
    made = RowsTable([Column("Where", stretch=True), Column("What")], [(LONG, "Tea")], name="T")
    qtbot.addWidget(made)
    made.resize(260, 200)
    made.show()
    return made


def over(table: RowsTable, column: int) -> QHelpEvent:
    place = table.visualRect(table.model().index(0, column)).center()
    return QHelpEvent(QEvent.Type.ToolTip, place, table.viewport().mapToGlobal(place))


def test_a_cut_cell_is_shown_whole(table: RowsTable) -> None:
    assert show_whole(table, over(table, 0))
    assert QToolTip.text() == LONG
    QToolTip.hideText()


def test_a_cell_that_fits_says_nothing(table: RowsTable) -> None:
    assert not show_whole(table, over(table, 1))


def test_beside_the_rows_is_nothing(table: RowsTable) -> None:
    nowhere = QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 180), table.viewport().mapToGlobal(QPoint(5, 180)))
    assert not show_whole(table, nowhere)
    assert not show_whole(table, QEvent(QEvent.Type.ToolTip))
