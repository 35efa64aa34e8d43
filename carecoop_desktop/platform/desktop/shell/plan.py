"""What the rail shows, as plain data that needs no imports."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RailItem:
    """One page of the rail: the key it is opened by, its label, and how many things wait there."""

    key: str
    label: str
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class RailSection:
    """A wing: its title (empty for Today at the top) and its items."""

    title: str
    items: tuple[RailItem, ...]
