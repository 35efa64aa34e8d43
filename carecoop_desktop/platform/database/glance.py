"""A look into an office's file before the database library is there: plain or encrypted, and only to read."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar, cast

from carecoop_desktop.platform.database.cipher import driver_for, key_of, open_with
from carecoop_desktop.platform.database.migrations import STEPS
from carecoop_desktop.platform.kernel.errors import Refusal

T = TypeVar("T")
_PATIENCE = 0.2


def glance(place: str, read: Callable[[sqlite3.Connection], T]) -> T | None:
    """What ``read`` finds in an office of this program's version.

    None for a server, for an office whose key is not here, and where anything is not as expected: opening the office
    properly then says what it is.
    """
    if "://" in place:
        return None
    path = Path(place)
    try:
        key = key_of(path)
        wrong = cast(type[Exception], cast(Any, driver_for(key)).Error)
    except (Refusal, OSError):
        return None
    try:
        with closing(open_with(path, "ro", key, wait=_PATIENCE)) as connection:
            connection.execute("BEGIN")
            if connection.execute("SELECT version FROM office_schema").fetchone() != (len(STEPS),):
                return None
            return read(connection)
    except (wrong, OSError, KeyError, TypeError, ValueError):
        return None
