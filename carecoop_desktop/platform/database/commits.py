"""Finds out whether a change was saved when the server went away in the very moment of saving it."""

from __future__ import annotations

import time

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from carecoop_desktop.platform.kernel.errors import Fault

NUMBER = text("SELECT CAST(pg_current_xact_id_if_assigned() AS text)")
"""The number of a transaction that has changed something; nothing for one that has not."""

_STATUS = text("SELECT pg_xact_status(CAST(:number AS xid8))")
_SECONDS = 20.0


def was_saved(engine: Engine, number: str, *, seconds: float = _SECONDS) -> bool:
    """Ask the server, once it is back, what became of a transaction. Raises Fault where it does not come back."""
    end, pause = time.monotonic() + seconds, 0.2
    while True:
        try:
            with engine.connect() as connection:
                status = connection.execute(_STATUS, {"number": number}).scalar()
            if status in ("committed", "aborted"):
                return bool(status == "committed")
        except DBAPIError:
            engine.dispose()
        if time.monotonic() + pause > end:
            raise Fault(
                "The office server went away in the moment of saving: the change may or may not be in the office.",
                "What you typed is still here. When the server is back, look whether it is there before you save it "
                "again.",
                retry=False,
            )
        time.sleep(pause)
        pause = min(2 * pause, 3.0)
