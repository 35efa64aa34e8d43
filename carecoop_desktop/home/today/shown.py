"""What Today shows, as plain values: read from the office, or kept from the last time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from carecoop_desktop import __version__
from carecoop_desktop.platform.office.features import TodayItem

_ITEM = ("tone", "when", "what", "why", "button", "page", "record_id", "rank")
"""And, last, the day it is due, which JSON writes as text."""


class Figure(NamedTuple):
    """One big figure, what it counts, and the quiet line below."""

    figure: str
    what: str
    note: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Four figures, what needs the office, and whether nobody is in it yet."""

    figures: tuple[Figure, ...]
    items: tuple[TodayItem, ...]
    nobody: bool = False

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        items = [[*(getattr(item, name) for name in _ITEM), item.due and item.due.isoformat()] for item in self.items]
        return {"figures": [list(figure) for figure in self.figures], "items": items, "nobody": self.nobody}


def from_json(content: Mapping[str, Any]) -> Shown:
    """What ``as_json`` gave. Raises KeyError, TypeError or ValueError for anything else."""
    figures = tuple(Figure(*map(str, figure)) for figure in content["figures"])
    items = tuple(_item(item) for item in content["items"])
    if len(figures) != 4 or any(not isinstance(item.page, str) for item in items):
        raise ValueError("this is not what Today shows")
    return Shown(figures, items, bool(content["nobody"]))


def _item(kept: Sequence[Any]) -> TodayItem:
    *values, due = kept
    if len(values) != len(_ITEM):
        raise ValueError("this is not an item of Today")
    return TodayItem(*values)._replace(due=None if due is None else date.fromisoformat(due))


def mark_of(role: str, last_set: int, last_hash: str, office_day: date, clock_day: date) -> str:
    """Says of what Today was read: while every part is the same, reading it again would show the same."""
    return "|".join((__version__, role, str(last_set), last_hash, office_day.isoformat(), clock_day.isoformat()))
