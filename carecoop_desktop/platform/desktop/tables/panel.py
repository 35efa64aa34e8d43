"""A table with its filter bar: what most screens put on a page."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecoop_desktop.platform.desktop.tables.filter_bar import FilterBar
from carecoop_desktop.platform.desktop.tables.lanes import Lane
from carecoop_desktop.platform.desktop.tables.source import Forgetful, Memory, RowSource
from carecoop_desktop.platform.desktop.tables.view import RecordTable


class RecordPanel(QWidget):
    """The filter bar drives the table; a change made in the table shows in the bar."""

    def __init__(
        self, source: RowSource, lane: Lane | None = None, memory: Memory | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        memory = memory or Forgetful()
        self.table = RecordTable(source, lane, memory, self)
        self.bar = FilterBar(source.shape, memory, self)
        self.bar.asked.connect(self.table.set_request)
        self.bar.left.connect(self.table.setFocus)
        self.table.request_changed.connect(lambda: self.bar.show_request(self.table.request))
        self.table.counted.connect(self.bar.show_count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.bar)
        layout.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
        self.bar.show_request(self.table.request)
        if self.table.rows.exact:
            self.bar.show_count(self.table.rows.rowCount())

    def refresh_for(self, tables: set[str] | frozenset[str]) -> bool:
        """Reload the table if it shows any of these tables of the database."""
        return self.table.refresh_for(tables)
