"""What a cell of a spreadsheet can hold, and how it reads as text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

_LONGEST_VALUE = 300

Cell = str | int | Decimal | date | time | datetime
"""Text (an empty cell is empty text), or a real number, date or time from a workbook."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row as the office sees it: ``number`` is the line number that a spreadsheet program shows."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def blank(self) -> bool:
        """True where no cell holds anything but spaces."""
        return all(is_blank(cell) for cell in self.cells)

    def cell(self, index: int) -> Cell:
        """The cell at a column, empty where the row is shorter."""
        return self.cells[index] if index < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one sheet, blank ones included, and what was found out while reading them."""

    rows: tuple[SourceRow, ...]
    notes: tuple[str, ...] = ()


def is_blank(cell: Cell) -> bool:
    """True for empty text and for text of spaces only."""
    return isinstance(cell, str) and not cell.strip()


def cell_text(cell: Cell) -> str:
    """A cell as text: spaces at the ends taken off, dates as 2026-10-31, times as 07:15."""
    if isinstance(cell, str):
        return cell.replace("\u00a0", " ").strip()
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    if isinstance(cell, time):
        return cell.isoformat("seconds" if cell.second else "minutes")
    if isinstance(cell, Decimal):
        return format(cell, "f")
    return str(cell)


def short_text(cell: Cell) -> str:
    """A cell as text with single spaces, cut where nothing so long is a value: hostile cells cost no time."""
    return " ".join(cell_text(cell).split())[:_LONGEST_VALUE]
