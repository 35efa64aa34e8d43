"""What a cell of a spreadsheet can hold, and how it reads as text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

_LONGEST_VALUE = 300
_UNSEEN = {0xA0: " ", 0x202F: " "} | dict.fromkeys((0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF), "")
"""What web pages and phones leave in cells and nobody sees: hard spaces, spaces of no width, marks of direction."""

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
    title: str = ""
    others: tuple[Sheet, ...] = ()
    """The workbook's other filled sheets, in its order: the first may hold instructions and a later one the rows."""


def is_blank(cell: Cell) -> bool:
    """True for empty text and for text of spaces only."""
    return isinstance(cell, str) and not cell.strip()


def cell_text(cell: Cell) -> str:
    """A cell as text: spaces at the ends taken off, dates as 2026-10-31, times as 07:15."""
    if isinstance(cell, str):
        return cell.translate(_UNSEEN).strip()
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
