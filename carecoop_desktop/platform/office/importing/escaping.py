"""Writing for spreadsheets: what leaves the office is text or a number there, never a formula."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

from carecoop_desktop.platform.kernel.errors import Fault

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_PLAIN = re.compile(r"[+-]?[\d\s.,()]*\d%?")


def escape_cell(value: object) -> str:
    """A value as the text of a CSV cell that no spreadsheet program will run.

    Text that would start a formula gets an apostrophe before it; figures such as ``-3.20`` or a telephone number
    such as ``+44 7700 900123`` stay as they are. Leading zeros stay in the text. None is empty.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, (int, Decimal, date, time, datetime)):
        return str(value)
    text = str(value).replace("\x00", "")
    if text.lstrip().startswith(_STARTS) and not _PLAIN.fullmatch(text):
        return f"'{text}"
    return f"'{text}" if text.startswith(("\t", "\r", "\n")) else text


def unescape_text(text: str) -> str:
    """Takes off the apostrophe that :func:`escape_cell` put before a formula, so that a file comes back as it went."""
    if text.startswith("'") and text[1:].lstrip().startswith(_STARTS):
        return text[1:]
    return text


def csv_text(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Headings and rows as CSV text, escaped, lines ended the way Windows programs expect."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([escape_cell(heading) for heading in headings])
    writer.writerows([escape_cell(cell) for cell in row] for row in rows)
    return out.getvalue()


def write_csv(path: Path, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a CSV file that Excel opens with its accents right; an older file stands until the new one is whole."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        beside.write_text(csv_text(headings, rows), encoding="utf-8-sig", newline="")
        beside.replace(path)
    except OSError as trouble:
        beside.unlink(missing_ok=True)
        raise Fault(
            f"{path.name} could not be written: {trouble.strerror or trouble}.", "Is it open in another program?"
        ) from None
