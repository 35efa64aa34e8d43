"""Both values side by side, and a choice for each field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from carecoop_desktop.platform.desktop.accessible import unnamed_controls
from carecoop_desktop.platform.desktop.forms import ConflictView
from carecoop_desktop.platform.kernel.errors import Conflict, FieldConflict

CONFLICT = Conflict(
    "Anna Lowe changed James Hollis at 10:42.",
    [
        FieldConflict("member", 14, "phone", "01244 1", "01244 2", "01244 3", "Anna Lowe", "2026-11-22T10:42:00+00:00"),
        FieldConflict("member", 14, "circle", None, "Chester", "Wirral", "Anna Lowe", "some time ago"),
    ],
)


@pytest.fixture
def view(place: Callable[[QWidget], QWidget]) -> ConflictView:
    made = ConflictView(CONFLICT, names={"phone": "Phone"})
    place(made)
    return made


def press(view: ConflictView, qtbot: QtBot, start: str) -> None:
    found = next(each for each in view.findChildren(QRadioButton) if each.accessibleName().startswith(start))
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton, pos=found.rect().topLeft() + found.rect().center() / 4)
    found.setChecked(True)


def test_it_says_who_changed_what_and_when(view: ConflictView) -> None:
    names = [each.accessibleName() for each in view.findChildren(QRadioButton)]
    assert names == [
        "Phone, mine: 01244 2",
        "Phone, theirs: 01244 3, Anna Lowe, 22 Nov 2026 10:42",
        "circle, mine: Chester",
        "circle, theirs: Wirral, Anna Lowe, some time ago",
    ]


def test_the_value_before_is_shown(view: ConflictView) -> None:
    words = [each.text() for each in view.findChildren(QLabel)]
    assert CONFLICT.sentence in words
    assert "01244 1" in words and "–" in words


def test_nothing_is_chosen_for_anybody(view: ConflictView) -> None:
    assert view.choices() == {}
    assert not view.complete()


def test_each_field_has_its_own_choice(view: ConflictView, qtbot: QtBot) -> None:
    press(view, qtbot, "Phone, theirs")
    assert not view.complete()
    press(view, qtbot, "circle, mine")
    assert view.choices() == {"phone": "01244 3", "circle": "Chester"}
    assert view.complete()


def test_a_choice_can_be_changed(view: ConflictView, qtbot: QtBot) -> None:
    press(view, qtbot, "Phone, theirs")
    press(view, qtbot, "Phone, mine")
    assert view.choices() == {"phone": "01244 2"}


def test_what_the_form_does_not_ask_for_is_told_and_not_chosen(place: Callable[[QWidget], QWidget]) -> None:
    view = ConflictView(CONFLICT, asked={"phone"})
    place(view)
    assert [each.field for each in view.asks] == ["phone"]
    assert len(view.findChildren(QRadioButton)) == 2
    words = [each.text() for each in view.findChildren(QLabel)]
    assert "Wirral" in words and "Theirs: Anna Lowe, some time ago" in words


def test_what_both_typed_alike_and_what_may_not_be_seen_needs_no_choice(place: Callable[[QWidget], QWidget]) -> None:
    phone, circle = CONFLICT.fields
    hidden = replace(phone, before=None, mine=None, theirs=None, hidden=True)
    view = ConflictView(Conflict("Anna changed it.", [hidden, replace(circle, mine="Wirral")]))
    place(view)
    assert view.asks == () and view.complete()
    words = [each.text() for each in view.findChildren(QLabel)]
    assert "not shown to your role" in words and "Wirral" in words
    assert "Theirs: Anna Lowe, 22 Nov 2026 10:42" in words, "who and when is told all the same"


def test_values_are_shown_as_the_page_shows_them(place: Callable[[QWidget], QWidget]) -> None:
    view = ConflictView(CONFLICT, show=lambda field, value: f"{field}={value}")
    place(view)
    assert view.findChildren(QRadioButton)[0].text() == "phone=01244 2"


def test_everything_is_chosen_at_once(view: ConflictView) -> None:
    view.choose_all(mine=True)
    assert view.choices() == {"phone": "01244 2", "circle": "Chester"}
    view.choose_all(mine=False)
    assert view.choices() == {"phone": "01244 3", "circle": "Wirral"}


def test_where_only_theirs_can_stay_both_are_shown_and_it_is_said_why(place: Callable[[QWidget], QWidget]) -> None:
    unknown = replace(CONFLICT.fields[1], who="another desk", when="")
    view = ConflictView(Conflict("It was changed.", [CONFLICT.fields[0], unknown]), why_not={"circle": "It is closed."})
    place(view)
    view.choose_all(mine=True)
    assert view.choices() == {"phone": "01244 2"} and view.complete()
    words = [each.text() for each in view.findChildren(QLabel)]
    assert "Chester" in words and "Wirral" in words
    assert "Theirs: another desk. It is closed." in words


def test_every_control_has_a_name(view: ConflictView) -> None:
    assert unnamed_controls(view) == []


def test_long_values_stand_beside_each_other_in_a_narrow_form(place: Callable[[QWidget], QWidget]) -> None:
    long = "First Tuesday of the month, 2 pm, at the Hoole community centre"
    made = ConflictView(Conflict("Anna changed it.", [
        FieldConflict("circle", 1, "meets", "", long, long.upper(), "Anna Lowe", "2026-11-22T10:42:00+00:00")
    ]))  # fmt: skip
    place(made)
    wide = [each.fontMetrics().horizontalAdvance(long) for each in made.findChildren(QRadioButton)]
    assert made.minimumSizeHint().width() < min(wide) * 1.5
    assert long in [each.text().replace("\n", " ") for each in made.findChildren(QRadioButton)]
