"""Makes a backup and proves it: the file is opened again, checked, counted and compared before it is called good."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection

from carecoop_desktop.platform.database.address import Address
from carecoop_desktop.platform.database.backup.copying import copy_rows
from carecoop_desktop.platform.database.backup.manifest import Manifest, write_manifest
from carecoop_desktop.platform.database.backup.pages import copy_pages, settle, still_file
from carecoop_desktop.platform.database.backup.proof import Proof, flaws, take_proof
from carecoop_desktop.platform.database.engine import Database
from carecoop_desktop.platform.database.faults import told
from carecoop_desktop.platform.database.keys import OfficeKey
from carecoop_desktop.platform.database.migrating import create_schema, schema_version
from carecoop_desktop.platform.kernel.errors import Fault, Refusal

_BESIDE = ("-wal", "-shm", "-journal", "-between", "-between-wal", "-between-shm", "-between-journal")

_SEALS_UP_TO = 100_000_000
"""Above that, the seals of pages that hold nothing are proved on restoring only."""

LEFT_AFTER = 600
"""Seconds without a write after which a half-made copy is nobody's any more."""


def make_backup(
    database: Database, target: Path, *, key: OfficeKey | None = None, going: Callable[[], object] = lambda: None
) -> Manifest:
    """Copy an office into one file, whichever kind of place it lives in, while others go on working.

    The backup of an encrypted office is encrypted with the same key, so that one recovery sheet opens the office and
    every backup of it; ``key`` names another. Raises Refusal when the file exists or its folder does not, Fault when
    the machine fails, and whatever ``going``, which is called all the while, raises to stop; then nothing is left.
    """
    key = key or database.key
    settle(database)
    with new_file(target) as part, database.reading() as source, told(str(target)):
        still = still_file(database, source)
        proof = take_proof(source)
        if database.dialect == "sqlite":
            copy_pages(source, part, database.key, key, still, going)
        else:
            going()
            _copy_server(source, part, key)
        manifest = write_manifest(part, str(database.address), proof)
        prove(part, proof, going)
    return manifest


@contextmanager
def new_file(target: Path) -> Iterator[Path]:
    """A file to fill beside ``target``; it takes that name only when all went well and it is flushed to the disk."""
    _refuse_unfit(target)
    clear_leftovers(target.parent, target.name)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.touch(exist_ok=False)
        yield part
        flush(part)
        if target.exists():
            raise Refusal(f"A file called {target.name} has appeared meanwhile.", "Choose another name.")
        part.rename(target)
    except OSError as error:
        raise Fault(f"{target.name} could not be written: {error.strerror or error}.",
                    "Choose another folder, or free some space.") from error  # fmt: skip
    finally:
        for left in (part, *(part.with_name(part.name + end) for end in _BESIDE)):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _refuse_unfit(target: Path) -> None:
    try:
        there, folder = target.exists(), target.parent.is_dir()
    except OSError as error:  # a name that is too long, a folder that may not be looked into, a share that is gone
        raise Fault(f"{target.name} could not be written: {error.strerror or error}.",
                    "Choose another name or folder.") from error  # fmt: skip
    if there:
        raise Refusal(f"There is a file called {target.name} already.", "Choose another name; nothing was touched.")
    if not folder:
        raise Refusal(f"The folder {target.parent} does not exist.", "Make it first, or choose another.")


def clear_leftovers(folder: Path, name: str) -> None:
    """Remove what a copy that was killed has left beside a name, which may be a pattern; one under way is younger."""
    for left in folder.glob(f".{name}.*.part*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > LEFT_AFTER:
                left.unlink()


def flush(path: Path) -> None:
    """Down to the platter: a backup that a power cut takes back is none."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _copy_server(source: Connection, part: Path, key: OfficeKey | None) -> None:
    copy = Database(Address(path=part, key=key))
    try:
        create_schema(copy, schema_version(source))
        with copy.writing() as target:
            copy_rows(source, target)
    finally:
        copy.close()


def prove(part: Path, expected: Proof, going: Callable[[], object] = lambda: None) -> None:
    """Open a copy as a stranger would and compare it. Fault names the first thing that is not as it should be.

    Meanwhile it goes down to the disk, which waits for nothing but the disk.
    """
    with ThreadPoolExecutor(1, "flush") as disk:
        flushed = disk.submit(flush, part)
        wrong = next(iter(flaws(part, going, seals=_SEALS_UP_TO) or expected.differences(proof_of(part))), None)
        flushed.result()
    if wrong is not None:
        raise Fault(f"The copy is not whole ({wrong}), so it was not kept.", "Try again, on another disk if need be.")


def proof_of(path: Path) -> Proof:
    """The figures of an SQLite file."""
    copy = Database(Address(path=path), read_only=True)
    try:
        with copy.reading() as connection:
            return take_proof(connection)
    finally:
        copy.close()
