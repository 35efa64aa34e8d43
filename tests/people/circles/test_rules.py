"""Decisions about circles, as plain values."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.people.circles import rules

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("members", "tone"), [(0, "quiet"), (1, "info"), (2, "info"), (3, "met"), (12, "met"), (13, "warn"), (40, "warn")]
)
def test_how_the_size_of_a_circle_sits(members: int, tone: str) -> None:
    word, found = rules.size_words(members)
    assert found == tone
    assert word


@pytest.mark.parametrize(
    ("since", "joined", "left", "wrong"),
    [
        (date(2026, 11, 30), None, None, False),
        (date(2026, 12, 1), None, None, True),
        (date(2026, 12, 14), date(2026, 12, 14), None, False),
        (date(2026, 12, 13), date(2026, 12, 14), None, True),
        (date(2026, 11, 1), None, date(2026, 11, 1), True),
        (date(2026, 10, 31), None, date(2026, 11, 1), False),
    ],
)
def test_a_place_begins_while_the_member_is_one(
    since: date, joined: date | None, left: date | None, wrong: bool
) -> None:
    assert bool(rules.place_issues(since, TODAY, joined, left)) is wrong


def test_people_in_words() -> None:
    assert (rules.people_words(1), rules.people_words(9)) == ("1 person", "9 people")


@pytest.mark.parametrize(
    ("names", "words"),
    [([], ""), (["A"], "A"), (["A", "B", "C"], "A, B, C"), (["A", "B", "C", "D", "E"], "A, B, C and 2 more")],
)
def test_names_in_a_line(names: list[str], words: str) -> None:
    assert rules.joined_names(names) == words
