"""Takes an action back, and puts it forward again, while nothing newer stands on what it touched."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from carecoop_desktop.platform.database.base import Base, Record
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.history import Change, changes_of
from carecoop_desktop.platform.office.images import canonical, image, plain, restored
from carecoop_desktop.platform.office.tables import ChangeSetRow

_SETS = ChangeSetRow.__table__
_NEWER = "Something newer stands on it; take that back first, or correct the record by hand."


_REMEMBERED = 200
"""So many deeds of one sitting can be taken back one after the other."""


class Sitting:
    """One sign-in at one desk: what Ctrl+Z takes back is what was done in it, or at this desk before it began.

    Somebody who is signed in at two desks, or in two windows, does not take back at one what was done at the other.
    """

    def __init__(self, user: str, desk: str, began: int) -> None:
        self.user, self._desk, self._began = user, desk, began
        self._own: deque[int] = deque(maxlen=_REMEMBERED)

    def did(self, number: int) -> None:
        """A change set of this sitting."""
        self._own.append(number)

    def deeds(self) -> ColumnElement[bool]:
        """The change sets that are this sitting's to take back."""
        here = and_(_SETS.c.user_name == self.user, _SETS.c.desk == self._desk)
        return and_(here, or_(_SETS.c.id <= self._began, _SETS.c.id.in_(tuple(self._own))))


def last_undoable(connection: Connection, sitting: Sitting) -> Any | None:
    """The newest action of a sitting that can still be taken back (its change set), or None."""
    return connection.execute(
        select(_SETS)
        .where(sitting.deeds(), _SETS.c.kind.in_(("do", "redo")), _SETS.c.undoable, _SETS.c.undone_by.is_(None))
        .order_by(_SETS.c.id.desc())
        .limit(1)
    ).first()


def last_redoable(connection: Connection, sitting: Sitting) -> Any | None:
    """The newest undo of a sitting, unless something else was done in it since; or None."""
    last = connection.execute(
        select(_SETS)
        .where(sitting.deeds(), _SETS.c.undone_by.is_(None), _SETS.c.changes > 0)
        .order_by(_SETS.c.id.desc())
        .limit(1)
    ).first()
    return last if last is not None and last.kind == "undo" else None


def reverse(connection: Connection, number: int) -> list[Change]:
    """Apply the before-images of a change set, newest first. Refusal when any row is newer than it was left."""
    try:
        return [_reverse_one(connection, change) for change in reversed(changes_of(connection, number))]
    except IntegrityError as error:
        raise Refusal("This can no longer be taken back.", _NEWER) from error


def _reverse_one(connection: Connection, change: Change) -> Change:
    table = Base.metadata.tables[change.table]
    before = json.loads(change.before) if change.before else {}
    after = json.loads(change.after) if change.after else {}
    row = connection.execute(select(table).where(table.c.id == change.row_id)).mappings().first()
    here = None if row is None else dict(row)
    _check_standing(change, here, after)
    if change.kind == "insert":
        connection.execute(delete(table).where(table.c.id == change.row_id))
        return Change(change.table, change.row_id, "delete", canonical(image(here or before)), None)
    if change.kind == "delete":
        connection.execute(insert(table).values(**restored(table, before)))
        return Change(change.table, change.row_id, "insert", None, change.before)
    version = (here or before)["version"] + 1
    values = {key: value for key, value in before.items() if key != "version"}
    connection.execute(
        update(table).where(table.c.id == change.row_id).values(**restored(table, values), version=version)
    )
    return Change(change.table, change.row_id, "update", change.after, canonical({**values, "version": version}))


# What counts is that the row still holds what the change left, field by field: an undo in between raises the version
# without leaving anything new behind.
def _check_standing(change: Change, here: Mapping[str, Any] | None, after: Mapping[str, Any]) -> None:
    kind = _record_of(change.table)
    if change.kind == "delete":
        if here is not None:
            raise Refusal(f"This {kind.label} is there again already.", _NEWER)
        return
    if here is None or any(plain(here[key]) != value for key, value in after.items() if key != "version"):
        raise Refusal(f"This {kind.label} has been changed since.", _NEWER)
    if kind.issued(here):
        raise Refusal(f"This {kind.label} has been issued and cannot be taken back.", "Make a correction instead.")


def _record_of(table_name: str) -> type[Record]:
    kind = Base.kinds.get(table_name)
    if kind is None or not issubclass(kind, Record):
        raise Refusal(f"The history names a table that this version does not know: {table_name}.")
    return kind
