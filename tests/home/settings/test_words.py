"""How settings and history say things."""

from __future__ import annotations

import pytest

from carecoop_desktop.home.settings.words import MOST, ROLES, change_words, field_words, role_words, room_words
from carecoop_desktop.platform.office.permissions import Role


@pytest.mark.parametrize(("name", "words"), [
    ("ni_number", "NI number"), ("member_id", "Member"), ("name", "Name"), ("dbs_issued", "DBS issued"),
    ("income_tax", "Income tax"), ("monthly-pay", "Monthly pay"), ("p45_gross", "P45 gross"),
])  # fmt: skip
def test_fields_read_as_words(name: str, words: str) -> None:
    assert field_words(name) == words


@pytest.mark.parametrize(("value", "kind", "words"), [
    (None, "", "–"), ("", "", "–"), ([], "", "–"), (True, "", "Yes"), (False, "", "No"), (123456, "pence", "£1,234.56"),
    (450, "minutes", "7.50"), (7, "", "7"), ("2026-11-22", "", "22 Nov 2026"), ("2026-13-99", "", "2026-13-99"),
    ("2026-11-22T10:42:00+00:00", "", "22 Nov 2026 10:42"), ("Hackney", "", "Hackney"),
    ({"first_day": "2026-11-22", "open": True}, "", "First day: 22 Nov 2026, Open: Yes"), (["a", "b"], "", "a, b"),
])  # fmt: skip
def test_values_read_as_words(value: object, kind: str, words: str) -> None:
    assert change_words(value, kind) == words


def test_a_long_text_is_cut_where_it_says_so() -> None:
    words = change_words("x" * (MOST + 50))
    assert len(words) == MOST
    assert words.endswith("…")


def test_every_role_has_words() -> None:
    assert [role for role, _words in ROLES] == list(Role)
    assert role_words("read-only") == "Read only"


def test_rooms_are_called_as_on_the_rail() -> None:
    assert room_words("assistants") == "Personal assistants"
    assert room_words("payroll") == "Payroll"
