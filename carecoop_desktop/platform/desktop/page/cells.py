"""What a cell of a small table can hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from carecoop_desktop.platform.kernel.money import format_hours, format_money


@dataclass(frozen=True, slots=True)
class Tag:
    """A word with a state, painted as a pill."""

    text: str
    state: str = "quiet"


@dataclass(frozen=True, slots=True)
class Tagged:
    """Text with a pill after it."""

    text: str
    tag: Tag


@dataclass(frozen=True, slots=True)
class Do:
    """A button in a row: its words, its deed, and why it is grey if it is."""

    text: str
    do: Callable[[], object]
    why_not: str = ""


_FORMULA = frozenset("=+-@|%\uff1d\uff0b\uff0d\uff20")
_PLAIN = re.compile(r"[+-]?£?[\d\s.,]*\d%?|-")
"""Figures that begin like a formula and are none."""

Cell = str | int | None | Tag | Tagged | Do
Kind = Literal["text", "money", "hours", "number"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: heading, what its integers mean, and whether it takes the room that is left."""

    title: str
    kind: Kind = "text"
    stretch: bool = False
    width: int = 0
    """Width in characters; 0 fits the widest cell."""

    @property
    def right(self) -> bool:
        """Figures stand at the right."""
        return self.kind != "text"


def cell_text(cell: Cell, kind: Kind) -> str:
    """What a cell says in words: on screen, to a screen reader and on the clipboard."""
    if cell is None:
        return "–" if kind != "text" else ""
    if isinstance(cell, Tagged):
        return f"{cell.text} ({cell.tag.text})"
    if isinstance(cell, (Tag, Do)):
        return cell.text
    if isinstance(cell, int):
        return _figure(cell, kind)
    return cell


def copied(cell: Cell, kind: Kind) -> str:
    """A cell as one of a spreadsheet: on one line, and never a formula there, whatever somebody wrote."""
    flat = " ".join(cell_text(cell, kind).split())
    if flat[:1] in _FORMULA and not isinstance(cell, int) and not _PLAIN.fullmatch(flat):
        return f"'{flat}"
    return flat


def _figure(value: int, kind: Kind) -> str:
    if kind == "money":
        return format_money(value)
    return format_hours(value) if kind == "hours" else f"{value:,}"
