"""What Today shows, there and back as plain values."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carecoop_desktop.home.today.shown import Figure, Shown, from_json, mark_of
from carecoop_desktop.platform.office.features import TodayItem

FOUR = tuple(Figure(str(n), "what", "note") for n in range(4))
words = st.text(max_size=12)
items = st.builds(TodayItem, *[words] * 6, st.none() | st.integers(1, 9), st.integers(0, 99), st.none() | st.dates())


@given(st.lists(items, max_size=4), st.booleans())
@settings(max_examples=30, deadline=None)
def test_there_and_back(found: list[TodayItem], nobody: bool) -> None:
    shown = Shown(FOUR, tuple(found), nobody)
    assert from_json(json.loads(json.dumps(shown.as_json()))) == shown


@pytest.mark.parametrize("content", [
    {"figures": [], "items": [], "nobody": False},
    {"figures": [["1", "2", "3"]] * 4, "items": [["bad", "now"]], "nobody": False},
    {"figures": [["1", "2", "3"]] * 4, "items": [["bad", "now", "what", "why", "Do", 7, None, 1, None]],
     "nobody": False},
    {"figures": [["1", "2", "3"]] * 4, "items": [["bad", "now", "what", "why", "Do", "page", None, 1, "soon"]],
     "nobody": False},
    {"figures": [["1", "2"]] * 4, "items": [], "nobody": False},
    {"items": []},
])  # fmt: skip
def test_anything_else_is_refused(content: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        from_json(content)


def test_every_part_of_the_mark_counts() -> None:
    day = date(2026, 11, 30)
    marks = {
        mark_of("owner", 7, "abc", day, day),
        mark_of("office", 7, "abc", day, day),
        mark_of("owner", 8, "abc", day, day),
        mark_of("owner", 7, "abd", day, day),
        mark_of("owner", 7, "abc", date(2026, 12, 1), day),
        mark_of("owner", 7, "abc", day, date(2026, 12, 1)),
    }
    assert len(marks) == 6
