"""The search for controls without a name finds them, and only them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from carecoop_desktop.platform.desktop.accessible import unnamed_controls
from carecoop_desktop.platform.desktop.page import (
    Card,
    Column,
    Do,
    EmptyState,
    KeyValue,
    Page,
    RowsTable,
    Split,
    Step,
    StepStrip,
    Tabs,
    Tag,
    button,
    column,
    grey,
    label,
    scrolled,
)

Place = Callable[[QWidget], QWidget]


def test_bare_controls_are_found(place: Place) -> None:
    holder = QWidget()
    column(QLineEdit(), QPlainTextEdit(), QTableView(), QComboBox(), QLabel("text"), owner=holder)
    place(holder)
    found = [each.split(" in ")[0] for each in unnamed_controls(holder)]
    assert sorted(found) == ["QComboBox", "QLineEdit", "QPlainTextEdit", "QTableView"]


def test_it_says_where(place: Place) -> None:
    card = Card("Needs you")
    card.add(QLineEdit())
    place(card)
    assert unnamed_controls(card) == ["QLineEdit in Card"]


def test_a_buddy_or_a_name_is_enough(place: Place) -> None:
    holder = QWidget()
    form = QFormLayout(holder)
    form.addRow("Name", QLineEdit())
    named = QLineEdit()
    named.setAccessibleName("Rate")
    form.addRow(named)
    form.addRow(QPushButton("Save"))
    place(holder)
    assert unnamed_controls(holder) == []


def test_what_tab_cannot_reach_needs_none(place: Place) -> None:
    holder = QWidget()
    disabled = QLineEdit()
    disabled.setEnabled(False)
    column(disabled, owner=holder)
    place(holder)
    assert unnamed_controls(holder) == []


def test_a_page_of_all_our_parts_has_names_throughout(place: Place) -> None:
    """The kit itself passes what it asks of every page."""
    page = Page("Everything", "in one place")
    page.add_action("Import...", lambda: None)
    grey(page.add_action("Finish", lambda: None, primary=True), "Not yet.")
    page.add(StepStrip([Step("Hours", Tag("locked", "met"), open=True), Step("Checks")]))
    table = RowsTable([Column("What"), Column("Do")], [("DBS", Do("Record", lambda: None))], name="Needs you")
    facts = KeyValue([("Circle", "Chester"), ("Budget", QLineEdit())])
    tabs = Tabs([("Overview", lambda: facts), ("History", lambda: label("none yet"))], name="Member")
    holder = QWidget()
    column(EmptyState("Nothing yet", "Add one"), button("More"), owner=holder)
    page.add(Split(table, tabs, scrolled(holder, "More")))
    place(page)
    assert unnamed_controls(page) == []
