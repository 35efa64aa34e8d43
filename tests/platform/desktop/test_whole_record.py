"""A form that writes all of a record writes over nothing that another desk saved meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from carecoop_desktop.people.members.actions import add_member
from carecoop_desktop.platform.desktop.deed_form import Deed, Filling
from carecoop_desktop.platform.desktop.forms import Field, check, date_, heading, text
from carecoop_desktop.platform.desktop.whole_record import changing_whole


@dataclass(frozen=True)
class _Circle:
    version: int
    name: str
    area: str
    open: bool = True


READ = _Circle(4, "Chester", "Hoole")


def _fields(now: _Circle) -> tuple[Field, ...]:
    return (heading("Circle"), text("name", "Name", now.name), text("area", "Area", now.area),
            check("open", "Open", now.open), text("note", "Note", None), date_("since", "Since"))  # fmt: skip


def _filling(stands: _Circle) -> Filling:
    def submit(values: dict[str, Any], version: int | None) -> Deed:
        return Deed(add_member, (version,), values)

    return changing_whole("Edit", "Save", READ, lambda: stands, _fields, submit, note="Ask first.")


def test_every_field_is_given_though_one_was_typed() -> None:
    filling = _filling(READ)
    deed = filling.submit({"area": "Upton"}, 4)
    assert deed.inputs == {"name": "Chester", "area": "Upton", "open": True, "note": "", "since": None}
    assert (filling.version, filling.only_changed, filling.note) == (4, True, "Ask first.")


def test_what_was_not_typed_is_given_as_it_stands_now() -> None:
    filling = _filling(replace(READ, version=7, name="Chester East", open=False))
    deed = filling.submit({"area": "Upton"}, 7)
    assert deed.args == (7,)
    assert (deed.inputs["name"], deed.inputs["area"], deed.inputs["open"]) == ("Chester East", "Upton", False)
    assert filling.fresh is not None and filling.fresh() == 7


def test_without_a_conflict_the_record_is_not_read_again() -> None:
    filling = _filling(replace(READ, version=7, name="Chester East"))
    assert filling.submit({}, 4).inputs["name"] == "Chester", "the version tells the action that this is stale"
