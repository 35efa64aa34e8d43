"""Reads CSV text in the encodings and delimiters that offices' programs write."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.importing.cells import Sheet, SourceRow

MAX_ROWS = 200_000
MAX_CELLS = 200
MAX_CELL = 32_767
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_END = "\x1f"
_FORCED_TEXT = re.compile(r'="([^"]*)"')


def read_delimited(name: str, data: bytes) -> Sheet:
    """The rows of a CSV file; encoding and delimiter are found from the content and told in the notes."""
    text, encoding = _decode(name, data)
    if _CONTROL.search(text):
        raise Refusal(f"{name} is not a text file: it holds control characters.", "Save it as CSV or .xlsx again.")
    text, delimiter = _delimiter(text)
    rows = tuple(_rows(name, text, delimiter))
    return Sheet(rows, (f"Read as {encoding} text with {_DELIMITERS[delimiter]} between the cells.",))


def _decode(name: str, data: bytes) -> tuple[str, str]:
    for mark, codec, label in (*_BOMS, *_unmarked(data)):
        if data.startswith(mark):
            try:
                return data.decode(codec), label
            except UnicodeDecodeError:
                if mark:
                    break
    raise Refusal(f"{name} is in an alphabet that was not recognised.", "Save it as CSV UTF-8 and try again.")


def _unmarked(data: bytes) -> tuple[tuple[bytes, str, str], ...]:
    """What to try for a file without a byte order mark: UTF-16 shows by its zero bytes, Windows-1252 comes last."""
    head = data[:2000]
    if head[1::2].count(0) * 3 > len(head):
        return ((b"", "utf-16-le", "UTF-16"),)
    if head[0::2].count(0) * 3 > len(head):
        return ((b"", "utf-16-be", "UTF-16"),)
    return ((b"", "utf-8", "UTF-8"), (b"", "cp1252", "Windows-1252"))


def _delimiter(text: str) -> tuple[str, str]:
    """The text without Excel's ``sep=`` line (a spreadsheet does not count it), and the delimiter."""
    if told := re.match(r'"?sep=([,;\t|])"?(?:\r\n|\r|\n|$)', text):
        return text[told.end() :], told[1]
    return text, max(_DELIMITERS, key=lambda candidate: _cells_made(text, candidate))


def _cells_made(text: str, delimiter: str) -> int:
    """How many filled cells a delimiter makes of the first lines beyond one a line."""
    try:
        rows = list(islice(csv.reader(io.StringIO(text[:100_000], newline=""), delimiter=delimiter), 60))
    except csv.Error:
        return 0
    return sum(len(row) - 1 for row in rows if len(row) > 1)


def _rows(name: str, text: str, delimiter: str) -> Iterator[SourceRow]:
    """Rows numbered as a spreadsheet shows them: a cell of several lines is one row, a blank line counts."""
    closed = text if text.endswith(("\n", "\r")) else f"{text}\n"
    reader = csv.reader(io.StringIO(f"{closed}{_END}", newline=""), delimiter=delimiter)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if cells == [_END]:
                return
            if number > MAX_ROWS:
                raise Refusal(f"{name} has more than {MAX_ROWS:,} rows.", "Split it into smaller files.")
            _check_size(name, number, cells)
            if cells and cells[-1].endswith(_END):
                raise _open_quotation(name, number)
            yield SourceRow(number, tuple(_unforced(cell) for cell in cells))
    except csv.Error as trouble:
        raise Refusal(
            f"{name} cannot be read after row {number}: {trouble}.", "A quotation mark may be missing there."
        ) from None


def _open_quotation(name: str, number: int) -> Refusal:
    """A quotation that never ends would swallow every row below it."""
    return Refusal(
        f"{name} opens a quotation mark in row {number} that is never closed, so the rows below cannot be told apart.",
        "Close it, or take it away, and try again.",
    )


def _unforced(cell: str) -> str:
    """What ``="0123"`` holds: other programs write text so that Excel keeps its zeros."""
    forced = _FORCED_TEXT.fullmatch(cell) if cell.startswith('="') else None
    return forced[1] if forced else cell


def _check_size(name: str, number: int, cells: list[str]) -> None:
    if len(cells) > MAX_CELLS and any(cell.strip() for cell in cells[MAX_CELLS:]):
        raise Refusal(f"Row {number} of {name} has more than {MAX_CELLS} columns.")
    if any(len(cell) > MAX_CELL for cell in cells):
        raise Refusal(
            f"A cell in row {number} of {name} is longer than {MAX_CELL:,} characters.",
            "A quotation mark may be missing there.",
        )
