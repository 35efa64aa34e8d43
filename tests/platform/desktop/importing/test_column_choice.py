"""Which column stands for which field, chosen by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from carecoop_desktop.people.members.import_rules import member_spec
from carecoop_desktop.platform.desktop.accessible import unnamed_controls
from carecoop_desktop.platform.desktop.importing.column_choice import LEAVE_OUT, ColumnChoice

FIELDS = member_spec(date(2026, 11, 30)).fields
HEADINGS = ("Who", "Birthday")


def _choice(qtbot: Any) -> ColumnChoice:
    made = ColumnChoice()
    qtbot.addWidget(made)
    made.show_columns(FIELDS, HEADINGS, {"born": "Birthday"})
    return made


def test_shows_what_was_understood(qtbot: Any) -> None:
    choice = _choice(qtbot)
    assert choice.box("born").currentText() == "Birthday"
    assert choice.box("name").currentText() == LEAVE_OUT
    assert unnamed_controls(choice) == []


def test_says_what_was_chosen(qtbot: Any) -> None:
    choice = _choice(qtbot)
    told: list[tuple[str, str]] = []
    choice.chosen.connect(lambda name, heading: told.append((name, heading)))
    choice.box("name").setCurrentText("Who")
    choice.box("born").setCurrentIndex(0)
    assert told == [("name", "Who"), ("born", "")]


def test_showing_is_not_choosing(qtbot: Any) -> None:
    choice = _choice(qtbot)
    told: list[str] = []
    choice.chosen.connect(lambda name, _heading: told.append(name))
    choice.show_columns(FIELDS, HEADINGS, {"name": "Who"})
    assert told == []
    assert choice.box("name").currentText() == "Who"


def test_another_file_has_other_columns(qtbot: Any) -> None:
    choice = _choice(qtbot)
    choice.show_columns(FIELDS, ("Name", "DOB", "Phone"), {"name": "Name"})
    assert choice.box("name").count() == 4
