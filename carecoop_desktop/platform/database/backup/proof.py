"""What two copies of an office must have in common: rows per table, the head of the history, every value."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect, text

from carecoop_desktop.platform.database.cipher import connect, key_of, open_with
from carecoop_desktop.platform.database.faults import told
from carecoop_desktop.platform.kernel.errors import Refusal

MANIFEST = "backup_manifest"
_OWN = ("search_trigram", "sqlite_", MANIFEST)
"""Tables that a copy has of its own: the search index is built anew, the manifest stands in backups only."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The figures of one copy."""

    schema: int
    counts: Mapping[str, int]
    chain_length: int
    chain_head: str

    def differences(self, other: Proof) -> list[str]:
        """A sentence for each thing in which another copy differs; none means that they agree."""
        found = [
            f"{name}: {self.counts.get(name, 0)} rows here, {other.counts.get(name, 0)} there"
            for name in sorted({*self.counts, *other.counts})
            if self.counts.get(name) != other.counts.get(name)
        ]
        if (self.chain_length, self.chain_head) != (other.chain_length, other.chain_head):
            found.append("the history ends otherwise")
        if self.schema != other.schema:
            found.append("the tables are of another version")
        return found


def take_proof(connection: Connection) -> Proof:
    """Count every table and read the head of the history, in the connection's own view."""
    quote = connection.dialect.identifier_preparer.quote
    names = [name for name in inspect(connection).get_table_names() if not name.startswith(_OWN)]
    if not {"office_schema", "change_set"} <= set(names):
        raise Refusal("There is no whole office in this file: it has lost tables.", "Choose an older backup.")
    counts = {name: _number(connection, f"SELECT count(*) FROM {quote(name)}") for name in sorted(names)}
    head = connection.execute(text("SELECT id, hash FROM change_set ORDER BY id DESC LIMIT 1")).first()
    schema = _number(connection, "SELECT version FROM office_schema")
    return Proof(schema, counts, head[0] if head else 0, head[1] if head else "")


def _number(connection: Connection, statement: str) -> int:
    return int(connection.execute(text(statement)).scalar() or 0)


STRANGERS = (
    "SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view') AND name NOT IN "
    "('search_entry_added', 'search_entry_removed', 'search_entry_changed') ORDER BY name"
)
"""Statements that somebody laid into a file past the program, to be run by what is done there later."""

_LOOK_AGAIN = 0.2
"""Seconds between two questions whether to go on."""
_ROOM = "PRAGMA cache_size=-400000"
"""Checks jump all over a file: with room for its pages they take half the time."""


def damage(path: Path) -> Iterator[str]:
    """Read a whole SQLite file as SQLite itself proves it; a sentence for each thing that is wrong.

    It looks every row up in every index, which takes several times as long as ``flaws``.
    """
    with told(str(path)), closing(connect(path, "ro")) as connection:
        connection.execute(_ROOM)
        yield from (str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)") if row[0] != "ok")
        for row in connection.execute("PRAGMA foreign_key_check"):
            yield _dangling(row)


def flaws(
    path: Path,
    going: Callable[[], object] = lambda: None,
    *,
    seals: int | None = None,
    look_again: float = _LOOK_AGAIN,
) -> list[str]:
    """Read a whole SQLite file and say what is wrong with it, with as many threads as there are kinds of check.

    Every page is read, every row is taken apart, counted in its table and in each index, and has the records that it
    points at. Only that an index holds the right values in right order is left to ``damage``: an index can be made
    anew from the rows, so no record ever depends on that. The seals of an encrypted file are proved as its pages are
    read; in a file of up to so many bytes as ``seals`` (of any size without) those of unused pages as well.
    ``going`` raises to stop.
    """
    with told(str(path)), ExitStack() as opened:
        key = key_of(path)
        sealed = key is not None and (seals is None or path.stat().st_size <= seals)
        rows = _row_flaws if key is None or sealed else partial(_row_flaws, to_the_end=True)
        checks = (_page_flaws, rows, *([_seal_flaws] if sealed else []))
        looks = [opened.enter_context(closing(open_with(path, "ro", key))) for _check in checks]
        with ThreadPoolExecutor(len(checks), "proof") as pool:
            found = [pool.submit(_all_of, check, look) for check, look in zip(checks, looks, strict=True)]
            with _interrupting(looks):
                while wait(found, look_again).not_done:
                    going()
            return [flaw for one in found for flaw in one.result()]


def _all_of(check: Callable[[sqlite3.Connection], Iterator[str]], connection: sqlite3.Connection) -> list[str]:
    return list(check(connection))


@contextmanager
def _interrupting(connections: Iterable[sqlite3.Connection]) -> Iterator[None]:
    """Who is told to stop need not wait until the checks have ended."""
    with ExitStack() as stopped:
        for connection in connections:
            stopped.callback(connection.interrupt)
        yield
        stopped.pop_all()


def _page_flaws(connection: sqlite3.Connection) -> Iterator[str]:
    yield from (str(row[0]) for row in connection.execute("PRAGMA quick_check(20)") if row[0] != "ok")


def _row_flaws(connection: sqlite3.Connection, *, to_the_end: bool = False) -> Iterator[str]:
    """Table by table, so that what one look brought into memory is there for the next."""
    connection.execute(_ROOM)
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0").fetchall()
    for (table,) in tables:
        rows = connection.execute(f'SELECT count(*) FROM "{table}" NOT INDEXED').fetchone()[0]
        if to_the_end:
            _read_to_the_end(connection, table)
        for _number, index, _unique, _origin, some_only in connection.execute(
            f'PRAGMA index_list("{table}")'
        ).fetchall():
            counted = f'SELECT count(*) FROM "{table}" INDEXED BY "{index}"'
            if not some_only and (entries := connection.execute(counted).fetchone()[0]) != rows:
                yield f"{table} has {rows} rows, but its index {index} {entries}"
        yield from (_dangling(row) for row in connection.execute(f'PRAGMA foreign_key_check("{table}")'))


def _read_to_the_end(connection: sqlite3.Connection, table: str) -> None:
    """Read long values whole: their last pages are in none of SQLite's own checks. A broken seal is an error."""
    kinds = [(name, kind) for _number, name, kind, *_ in connection.execute(f'PRAGMA table_info("{table}")').fetchall()]
    reading = [
        f'sum(length("{name}"))' if kind == "TEXT" else f'sum(length(substr("{name}", -1)))'
        for name, kind in kinds
        if kind in ("TEXT", "BLOB")
    ]
    if reading:
        connection.execute(f'SELECT {", ".join(reading)} FROM "{table}" NOT INDEXED').fetchone()


def _seal_flaws(connection: sqlite3.Connection) -> Iterator[str]:
    """Prove the seal of each page by itself: the last page of a long value is in none of SQLite's own checks."""
    yield from (str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check"))


def _dangling(row: tuple[Any, ...]) -> str:
    return f"{row[0]} {row[1]} points at a {row[2]} that is not there"


def digest_of(rows: Iterable[tuple[Any, ...]]) -> str:
    """One figure for the values of many rows, the same whichever database they were read from."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(repr(row).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
