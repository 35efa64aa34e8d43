"""What is typed into a cell of the week grid, and what it means for its kind of work."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time

from carecoop_desktop.platform.kernel.dates import shift_minutes
from carecoop_desktop.platform.kernel.money import format_money, parse_hours, parse_money
from carecoop_desktop.work.timesheets.rules.kinds import KINDS, miles_text

LONGEST_DAY = 25 * 60
"""Minutes of the longest day there is: the one on which the clocks go back."""
MOST_MILES = 10_000
MOST_EXPENSES = 500_000

_TIME = r"(\d{1,2})(?:[:.h]?([0-5]\d))?\s*(am|pm|a|p)?"
_SHIFT = re.compile(rf"{_TIME}\s*(?:-|–|to)\s*{_TIME}(?:\s*(?:/|b|less)\s*(\d{{1,3}}))?", re.IGNORECASE)
_MILES = re.compile(r"(\d{1,4})(?:\.(\d))?\s*(?:mi|miles?|m)?", re.IGNORECASE)
_NIGHTS = re.compile(r"([01])\s*(?:nights?|n)?", re.IGNORECASE)

ACCEPTED = {
    "minutes": "hours such as 4, 4.5 or 4:30, or times such as 7-11:30; 9-17/30 takes off a break of 30 minutes",
    "nights": "1, or times such as 22-7",
    "miles": "miles such as 12 or 12.5",
    "expenses": "pounds such as 4.20",
}


class Unread(ValueError):
    """What was typed cannot be taken: why, and what would be."""

    def __init__(self, typed: str, why: str, accepted: str) -> None:
        super().__init__(f"“{typed}” {why}. Accepted: {accepted}.")
        self.why = why
        self.accepted = accepted


@dataclass(frozen=True, slots=True)
class Entry:
    """One line's worth of a cell: times where they were given, and the amount in its own column."""

    start: time | None = None
    finish: time | None = None
    break_minutes: int = 0
    minutes: int = 0
    nights: int = 0
    miles: int = 0
    expenses: int = 0

    def amount(self, kind: str) -> int:
        """The figure that this kind is measured in."""
        found: int = getattr(self, KINDS[kind].measure)
        return found


def read_cell(kind: str, day: date, typed: str) -> tuple[Entry, ...]:
    """The lines that a typed cell stands for; none for an empty cell, a dash or a nought. Raises Unread.

    Several shifts of one day are parted by a comma or a semicolon: ``7-11:30, 17-20``.
    """
    parts = [part.strip() for part in re.split(r"[;,](?!\d{3}\b)", typed) if part.strip()]
    if typed.strip() in ("", "-", "–"):
        return ()
    entries = [_read_part(kind, day, part) for part in parts]
    return tuple(entry for entry in entries if entry.amount(kind))


def _read_part(kind: str, day: date, part: str) -> Entry:
    measure = KINDS[kind].measure
    try:
        return _READERS[measure](day, part)
    except Unread:
        raise
    except ValueError as error:
        raise Unread(part, "cannot be read", ACCEPTED[measure]) from error


def _read_hours(day: date, part: str) -> Entry:
    if shift := _SHIFT.fullmatch(part):
        return _shift_entry(day, part, shift)
    minutes = parse_hours(part)
    if minutes > LONGEST_DAY:
        raise Unread(part, "is longer than a day", ACCEPTED["minutes"])
    return Entry(minutes=minutes)


def _read_nights(day: date, part: str) -> Entry:
    if shift := _SHIFT.fullmatch(part):
        found = _shift_entry(day, part, shift)
        return Entry(found.start, found.finish, nights=1)
    if nights := _NIGHTS.fullmatch(part):
        return Entry(nights=int(nights[1]))
    raise ValueError(part)


def _read_miles(_day: date, part: str) -> Entry:
    found = _MILES.fullmatch(part)
    if not found:
        raise ValueError(part)
    tenths = int(found[1]) * 10 + int(found[2] or 0)
    if tenths > MOST_MILES:
        raise Unread(part, "is too far for one day", f"up to {miles_text(MOST_MILES)} miles")
    return Entry(miles=tenths)


def _read_expenses(_day: date, part: str) -> Entry:
    pence = parse_money(part)
    if not 0 <= pence <= MOST_EXPENSES:
        raise Unread(part, "is not an amount that was spent", f"£0.01 to {format_money(MOST_EXPENSES)}")
    return Entry(expenses=pence)


_READERS = {"minutes": _read_hours, "nights": _read_nights, "miles": _read_miles, "expenses": _read_expenses}


def _shift_entry(day: date, part: str, found: re.Match[str]) -> Entry:
    start, finish = _clock(part, *found.group(1, 2, 3)), _clock(part, *found.group(4, 5, 6))
    pause = int(found[7] or 0)
    if start == finish:
        raise Unread(part, "starts when it finishes", "a finish before the start is on the next day")
    minutes = shift_minutes(day, start, finish, pause)
    if minutes <= 0:
        raise Unread(part, "has a break longer than the shift", f"a break below {minutes + pause} minutes")
    return Entry(start, finish, pause, minutes)


def _clock(part: str, hour: str, minute: str | None, half: str | None) -> time:
    hours, minutes = int(hour), int(minute or 0)
    if half:
        if not 1 <= hours <= 12:
            raise Unread(part, "has no such time", ACCEPTED["minutes"])
        hours = hours % 12 + (12 if half[0].lower() == "p" else 0)
    if hours == 24 and minutes == 0:
        hours = 0
    if hours > 23:
        raise Unread(part, "has no such time", "times from 0:00 to 23:59")
    return time(hours, minutes)


def edit_text(kind: str, entries: tuple[Entry, ...]) -> str:
    """A cell as its editor shows it: what could be typed to get the same again."""
    return ", ".join(_edit_part(kind, entry) for entry in entries)


def _edit_part(kind: str, entry: Entry) -> str:
    if entry.start is not None and entry.finish is not None:
        pause = f"/{entry.break_minutes}" if entry.break_minutes else ""
        return f"{entry.start:%H:%M}-{entry.finish:%H:%M}{pause}"
    amount = entry.amount(kind)
    measure = KINDS[kind].measure
    if measure == "miles":
        return miles_text(amount).replace(",", "")
    if measure == "expenses":
        return f"{amount // 100}.{amount % 100:02d}"
    return str(amount) if measure == "nights" else f"{amount // 60}:{amount % 60:02d}"
