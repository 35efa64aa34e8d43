"""Stored values in the words of a form."""

from __future__ import annotations

from typing import Any

import pytest

from carecoop_desktop.platform.desktop.forms import Field, check, choice, date_, hours, money, number, text, time_
from carecoop_desktop.platform.desktop.forms.stored_words import stored_words


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        (money("normal", "Each time"), 12_345, "£123.45"),
        (hours("minutes", "Hours"), 450, "7.50"),
        (number("weeks", "Weeks"), 12, "12"),
        (date_("last", "Last day"), "2026-11-22", "22 Nov 2026"),
        (time_("start", "Start"), "09:30:00", "09:30"),
        (choice("kind", "Kind", [("aeo", "A court's order")]), "aeo", "A court's order"),
        (choice("kind", "Kind", [("aeo", "A court's order")]), "gone", "gone"),
        (choice("given", "Answer", [(True, "Given"), (False, "Refused")]), False, "Refused"),
        (check("fee", "Keep the £1"), True, "Yes"),
        (text("name", "Name"), "Ann <b>", "Ann <b>"),
        (text("name", "Name"), "", "–"),
        (None, None, "–"),
        (None, "2026-11-22", "22 Nov 2026"),
        (None, "paused", "paused"),
    ],
)
def test_a_stored_value_reads_as_in_the_form(field: Field | None, value: Any, words: str) -> None:
    assert stored_words(field, value) == words
