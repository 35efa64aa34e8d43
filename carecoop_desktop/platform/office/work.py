"""The unit of work that an action is given: one transaction in which every change is remembered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, select

from carecoop_desktop.platform.database.base import Record
from carecoop_desktop.platform.database.bulk import insert_rows, reserve_ids, update_rows
from carecoop_desktop.platform.database.types import JsonText
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.conflicts import conflict_over
from carecoop_desktop.platform.office.history import Change
from carecoop_desktop.platform.office.images import canonical, image_text, image_writer, plain
from carecoop_desktop.platform.office.meanwhile import conflict_since, who_removed
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.platform.office.rows import Rows, gone_or_changed, values_of
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
        self._rows = Rows(connection)

    # -- single records ------------------------------------------------------------------------------------------

    def add(self, row: T) -> T:
        """Store a new row; its ``id`` is known on return."""
        self._rows.store(row)
        self._note(row, "insert", None, values_of(row))
        return row

    def get(self, kind: type[T], row_id: int) -> T:
        """The row with this number; Refusal when it is gone. Change it with ``change``, never by hand."""
        found = self._rows.find(kind, row_id)
        if found is None:
            who = who_removed(self.connection, kind, row_id)
            raise Refusal(f"This {kind.label} is no longer there.",
                          who or "Somebody may have removed it; look in the history.")  # fmt: skip
        return found

    def all(self, kind: type[T], *criteria: Any) -> list[T]:
        """Every row that fits, by number."""
        table = kind.__table__
        return self._rows.load(kind, select(table).where(*criteria).order_by(table.c.id))

    def one(self, kind: type[T], *criteria: Any) -> T | None:
        """The one row that fits, or None."""
        table = kind.__table__
        statement = select(table).where(*criteria).order_by(table.c.id).limit(1)
        return next(iter(self._rows.load(kind, statement)), None)

    def change(self, row: T, *, version: int | None = None, **values: Any) -> T:
        """Set fields of a row. With ``version`` (what the screen had read), a newer row raises Conflict."""
        if version is not None and row.version != version:
            raise conflict_over(self.reader, row, version, values)
        old = values_of(row)
        fresh = {key: value for key, value in values.items() if old[key] != value}
        if not fresh:
            return row
        seen = [key for key, value in fresh.items() if plain(old[key]) != plain(value)]
        if seen:
            self._keep_issued(type(row), old, {**old, **fresh})
        if not self._rows.write(row, fresh):
            raise gone_or_changed(row)
        if seen:
            before, after = {key: old[key] for key in seen}, {key: fresh[key] for key in seen}
            self._note(row, "update", {**before, "version": old["version"]}, {**after, "version": row.version})
        return row

    def remove(self, row: Record, *, version: int | None = None) -> None:
        """Delete a row; its last values stay in the history. With ``version``, a newer row raises Conflict."""
        self.stands(row, version)
        before = values_of(row)
        self._keep_issued(type(row), before, {}, gone=True)
        if not self._rows.remove(row):
            raise gone_or_changed(row)
        self._note(row, "delete", before, None)

    # -- what somebody had read ------------------------------------------------------------------------------------

    def stands(
        self, row: Record, version: int | None, *fields: str, mine: Mapping[str, Any] = MappingProxyType({})
    ) -> None:
        """Raise Conflict where the row is newer than the version that was read; with ``fields``, where one of them is.

        For a deed that must not be done upon what its person never saw; ``mine`` are the values that it would write.
        """
        if version is None or row.version == version:
            return
        conflict = conflict_over(self.reader, row, version, mine, fields)
        if conflict.fields or not fields:
            raise conflict

    def hold(self, rows: Sequence[Record], seen: int | None, mine: Mapping[str, Any]) -> None:
        """Raise Conflict where one of the rows was added or changed after the change that was ``seen`` last.

        ``seen`` is the reader's ``mark`` when the screen read them; ``mine`` is what is to be written, and only its
        fields count (all, where it is empty). For records that take each other's place, and for those of a page.
        """
        conflict = None if seen is None else conflict_since(self.reader, rows, seen, mine)
        if conflict is not None:
            raise conflict

    # -- many records --------------------------------------------------------------------------------------------

    def add_many(self, kind: type[Record], rows: Sequence[Mapping[str, Any]]) -> range:
        """Store many new rows of one table quickly; each mapping gives the same columns. Returns their numbers.

        JSON columns are given as plain values. Defaults of the table are not applied: give every column that has none
        in the database.
        """
        table = kind.__table__
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
                self._rows.noted(kind, before["id"], fresh)
                groups.setdefault(tuple(fresh), []).append([*fresh.values(), before["id"]])
        for keys, stored in groups.items():
            update_rows(self.connection, table, keys, _packed(table, keys, stored))
        return done

    def remove_many(self, kind: type[Record], ids: Iterable[int]) -> int:
        """Delete many rows of one table; their last values stay in the history. Returns how many there were."""
        table = kind.__table__
        found = list(self._stored(table, ids))
        for before in found:
            self._keep_issued(kind, before, {}, gone=True)
            self.changes.append(Change(table.name, before["id"], "delete", image_text(before), None))
            self._rows.gone(kind, before["id"])
        for chunk in _chunks([row["id"] for row in found], 500):
            self.connection.execute(delete(table).where(table.c.id.in_(chunk)))
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

    def set_setting(self, key: str, value: Any, *, seen: int | None = None) -> None:
        """Store a setting of the office (any JSON value); with ``seen`` (see ``hold``) a newer one raises Conflict."""
        row = self.one(SettingRow, SettingRow.key == key)
        if row is None:
            self.add(SettingRow(key=key, value=value))
        else:
            self.hold([row], seen, {"value": value})
            self.change(row, value=value)

    def publish(self, happening: object) -> None:
        """Tell the rooms that listen to this kind of event, now and in this same transaction."""
        for listener in self._listeners.get(type(happening), ()):
            listener(self, happening)

    def say(self, sentence: str) -> None:
        """What was done, in words for the status bar, the Undo menu and the history."""
        self.summary = sentence

    # -- remembering -----------------------------------------------------------------------------------------------

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


def _packed(table: Any, keys: Sequence[str], rows: list[list[Any]]) -> list[list[Any]]:
    """The rows with their JSON columns as canonical text."""
    places = [place for place, key in enumerate(keys) if isinstance(table.c[key].type, JsonText)]
    for place in places:
        for values in rows:
            values[place] = None if values[place] is None else canonical(values[place])
    return rows


def _chunks(items: list[int], size: int) -> Iterable[list[int]]:
    return (items[start : start + size] for start in range(0, len(items), size))
