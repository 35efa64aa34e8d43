"""Reads Excel workbooks: values only, formulas never worked out, macros, bombs and XML entities refused."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.importing.cells import Cell, Sheet, SourceRow
from carecoop_desktop.platform.office.importing.delimited import MAX_CELL, MAX_CELLS, MAX_ROWS
from carecoop_desktop.platform.office.importing.oversized import MAX_SHEETS, refuse_oversized, too_large

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

MAX_PARTS = 2_000
MAX_UNPACKED = 400 * 1024 * 1024
MAX_RATIO = 200
MAX_READ = MAX_ROWS * MAX_CELLS
_A_ROW = 20
"""As many cells as it costs to read a row that holds none."""
_SMALL = 4 * 1024 * 1024
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, struct.error, SyntaxError, LookupError, ValueError, TypeError, AttributeError,
    EOFError, OSError, NotImplementedError, ArithmeticError, RuntimeError, AssertionError, InvalidFileException,
)  # fmt: skip
"""What openpyxl, lxml (a SyntaxError) and zipfile raise on a damaged file: they promise no one error of their own."""


def read_workbook(name: str, data: bytes) -> Sheet:
    """The first visible sheet that holds anything, and with it the other filled ones."""
    try:
        _inspect(name, data)
        return _read(name, data)
    except Refusal:
        raise
    except _DAMAGED:
        raise Refusal(f"{name} is damaged, or not an Excel workbook.", "Open it in Excel and save it again.") from None


def _inspect(name: str, data: bytes) -> None:
    """Judge the workbook from its zip directory, before any part of it is unpacked in full."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = packed.infolist()
        _refuse_bombs(name, parts, len(data))
        _refuse_macros(name, packed)
        for part in parts:
            if part.filename.endswith((".xml", ".rels", ".vml")):
                refuse_oversized(name, packed, part, _root(name, packed, part))


def _refuse_bombs(name: str, parts: list[zipfile.ZipInfo], packed_size: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    small = unpacked <= _SMALL
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or (not small and unpacked > packed_size * MAX_RATIO):
        raise Refusal(f"{name} unpacks to far more than a spreadsheet should.", "It was not opened.")
    if any(part.flag_bits & 1 for part in parts):
        raise Refusal(f"{name} has a password.", "Save it without one and try again.")


def _refuse_macros(name: str, packed: zipfile.ZipFile) -> None:
    names = {part.lower() for part in packed.namelist()}
    if "[content_types].xml" not in names:
        raise Refusal(f"{name} is a zip file, not an Excel workbook.", "Choose a CSV or .xlsx file.")
    kinds = packed.read("[Content_Types].xml")[:1_000_000].lower()
    if any(part.endswith("vbaproject.bin") for part in names) or b"macroenabled" in kinds:
        raise Refusal(f"{name} carries macros.", "Save it as an ordinary .xlsx workbook and try again.")


def _root(name: str, packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> str:
    """What the first element of a part is called.

    A document type, and with it every entity, has to stand before that, so it is read that far only; the list of
    sheets is read whole.
    """
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    root, sheets = "", 0
    try:
        with packed.open(part) as stream:
            for _event, element in iterparse(stream, events=("start",), forbid_dtd=True):
                kind = element.tag.rpartition("}")[2]
                root = root or kind
                sheets += kind == "sheet"
                if root != "workbook" or sheets > MAX_SHEETS:
                    break
    except DefusedXmlException:
        raise Refusal(f"{name} declares XML entities, which no spreadsheet needs.", "It was not opened.") from None
    if sheets > MAX_SHEETS:
        raise too_large(name)
    return root


def _read(name: str, data: bytes) -> Sheet:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        return _filled(name, book)
    finally:
        book.close()


def _filled(name: str, book: Workbook) -> Sheet:
    names = [sheet.title for sheet in book.worksheets]
    found: list[Sheet] = []
    left = _Left(MAX_READ)
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible" or sum(len(each.rows) for each in found) > MAX_ROWS:
            continue
        sheet.reset_dimensions()  # the stated size of a sheet may be a lie
        rows = tuple(_rows(name, sheet.iter_rows(values_only=True), left))
        if any(not row.blank for row in rows):
            found.append(Sheet(rows, (_read_from(sheet.title, names),), sheet.title))
    if not found:
        raise Refusal(f"{name} holds no filled sheet.")
    return replace(found[0], others=tuple(found[1:]))


def _read_from(title: str, names: list[str]) -> str:
    others = [name for name in names if name != title]
    left = f" Other sheets were not read: {', '.join(others)}." if others else ""
    return f"Read from the sheet {title}.{left}"


@dataclass(slots=True)
class _Left:
    """How many cells of a workbook may still be read."""

    cells: int


def _rows(name: str, rows: Iterator[tuple[object, ...]], left: _Left) -> Iterator[SourceRow]:
    for number, values in enumerate(rows, start=1):
        if number > MAX_ROWS:
            raise Refusal(f"{name} has more than {MAX_ROWS:,} rows.", "Delete the empty rows below the last one.")
        left.cells -= len(values) + _A_ROW
        if left.cells < 0:
            raise too_large(name)
        beyond = values[MAX_CELLS:]
        if beyond.count(None) < len(beyond) and any(value not in (None, "") for value in beyond):
            raise Refusal(f"Row {number} of {name} has more than {MAX_CELLS} columns.")
        yield SourceRow(number, tuple(cell_of(value) for value in values[:MAX_CELLS]))


def cell_of(value: object) -> Cell:
    """A workbook's value as one of ours; a number becomes what Excel shows of it (15 digits), never a float."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        return value.date() if value.time() == time(0) else value
    if isinstance(value, timedelta):
        return _length(value)
    if isinstance(value, (int, date, time)):
        return value
    return str(value)[: MAX_CELL + 1]


def _number(value: float) -> Cell:
    shown = Decimal(format(value, ".15g"))
    if not shown.is_finite():
        return str(value)
    return int(shown) if shown == shown.to_integral_value() else shown


def _length(value: timedelta) -> Cell:
    """Excel's length of time: as a clock time below a day, else as text of hours and minutes."""
    seconds = round(value.total_seconds())
    if 0 <= seconds < 86_400:
        return time(seconds // 3600, seconds // 60 % 60, seconds % 60)
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}"
