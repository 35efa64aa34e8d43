"""The unit of work that an action is given: one transaction in which every change is remembered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, event, inspect, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from carecoop_desktop.platform.database.base import Record
from carecoop_desktop.platform.database.bulk import insert_rows, reserve_ids, update_rows
from carecoop_desktop.platform.database.types import JsonText
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.conflicts import conflict_over
from carecoop_desktop.platform.office.history import Change
from carecoop_desktop.platform.office.images import canonical, image_text, image_writer, plain
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.platform.office.tables import SettingRow

T = TypeVar("T", bound=Record)


class Work:
    """What an action works with. Rows change only through it, so that nothing escapes the history."""

    def __init__(self, connection: Connection, reader: Reader, listeners: Mapping[type, Sequence[Any]]) -> None:
        self.connection = connection
        self.reader = reader
        self.changes: list[Change] = []
        self.summary = ""
        self.reason = ""
        self._listeners = listeners
        self._session = Session(bind=connection, expire_on_commit=False, autoflush=True)
        event.listen(self._session, "after_flush", self._remember)

    # -- single records ------------------------------------------------------------------------------------------

    def add(self, row: T) -> T:
        """Store a new row; its ``id`` is known on return."""
        self._session.add(row)
        self._session.flush()
        return row

    def get(self, kind: type[T], row_id: int) -> T:
        """The row with this number; Refusal when it is gone. Change it with ``change``, never by hand."""
        found = self._session.get(kind, row_id)
        if found is None:
            raise Refusal(
                f"This {kind.label} is no longer there.", "Somebody may have removed it; look in the history."
            )
        return found

    def all(self, kind: type[T], *criteria: Any) -> list[T]:
        """Every row that fits, by number."""
        return list(self._session.scalars(select(kind).where(*criteria).order_by(kind.id)))

    def one(self, kind: type[T], *criteria: Any) -> T | None:
        """The one row that fits, or None."""
        return self._session.scalars(select(kind).where(*criteria).order_by(kind.id).limit(1)).first()

    def change(self, row: T, *, version: int | None = None, **values: Any) -> T:
        """Set fields of a row. With ``version`` (what the screen had read), a newer row raises Conflict."""
        if version is not None and row.version != version:
            raise conflict_over(self.connection, row, version, values)
        for key, value in values.items():
            if getattr(row, key) != value:
                setattr(row, key, value)
        try:
            self._session.flush()
        except StaleDataError as error:
            raise Refusal(f"This {row.label} was changed at another desk just now.", "Look at it again.") from error
        return row

    def remove(self, row: Record) -> None:
        """Delete a row; its last values stay in the history."""
        self._session.delete(row)
        self._session.flush()

    # -- many records --------------------------------------------------------------------------------------------

    def add_many(self, kind: type[Record], rows: Sequence[Mapping[str, Any]]) -> range:
        """Store many new rows of one table quickly; each mapping gives the same columns. Returns their numbers.

        JSON columns are given as plain values. Defaults of the table are not applied: give every column that has none
        in the database.
        """
        table = kind.__table__
        self._session.flush()
        if not rows:
            return range(0)
        ids = reserve_ids(self.connection, table, len(rows))
        keys = tuple(rows[0])
        names = ("id", "version", *keys)
        rows_given = [[number, 1, *[row[key] for key in keys]] for number, row in zip(ids, rows, strict=True)]
        stored = _packed(table, names, rows_given)
        packed = [key for key in keys if isinstance(table.c[key].type, JsonText)]
        text_of, name = image_writer(names, packed), table.name
        self.changes += [Change(name, values[0], "insert", None, text_of(values)) for values in stored]
        insert_rows(self.connection, table, names, stored)
        return ids

    def change_many(self, kind: type[Record], rows: Iterable[tuple[int, Mapping[str, Any]]]) -> int:
        """Set fields of many rows of one table. Returns how many rows there were."""
        wanted = dict(rows)
        table = kind.__table__
        self._session.flush()
        groups: dict[tuple[str, ...], list[list[Any]]] = {}
        done = 0
        for before in self._stored(table, wanted):
            values = wanted[before["id"]]
            self._keep_issued(kind, before, values)
            changed = {key: value for key, value in values.items() if before[key] != value}
            done += 1
            if changed:
                fresh = {**changed, "version": before["version"] + 1}
                self._remember_update(table.name, before, fresh)
                groups.setdefault(tuple(fresh), []).append([*fresh.values(), before["id"]])
        for keys, stored in groups.items():
            update_rows(self.connection, table, keys, _packed(table, keys, stored))
        self._session.expire_all()
        return done

    def remove_many(self, kind: type[Record], ids: Iterable[int]) -> int:
        """Delete many rows of one table; their last values stay in the history. Returns how many there were."""
        table = kind.__table__
        self._session.flush()
        found = list(self._stored(table, ids))
        for before in found:
            self._keep_issued(kind, before, {}, gone=True)
            self.changes.append(Change(table.name, before["id"], "delete", image_text(before), None))
        for chunk in _chunks([row["id"] for row in found], 500):
            self.connection.execute(delete(table).where(table.c.id.in_(chunk)))
        self._session.expire_all()
        return len(found)

    def _stored(self, table: Any, ids: Iterable[int]) -> Iterator[Mapping[str, Any]]:
        names = tuple(table.c.keys())
        for chunk in _chunks(list(ids), 500):
            rows = self.connection.execute(select(table).where(table.c.id.in_(chunk))).fetchall()
            yield from (dict(zip(names, row, strict=True)) for row in rows)

    def _remember_update(self, table: str, before: Mapping[str, Any], fresh: Mapping[str, Any]) -> None:
        old = image_text({key: before[key] for key in fresh})
        self.changes.append(Change(table, before["id"], "update", old, image_text(fresh)))

    # -- settings, events, words -----------------------------------------------------------------------------------

    def set_setting(self, key: str, value: Any) -> None:
        """Store a setting of the office (any JSON value)."""
        row = self.one(SettingRow, SettingRow.key == key)
        if row is None:
            self.add(SettingRow(key=key, value=value))
        else:
            self.change(row, value=value)

    def publish(self, happening: object) -> None:
        """Tell the rooms that listen to this kind of event, now and in this same transaction."""
        self._session.flush()
        for listener in self._listeners.get(type(happening), ()):
            listener(self, happening)

    def say(self, sentence: str) -> None:
        """What was done, in words for the status bar, the Undo menu and the history."""
        self.summary = sentence

    def finish(self) -> None:
        """Write what is still pending; called once by the office before the history is written."""
        self._session.flush()

    def close(self) -> None:
        """Let go of the rows; the office commits or rolls back."""
        self._session.close()

    # -- remembering -----------------------------------------------------------------------------------------------

    def _remember(self, session: Session, _context: object) -> None:
        for row in session.new:
            self._note(row, "insert", None, _full(row))
        for row in session.dirty:
            before, after = _difference(row)
            if after:
                self._keep_issued(type(row), {**_full(row), **_old(row)}, _full(row))
                self._note(row, "update", {**before, "version": row.version - 1}, {**after, "version": row.version})
        for row in session.deleted:
            self._keep_issued(type(row), _full(row), {}, gone=True)
            self._note(row, "delete", _full(row), None)

    def _note(self, row: Any, kind: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> None:
        self.changes.append(
            Change(
                row.__tablename__,
                row.id,
                kind,
                None if before is None else image_text(before),
                None if after is None else image_text(after),
            )
        )

    @staticmethod
    def _keep_issued(
        kind: type[Record], before: Mapping[str, Any], changed: Mapping[str, Any], *, gone: bool = False
    ) -> None:
        if kind.issued(before) and (gone or not kind.thaws(before, {**before, **changed})):
            raise Refusal(
                f"This {kind.label} has been issued and cannot be altered.",
                "Make a correction instead; it will point at this one.",
            )


def _full(row: Any) -> dict[str, Any]:
    return {attribute.key: getattr(row, attribute.key) for attribute in inspect(row).mapper.column_attrs}


def _old(row: Any) -> dict[str, Any]:
    """Values as they stood before this flush, of the fields that changed."""
    state = inspect(row)
    histories = ((a.key, state.attrs[a.key].history) for a in state.mapper.column_attrs)
    return {key: history.deleted[0] for key, history in histories if history.deleted and key != "version"}


def _difference(row: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    old = _old(row)
    changed = {key: value for key, value in old.items() if plain(value) != plain(getattr(row, key))}
    return changed, {key: getattr(row, key) for key in changed}


def _packed(table: Any, keys: Sequence[str], rows: list[list[Any]]) -> list[list[Any]]:
    """The rows with their JSON columns as canonical text."""
    places = [place for place, key in enumerate(keys) if isinstance(table.c[key].type, JsonText)]
    for place in places:
        for values in rows:
            values[place] = None if values[place] is None else canonical(values[place])
    return rows


def _chunks(items: list[int], size: int) -> Iterable[list[int]]:
    return (items[start : start + size] for start in range(0, len(items), size))
