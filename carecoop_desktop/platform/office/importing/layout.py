"""Finds the table on a sheet: its row of headings below any titles, and which rows below it are data."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.importing.cells import Sheet, SourceRow, cell_text, is_blank
from carecoop_desktop.platform.office.importing.columns import heading_key, headings_of

_LOOKED_AT = 50
_TOTAL = re.compile(
    r"(?:[\w'.,/() -]{0,80}\s|sub-?)?totals?\b[\w ]{0,20}:?(?:\s*£?[\d.,:]+(?:\s?(?:h|hrs?|hours|mi|miles|mins?))?)?",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"[-+(]{0,2}£?-?[\d.,:]+%?\)?(?:\s?(?:h|hrs?|hours|mi|miles|m|mins?))?", re.IGNORECASE)
_ALONE = re.compile(r"£?(?:0|[1-9][\d,]*)(?:\.\d+)?(?:\s?(?:h|hrs?|hours|mi|miles))?", re.IGNORECASE)
_FOOT = re.compile(r"(?:page|sheet) \d+(?: (?:of|/) ?\d+)?", re.IGNORECASE)


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
    notes: tuple[str, ...] = ()
    like_it: tuple[str, ...] = ()
    """The other sheets of the workbook that have such headings too; they were not read."""


def find_table(sheet: Sheet, known: Collection[str]) -> Table:
    """Take a sheet apart, or the first of its workbook with a row of headings; ``known`` holds the folded headings.

    Raises Refusal where no row in the first fifty of any sheet looks like headings.
    """
    headers = [(each, _header(each, known)) for each in (sheet, *sheet.others)]
    found = [(each, header) for each, header in headers if header is not None]
    if not found:
        raise Refusal(
            "No row of headings was found in this file.",
            "Its first row should name the columns, such as Name and Date.",
        )
    table = _taken_apart(*found[0])
    return replace(table, like_it=tuple(each.title for each, _header in found[1:]))


def _taken_apart(sheet: Sheet, header: SourceRow) -> Table:
    above = [row for row in sheet.rows if row.number < header.number and not row.blank]
    title = [Skipped(row.number, "title") for row in above]
    printed = {_words(row) for row in above} | {_words(header)}
    rows: list[SourceRow] = []
    left_out: list[Skipped] = []
    for row in sheet.rows:
        if row.number <= header.number or row.blank:
            continue
        if why := _not_data(row, printed):
            left_out.append(Skipped(row.number, why))
        else:
            rows.append(row)
    return Table(header, headings_of(header), tuple(rows), (*title, *left_out), sheet.notes)


def _header(sheet: Sheet, known: Collection[str]) -> SourceRow | None:
    """The earliest of the rows with the most headings that are known; two at least, so that no title is taken."""
    best, most = None, 1
    for row in [row for row in sheet.rows if not row.blank][:_LOOKED_AT]:
        hits = len({heading_key(cell_text(cell)) for cell in row.cells} & set(known))
        if hits > most:
            best, most = row, hits
    return best


def _not_data(row: SourceRow, printed: Collection[tuple[str, ...]]) -> str:
    """Why a row below the headings is no data, or empty text; ``printed`` stands at the top of each printed page."""
    words = _words(row)
    if _is_total(words):
        return "total"
    if len(words) == 1 and _FOOT.fullmatch(words[0]):
        return "page number"
    return "headings again" if words in printed else ""


def _words(row: SourceRow) -> tuple[str, ...]:
    return tuple(cell_text(cell) for cell in row.cells if not is_blank(cell))


def _is_total(filled: tuple[str, ...]) -> bool:
    """A total says so in one cell, ``Total`` or ``Ada Okafor Total``, and holds nothing but figures beside.

    One figure with nothing beside it is a total too; two may be what is left of a record.
    """
    words = [text for text in filled if not _FIGURE.fullmatch(text)]
    if not words and len(filled) == 1:
        return bool(_ALONE.fullmatch(filled[0]))
    return len(words) == 1 and bool(_TOTAL.fullmatch(words[0]))
