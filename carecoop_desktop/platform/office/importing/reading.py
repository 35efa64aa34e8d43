"""Opens a spreadsheet file, whatever it is named, and hands back its rows; every kind of trouble is a Refusal."""

from __future__ import annotations

from pathlib import Path

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.importing.cells import Sheet

MAX_BYTES = 64 * 1024 * 1024
_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"{\\rtf", "a text document"),
    (b"<html", "a web page"),
    (b"<!DOCTYPE", "a web page"),
    (b"<table", "a web page"),
    (b"<?xml", "an XML file"),
)


def read_sheet(path: Path) -> Sheet:
    """The rows of a CSV file or of the first filled sheet of an Excel workbook.

    The content decides which of the two it is, not the name. Raises Refusal for anything else.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise Refusal(f"{path.name} is larger than {MAX_BYTES // 1024 // 1024} MB.", "Split it into smaller files.")
        data = path.read_bytes()
    except OSError as trouble:
        raise Refusal(f"{path.name} cannot be read: {trouble.strerror or trouble}.", "Check the file's name.") from None
    return read_bytes(path.name, data)


def read_bytes(name: str, data: bytes) -> Sheet:
    """Like :func:`read_sheet` for content that is already in memory; ``name`` is used in sentences only."""
    _refuse_other_kinds(name, data)
    if data.startswith(_ZIP):
        from carecoop_desktop.platform.office.importing.workbook import read_workbook

        return read_workbook(name, data)
    from carecoop_desktop.platform.office.importing.delimited import read_delimited

    return read_delimited(name, data)


def _refuse_other_kinds(name: str, data: bytes) -> None:
    if not data:
        raise Refusal(f"{name} is empty.")
    if len(data) > MAX_BYTES:
        raise Refusal(f"{name} is larger than {MAX_BYTES // 1024 // 1024} MB.", "Split it into smaller files.")
    if data.startswith(_OLD_OFFICE):
        raise Refusal(
            f"{name} is an old .xls workbook, or one with a password.", "Save it as .xlsx or CSV without a password."
        )
    for start, kind in _FOREIGN:
        if data.startswith(start):
            raise Refusal(f"{name} is {kind}, not a spreadsheet.", "Choose a CSV or .xlsx file.")
