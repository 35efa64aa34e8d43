"""Finding anything in the office by a part of its name.

One table, ``search_entry``, holds a line for each thing that can be found. SQLite looks parts of words up in a
full-text index of trigrams (FTS5), PostgreSQL in a trigram index (pg_trgm). Both serve three letters and more; fewer
are looked up as the beginning of the folded text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    and_,
    column,
    delete,
    not_,
    select,
    table,
    text,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError

from carecoop_desktop.platform.database.lists.definition import FoldedText
from carecoop_desktop.platform.database.lists.folding import fold

SHORTEST = 3
"""Trigrams know nothing shorter."""

_ENOUGH = 2000  # rows looked through for the best places; beyond that a few more letters serve better
_LAST = "\U0010ffff"

search_metadata = MetaData()
search_entry = Table(
    "search_entry",
    search_metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("record_id", BigInteger().with_variant(Integer, "sqlite"), nullable=False),
    Column("title", String, nullable=False),
    Column("detail", String, nullable=False),
    Column("folded", FoldedText, nullable=False),
    UniqueConstraint("kind", "record_id", name="uq_search_entry_kind_record_id"),
)
Index("ix_search_entry_folded", search_entry.c.folded)

_trigrams = table("search_trigram", column("rowid"), column("folded"))

_SQLITE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS search_trigram USING fts5("
    "folded, content='search_entry', content_rowid='id', columnsize=0, tokenize='trigram')",
    "CREATE TRIGGER IF NOT EXISTS search_entry_added AFTER INSERT ON search_entry BEGIN "
    "INSERT INTO search_trigram(rowid, folded) VALUES (new.id, new.folded); END",
    "CREATE TRIGGER IF NOT EXISTS search_entry_removed AFTER DELETE ON search_entry BEGIN "
    "INSERT INTO search_trigram(search_trigram, rowid, folded) VALUES ('delete', old.id, old.folded); END",
    "CREATE TRIGGER IF NOT EXISTS search_entry_changed AFTER UPDATE OF id, folded ON search_entry BEGIN "
    "INSERT INTO search_trigram(search_trigram, rowid, folded) VALUES ('delete', old.id, old.folded); "
    "INSERT INTO search_trigram(rowid, folded) VALUES (new.id, new.folded); END",
    "INSERT INTO search_trigram(search_trigram) VALUES ('rebuild')",
)
_POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX IF NOT EXISTS ix_search_entry_trigram ON search_entry USING gin (folded gin_trgm_ops)",
)
_DROP_SQLITE = (
    "DROP TRIGGER IF EXISTS search_entry_added",
    "DROP TRIGGER IF EXISTS search_entry_removed",
    "DROP TRIGGER IF EXISTS search_entry_changed",
    "DROP TABLE IF EXISTS search_trigram",
)
_SLOW = (
    "This server does not let the program install pg_trgm, so searching by a part of a name looks through every entry. "
    "Ask whoever runs the server for: CREATE EXTENSION pg_trgm."
)


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """One thing that can be found: what it is, which record, and what the search box shows of it."""

    kind: str
    record_id: int
    title: str
    detail: str = ""


def create_search_table(connection: Connection) -> None:
    """Make the table of entries, where it is not there yet."""
    search_metadata.create_all(connection, tables=[search_entry])


def create_search_index(connection: Connection) -> str:
    """Make the trigram index over the entries that are there; safe to call again.

    Returns a sentence for the office where PostgreSQL refuses the extension, and an empty one where all is well:
    the search then still finds everything, only not by an index.
    """
    if connection.dialect.name == "sqlite":
        _run(connection, _SQLITE)
        return ""
    try:
        with connection.begin_nested():
            _run(connection, _POSTGRESQL)
    except DBAPIError:
        return _SLOW
    return ""


def drop_search_index(connection: Connection) -> None:
    """Take the index away and leave the entries."""
    if connection.dialect.name == "sqlite":
        _run(connection, _DROP_SQLITE)
    else:
        _run(connection, ("DROP INDEX IF EXISTS ix_search_entry_trigram",))


def put_entries(connection: Connection, entries: Iterable[SearchEntry]) -> None:
    """Add entries, or replace those of the same records."""
    statement: Any = _insert(connection)
    changed = {name: statement.excluded[name] for name in ("title", "detail", "folded")}
    statement = statement.on_conflict_do_update(index_elements=["kind", "record_id"], set_=changed)
    waiting = iter(entries)
    while some := list(islice(waiting, 1000)):
        connection.execute(statement, [_stored(entry) for entry in some])


def _insert(connection: Connection) -> Any:
    if connection.dialect.name == "sqlite":
        return sqlite.insert(search_entry)
    # Imported only here: an office in a file starts without the server's dialect.
    from sqlalchemy.dialects import postgresql

    return postgresql.insert(search_entry)


def remove_entries(connection: Connection, kind: str, record_ids: Sequence[int]) -> None:
    """Take the entries of these records away."""
    for start in range(0, len(record_ids), 500):
        some = record_ids[start : start + 500]
        connection.execute(delete(search_entry).where(search_entry.c.kind == kind, search_entry.c.record_id.in_(some)))


def find(connection: Connection, wanted: str, limit: int = 20, kinds: Sequence[str] = ()) -> tuple[SearchEntry, ...]:
    """Entries that hold every word of the text: those that begin with it first, then by what they are called."""
    folded = fold(wanted)
    if not folded or limit <= 0:
        return ()
    beginning = begins_with(search_entry.c.folded, folded)
    rows = _read(connection, (beginning, *_of(kinds)), limit, limit)
    words = folded.split()
    if len(rows) < limit and len(max(words, key=len)) >= SHORTEST:
        holding = [entries_holding(word, connection.dialect.name) for word in sorted(words, key=len, reverse=True)]
        rows += _read(connection, (not_(beginning), *holding, *_of(kinds)), limit - len(rows), _ENOUGH)
    return tuple(rows)


def entries_holding(word: str, dialect: str) -> ColumnElement[bool]:
    """The condition on ``search_entry`` for one folded word: within the text, or at its beginning when it is short."""
    folded = search_entry.c.folded
    if len(word) < SHORTEST:
        return begins_with(folded, word) | folded.contains(f" {word}", autoescape=True)
    if dialect == "sqlite":
        quoted = '"' + word.replace('"', '""') + '"'
        return search_entry.c.id.in_(select(_trigrams.c.rowid).where(_trigrams.c.folded.match(quoted)))
    return folded.contains(word, autoescape=True)


def begins_with(expr: ColumnElement[Any], start: str) -> ColumnElement[bool]:
    """A folded column that begins with a folded text, as a range that its index serves on both databases."""
    return and_(expr >= start, expr < start + _LAST)


def _read(
    connection: Connection, where: Iterable[ColumnElement[bool]], limit: int, look_through: int
) -> list[SearchEntry]:
    shown = (search_entry.c.kind, search_entry.c.record_id, search_entry.c.title, search_entry.c.detail)
    some = select(*shown, search_entry.c.folded).where(*where)
    if look_through > limit:
        near = some.limit(look_through).subquery()
        statement = select(*list(near.c)[:4]).order_by(near.c.folded).limit(limit)
    else:
        statement = some.order_by(search_entry.c.folded).limit(limit)
    return [SearchEntry(*row[:4]) for row in connection.execute(statement)]


def _of(kinds: Sequence[str]) -> tuple[ColumnElement[bool], ...]:
    return (search_entry.c.kind.in_(tuple(kinds)),) if kinds else ()


def _stored(entry: SearchEntry) -> dict[str, object]:
    return {
        "kind": entry.kind,
        "record_id": entry.record_id,
        "title": entry.title,
        "detail": entry.detail,
        "folded": fold(f"{entry.title} {entry.detail}"),
    }


def _run(connection: Connection, statements: Iterable[str]) -> None:
    for statement in statements:
        connection.execute(text(statement))
