"""Gives an office's file another key, or its first: a proved copy with the new key takes the old file's place."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from carecoop_desktop.platform.database.backup.making import clear_leftovers, flush, prove
from carecoop_desktop.platform.database.backup.proof import take_proof
from carecoop_desktop.platform.database.cipher import connect, export, key_of, open_with
from carecoop_desktop.platform.database.engine import Database
from carecoop_desktop.platform.database.faults import driver_errors, told
from carecoop_desktop.platform.database.homes import Kind, refuse_synchronised
from carecoop_desktop.platform.database.keys import OfficeKey
from carecoop_desktop.platform.kernel.errors import Fault, Refusal

_PATIENCE = 3
"""Seconds to wait for others to leave the file."""


def rewrite(database: Database, key: OfficeKey) -> None:
    """Encrypt the office's file with ``key``. Nobody else may have it open; the key must be kept somewhere already.

    Until the very last moment the old file stands untouched, so a power cut leaves one or the other, each whole.
    """
    path = database.address.path
    if path is None:
        raise Refusal("An office on a server has no file that could be encrypted here.", "Its backups can be.")
    if refuse_synchronised(path).kind is not Kind.LOCAL:
        raise Refusal("The key of an office in a shared folder cannot be changed there.",
                      "Move the office to this computer, change the key, and move it back.")  # fmt: skip
    with database.reading() as connection:
        proof = take_proof(connection)
    database.close()
    try:
        with told(str(path)), _part_beside(path) as part:
            with _alone(path) as raw:
                _copy(raw, key_of(path), part, key)
                prove(part, proof)
                flush(part)
            _put_in_place(part, path)
    finally:
        database.open_again()


@contextmanager
def _part_beside(path: Path) -> Iterator[Path]:
    clear_leftovers(path.parent, path.name)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield part
    finally:
        for left in path.parent.glob(f"{part.name}*"):
            with suppress(OSError):
                left.unlink()


@contextmanager
def _alone(path: Path) -> Iterator[sqlite3.Connection]:
    """The file for us alone: SQLite gives up its write-ahead log only when nobody else has the file open."""
    in_use = Refusal("This office is open in another window or program.", "Close it there, then try again.")
    with closing(connect(path, wait=_PATIENCE)) as raw:
        try:
            if raw.execute("PRAGMA journal_mode=DELETE").fetchone() != ("delete",):
                raise in_use
            raw.execute("PRAGMA locking_mode=EXCLUSIVE")  # no lock is given back before the connection closes
            raw.execute("BEGIN EXCLUSIVE")
            raw.execute("COMMIT")
        except driver_errors() as error:
            if "locked" not in str(error):
                raise
            raise in_use from error
        yield raw


def _copy(raw: sqlite3.Connection, own: OfficeKey | None, part: Path, key: OfficeKey) -> None:
    if own is not None:
        with closing(open_with(part, "rwc", key)) as sink:
            raw.backup(sink)
        return
    between = part.with_name(f"{part.name}-between")
    with closing(open_with(between, "rwc", None)) as sink:
        raw.backup(sink)
    export(between, part, key)
    between.unlink()


def _put_in_place(part: Path, path: Path) -> None:
    try:
        part.replace(path)
    except OSError as error:
        raise Fault("The office file is held by another program, so its key was not changed.", "Try again.") from error
