"""A whole copy of an office file that another desk may be writing to, on a network whose locks may not work."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from carecoop_desktop.platform.database.cipher import driver_for, key_of, open_with
from carecoop_desktop.platform.kernel.errors import Fault

_TRIES = 40
_PAUSE = 0.05
Stamp = tuple[tuple[int, int, int] | None, ...]


def copy_settled(source: Path, target: Path, mark: Callable[[], object]) -> object:
    """Copy a file so that no change falls into the middle of it; gives the ``mark`` it was copied under.

    While SQLite changes a file, the journal beside it holds what it changes. Both are copied; where either of them, or
    the mark (whose pen, which revision), is not the same afterwards, the copy is made again. Opening the copy puts an
    unfinished change back, as it would in the file itself.
    """
    for attempt in range(_TRIES):
        time.sleep(_PAUSE * min(attempt, 10))
        before = (_stamp(source), mark())
        remove(target)
        try:
            shutil.copyfile(source, target)
            if before[0][1] is not None:
                shutil.copyfile(_journal(source), _journal(target))
        except FileNotFoundError:
            if not source.exists():
                raise Fault("The office file in the shared folder is gone.", "Check the network folder.") from None
            continue
        except OSError as error:
            raise Fault("The office in the shared folder cannot be copied.", error.strerror or "") from error
        if before == (_stamp(source), mark()) and _mended(target):
            return before[1]
    remove(target)
    raise Fault("The office in the shared folder changes all the time and could not be copied.", "Try again.")


def remove(copy: Path) -> None:
    """Throw a copy away; one that is still being read stays for now."""
    for path in (copy, *(copy.with_name(copy.name + end) for end in ("-journal", "-wal", "-shm"))):
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _mended(copy: Path) -> bool:
    """Put back what was not finished, leave the write-ahead log, and look at every page."""
    key = key_of(copy)
    try:
        with closing(open_with(copy, "rw", key)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE").fetchall()
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except driver_for(key).DatabaseError:
        return False


def _stamp(source: Path) -> Stamp:
    return tuple(_seen(path) for path in (source, _journal(source)))


def _seen(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")
