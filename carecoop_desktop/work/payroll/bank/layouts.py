"""Layouts of bank upload files: data files, one for each bank's upload."""

from __future__ import annotations

import csv
import io
import re
import string
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.kernel.resources import resource
from carecoop_desktop.work.payroll.bank.words import BACS, bank_words

ENDINGS = ("csv", "txt")
_ENDS = {"crlf": "\r\n", "lf": "\n"}
_WIDEST = 140
_COMPARE = "Compare it with generic.toml, which comes with the program."
WHOLE = frozenset({
    "pay_date", "made_on", "serial", "count", "total", "total_pence", "own_name", "own_sort_code", "own_account",
})  # fmt: skip
EACH = frozenset({"name", "sort_code", "sort_code_dashed", "account", "amount", "pence", "reference"})
_NEEDED = (
    ("the sort code", {"sort_code", "sort_code_dashed"}),
    ("the account number", {"account"}),
    ("the amount", {"amount", "pence"}),
)


@dataclass(frozen=True, slots=True)
class BankLayout:
    """How one bank wants payments uploaded: records above and below, and the columns of each payment.

    Values are texts with fields in braces; ``dates`` is the style of every date, ``width`` how long names and
    references may be, ``letters`` a pattern for each letter of them, ``ends`` what ends a line and ``ending`` the
    file's name.
    """

    key: str
    name: str
    uncertain: str
    dates: str
    encoding: str
    ends: str
    width: int
    letters: str
    headings: bool
    above: tuple[tuple[str, ...], ...]
    below: tuple[tuple[str, ...], ...]
    columns: tuple[tuple[str, str], ...]
    source: str = ""
    ending: str = "csv"

    def words(self, text: str) -> str:
        """A name or reference as this bank takes it; Unwritable where it cannot be written."""
        return bank_words(text, self.letters, self.width, self.encoding)


@cache
def bank_layouts() -> tuple[BankLayout, ...]:
    """The layouts that come with the program, by name of their files."""
    return tuple(read_bank_layout(path) for path in sorted(resource("bank_files").glob("*.toml")))


def read_bank_layout(path: Path) -> BankLayout:
    """A layout from its file; Refusal with a sentence for what is wrong in it."""
    try:
        return layout_from(path.name, path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as trouble:
        raise Refusal(f"{path.name} cannot be read as a layout of a bank file.", str(trouble)) from None


def layout_from(file: str, text: str) -> BankLayout:
    """A layout from the text of its file, tried with a payment; Refusal with a sentence for what is wrong in it."""
    try:
        made = _made(Path(file).stem, tomllib.loads(text))
        each = [value for _, value in made.columns]
        asked = _asked(cell for record in (*made.above, *made.below) for cell in record), _asked(each)
        unknown = sorted((asked[0] - WHOLE) | (asked[1] - WHOLE - EACH))
        if unknown:
            known = ", ".join(sorted(WHOLE | EACH))
            raise Refusal(f"{file} asks for {', '.join(unknown)}, which is not known there.", f"Known are {known}.")
        laid_out(made, dict.fromkeys(WHOLE, "1"), [dict.fromkeys(EACH, "1")])
    except KeyError as missing:
        raise Refusal(f"{file} is no layout of a bank file: {missing.args[0]} is missing.", _COMPARE) from None
    except (AttributeError, LookupError, TypeError, ValueError, RecursionError, re.error) as trouble:
        raise Refusal(f"{file} is no layout of a bank file: {trouble}.", _COMPARE) from None
    needed = [name for name, ways in _NEEDED if not ways & asked[1]]
    if needed:
        raise Refusal(f"{file} has no column for {' and '.join(needed)}.", "No bank can pay from it.")
    return made


def _made(key: str, given: dict[str, Any]) -> BankLayout:
    if not given["source"] or not given["checked_on"]:
        raise KeyError("source")
    ending, ends, width = given.get("ending", "csv"), given["ends"], int(given["width"])
    if ending not in ENDINGS:
        raise ValueError(f"its name ends with {ending}, and may with {' or '.join(ENDINGS)}")
    if ends not in _ENDS:
        raise ValueError(f"lines end with {ends}, and may with {' or '.join(_ENDS)}")
    if not 1 <= width <= _WIDEST:
        raise ValueError(f"names are {width} letters wide")
    letters = given.get("letters") or (BACS if given["capitals"] else ".")
    re.compile(letters)
    date(2026, 4, 6).strftime(given["dates"])
    return BankLayout(
        key, given["name"].strip(), given.get("uncertain", ""), given["dates"], given["encoding"], _ENDS[ends], width,
        letters, bool(given["headings"]), _records(given["above"]), _records(given["below"]),
        tuple((column["heading"], column["value"]) for column in given["columns"]), str(given["source"]), ending,
    )  # fmt: skip


def _records(given: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(record) for record in given)


def _asked(texts: Any) -> set[str]:
    """The names in braces; one with a style of its own (which could ask for a gigabyte of blanks) is no name."""
    asked = [each for text in texts for each in string.Formatter().parse(text)]
    return {f"{name}{'!' if turn else ''}{':' if style else ''}" for _, name, style, turn in asked if name is not None}


def laid_out(layout: BankLayout, whole: Mapping[str, str], payments: Sequence[Mapping[str, str]]) -> bytes:
    """The file's bytes. Values must be in the bank's letters already: nothing is marked, escaped or replaced here.

    Refusal where the layout's own words do not fit its encoding.
    """
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
    try:
        return out.getvalue().encode(layout.encoding)
    except UnicodeEncodeError as trouble:
        wrong = trouble.object[trouble.start : trouble.end]
        raise Refusal(f"{layout.name} does not take “{wrong}”.", "Correct the layout's file.") from None
