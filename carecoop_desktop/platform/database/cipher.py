"""The one way to open an office's file: plain through Python's SQLite, encrypted through SQLCipher with its key."""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack
from pathlib import Path, PurePath
from types import ModuleType
from typing import Any, Literal, cast

from carecoop_desktop.platform.database.held import counted, hold, peek
from carecoop_desktop.platform.database.keys import MAGIC, OfficeKey, find_key
from carecoop_desktop.platform.kernel.errors import Refusal

Mode = Literal["ro", "rw", "rwc"]
PAGE = 4096
_PLAIN = b"SQLite format 3\0"
WAIT = 15
"""Seconds that a connection waits for another program's lock."""


class KeyNeeded(Refusal):
    """A file, or an office's backups, are encrypted with a key that this computer does not have."""

    def __init__(self, path: Path | None, number: str) -> None:
        what = f"{path.name} is" if path is not None else "The backups of this office are"
        super().__init__(
            f"{what} encrypted, and this computer does not have its key (number {number}).",
            "Enter the key from the office's recovery sheet: the window asks for it, the command line takes it by "
            "“carecoop key enter” or from CARECOOP_KEY.",
        )
        self.path, self.number = path, number


class Damaged(Refusal):
    """A file of ours that can no longer be read as it is; what still reads in it can be rescued."""

    def __init__(self, path: Path, sentence: str) -> None:
        super().__init__(sentence, "Restore the last good backup, or rescue what still reads: carecoop salvage.")
        self.path = path


def key_number_of(path: Path) -> str | None:
    """The number of the key that a file is encrypted with, read from its first bytes; None for any other file."""
    try:
        start = peek(path, 16)
    except OSError:
        return None
    return start[len(MAGIC) :].hex() if start.startswith(MAGIC) and len(start) == 16 else None


def key_of(path: Path, new: OfficeKey | None = None) -> OfficeKey | None:
    """The key that opens a file: its own, or ``new`` where there is nothing in it yet. None for a plain file.

    Raises KeyNeeded where nobody here has it.
    """
    number = key_number_of(path)
    if number is None:
        return new if new is None or not path.exists() or path.stat().st_size == 0 else None
    if new is not None and new.number == number:
        return new
    found = find_key(number)
    if found is None:
        raise KeyNeeded(path, number)
    return found


def connect(path: Path, mode: Mode = "rw", *, new: OfficeKey | None = None, wait: float = WAIT) -> sqlite3.Connection:
    """Open a file by its own key; a file with nothing in it becomes encrypted with ``new``. The caller closes it."""
    return open_with(path, mode, key_of(path, new), wait=wait)


def open_with(path: Path, mode: Mode, key: OfficeKey | None, *, wait: float = WAIT) -> sqlite3.Connection:
    """Open a file with a key that is at hand, or without any."""
    given = {"uri": True, "timeout": wait, "isolation_level": None, "check_same_thread": False}
    driver: Any = driver_for(key)
    connection = driver.connect(f"{address_of(path.resolve())}?mode={mode}", factory=counted(driver), **given)
    hold(connection, path)
    if key is not None:
        with ExitStack() as refused:
            refused.callback(connection.close)
            # SQLCipher writes what it stumbles over to the terminal unless told otherwise.
            connection.execute("PRAGMA cipher_log_level=NONE")
            connection.execute(f'PRAGMA key="{key.literal}"')
            refused.pop_all()
    return cast(sqlite3.Connection, connection)


def address_of(path: PurePath) -> str:
    """A path as SQLite's kind of address, which knows no servers: a network path has all its strokes after it."""
    plain = path.as_uri()
    return plain if plain.startswith("file:///") else plain.replace("file://", "file:////", 1)


def driver_for(key: OfficeKey | None) -> ModuleType:
    """The module that opens a file with this key: SQLCipher's is imported only where it is needed."""
    if key is None:
        return sqlite3
    import sqlcipher3.dbapi2

    return cast(ModuleType, sqlcipher3.dbapi2)


def export(source: Path, target: Path, key: OfficeKey | None) -> None:
    """Write everything in a file into an empty one with another key, or with none: the way between the two kinds.

    Nobody may write to ``source`` meanwhile.
    """
    import sqlcipher3.dbapi2

    own = key_of(source)
    driver: Any = sqlcipher3.dbapi2
    with_key = open_with(source, "rw", own) if own else driver.connect(str(source), isolation_level=None)
    try:
        with_key.execute("ATTACH DATABASE ? AS other KEY ?", (str(target), key.literal if key else ""))
        with_key.execute("PRAGMA other.journal_mode=OFF")  # a copy that fails is thrown away whole
        with_key.execute("PRAGMA other.synchronous=OFF")
        with_key.execute("SELECT sqlcipher_export('other')").fetchall()
        for name in ("application_id", "user_version"):
            value = with_key.execute(f"PRAGMA main.{name}").fetchone()[0]
            with_key.execute(f"PRAGMA other.{name}={int(value)}")
        with_key.execute("DETACH DATABASE other")
    finally:
        with_key.close()


def unreadable(path: Path) -> Refusal:
    """Why a file cannot be read as an office, as far as its size and its first bytes tell."""
    name = path.name
    try:
        start, size = peek(path, 32), path.stat().st_size
    except OSError:
        start, size = b"", 0
    ours = start.startswith(MAGIC)
    if not ours and not start.startswith(_PLAIN):
        return Refusal(
            f"{path} is not an office file that can be read: it is another kind of file, or its beginning is damaged.",
            "Choose a .carecoop file, or restore the last good backup.",
        )
    pages = int.from_bytes(start[28:32], "big") if not ours else 0
    if size % PAGE or size < max(pages, 1) * PAGE:
        return Damaged(path, f"The office file {name} is cut short: its end is missing.")
    where = "its contents were changed or the disk failed" if ours else "parts of it do not fit together any more"
    return Damaged(path, f"The office file {name} is damaged: {where}.")
