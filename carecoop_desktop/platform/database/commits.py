"""Finds out whether a change was saved when the server went away in the very moment of saving it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Select, text
from sqlalchemy.exc import DBAPIError

from carecoop_desktop.platform.kernel.errors import Fault

_NUMBER = text("SELECT CAST(pg_current_xact_id_if_assigned() AS text), CAST(pg_postmaster_start_time() AS text)")
_STATUS = text("SELECT pg_xact_status(CAST(:number AS xid8)), CAST(pg_postmaster_start_time() AS text)")
_IN_THE_FUTURE = "22023"
"""PostgreSQL's error (invalid_parameter_value) for the number of a transaction that it has not given yet."""
_PROOF = "carecoop.proof"
_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Saving:
    """A transaction about to be saved: its number, the start of the server that gave it, and what would prove it.

    A server struck down forgets the numbers of what it had not written yet and gives them out again, so that a number
    alone proves nothing across its restart.
    """

    number: str
    started: str
    proof: Select[Any] | None = None


def prove_by(connection: Connection, proof: Select[Any]) -> None:
    """Name the query that finds a row once this transaction is saved, and never before."""
    connection.info[_PROOF] = proof


def forget_proof(connection: Connection) -> None:
    """A new transaction begins on this connection."""
    connection.info.pop(_PROOF, None)


def about_to_save(connection: Connection) -> Saving | None:
    """What to ask for afterwards; None for a transaction that has changed nothing."""
    number, started = connection.execute(_NUMBER).one()
    return None if number is None else Saving(number, started, connection.info.get(_PROOF))


def was_saved(engine: Engine, saving: Saving, *, seconds: float = _SECONDS) -> bool:
    """Ask the server, once it is back, what became of a transaction. Raises Fault where it cannot be known."""
    end, pause = time.monotonic() + seconds, 0.2
    while True:
        try:
            with engine.connect() as connection:
                status, started = connection.execute(_STATUS, {"number": saving.number}).one()
                if status == "aborted":
                    return False
                if status == "committed" and saving.proof is not None:
                    return connection.execute(saving.proof).first() is not None
                if status == "committed" and started == saving.started:
                    return True
                if status != "in progress":
                    raise _doubt()
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) == _IN_THE_FUTURE:
                return False
            engine.dispose()
        if time.monotonic() + pause > end:
            raise _doubt()
        time.sleep(pause)
        pause = min(2 * pause, 3.0)


def _doubt() -> Fault:
    return Fault(
        "The office server went away in the moment of saving: the change may or may not be in the office.",
        "What you typed is still here. When the server is back, look whether it is there before you save it again.",
        retry=False,
    )
