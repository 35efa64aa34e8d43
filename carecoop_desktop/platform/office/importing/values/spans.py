"""Lengths of work: both times of a shift in one cell, hours as a sheet states them, nights as they are ticked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import NamedTuple

from carecoop_desktop.platform.kernel.money import Minutes
from carecoop_desktop.platform.office.importing.cells import Cell, cell_text, short_text
from carecoop_desktop.platform.office.importing.values.amounts import minutes, whole_number, yes_no
from carecoop_desktop.platform.office.importing.values.moments import clock_time
from carecoop_desktop.platform.office.importing.values.unreadable import Unreadable

_BETWEEN = re.compile(r"\s*(?:-|\u2013|\u2014|\bto\b|\btill?\b|\buntil\b)\s*", re.IGNORECASE)
_HALVES = {"\u00bd": ".5", "\u00bc": ".25", "\u00be": ".75"}
_HOURS_ACCEPTED = "hours such as 0.5, 1.25 or 0:30"


@dataclass(frozen=True, slots=True)
class StatedHours:
    """What a sheet says a shift lasts: as it was written, and every number of minutes that it may mean."""

    written: str
    meanings: frozenset[int]

    def may_mean(self, worked: int) -> bool:
        """Whether so many minutes agree with it, or nothing can be made of it."""
        return not self.meanings or worked in self.meanings

    def __str__(self) -> str:
        return self.written


class ShiftTimes(NamedTuple):
    """Start and finish that stood in one cell."""

    start: time
    finish: time

    def __str__(self) -> str:
        return f"{self.start:%H:%M}\u2013{self.finish:%H:%M}"


def shift_times(cell: Cell) -> ShiftTimes | str:
    """Start and finish out of ``0730-1500`` or ``7.30am to 3pm``; anything else comes back as text.

    A column of that heading may hold other things, Early and Late say, beside the times' own columns.
    """
    parts = _BETWEEN.split(short_text(cell)) if isinstance(cell, str) else []
    try:
        start, finish = parts
        return ShiftTimes(clock_time(start), clock_time(finish))
    except (ValueError, Unreadable):
        return short_text(cell)


def hours(cell: Cell) -> Minutes:
    """A length in a column of hours, as minutes: ``0.5``, ``½``, ``1``, ``0:30`` or ``30 mins``."""
    if isinstance(cell, (time, datetime)):
        return minutes(cell)
    exact = _decimal(cell)
    if exact is None:
        return minutes(cell)
    if exact * 60 != int(exact * 60) or exact > 24:
        raise Unreadable("not a number of hours", _HOURS_ACCEPTED)
    return Minutes(int(exact * 60))


def stated_hours(cell: Cell) -> StatedHours:
    """Hours that are stated beside the times, to compare: ``7.30`` may be seven and a half hours or 7.3 of them."""
    written = cell_text(cell)[:40]
    if isinstance(cell, datetime) or not isinstance(cell, date):
        found = _as_decimal(cell) | _as_clock(cell, written)
        return StatedHours(written, frozenset(found))
    return StatedHours(written, frozenset())


def nights(cell: Cell) -> int:
    """How many sleep-ins a cell counts: ``1``, ``x1``, ``Yes``, a tick; ``0`` and ``No`` are none."""
    raw = short_text(cell).lower().replace(" ", "")
    try:
        if counted := re.fullmatch(r"x(\d{1,2})|(\d{1,2})x", raw):
            return int(counted[1] or counted[2])
        return whole_number(cell) if raw.isdecimal() else int(yes_no(cell))
    except Unreadable:
        raise Unreadable("not a number of sleep-ins", "1 for a sleep-in, or nothing") from None


def _decimal(cell: Cell) -> Decimal | None:
    raw = re.sub(r"h(?:rs?|ours?)?\.?$", "", short_text(cell).lower().replace(" ", ""))
    for sign, part in _HALVES.items():
        raw = raw.replace(sign, part)
    return Decimal(raw) if re.fullmatch(r"\d{0,3}\.\d{1,9}|\d{1,3}", raw) else None


def _as_decimal(cell: Cell) -> set[int]:
    exact = _decimal(cell)
    if exact is None:
        return set()
    return {int((exact * 60).to_integral_value(way)) for way in (ROUND_FLOOR, ROUND_CEILING)}


def _as_clock(cell: Cell, written: str) -> set[int]:
    if isinstance(cell, (time, datetime)):
        return {cell.hour * 60 + cell.minute}
    found = re.fullmatch(r"(\d{1,2})[:.h]([0-5]\d)(?::00|m|mins?)?", written.lower().replace(" ", ""))
    return {int(found[1]) * 60 + int(found[2])} if found else set()
