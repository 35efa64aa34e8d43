"""Finds the table on a sheet: its row of headings below any titles, and which rows below it are data."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.importing.cells import Cell, Sheet, SourceRow, cell_text, is_blank
from carecoop_desktop.platform.office.importing.columns import heading_key, headings_of

_LOOKED_AT = 50
_TOTAL = re.compile(r"(?:grand |sub[- ]?|overall )?totals?\b[\w ]{0,20}:?", re.IGNORECASE)
_FIRST_CELLS = 4
_FIGURE = re.compile(r"[-+(]{0,2}£?-?[\d.,:]+%?\)?")


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that was left out, and why."""

    number: int
    why: str


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet taken apart: headings, the rows of data, and every filled row that is neither."""

    header: SourceRow
    headings: tuple[str, ...]
    rows: tuple[SourceRow, ...]
    skipped: tuple[Skipped, ...]


def find_table(sheet: Sheet, known: Collection[str]) -> Table:
    """Take a sheet apart; ``known`` holds the folded headings that would be understood.

    Raises Refusal where no row in the first fifty looks like headings.
    """
    header = _header(sheet, known)
    title = [Skipped(row.number, "title") for row in sheet.rows if row.number < header.number and not row.blank]
    rows: list[SourceRow] = []
    left_out: list[Skipped] = []
    for row in sheet.rows:
        if row.number <= header.number or row.blank:
            continue
        if why := _not_data(row, header):
            left_out.append(Skipped(row.number, why))
        else:
            rows.append(row)
    return Table(header, headings_of(header), tuple(rows), (*title, *left_out))


def _header(sheet: Sheet, known: Collection[str]) -> SourceRow:
    """The earliest of the rows with the most headings that are known; two at least, so that no title is taken."""
    best, most = None, 1
    for row in [row for row in sheet.rows if not row.blank][:_LOOKED_AT]:
        hits = len({heading_key(cell_text(cell)) for cell in row.cells} & set(known))
        if hits > most:
            best, most = row, hits
    if best is None:
        raise Refusal(
            "No row of headings was found in this file.",
            "Its first row should name the columns, such as Name and Date.",
        )
    return best


def _not_data(row: SourceRow, header: SourceRow) -> str:
    """Why a row below the headings is no data, or empty text."""
    if _is_total(row.cells):
        return "total"
    same = [cell_text(cell) for cell in row.cells if not is_blank(cell)]
    return "headings again" if same == [cell_text(cell) for cell in header.cells if not is_blank(cell)] else ""


def _is_total(cells: tuple[Cell, ...]) -> bool:
    """A total says so in one of its first cells and holds nothing but figures beside."""
    filled = [cell_text(cell) for cell in cells if not is_blank(cell)]
    first = [cell_text(cell) for cell in cells[:_FIRST_CELLS]]
    words = [text for text in filled if not _FIGURE.fullmatch(text)]
    return len(words) == 1 and words[0] in first and bool(_TOTAL.fullmatch(words[0]))
