"""A form as a plain description."""

from __future__ import annotations

from carecoop_desktop.people.members.actions import add_member
from carecoop_desktop.people.members.screens.filling import Deed, Filling
from carecoop_desktop.platform.desktop.forms import heading, text

FIELDS = (heading("Person"), text("name", "Name", "Ann"), text("phone", "Phone"), text("note", "Note", "x"))


def _filling(only_changed: bool) -> Filling:
    return Filling("T", "Save", FIELDS, lambda values, _v: Deed(add_member, (), values), only_changed=only_changed)


def test_opens_with_the_values_of_its_fields() -> None:
    assert _filling(True).opening == {"name": "Ann", "phone": "", "note": "x"}


def test_gives_everything_or_only_what_was_altered() -> None:
    values = {"name": "Ann", "phone": "01632", "note": ""}
    assert _filling(False).given(values) == values
    assert _filling(True).given(values) == {"phone": "01632", "note": ""}


def test_empty_text_and_nothing_are_one_answer() -> None:
    assert _filling(True).given({"name": "Ann", "phone": None, "note": "x"}) == {}
