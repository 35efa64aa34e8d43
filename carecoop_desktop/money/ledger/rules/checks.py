"""What is wrong with an amount, a day or a heading as typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.errors import Issue

MOST = 100_000_000
"""A million pounds: more than any one amount here, and surely a slip of the keyboard."""
_AHEAD = timedelta(days=31)
_FIRST = date(2000, 1, 1)


def amount_issues(pence: int | None) -> list[Issue]:
    """An amount must be there, above nothing and believable."""
    if pence is None:
        return [Issue("pence", "The amount is missing.", "Pounds and pence, such as 612.40.")]
    if not 0 < pence <= MOST:
        return [Issue("pence", "This amount cannot be right.", "From 0.01 to 1,000,000.00.")]
    return []


def day_issues(day: date | None, today: date) -> list[Issue]:
    """A day must be there and near."""
    if day is None:
        return [Issue("day", "The day is missing.", "The day on the bank statement.")]
    if not _FIRST <= day <= today + _AHEAD:
        return [Issue("day", "This day cannot be right.", f"Not after {format_date(today + _AHEAD)}.")]
    return []


def heading_issues(heading: str, known: Mapping[str, str]) -> list[Issue]:
    """A heading must be one of those offered."""
    if heading in known:
        return []
    return [Issue("heading", "Choose what this is.", ", ".join(known.values()))]
