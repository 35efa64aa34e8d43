"""An import is written over what its preview showed, and over nothing that another desk has changed since."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from carecoop_desktop.platform.database.base import Record
from carecoop_desktop.platform.kernel.dates import format_moment
from carecoop_desktop.platform.kernel.errors import Conflict, FieldConflict
from carecoop_desktop.platform.office.importing.report import GoodRow, ImportReport
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.platform.office.tables import ChangeRow, ChangeSetRow

_CHANGES, _SETS = ChangeRow.__table__, ChangeSetRow.__table__

Stored = Callable[[GoodRow], Iterable[tuple[type[Record], Select[Any]]]]
"""Of a row of a file, the tables and the numbers of the records in them that it would change."""


def refuse_unshown(reader: Reader, shown: ImportReport | None, now: ImportReport, stored: Stored) -> None:
    """Raise Conflict where a file would write over a value that its preview, ``shown``, did not show.

    Its fields name the file's row in place of a record's number. Without a preview nobody had seen anything.
    """
    if shown is None:
        return
    seen = {row.number: row for row in shown.rows}
    fields = [each for row in now.rows for each in _moved(reader, seen.get(row.number), row, shown.mark, stored)]
    if fields:
        rows = len({each.row_id for each in fields})
        what = "a record that 1 row" if rows == 1 else f"records that {rows} rows"
        who, when = fields[-1].who, fields[-1].when
        moment = f" at {format_moment(datetime.fromisoformat(when))}" if when else ""
        raise Conflict(f"{who} changed {what} of this file would change{moment}.", fields, now.mark)


def _moved(reader: Reader, shown: GoodRow | None, row: GoodRow, mark: int, stored: Stored) -> Iterator[FieldConflict]:
    if shown is not None and dict(shown.changes) == dict(row.changes):
        return
    who, when = "", ""
    for name, (standing, given) in row.changes.items():
        before = _shown_before(shown, name, given)
        if before != standing:
            if not who:
                who, when = _last_hand(reader, stored(row), mark)
            yield FieldConflict("import", row.number, name, before, given, standing, who, when)


def _shown_before(shown: GoodRow | None, name: str, given: object) -> object:
    """What the preview said stood there; a row that would have changed nothing had what the file has."""
    if shown is None or shown.existing is None:
        return None
    return shown.changes[name][0] if name in shown.changes else given


def _last_hand(reader: Reader, stored: Iterable[tuple[type[Record], Select[Any]]], mark: int) -> tuple[str, str]:
    """Who last changed one of these records after a change, and when (UTC, ISO)."""
    found = []
    for kind, numbers in stored:
        statement = (
            select(_SETS.c.id, _SETS.c.user_name, _SETS.c.at)
            .join(_CHANGES, _CHANGES.c.set_id == _SETS.c.id)
            .where(
                _CHANGES.c.table_name == kind.__tablename__,
                _CHANGES.c.row_id.in_(numbers),
                _CHANGES.c.set_id > mark,
            )
            .order_by(_SETS.c.id.desc())
        )
        found += list(reader.connection.execute(statement.limit(1)))
    last = max(found, key=lambda each: each.id, default=None)
    return ("Another desk", "") if last is None else (last.user_name, last.at.isoformat())
