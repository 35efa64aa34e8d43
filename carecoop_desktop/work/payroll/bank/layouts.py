"""Layouts of bank upload files: data files, one for each bank's upload."""

from __future__ import annotations

import csv
import io
import string
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.kernel.resources import resource

WHOLE = frozenset({
    "pay_date", "made_on", "serial", "count", "total", "total_pence", "own_name", "own_sort_code", "own_account",
})  # fmt: skip
EACH = frozenset({"name", "sort_code", "sort_code_dashed", "account", "amount", "pence", "reference"})


@dataclass(frozen=True, slots=True)
class BankLayout:
    """How one bank wants payments uploaded: records above and below, and the columns of each payment.

    Values are texts with fields in braces; ``dates`` is the style of every date, ``width`` how long names and
    references may be, ``ends`` what ends a line. ``capitals`` cuts them down to the letters that Bacs knows.
    """

    key: str
    name: str
    uncertain: str
    dates: str
    encoding: str
    ends: str
    width: int
    capitals: bool
    headings: bool
    above: tuple[tuple[str, ...], ...]
    below: tuple[tuple[str, ...], ...]
    columns: tuple[tuple[str, str], ...]


@cache
def bank_layouts() -> tuple[BankLayout, ...]:
    """The layouts that come with the program, by name of their files."""
    return tuple(read_bank_layout(path) for path in sorted(resource("bank_files").glob("*.toml")))


def bank_layout(key: str) -> BankLayout:
    """One layout; Refusal where there is none of this name."""
    for each in bank_layouts():
        if each.key == key:
            return each
    known = ", ".join(each.key for each in bank_layouts())
    raise Refusal(f"There is no bank file called “{key}”.", f"Use {known}, or standard-18.")


def read_bank_layout(path: Path) -> BankLayout:
    """A layout from its file; Refusal with a sentence for what is wrong in it."""
    try:
        given: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        if not given["source"] or not given["checked_on"]:
            raise KeyError("source")
        made = BankLayout(
            path.stem, given["name"], given.get("uncertain", ""), given["dates"], given["encoding"],
            {"crlf": "\r\n", "lf": "\n"}[given["ends"]], int(given["width"]), bool(given["capitals"]),
            bool(given["headings"]), _records(given["above"]), _records(given["below"]),
            tuple((column["heading"], column["value"]) for column in given["columns"]),
        )  # fmt: skip
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, OSError) as trouble:
        raise Refusal(f"{path.name} is no layout of a bank file: {trouble}.", "Compare it with generic.toml.") from None
    asked = _asked(cell for record in (*made.above, *made.below) for cell in record)
    unknown = sorted((asked - WHOLE) | (_asked(value for _, value in made.columns) - WHOLE - EACH))
    if unknown:
        known = ", ".join(sorted(WHOLE | EACH))
        raise Refusal(f"{path.name} asks for {', '.join(unknown)}, which is not known there.", known)
    return made


def _records(given: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(record) for record in given)


def _asked(texts: Any) -> set[str]:
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def laid_out(layout: BankLayout, whole: Mapping[str, str], payments: Sequence[Mapping[str, str]]) -> bytes:
    """The file's bytes. Values must be safe already: a bank refuses an apostrophe before a name."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator=layout.ends)
    for record in layout.above:
        writer.writerow([cell.format_map(whole) for cell in record])
    if layout.headings:
        writer.writerow([heading for heading, _ in layout.columns])
    for payment in payments:
        writer.writerow([value.format_map({**whole, **payment}) for _, value in layout.columns])
    for record in layout.below:
        writer.writerow([cell.format_map(whole) for cell in record])
    return out.getvalue().encode(layout.encoding, "replace")
