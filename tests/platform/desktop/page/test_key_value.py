"""Facts as names and values."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from carecoop_desktop.platform.desktop.page import KeyValue, Pill, Tag

Place = Callable[[QWidget], QWidget]


def words(widget: QWidget) -> list[str]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [each.text() for each in widget.findChildren(QLabel)]


def test_facts_stand_in_their_order(place: Place) -> None:
    grid = KeyValue([("Circle", "Chester · 9 people"), ("Funder", "Cheshire West")])
    place(grid)
    assert words(grid) == ["Circle", "Chester · 9 people", "Funder", "Cheshire West"]


def test_a_tag_becomes_a_pill_beside_the_text(place: Place) -> None:
    grid = KeyValue([("Consent", "Recorded 4 Mar 2025", Tag("in date", "met"))])
    place(grid)
    pill = grid.findChild(Pill)
    assert (pill.text(), pill.state) == ("in date", "met")


def test_other_facts_take_the_place_of_the_first(place: Place) -> None:
    grid = KeyValue([("Circle", "Chester"), ("Consent", "Recorded", Tag("in date", "met"))])
    place(grid)
    grid.show_facts([("Circle", "Wirral")])
    assert words(grid) == ["Circle", "Wirral"]


def test_a_control_takes_the_name_of_its_fact(place: Place) -> None:
    edit = QLineEdit()
    grid = KeyValue([("Weekly budget", edit)])
    place(grid)
    assert edit.accessibleName() == "Weekly budget"


def test_a_control_with_a_name_keeps_it(place: Place) -> None:
    edit = QLineEdit()
    edit.setAccessibleName("Own name")
    grid = KeyValue([("Weekly budget", edit)])
    place(grid)
    assert edit.accessibleName() == "Own name"


def test_long_values_wrap(place: Place) -> None:
    grid = KeyValue([("Note", "word " * 60)])
    place(grid)
    grid.resize(300, 600)
    value = grid.findChildren(QLabel)[1]
    assert value.wordWrap()
    assert value.width() <= 300
