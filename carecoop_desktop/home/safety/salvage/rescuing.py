"""A new office out of what still reads in a damaged one, and an honest account of what did not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from carecoop_desktop.app import features
from carecoop_desktop.home.safety.actions import note_salvage
from carecoop_desktop.home.safety.salvage.reading import Wreck, wreck_of
from carecoop_desktop.platform.database.address import Address
from carecoop_desktop.platform.database.backup.making import new_file
from carecoop_desktop.platform.database.backup.proof import damage
from carecoop_desktop.platform.database.cipher import connect
from carecoop_desktop.platform.database.engine import Database
from carecoop_desktop.platform.database.faults import told
from carecoop_desktop.platform.database.migrating import create_schema
from carecoop_desktop.platform.kernel.errors import Fault
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User

_OWN = ("sqlite_", "search_trigram", "office_schema", "backup_manifest", "salvaged_row")
_ROUNDS = 40


@dataclass(slots=True)
class Rescued:
    """One table: rows read, rows that an index says there were (None: unknown), rows that lost their place."""

    table: str
    read: int = 0
    expected: int | None = None
    loose: int = 0

    @property
    def lost(self) -> int | None:
        """How many rows did not read; None where nobody can say."""
        return None if self.expected is None else max(0, self.expected - self.read)

    @property
    def whole(self) -> bool:
        """Whether everything is in its place again."""
        return self.lost == 0 and self.loose == 0

    @property
    def words(self) -> str:
        """A line of the account."""
        name = self.table.replace("_", " ")
        lost = {None: "more may be lost", 0: ""}.get(self.lost, f"{self.lost} lost")
        loose = f"{self.loose} set aside, because what they belong to is lost" if self.loose else ""
        return ", ".join(part for part in (f"{name}: {self.read} read", lost, loose) if part)


@dataclass(frozen=True, slots=True)
class Salvage:
    """What came of it."""

    place: Path
    tables: tuple[Rescued, ...]

    @property
    def harmed(self) -> tuple[Rescued, ...]:
        """The tables that are not whole."""
        return tuple(table for table in self.tables if not table.whole)

    @property
    def sentence(self) -> str:
        """The account in one sentence."""
        rows = sum(table.read for table in self.tables)
        harm = f"{len(self.harmed)} tables are not whole" if self.harmed else "nothing was lost"
        return f"Rescued {rows:,} rows into {self.place.name}; {harm}."


def salvage(damaged: Path, target: Path, *, plain: bool = False) -> Salvage:
    """Make a new office from a damaged file, which is only read. It is encrypted as the damaged one is.

    Raises Refusal where nothing reads or the target is taken.
    """
    with wreck_of(damaged) as wreck, new_file(target) as part, told(str(target)):
        _lay(part, None if plain else wreck.key, wreck)
        with closing(connect(part)) as sink:
            sink.execute("PRAGMA foreign_keys=OFF")
            sink.execute("BEGIN IMMEDIATE")
            tables = tuple(_rescue(wreck, sink))
            _set_aside(sink, {table.table: table for table in tables})
            sink.execute("COMMIT")
            sink.execute("PRAGMA journal_mode=DELETE")
        wrong = next(damage(part), None)
        if wrong is not None:
            raise Fault(f"The rescued office is not whole ({wrong}), so it was not kept.", "Try another disk.")
        result = Salvage(target, tables)
        _note(part, damaged.name, result)
    return result


def _lay(part: Path, key: Any, wreck: Wreck) -> None:
    for room in features():
        if room.tables:
            room.tables.load()
    database = Database(Address(path=part, key=key))
    create_schema(database)
    database.close()


def _rescue(wreck: Wreck, sink: Any) -> Iterator[Rescued]:
    there = set(wreck.tables())
    ours = [str(name) for (name,) in sink.execute("SELECT name FROM sqlite_master WHERE type='table' ORDER BY name")]
    for table in ours:
        if table.startswith(_OWN) or table not in there:
            continue
        known = [str(row[1]) for row in sink.execute(f'PRAGMA table_info("{table}")')]
        columns = [name for name in wreck.columns(table) if name in known]
        if columns:
            yield _one_table(wreck, sink, table, columns)


def _one_table(wreck: Wreck, sink: Any, table: str, columns: list[str]) -> Rescued:
    found = Rescued(table)
    named, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
    statement = f'INSERT OR IGNORE INTO "{table}" ({named}) VALUES ({marks})'
    for rows in wreck.rows(table, columns):
        found.read += int(sink.executemany(statement, rows).rowcount)
    found.expected = wreck.expected(table)
    return found


def _set_aside(sink: Any, tables: dict[str, Rescued]) -> None:
    """What points at something lost lets go of it, or where it cannot, is kept apart as it was read."""
    for _ in range(_ROUNDS):
        broken = sink.execute("PRAGMA foreign_key_check").fetchall()
        if not broken:
            return
        for table, row, parent, number in broken:
            _let_go(sink, tables, str(table), row, str(parent), int(number))


def _let_go(sink: Any, tables: dict[str, Rescued], table: str, row: Any, parent: str, number: int) -> None:
    cursor = sink.execute(f'SELECT * FROM "{table}" WHERE rowid = ?', (row,))
    values = cursor.fetchone()
    if values is None:
        return
    content = dict(zip([each[0] for each in cursor.description], map(_shown, values), strict=True))
    why = f"its {parent.replace('_', ' ')} is lost"
    sink.execute("INSERT INTO salvaged_row (table_name, why, content) VALUES (?, ?, ?)",
                 (table, why, json.dumps(content, ensure_ascii=False, sort_keys=True)))  # fmt: skip
    links = [str(k[3]) for k in sink.execute(f'PRAGMA foreign_key_list("{table}")') if k[0] == number]
    fixed = {str(c[1]) for c in sink.execute(f'PRAGMA table_info("{table}")') if c[3] or c[5]}
    if fixed & set(links):
        sink.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (row,))
    else:
        empty = ", ".join(f'"{name}" = NULL' for name in links)
        sink.execute(f'UPDATE "{table}" SET {empty} WHERE rowid = ?', (row,))
    if table in tables:
        tables[table].loose += 1


def _shown(value: Any) -> Any:
    return value.hex() if isinstance(value, bytes) else value


def _note(part: Path, name: str, result: Salvage) -> None:
    """The new office's history begins with what happened to it."""
    database = Database(Address(path=part))
    try:
        account = [table.words for table in result.harmed]
        Office(database, User("Rescue", Role.OWNER)).do(note_salvage, name, result.sentence, account)
    finally:
        database.close()
    with closing(connect(part)) as raw:
        raw.execute("PRAGMA journal_mode=DELETE")
