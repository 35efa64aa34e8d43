"""Copies an SQLite office page by page: its very file where that holds still, else by SQLite's online copy."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from carecoop_desktop.platform.database.cipher import connect, export, open_with
from carecoop_desktop.platform.database.engine import Database
from carecoop_desktop.platform.database.faults import driver_errors
from carecoop_desktop.platform.database.held import copy_out, looking
from carecoop_desktop.platform.database.keys import OfficeKey
from carecoop_desktop.platform.kernel.errors import Fault

_AT_ONCE = 2000
_PATIENCE = 0.5
"""Seconds to wait for a moment in which nobody reads or writes what is in the log only."""


def settle(database: Database) -> None:
    """Bring what only the write-ahead log holds into the file, if nobody is in the way, so that the file is all."""
    path = database.address.path
    if path is None or database.read_only or database.has_pen:
        return
    with suppress(*driver_errors()), closing(open_with(path, "rw", database.key, wait=_PATIENCE)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def still_file(database: Database, source: Connection) -> Path | None:
    """The office's file where it is, byte by byte, what ``source`` sees until its transaction ends; else None.

    A reader that began while the log was empty reads the file alone, and SQLite lets nobody write to the file as long
    as there is such a reader; what others save meanwhile goes into the log.
    """
    path = database.address.path
    if path is None or database.has_pen:
        return None
    source.execute(text("SELECT count(*) FROM sqlite_master"))  # begins the transaction: from here on the view stands
    if source.execute(text("PRAGMA journal_mode")).scalar() not in ("wal", "delete"):
        return None
    log = path.resolve()
    log = log.with_name(f"{log.name}-wal")
    return path if not log.exists() or log.stat().st_size == 0 else None


def copy_pages(
    source: Connection,
    part: Path,
    own: OfficeKey | None,
    key: OfficeKey | None,
    still: Path | None = None,
    going: Callable[[], object] = lambda: None,
) -> None:
    """Copy exactly what the reading connection sees, which was opened with ``own``, into a file with ``key``.

    ``still`` is the file where ``still_file`` found one. ``going`` raises to stop.
    """
    raw: Any = source.connection.driver_connection
    if own == key and still is not None:
        # The bytes as they are: what is encrypted stays so, and is read only when the copy is proved.
        with looking(still) as look:
            if not copy_out(look, part, _size(raw), going):
                raise Fault("The office file ended before its end.", "Try again.")
    elif (own is None) == (key is None):
        with closing(connect(part, "rwc", new=key)) as sink:
            raw.backup(sink, pages=_AT_ONCE, progress=lambda *_: going())
    else:
        _change_kind(raw, part, own, key)


def _size(raw: Any) -> int:
    count, size = (int(raw.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("page_count", "page_size"))
    return count * size


def _change_kind(raw: Any, part: Path, own: OfficeKey | None, key: OfficeKey | None) -> None:
    """SQLCipher's pages have another shape than plain ones: copied as they are first, then row by row."""
    between = part.with_name(f"{part.name}-between")
    try:
        with closing(connect(between, "rwc", new=own)) as sink:
            raw.backup(sink)
        with closing(connect(between)) as sink:
            sink.execute("PRAGMA journal_mode=DELETE")
        export(between, part, key)
    finally:
        between.unlink(missing_ok=True)
