"""Every line there is, as a list that filters and sorts in the database."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import Card
from carecoop_desktop.platform.desktop.tables.panel import RecordPanel
from carecoop_desktop.work.timesheets.queries import day_of_line, line_reader


class LinesTab(QWidget):
    """A million lines open as fast as a hundred; Enter opens the week of a line."""

    opened_day = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.panel = RecordPanel(line_reader(desk.office), memory=desk.memory)
        self.panel.table.set_empty_text("Hours and claims will appear here, each with its date, PA, member and state.")
        self.panel.table.opened.connect(self._open)
        self.panel.table.failed.connect(desk.window.show_trouble)
        card = Card(flush=True)
        card.add(self.panel, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)

    def read(self) -> None:
        """Read the list again if what it shows has changed."""
        self.panel.refresh_for({"timesheet_line"})

    def _open(self, line_id: int) -> None:
        if day := self._desk.read_now(day_of_line, line_id):
            self.opened_day.emit(day)
