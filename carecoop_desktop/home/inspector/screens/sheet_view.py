"""Lays a sheet out: headings, facts, text and tables."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from carecoop_desktop.home.inspector.showing import Mark, Section, Sheet
from carecoop_desktop.platform.desktop.page import Column, KeyValue, RowsTable, Tag, column, label
from carecoop_desktop.platform.desktop.page.cells import Cell

Open = Callable[[str, int], None]
_FIGURE = re.compile(r"–|none|\d[\d,:.]*( of \d[\d,]*)?%?")


class SheetView(QWidget):
    """One sheet; a row that leads somewhere opens by Enter or double click."""

    def __init__(self, sheet: Sheet, open_record: Open) -> None:
        super().__init__()
        self.tables: list[RowsTable] = []
        self._open = open_record
        self._layout = column(owner=self)
        for section in sheet.sections:
            self._section(section)
        self._layout.addStretch(1)

    def _section(self, section: Section) -> None:
        self._layout.addWidget(label(section.heading, "heading", wrap=True))
        if section.text:
            self._layout.addWidget(label(section.text, wrap=True, selectable=True))
        if section.facts:
            self._layout.addWidget(KeyValue([(name, _value(cell)) for name, cell in section.facts]))
        if section.columns:
            self._table(section)
        self._layout.addSpacing(8)

    def _table(self, section: Section) -> None:
        widest = _widest(section)
        columns = [
            Column(title, "number" if _figures(section, at) else "text", stretch=at == widest)
            for at, title in enumerate(section.columns)
        ]
        rows: list[list[Cell]] = [[_cell(cell) for cell in one] for one in section.rows]
        table = RowsTable(columns, rows, name=section.heading, fit=True)
        if section.opens:
            table.setToolTip("Enter or double click opens it")
            table.opened.connect(lambda at: self._open(*section.opens[at]))
        self.tables.append(table)
        self._layout.addWidget(table)


def _widest(section: Section) -> int:
    """The column with the longest words takes the room that is left."""
    lengths = [max((len(_words(one[at])) for one in section.rows), default=0) for at in range(len(section.columns))]
    return lengths.index(max(lengths))


def _figures(section: Section, at: int) -> bool:
    """Whether a column holds nothing but figures, which stand at the right."""
    cells = [one[at] for one in section.rows]
    return bool(cells) and all(isinstance(cell, str) and _FIGURE.fullmatch(cell) for cell in cells)


def _words(cell: str | Mark) -> str:
    return cell.word if isinstance(cell, Mark) else cell


def _cell(cell: str | Mark) -> Cell:
    return Tag(cell.word, cell.tone) if isinstance(cell, Mark) else cell


def _value(cell: str | Mark) -> str | Tag:
    return Tag(cell.word, cell.tone) if isinstance(cell, Mark) else cell
