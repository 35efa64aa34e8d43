"""Reads what still reads in a damaged file: table by table, stepping over the pages that do not."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from carecoop_desktop.platform.database.cipher import key_number_of, key_of, open_with
from carecoop_desktop.platform.database.faults import driver_errors
from carecoop_desktop.platform.database.held import copy_out, looking
from carecoop_desktop.platform.database.keys import OfficeKey, given_key
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.kernel.private_folder import passing_folder

Values = tuple[Any, ...]
PLAIN = b"SQLite format 3\0"
_STEP = 1000
_TRIES = 4000
"""So many times a table is tried around its damaged places before the rest of them is given up."""
_FURTHEST = 2**40


class Wreck:
    """A damaged file, opened for reading. An error spoils the connection, so it is opened anew after each."""

    def __init__(self, path: Path, key: OfficeKey | None) -> None:
        self._path, self.key = path, key
        self._raw = self._opened()
        self._tries = 0

    def _opened(self) -> sqlite3.Connection:
        raw = open_with(self._path, "ro", self.key)
        raw.execute("PRAGMA writable_schema=ON")  # with it SQLite reads a file that is shorter than it says
        raw.text_factory = lambda data: data.decode("utf-8", "replace")
        return raw

    def close(self) -> None:
        """Give the file back."""
        self._raw.close()

    def ask(self, statement: str, given: Values = ()) -> list[Values] | None:
        """The rows of a statement, or None where a damaged place is in its way."""
        try:
            return self._raw.execute(statement, given).fetchall()
        except driver_errors():
            self._raw.close()
            self._raw = self._opened()
            return None

    def reads(self) -> bool:
        """Whether at least the names of the tables can be read."""
        return bool(self.tables())

    def tables(self) -> list[str]:
        """The names of the tables; none where they cannot be read."""
        found = self.ask("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
        return [str(name) for (name,) in found or []]

    def columns(self, table: str) -> list[str]:
        """The names of a table's columns."""
        return [str(row[1]) for row in self.ask(f'PRAGMA table_info("{table}")') or []]

    def expected(self, table: str) -> int | None:
        """How many rows an index says there should be; None where that cannot be read either."""
        found = self.ask(f'SELECT count(*) FROM "{table}"')
        return int(found[0][0]) if found else None

    def rows(self, table: str, columns: list[str]) -> Iterator[list[Values]]:
        """Everything that reads, in portions."""
        named = ", ".join(f'"{name}"' for name in columns)
        statement = f'SELECT {named} FROM "{table}" WHERE rowid BETWEEN ? AND ? ORDER BY rowid'
        self._tries = 0
        first, last = self._ends(table)
        for start in range(first, last + 1, _STEP):
            yield from self._between(statement, start, min(start + _STEP - 1, last))

    def _between(self, statement: str, first: int, last: int) -> Iterator[list[Values]]:
        found = self.ask(statement, (first, last))
        if found is not None:
            if found:
                yield found
            return
        self._tries += 1
        if first == last or self._tries > _TRIES:
            return
        middle = (first + last) // 2
        yield from self._between(statement, first, middle)
        yield from self._between(statement, middle + 1, last)

    def _ends(self, table: str) -> tuple[int, int]:
        """The lowest and the highest number of a row, from whatever still tells them."""
        low = self.ask(f'SELECT min(rowid) FROM "{table}"')
        high = self.ask(f'SELECT max(rowid) FROM "{table}"')
        first = 1 if low is None else low[0][0]
        if first is None:
            return 1, 0
        return int(first), int(high[0][0]) if high is not None else self._furthest(table)

    def _furthest(self, table: str) -> int:
        used = self.ask("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,))
        if used:
            return int(used[0][0])
        reach = 1
        while reach < _FURTHEST:
            found = self.ask(f'SELECT 1 FROM "{table}" WHERE rowid >= ? LIMIT 1', (reach,))
            if found == []:
                return reach
            reach *= 2
        return _STEP * _TRIES


@contextmanager
def wreck_of(path: Path) -> Iterator[Wreck]:
    """Open a damaged file; one whose first bytes are spoilt is opened over a copy with those bytes put right.

    Raises KeyNeeded where the key is not here, Refusal where the file is no office at all.
    """
    if not path.is_file():
        raise Refusal(f"There is no file at {path}.", "Check the name.")
    with passing_folder() as folder:
        for place, key in _ways(path, folder):
            with closing(Wreck(place, key)) as wreck:
                if wreck.reads():
                    yield wreck
                    return
    raise Refusal(f"Nothing in {path.name} can be read any more, not even its tables’ names.", "Restore a backup.")


def _ways(path: Path, folder: Path) -> Iterator[tuple[Path, OfficeKey | None]]:
    """The file as it is; then, where it does not begin as a file of ours does, with such a beginning."""
    given = given_key()
    if key_number_of(path) is None or given is None:
        yield path, key_of(path)
    elif key_number_of(path) == given.number:
        yield path, given
    for beginning, key in ((PLAIN, None), *(((given.header, given),) if given is not None else ())):
        copy = folder / f"mended-{beginning[:4].hex()}"
        copy.touch()
        with looking(path) as look:
            copy_out(look, copy, path.stat().st_size)
        with copy.open("rb+") as file:
            file.write(beginning)
        yield copy, key
