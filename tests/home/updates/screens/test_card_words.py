"""What the card says, without a window."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from carecoop_desktop.home.updates.feed import Package, Release
from carecoop_desktop.home.updates.rules import Own
from carecoop_desktop.home.updates.screens import card_words as words
from carecoop_desktop.home.updates.standing import Standing
from carecoop_desktop.home.updates.state import State

OWN = Own("0.2.0", 2, "windows-x86_64", True)
PACKAGE = Package("windows-x86_64", "CareCoop-0.3.0-setup.exe", 9, "0" * 64)
RELEASE = Release("0.3.0", date(2026, 11, 20), ("Quicker pay runs.", "More banks."), "0.1.0", 2, (PACKAGE,))
NOTHING = Standing(OWN, False, "", "https://e.org/r.json", "", State(), None, None, None, False)
FOUND = replace(NOTHING, allowed=True, release=RELEASE)


def test_what_is_new_stands_line_by_line() -> None:
    assert words.news_title(FOUND) == "Version 0.3.0 of 20 Nov 2026"
    assert words.news_lines(FOUND) == ["•  Quicker pay runs.", "•  More banks."]
    assert words.news_lines(replace(FOUND, release=replace(RELEASE, notes=()))) == [
        "Its publisher says nothing about it."
    ]
    shared = replace(FOUND, shared=True, release=replace(RELEASE, office_shape=3))
    assert "other desks need this version too" in words.news_lines(shared)[-1]
    assert words.news_title(NOTHING) == "" and words.news_lines(NOTHING) == []


@pytest.mark.parametrize(
    ("now", "deed"),
    [
        (NOTHING, ""),
        (FOUND, "Get version 0.3.0 and make a backup first"),
        (replace(FOUND, setup=Path("s")), "Close CareCoop and put version 0.3.0 in place..."),
        (replace(FOUND, setup=Path("s"), own=replace(OWN, installs=False)), "How to put version 0.3.0 in place..."),
    ],
)
def test_the_next_step_has_one_button(now: Standing, deed: str) -> None:
    assert words.deed_words(now) == deed


def test_why_something_cannot_be_done() -> None:
    assert words.why_not_ask(FOUND, True) == ""
    assert words.why_not_ask(NOTHING, True) == words.NOT_ALLOWED
    assert words.why_not_ask(FOUND, False) == words.MAY_NOT == words.why_not_back(FOUND, False)
    assert words.why_not_ask(replace(FOUND, why_nobody="No address."), True) == "No address."
    assert "Nothing was kept" in words.why_not_back(FOUND, True)


def test_when_and_where_was_asked() -> None:
    assert words.last_asked(NOTHING) == "never on this computer"
    asked = replace(NOTHING, state=State(datetime(2026, 11, 22, 10, 42, tzinfo=UTC), "Nobody is there."))
    assert words.last_asked(asked) == "22 Nov 2026 10:42. Nobody is there."
    assert words.asked_at(NOTHING) == "https://e.org/r.json"
    assert words.asked_at(replace(NOTHING, mirror="x")) == "https://e.org/r.json (the office's own copy)"
    assert words.asked_at(replace(NOTHING, why_nobody="Nobody.")) == "Nobody."
    assert words.kept_words(NOTHING) == "nothing kept"
