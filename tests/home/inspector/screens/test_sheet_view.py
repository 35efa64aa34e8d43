"""A sheet laid out: text, facts and tables."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLabel

from carecoop_desktop.home.inspector.screens.sheet_view import SheetView
from carecoop_desktop.home.inspector.showing import Mark, Section, Sheet
from carecoop_desktop.platform.desktop.page import KeyValue

SHEET = Sheet("plan", 1, "Plan", "", (
    Section("Words", text="I choose who comes."),
    Section("Facts", facts=(("Review", Mark("in date", "met")), ("Goes by", "Ann"))),
    Section("People", ("Who", "Visits", "State"), (("Ann", "30 of 31", Mark("met", "met")), ("Bryn", "4", "")),
            (("plan", 7), ("plan", 9))),
))  # fmt: skip


def test_text_facts_and_tables_stand_under_their_headings(qtbot: Any) -> None:
    view = SheetView(SHEET, lambda *_: None)
    qtbot.addWidget(view)
    words = [label.text() for label in view.findChildren(QLabel)]
    assert {"Words", "I choose who comes.", "Facts", "Goes by", "Ann", "People"} <= set(words)
    assert len(view.findChildren(KeyValue)) == 1
    assert view.tables[0].copy_text() == "Who\tVisits\tState\nAnn\t30 of 31\tmet\nBryn\t4\t\n"


def test_a_row_opens_what_it_leads_to(qtbot: Any) -> None:
    opened = []
    view = SheetView(SHEET, lambda kind, number: opened.append((kind, number)))
    qtbot.addWidget(view)
    view.tables[0].opened.emit(1)
    assert opened == [("plan", 9)]


def test_figures_stand_at_the_right(qtbot: Any) -> None:
    view = SheetView(SHEET, lambda *_: None)
    qtbot.addWidget(view)
    model = view.tables[0].model()
    assert [model.columns[at].right for at in range(3)] == [False, True, False]  # type: ignore[attr-defined]


def test_an_empty_table_still_has_its_headings(qtbot: Any) -> None:
    view = SheetView(Sheet("hours", None, "Hours", "", (Section("Hours", ("Who", "How long")),)), lambda *_: None)
    qtbot.addWidget(view)
    assert view.tables[0].row_count() == 0
