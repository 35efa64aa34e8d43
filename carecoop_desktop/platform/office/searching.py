"""Keeps the search index level with the records: after each action, the touched rows are read and indexed anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert

from carecoop_desktop.platform.database.lists.folding import fold
from carecoop_desktop.platform.office.features import SearchEntry
from carecoop_desktop.platform.office.history import Change
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.platform.office.tables import SearchEntryRow

_ENTRIES = SearchEntryRow.__table__
_CHUNK = 400


def reindex(
    connection: Connection, reader: Reader, searches: Mapping[str, tuple[str, Any]], changes: Iterable[Change]
) -> None:
    """Bring the entries of every touched record up to date. ``searches`` maps a table to (kind, query)."""
    touched: dict[str, set[int]] = {}
    for change in changes:
        if change.table in searches:
            touched.setdefault(change.table, set()).add(change.row_id)
    for table, ids in touched.items():
        (kind, query), ordered = searches[table], sorted(ids)
        for start in range(0, len(ordered), _CHUNK):
            chunk = ordered[start : start + _CHUNK]
            _replace(connection, kind, chunk, query(reader, chunk))


def _replace(connection: Connection, kind: str, ids: list[int], entries: Iterable[SearchEntry]) -> None:
    connection.execute(delete(_ENTRIES).where(_ENTRIES.c.kind == kind, _ENTRIES.c.record_id.in_(ids)))
    rows = [
        {
            "kind": e.kind,
            "record_id": e.record_id,
            "title": e.title,
            "detail": e.detail,
            "folded": fold(f"{e.title} {e.detail}"),
        }
        for e in entries
    ]
    if rows:
        connection.execute(insert(_ENTRIES), rows)
