"""Writes and proves the history: one change set an action, chained by SHA-256 so that a later edit shows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, select, update

from carecoop_desktop.platform.database.bulk import insert_rows
from carecoop_desktop.platform.database.commits import prove_by
from carecoop_desktop.platform.database.faults import refuse_no_text
from carecoop_desktop.platform.office.images import canonical
from carecoop_desktop.platform.office.tables import ChangeRow, ChangeSetRow

GENESIS = "0" * 64
_SETS, _CHANGES = ChangeSetRow.__table__, ChangeRow.__table__


class Change(NamedTuple):
    """One row touched: ``kind`` is insert, update or delete; images are canonical JSON text or None."""

    table: str
    row_id: int
    kind: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Heading:
    """What a change set says of itself, apart from its changes."""

    at: datetime
    user: str
    desk: str
    action: str
    kind: str
    summary: str
    reason: str
    undoable: bool
    undoes: int | None = None


def write_set(connection: Connection, heading: Heading, changes: Sequence[Change]) -> int:
    """Store one change set at the end of the chain; the caller holds the writer's lock. Returns its number."""
    for change in changes:
        refuse_no_text(change.after or "")
    refuse_no_text(canonical([heading.summary, heading.reason]))
    last = connection.execute(select(_SETS.c.id, _SETS.c.hash).order_by(_SETS.c.id.desc()).limit(1)).first()
    number, previous = (last.id + 1, last.hash) if last else (1, GENESIS)
    seal = _hash(previous, number, _described(heading), changes)
    prove_by(connection, select(_SETS.c.id).where(_SETS.c.id == number, _SETS.c.hash == seal))
    connection.execute(
        insert(_SETS).values(
            id=number,
            at=heading.at,
            user_name=heading.user,
            desk=heading.desk,
            action=heading.action,
            kind=heading.kind,
            summary=heading.summary,
            reason=heading.reason,
            tables=sorted({change.table for change in changes}),
            undoable=heading.undoable,
            undoes=heading.undoes,
            changes=len(changes),
            previous_hash=previous,
            hash=seal,
        )
    )
    insert_rows(
        connection,
        _CHANGES,
        ("set_id", "position", "table_name", "row_id", "kind", "before", "after"),
        [(number, position, *change) for position, change in enumerate(changes)],
    )
    if heading.undoes is not None:
        connection.execute(update(_SETS).where(_SETS.c.id == heading.undoes).values(undone_by=number))
    return number


def _described(heading: Heading) -> dict[str, Any]:
    return {
        "at": heading.at.isoformat(),
        "user": heading.user,
        "desk": heading.desk,
        "action": heading.action,
        "kind": heading.kind,
        "summary": heading.summary,
        "reason": heading.reason,
        "undoable": heading.undoable,
        "undoes": heading.undoes,
    }


def _hash(previous: str, number: int, described: Mapping[str, Any], changes: Iterable[Change]) -> str:
    digest = hashlib.sha256(f"{previous}\n{number}\n{canonical(described)}\n".encode())
    for table, row_id, kind, before, after in changes:
        digest.update(f"{table}\t{row_id}\t{kind}\t{before or ''}\t{after or ''}\n".encode())
    return digest.hexdigest()


def broken_links(connection: Connection) -> Iterator[str]:
    """Walk the whole chain; one sentence for each change set that does not fit. Nothing yielded means it holds."""
    previous, expected = GENESIS, 1
    for row in connection.execute(select(_SETS).order_by(_SETS.c.id)).all():
        if row.id != expected:
            yield f"Change {expected} is missing from the history."
        changes = _stored_changes(connection, row.id)
        heading = Heading(
            row.at, row.user_name, row.desk, row.action, row.kind, row.summary, row.reason, row.undoable, row.undoes
        )
        if row.previous_hash != previous or row.hash != _hash(previous, row.id, _described(heading), changes):
            yield f"Change {row.id} ({row.summary}) was altered after it was written."
        if row.changes != len(changes):
            yield f"Change {row.id} ({row.summary}) has lost some of its rows."
        previous, expected = row.hash, row.id + 1


def _stored_changes(connection: Connection, number: int) -> list[Change]:
    columns = (_CHANGES.c.table_name, _CHANGES.c.row_id, _CHANGES.c.kind)
    rows = connection.execute(
        select(*columns, _CHANGES.c.before, _CHANGES.c.after)
        .where(_CHANGES.c.set_id == number)
        .order_by(_CHANGES.c.position)
    )
    return [Change(r[0], r[1], r[2], _text(r[3]), _text(r[4])) for r in rows]


def _text(value: Any) -> str | None:
    return None if value is None else canonical(value)


def changes_of(connection: Connection, number: int) -> list[Change]:
    """The rows that one change set touched, in order, images as canonical JSON text."""
    return _stored_changes(connection, number)
