"""The overview of a member: facts, what higher rooms bring, and what the member asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecoop_desktop.people.members.queries import AskedFor, MemberPage
from carecoop_desktop.people.members.screens.words import about_facts, asked_rows
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import Beside, Column, KeyValue, RowsTable, label
from carecoop_desktop.platform.desktop.theme import current

Answer = Callable[[AskedFor], None]
BESIDE = "My PAs"
NARROW = 70
"""Below so many characters of width the two columns stand under each other."""


class Overview(QWidget):
    """``answer`` opens the answer to a request; ``why_not`` says why this user may not."""

    def __init__(self, desk: Desk, answer: Answer, why_not: str) -> None:
        super().__init__()
        self._desk, self._answer, self._why_not = desk, answer, why_not
        self._facts = [source for _title, source in desk.window.panels("member.facts", desk)]
        self._blocks = desk.window.panels("member.overview", desk)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, current().sizes.unit, 0)
        layout.setSpacing(current().sizes.units(2))
        self._top = Beside(narrow=NARROW)
        self.about = KeyValue(keys=12)
        self._top.add(_headed("About", self.about), 1)
        layout.addWidget(self._top)
        for title, widget in self._blocks:
            self._place(layout, title, widget)
        self.asked_title = label("", "heading")
        self.asked = RowsTable(
            [Column("Asked"), Column("Change", stretch=True), Column("Answered in"), Column("Result"), Column("")],
            name="What they asked for",
            fit=True,
        )
        self.nothing = label("Nothing yet. What they want to be different will stand here.", "note", wrap=True)
        layout.addWidget(self.asked_title)
        layout.addWidget(self.asked)
        layout.addWidget(self.nothing)
        layout.addStretch(1)

    def _place(self, layout: QVBoxLayout, title: str, widget: QWidget) -> None:
        """A block that says so stands beside the facts, the others below."""
        block = _headed(title, widget)
        if getattr(widget, "beside", title == BESIDE):
            self._top.add(block, 1)
        else:
            layout.addLayout(block)

    def show_page(self, page: MemberPage) -> None:
        """Show a member."""
        more = [fact for source in self._facts for fact in source.facts(page.head.id)]  # type: ignore[attr-defined]
        self.about.show_facts(about_facts(page, more))
        for _title, widget in self._blocks:
            shown: Any = widget
            shown.show_record(page.head.id)
        self.asked_title.setText(f"What {page.head.first_name} asked for")
        rows = asked_rows(page.requests[:6], self._desk.today, self._answer, self._why_not)
        self.asked.set_rows(rows)
        self.asked.setVisible(bool(rows))
        self.nothing.setVisible(not rows)


def _headed(title: str, widget: QWidget) -> QVBoxLayout:
    made = QVBoxLayout()
    made.setSpacing(current().sizes.unit)
    if title:
        made.addWidget(label(title, "heading"))
    made.addWidget(widget)
    made.addStretch(1)
    made.setAlignment(Qt.AlignmentFlag.AlignTop)
    return made
