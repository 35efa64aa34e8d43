"""A form that sets what stands under a key writes over nothing that its user has not seen."""

from __future__ import annotations

from typing import Any

from carecoop_desktop.people.members.actions import add_member
from carecoop_desktop.platform.desktop.deed_form import Deed, Filling
from carecoop_desktop.platform.desktop.forms import choice, heading, number, text
from carecoop_desktop.platform.desktop.keyed_record import Key, setting_under

KINDS = [("day", "Day"), ("night", "Night")]
FIELDS = (heading("Rate"), choice("kind", "Kind", KINDS, "day"), number("since", "From", 3),
          number("pence", "Rate", 10), text("note", "Note", None))  # fmt: skip


def _theirs(key: Key) -> dict[str, Any]:
    return {"kind": key[0], "since": key[1], "pence": 50, "note": "theirs", "unknown": 1}


def _filling() -> Filling:
    def submit(values: dict[str, Any], seen: int) -> Deed:
        return Deed(add_member, (seen,), values)

    return setting_under("Rate", "Set rate", FIELDS, ("kind", "since"), 7, _theirs, submit, note="Ask first.")


def test_every_field_is_given_though_one_was_typed() -> None:
    filling = _filling()
    deed = filling.submit({"pence": 12}, 7)
    assert deed.inputs == {"kind": "day", "since": 3, "pence": 12, "note": ""}
    assert (deed.args, filling.version, filling.only_changed, filling.note) == ((7,), 7, True, "Ask first.")


def test_after_a_conflict_theirs_counts_where_nothing_was_typed() -> None:
    filling = _filling()
    filling.submit({"pence": 12, "since": 5}, 7)
    deed = filling.submit({"pence": 12, "since": 5}, 9)
    assert deed.args == (9,), "what the conflict showed has been seen"
    assert deed.inputs == {"kind": "day", "since": 5, "pence": 12, "note": "theirs"}


def test_what_was_seen_under_one_key_was_not_seen_under_another() -> None:
    filling = _filling()
    filling.submit({"since": 5}, 7)
    filling.submit({"since": 5}, 9)
    deed = filling.submit({"since": 6, "kind": "night"}, 9)
    assert deed.args == (7,)
    assert (deed.inputs["kind"], deed.inputs["since"], deed.inputs["pence"]) == ("night", 6, 50)
    assert filling.submit({"since": 6, "kind": "night"}, 11).args == (11,), "now it was"
    assert filling.submit({"since": 5}, 11).args == (9,)
