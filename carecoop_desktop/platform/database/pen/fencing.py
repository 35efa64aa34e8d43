"""Keeps a desk that has lost the pen from ever changing the office: a number in the file, and another file."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, event

from carecoop_desktop.platform.database.pen.copying import copy_settled, remove
from carecoop_desktop.platform.database.pen.holding import PenLost
from carecoop_desktop.platform.kernel.errors import Fault

# The generation of the pen stands in the file itself, in SQLite's own number for the application to use.
_READ, _WRITE = "PRAGMA user_version", "PRAGMA user_version={}"


class Behind(PenLost):
    """The file has known a later pen than the notes beside it, which somebody may have removed."""

    def __init__(self, generation: int) -> None:
        super().__init__("Another desk has written to the shared office since.", "Open it again.")
        self.generation = generation


def fence_in(writer: Engine, generation: int, prove: Callable[[], None]) -> None:
    """Write the pen's generation into the file; from then on each transaction begins and ends with the proof of it.

    Raises Behind where the file already carries a later generation.
    """
    with writer.connect() as connection:
        raw = connection.begin()
        there = _generation(connection)
        if there > generation:
            raw.rollback()
            raise Behind(there)
        connection.exec_driver_sql(_WRITE.format(generation))
        prove()
        raw.commit()

    def check(connection: Connection) -> None:
        if _generation(connection) != generation:
            raise PenLost("Another desk has taken the pen, so nothing was saved.", "What you typed is still here.")
        prove()

    event.listen(writer, "begin", check)
    event.listen(writer, "commit", check)


def _generation(connection: Connection) -> int:
    return int(connection.exec_driver_sql(_READ).scalar_one())


def mend_in_place(office: Path, generation: int) -> None:
    """Put a whole copy of the file in its place after a holder that did not put the pen down in order.

    Should that one wake up in the middle of saving, it goes on in the old file, which nobody reads any more.
    """
    fresh = office.with_name(f".{office.name}.taken-{generation:08d}")
    try:
        copy_settled(office, fresh, lambda: None)
        with suppress(OSError):
            shutil.copymode(office, fresh)
        _flush(fresh)
        fresh.replace(office)
        with suppress(OSError):
            office.with_name(f"{office.name}-journal").unlink(missing_ok=True)
    except OSError as error:
        raise Fault(
            "The file server still keeps the office open for the desk that held the pen.",
            "Wait a few minutes and try again, or close CareCoop on that computer.",
        ) from error
    finally:
        remove(fresh)


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
