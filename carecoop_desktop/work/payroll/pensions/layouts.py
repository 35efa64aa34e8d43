"""Layouts of contribution files: data files, those that come with the program or one of the office's own."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.kernel.resources import resource

FIELDS = frozenset({
    "employer_reference", "group_name", "payment_source", "scheme", "frequency", "period_start", "period_end",
    "pay_date", "due", "count", "total_employee", "total_employer", "surname", "forename", "name", "payroll_number",
    "member_number", "ni_number", "born", "pensionable", "qualifying", "employee", "employer", "relief", "joined_on",
    "ended_on", "nest_reason",
})  # fmt: skip
"""What a layout may ask for."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How one provider wants contributions: records above and below, and columns of heading and value.

    Values are texts with fields in braces; ``dates`` is the style of every date.
    """

    key: str
    name: str
    dates: str
    encoding: str
    headings: bool
    above: tuple[tuple[str, ...], ...]
    below: tuple[tuple[str, ...], ...]
    columns: tuple[tuple[str, str], ...]
    frequencies: Mapping[str, str]


@cache
def layouts() -> tuple[Layout, ...]:
    """The layouts that come with the program, by name of their files."""
    return tuple(read_layout(path) for path in sorted(resource("pension_files").glob("*.toml")))


def layout(key: str) -> Layout:
    """One layout; Refusal where there is none of this name."""
    for each in layouts():
        if each.key == key:
            return each
    raise Refusal(f"There is no contribution file called “{key}”.", f"Use {', '.join(each.key for each in layouts())}.")


def read_layout(path: Path) -> Layout:
    """A layout from its file; Refusal with a sentence for what is wrong in it."""
    try:
        given: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        made = Layout(
            path.stem,
            given["name"],
            given["dates"],
            given["encoding"],
            given["headings"],
            _records(given["above"]),
            _records(given["below"]),
            tuple((column["heading"], column["value"]) for column in given["columns"]),
            given["frequencies"],
        )
        unknown = sorted(_asked(made) - FIELDS)
    except (KeyError, TypeError, ValueError, RecursionError, OSError) as trouble:
        raise Refusal(
            f"{path.name} is no layout of a contribution file: {trouble}.", "Compare it with nest.toml."
        ) from None
    if unknown:
        raise Refusal(f"{path.name} asks for {', '.join(unknown)}, which is not known.", ", ".join(sorted(FIELDS)))
    return made


def _records(given: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(record) for record in given)


def _asked(made: Layout) -> set[str]:
    texts = [cell for record in (*made.above, *made.below) for cell in record] + [value for _, value in made.columns]
    asked = [each for text in texts for each in string.Formatter().parse(text)]
    return {f"{name}{'!' if turn else ''}{':' if style else ''}" for _, name, style, turn in asked if name is not None}
