"""Fields are plain descriptions."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.platform.desktop.forms import fields
from carecoop_desktop.platform.desktop.forms.fields import Field


@pytest.mark.parametrize(
    ("made", "kind", "value"),
    [
        (fields.text("a", "A", "x"), "text", "x"),
        (fields.multiline("a", "A"), "multiline", ""),
        (fields.choice("a", "A", [(1, "One")], 1), "choice", 1),
        (fields.date_("a", "A", date(2026, 11, 22)), "date", date(2026, 11, 22)),
        (fields.time_("a", "A"), "time", None),
        (fields.money("a", "A", 1350), "money", 1350),
        (fields.hours("a", "A", 90), "hours", 90),
        (fields.number("a", "A", 3), "number", 3),
        (fields.check("a", "A", True), "check", True),
        (fields.person("a", "A", lambda typed: [], (7, "Ann")), "person", (7, "Ann")),
        (fields.heading("Person"), "heading", None),
    ],
)
def test_each_kind_has_its_word(made: Field, kind: str, value: object) -> None:
    assert (made.kind, made.value) == (kind, value)


def test_more_can_be_said() -> None:
    made = fields.text("pin", "PIN", required=True, secret=True, hint="Six figures.", width=8)
    assert (made.required, made.secret, made.hint, made.width) == (True, True, "Six figures.", 8)


def test_another_value_makes_another_field() -> None:
    empty = fields.money("rate", "Hourly rate")
    assert empty.holding(1350).value == 1350
    assert empty.value is None
