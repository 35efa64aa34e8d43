"""Cards, tiles, panels and empty places."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from carecoop_desktop.platform.desktop.page import Card, DetailPanel, EmptyState, Tile, button, label, row
from carecoop_desktop.platform.desktop.theme import ThemeKeeper, current

Place = Callable[[QWidget], QWidget]


def words(widget: QWidget) -> list[str]:
    return [each.text() for each in widget.findChildren(QLabel) if not each.isHidden() and each.text()]


def test_a_card_has_a_heading_and_parts(place: Place) -> None:
    card = Card("Needs you")
    card.add(label("first"))
    card.add(row(label("second"), label("third")))
    card.end()
    place(card)
    assert words(card) == ["Needs you", "first", "second", "third"]


def test_a_heading_takes_room_only_when_it_says_something(place: Place) -> None:
    card = Card()
    place(card)
    assert card.heading.isHidden()
    said = Card("Training")
    place(said)
    assert not said.heading.isHidden()


def test_a_flush_card_leaves_room_only_for_its_line(theme: ThemeKeeper) -> None:
    assert Card(flush=True).body.contentsMargins().left() == 1
    assert Card().body.contentsMargins().left() == current().sizes.units(2)


def test_a_second_heading_stands_apart(place: Place) -> None:
    with_heading, without = Card("One"), Card("One")
    for card, role in ((with_heading, "heading"), (without, "strong")):
        card.add(label("something"))
        card.add(label("Two", role))
    assert with_heading.body.count() == without.body.count() + 1


def test_a_tile_says_figure_word_and_note(place: Place) -> None:
    tile = Tile("46", "members supported", "in 6 circles")
    place(tile)
    assert words(tile) == ["46", "members supported", "in 6 circles"]
    tile.say("47", "members supported", "in 7 circles")
    assert words(tile) == ["47", "members supported", "in 7 circles"]


def test_an_empty_place_offers_the_first_deed(place: Place, qtbot: QtBot) -> None:
    done: list[str] = []
    empty = EmptyState(
        "Members will stand here.", "Add the first member", lambda: done.append("added"), note="Or import."
    )
    place(empty)
    assert words(empty) == ["Members will stand here.", "Or import."]
    deed = empty.findChild(QPushButton)
    assert deed.property("role") == "primary"
    qtbot.mouseClick(deed, Qt.MouseButton.LeftButton)
    assert done == ["added"]


def test_an_empty_place_may_offer_nothing(place: Place) -> None:
    empty = EmptyState("Payslips will stand here after the first pay run.")
    place(empty)
    assert empty.deed is None
    assert empty.findChild(QPushButton) is None


def test_a_panel_has_title_line_and_buttons(place: Place, qtbot: QtBot) -> None:
    done: list[str] = []
    panel = DetailPanel("James Hollis", "Member since Mar 2025")
    made = panel.add_button(button("Print statement", lambda: done.append("printed")))
    panel.add(label("About", "heading"))
    place(panel)
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
    assert done == ["printed"]
    panel.say("Ann Hay")
    assert words(panel) == ["Ann Hay", "About"]
