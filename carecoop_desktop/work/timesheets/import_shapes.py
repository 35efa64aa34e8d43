"""Sheets that are no list of shifts, and columns that name the type of work under a heading nobody knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.importing.cells import Cell, Sheet, is_blank, short_text
from carecoop_desktop.platform.office.importing.columns import ColumnMap, heading_key, known_keys, map_columns
from carecoop_desktop.platform.office.importing.layout import Table, find_table
from carecoop_desktop.platform.office.importing.plan import Field
from carecoop_desktop.platform.office.importing.report import ImportReport, RefusedCell
from carecoop_desktop.platform.office.importing.values.unreadable import Unreadable
from carecoop_desktop.work.timesheets.import_rules import KINDS as READ
from carecoop_desktop.work.timesheets.import_rules import read_kind
from carecoop_desktop.work.timesheets.rules.kinds import KINDS

NEEDED = (
    "What is needed is one row for each shift, with PA, Member, Date, Start and Finish: breaks, nights and rest are "
    "worked out from clock times. Add these columns, or type the hours into the week."
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT_DAYS = {day[:3]: day for day in _DAYS} | {"tues": "tuesday", "weds": "wednesday", "thur": "thursday",
                                                "thurs": "thursday"} | {day: day for day in _DAYS}  # fmt: skip
_GRID = 5
"""So many days of the week among the headings make a sheet a grid of weeks."""
_TELLING = {"sleepin": "sleep-in", "sleepover": "sleep-in", "wakingnight": "waking-night", "wakenight": "waking-night"}
"""Words that name a type of work inside a longer text too."""


@dataclass(frozen=True, slots=True)
class Typing:
    """A column that seems to name the type of work: its heading, each row's cell and kind, and whether all are read."""

    heading: str
    cells: Mapping[int, tuple[str, str]]
    whole: bool


def refuse_other_shapes(sheet: Sheet, fields: tuple[Field, ...], mapping: Mapping[str, str] | None) -> None:
    """Say once what shape a sheet has that holds hours but no shifts. A sheet without headings passes here."""
    try:
        table = find_table(sheet, known_keys(fields, mapping) | set(_SHORT_DAYS))
    except Refusal:
        return
    columns = map_columns(table.headings, fields, mapping)
    if {"start", "finish", "times"} & set(columns.mapping):
        return
    if len(days := _days(table.headings)) >= _GRID:
        raise Refusal(
            f"This sheet has one row for each week, with hours under {days[0]} to {days[-1]}: hours without clock "
            "times cannot be taken.", NEEDED)  # fmt: skip
    if "hours" in columns.mapping:
        raise _no_times(columns)


def refuse_hours_alone(report: ImportReport) -> None:
    """The same where columns for the times are there and all of them empty: said once, not row by row."""
    mapping = report.columns.mapping
    times = {mapping.get(name) for name in ("start", "finish", "times")} - {None} | {"Start", "Finish"}
    empty = {cell.row for cell in report.refused if cell.column in times and not cell.value}
    if "hours" in mapping and not report.rows and len(empty) > 1 and empty == set(report.refused_rows):
        raise _no_times(report.columns)


def _no_times(columns: ColumnMap) -> Refusal:
    week = "week_ending" in columns.mapping and "day" not in columns.mapping
    each = "one row for each week" if week else "rows"
    hours = columns.mapping["hours"]
    return Refusal(f"This sheet has {each} with hours under {hours}, and no start and finish.", NEEDED)


def _days(headings: tuple[str, ...]) -> list[str]:
    """The headings that name a day of the week, each day once: ``Mon``, ``Tuesday``, ``Wed 18/11``."""
    found: dict[str, str] = {}
    for heading in headings:
        words = heading.split()
        if words and (day := _SHORT_DAYS.get(heading_key(words[0]))):
            found.setdefault(day, heading)
    return list(found.values())


def typing_column(table: Table, columns: ColumnMap) -> Typing | None:
    """The unread column whose cells name types of work other than Standard, where no column is read as the type."""
    if "kind" in columns.mapping:
        return None
    found = [each for heading in columns.unused if (each := _typing(table, heading))]
    return max(found, key=lambda each: (each.whole, len(each.cells)), default=None)


def _typing(table: Table, heading: str) -> Typing | None:
    at = table.headings.index(heading)
    filled = {row.number: row.cell(at) for row in table.rows if not is_blank(row.cell(at))}
    cells = {number: (short_text(cell), kind) for number, cell in filled.items() if (kind := _kind(cell))}
    if all(kind == "standard" for _, kind in cells.values()):
        return None
    return Typing(heading, cells, all(_read(cell) for cell in filled.values()))


def _read(cell: Cell) -> str:
    try:
        return str(read_kind(cell))
    except Unreadable:
        return ""


def _kind(cell: Cell) -> str:
    key = heading_key(short_text(cell))
    return _read(cell) or next((kind for word, kind in _TELLING.items() if word in key), "")


def read_as_type(typing: Typing) -> str:
    """What is told of a column that is taken for the type by its cells."""
    kinds = {kind for _, kind in typing.cells.values()}
    words = ", ".join(KINDS[kind].word for kind in READ if kind in kinds)
    return f"The column {typing.heading} is read as the Type of work, since its cells say {words}."


def without_untyped(report: ImportReport, typing: Typing) -> ImportReport:
    """Rows whose unread column names another type are refused: a sleep-in is never paid as standard hours unsaid."""
    wrong = [row.number for row in report.rows if (told := typing.cells.get(row.number)) and told[1] != "standard"
             and row.values["kind"] == "standard"]  # fmt: skip
    refused = [
        RefusedCell(number, typing.heading, typing.cells[number][0], "this names a type of work, but the column is not "
                    "read", "this column chosen as the Type")
        for number in wrong
    ]  # fmt: skip
    everything = sorted((*report.refused, *refused), key=lambda cell: cell.row)
    return replace(report.without(wrong), refused=tuple(everything))
