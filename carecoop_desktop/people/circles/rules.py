"""Decisions about circles: names, and where a place begins and ends."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.errors import Issue

SMALL, LARGE = 3, 12
"""Below or above this a group no longer works as one: everybody knows everybody."""


def size_words(members: int) -> tuple[str, str]:
    """A word and a tone for how a circle's size sits: a circle is people who know each other."""
    if members == 0:
        return "empty", "quiet"
    if members < SMALL:
        return "small", "info"
    return ("large", "warn") if members > LARGE else ("as it should be", "met")


def place_issues(since: date, today: date, joined: date | None, left: date | None) -> list[Issue]:
    """A place begins while the member is one, and not in the future by more than the joining asks."""
    issues = []
    joins_later = joined is not None and today < joined <= since
    if since > today and not joins_later:
        issues.append(Issue("since", "This day is still to come.", f"A day up to {format_date(today)}."))
    if left is not None and since >= left:
        issues.append(Issue("since", f"They left on {format_date(left)}.", "A day before that."))
    return issues


def people_words(count: int) -> str:
    """``1 person``, ``9 people``."""
    return "1 person" if count == 1 else f"{count} people"


def joined_names(names: Iterable[str], most: int = 3) -> str:
    """The first few names, and how many more."""
    all_names = list(names)
    more = len(all_names) - most
    return ", ".join(all_names[:most]) + (f" and {more} more" if more > 0 else "")
