"""The words at the top of Today."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from carecoop_desktop.home.today.greeting import greeting, line


@pytest.mark.parametrize(("hour", "part"), [(0, "morning"), (11, "morning"), (12, "afternoon"), (17, "afternoon"),
                                            (18, "evening"), (23, "evening")])  # fmt: skip
def test_the_greeting_follows_the_clock(hour: int, part: str) -> None:
    assert greeting("Priya Shah", datetime(2026, 11, 22, hour)) == f"Good {part}, Priya"  # noqa: DTZ001


def test_somebody_without_a_name_is_greeted() -> None:
    assert greeting("", datetime(2026, 11, 22, 9)) == "Good morning, "  # noqa: DTZ001


@pytest.mark.parametrize(("waiting", "words"), [(0, "nothing needs"), (1, "1 thing needs"), (7, "7 things need")])
def test_the_line_counts(waiting: int, words: str) -> None:
    assert line(date(2026, 11, 22), waiting) == f"Sunday 22 November 2026 · {words} the office"
