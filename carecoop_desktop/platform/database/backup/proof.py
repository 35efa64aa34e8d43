"""What two copies of an office must have in common: rows per table, the head of the history, every value."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect, text

from carecoop_desktop.platform.database.cipher import connect
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


def damage(path: Path) -> Iterator[str]:
    """Read a whole SQLite file as SQLite itself proves it; a sentence for each thing that is wrong."""
    with told(str(path)), closing(connect(path, "ro")) as connection:
        # The index checks jump all over the file: with room for its pages they take half the time.
        connection.execute("PRAGMA cache_size=-400000")
        yield from (str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)") if row[0] != "ok")
        for row in connection.execute("PRAGMA foreign_key_check"):
            yield f"{row[0]} {row[1]} points at a {row[2]} that is not there"


def digest_of(rows: Iterable[tuple[Any, ...]]) -> str:
    """One figure for the values of many rows, the same whichever database they were read from."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(repr(row).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
