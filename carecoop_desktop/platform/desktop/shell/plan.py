"""What the rail shows, as plain data that needs no imports."""

from __future__ import annotations

from typing import NamedTuple


class RailItem(NamedTuple):
    """One page of the rail: the key it is opened by, its label, and how many things wait there."""

    key: str
    label: str
    waiting: int = 0


class RailSection(NamedTuple):
    """A wing: its title (empty for Today at the top) and its items."""

    title: str
    items: tuple[RailItem, ...]
