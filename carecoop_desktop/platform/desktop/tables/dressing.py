"""How a table of records looks and takes the keyboard: what is set once, and the height of its rows."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from carecoop_desktop.platform.database.lists.shape import Kind, ListShape
from carecoop_desktop.platform.desktop.tables.delegate import StateDelegate

_AROUND = 12
"""Pixels that a row is higher than its words."""


def dress(table: QTableView, shape: ListShape) -> None:
    """Set up everything that stays as it is."""
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.setShowGrid(False)
    table.setCornerButtonEnabled(False)
    table.setAccessibleName(shape.label)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    fit_rows(table)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionsClickable(True)
    header.setSortIndicatorShown(True)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for place, heading in enumerate(shape.headings):
        if heading.kind is Kind.STATE:
            table.setItemDelegateForColumn(place, StateDelegate(table))


def keep_headings_still(table: QTableView) -> None:
    """A heading shows whether its whole column is selected and asks every row for that: 30 s for a million rows.

    It gets a selection of its own, in which there is never anything.
    """
    header = table.horizontalHeader()
    header.setSelectionModel(QItemSelectionModel(table.model(), header))


def fit_rows(table: QTableView) -> None:
    """Make every row as high as the font asks for.

    The header keeps still about it and has no least height of its own: it would tell and check a million rows one by
    one, which takes minutes.
    """
    height, header = table.fontMetrics().height() + _AROUND, table.verticalHeader()
    if height == header.defaultSectionSize():
        return
    header.blockSignals(True)
    header.setMinimumSectionSize(1)
    header.setDefaultSectionSize(height)
    header.blockSignals(False)
    table.updateGeometries()
    table.viewport().update()
