"""The text of a cell by the kind of its column, on the screen and on the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from carecoop_desktop.platform.database.lists.shape import Heading, Kind, StateWord, Tone
from carecoop_desktop.platform.kernel.dates import format_date, format_moment
from carecoop_desktop.platform.kernel.money import format_hours, format_money

_BY_KIND: Mapping[Kind, Callable[[Any], str]] = {
    Kind.TEXT: str,
    Kind.MONEY: format_money,
    Kind.HOURS: format_hours,
    Kind.NUMBER: lambda value: f"{value:,}",
    Kind.TENTHS: lambda value: f"{'-' if value < 0 else ''}{abs(value) // 10:,}.{abs(value) % 10}",
    Kind.DATE: format_date,
    Kind.TIME: lambda value: f"{value:%H:%M}",
    Kind.MOMENT: format_moment,
    Kind.STATE: str,
    Kind.YESNO: lambda value: "Yes" if value else "No",
}


def formatter(heading: Heading) -> Callable[[Any], str]:
    """What turns a value of this column into its text; nothing for an empty value."""
    if heading.kind is Kind.STATE:
        return lambda value: "" if value is None else state_of(heading, value).word
    to_text = _BY_KIND[heading.kind]
    return lambda value: "" if value is None else to_text(value)


def state_of(heading: Heading, value: Any) -> StateWord:
    """The word and tone of a stored state; a state nobody described shows as it is stored, quietly."""
    found = heading.states.get(value)
    return found or StateWord(str(value).replace("_", " ").capitalize(), Tone.QUIET)


def as_clipboard(headings: Sequence[Heading], rows: Iterable[Sequence[Any]]) -> str:
    """Rows with their headings, tab separated, so that a spreadsheet takes them as cells and none as a formula."""
    writers = [formatter(heading) for heading in headings]
    lines = ["\t".join(_cell(heading.label, Kind.TEXT) for heading in headings)]
    for values in rows:
        cells = zip(headings, writers, values, strict=True)
        lines.append("\t".join(_cell(write(value), heading.kind) for heading, write, value in cells))
    return "\n".join(lines) + "\n"


def _cell(text: str, kind: Kind) -> str:
    flat = " ".join(text.split())
    if kind in (Kind.TEXT, Kind.STATE) and flat[:1] in ("=", "+", "-", "@"):
        return "'" + flat
    return flat
