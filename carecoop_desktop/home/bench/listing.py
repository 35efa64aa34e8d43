"""A list of a million timesheet lines: pages, filters and search beside plain SQL, painting beside a plain table."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from carecoop_desktop.app import features
from carecoop_desktop.home.bench.figures import Row, beside, clean_heap, in_turn
from carecoop_desktop.home.bench.million import office_of_lines
from carecoop_desktop.home.bench.painting import measure_painting
from carecoop_desktop.platform.database.lists.reader import ListReader
from carecoop_desktop.platform.database.lists.shape import ListRequest, ListRow
from carecoop_desktop.platform.desktop.tables.window import PAGE
from carecoop_desktop.platform.office.opening import open_office
from carecoop_desktop.work.timesheets.queries import line_reader

PAGE_LIMIT = 2.0
_TRIES = 5
"""A page is a millisecond's work, so it is read so many times as often as anything else."""

_ROWS = (
    "SELECT l.id, l.day, a.name, m.name, l.kind, l.start, l.finish, l.minutes, l.nights, l.expenses, l.state, l.note "
    "FROM timesheet_line l JOIN assistant a ON a.id = l.assistant_id LEFT JOIN member m ON m.id = l.member_id "
)
_ORDER = f" ORDER BY l.day DESC, l.id DESC LIMIT {PAGE}"
_FOUND = (
    "IN (SELECT record_id FROM search_entry WHERE kind = '{0}' AND id IN "
    "(SELECT rowid FROM search_trigram WHERE folded MATCH :words))"
)
_SEARCH = f"WHERE (+l.member_id {_FOUND.format('members')} OR +l.assistant_id {_FOUND.format('assistants')})"
"""The plus signs have it walk along the order; left alone, SQLite gathers and sorts everything found: 2 seconds."""


def measure(folder: Path, lines: int = 1_000_000, times: int = 5) -> list[Row]:
    """Read the list as its screen does."""
    place = folder / "lines.carecoop"
    office_of_lines(place, lines)
    office = open_office(place, features(), read_only=True)
    with closing(sqlite3.connect(place)) as raw, closing(office):
        reader = line_reader(office)
        with clean_heap():
            rows = [
                _pages(reader, raw, lines, times * _TRIES),
                _filtered(reader, raw, times * _TRIES),
                _searched(reader, raw, times * _TRIES),
                *measure_painting(reader, times),
            ]
    return rows


def _pages(reader: ListReader, raw: sqlite3.Connection, lines: int, times: int) -> Row:
    """The page after each of nine rows that lie all over the list."""
    request = ListRequest()
    anchors = _anchors(reader, request, lines, 9)
    keys = [_key(raw, anchor) for anchor in anchors]
    page = f"{_ROWS} WHERE (l.day, l.id) < (?, ?) {_ORDER}"
    own, plain = in_turn(
        lambda: [reader.page_after(request, anchor, PAGE) for anchor in anchors],
        lambda: [raw.execute(page, key).fetchall() for key in keys],
        times,
    )
    _same(reader.page_after(request, anchors[-1], PAGE), raw.execute(page, keys[-1]).fetchall())
    each = 1000 / len(anchors)
    return beside(
        "list", f"A page anywhere in {lines:,} lines", own * each, "ms", "raw keyset query", plain * each, PAGE_LIMIT
    )


def _anchors(reader: ListReader, request: ListRequest, lines: int, number: int) -> Sequence[ListRow]:
    return reader.marks(request, None, max(1, lines // (number + 1)), number)


def _key(raw: sqlite3.Connection, row: ListRow) -> tuple[Any, ...]:
    found: tuple[Any, ...] = raw.execute("SELECT day, id FROM timesheet_line WHERE id = ?", (row.id,)).fetchone()
    return found


def _filtered(reader: ListReader, raw: sqlite3.Connection, times: int) -> Row:
    request = ListRequest().filtered("queried")
    statement = f"{_ROWS} WHERE l.state = 'queried' {_ORDER}"
    return _first_page("Filter: lines with a query", reader, raw, request, statement, {}, times)


def _searched(reader: ListReader, raw: sqlite3.Connection, times: int) -> Row:
    """A part of names that few members and few PAs have."""
    words = "0012"
    return _first_page("Search by part of a name", reader, raw, ListRequest().searched(words),
                       f"{_ROWS} {_SEARCH} {_ORDER}", {"words": f'"{words}"'}, times)  # fmt: skip


def _first_page(
    what: str, reader: ListReader, raw: sqlite3.Connection, request: ListRequest, statement: str,
    values: dict[str, str], times: int,
) -> Row:  # fmt: skip
    own: Callable[[], Any] = lambda: reader.page_after(request, None, PAGE)  # noqa: E731 - named for its type
    plain: Callable[[], Any] = lambda: raw.execute(statement, values).fetchall()  # noqa: E731
    _same(own(), plain())
    mine, other = in_turn(own, plain, times)
    return beside("list", what, mine * 1000, "ms", "the same in plain SQL", other * 1000, PAGE_LIMIT)


def _same(own: Sequence[ListRow], plain: Sequence[Sequence[Any]]) -> None:
    """Speed says nothing where the answers differ."""
    if [row.id for row in own] != [row[0] for row in plain]:
        raise AssertionError("the list and the plain query answer differently")
