"""Turns what a database driver says into the two kinds of trouble that staff can act on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, DBAPIError, IntegrityError, OperationalError

from carecoop_desktop.platform.kernel.errors import Fault, Refusal

_SENTENCES = (
    ("disk is full", "The disk is full.", "Free some space; nothing was lost and nothing half-written."),
    ("no space left", "The server's disk is full.", "Ask whoever looks after the server to free some space."),
    (
        "readonly database",
        "The office file cannot be written.",
        "Its folder may be read-only; ask for the right to write there.",
    ),
    (
        "unable to open",
        "The office file cannot be opened.",
        "Check that the folder exists and may be read and written.",
    ),
    ("database is locked", "Another program holds the office file.", "Wait a moment and try again."),
    ("disk i/o error", "The disk did not answer.", "Check the drive or the network folder, then try again."),
    ("connection", "The office server does not answer.", "Check the network, then try again."),
    ("server closed", "The office server closed the connection.", "Try again in a moment."),
    ("terminating", "The office server is restarting.", "Try again in a moment."),
    ("password authentication", "The office server refused the password.", "Check the user name and the password."),
)
_DAMAGED = ("file is not a database", "malformed", "encrypted")


@contextmanager
def told(place: str) -> Iterator[None]:
    """Run database work; driver errors come out as Fault or Refusal sentences that name ``place``."""
    try:
        yield
    except IntegrityError as error:
        raise Refusal("This would leave records that do not fit together.", _plain(error)) from error
    except (OperationalError, DatabaseError, sqlite3.DatabaseError) as error:
        raise translate(error, place) from error


def translate(error: Exception, place: str) -> Exception:
    """The Fault or Refusal that a driver's error stands for; the error itself where it is our own bug."""
    words = _plain(error).lower()
    if any(sign in words for sign in _DAMAGED):
        return Refusal(
            f"{place} is not an office file that can be read: it is damaged, encrypted with another key, "
            "or something else.",
            "Restore the last good backup.",
        )
    for sign, sentence, remedy in _SENTENCES:
        if sign in words:
            return Fault(sentence, remedy)
    return error


def _plain(error: Exception) -> str:
    return str(error.orig) if isinstance(error, DBAPIError) and error.orig is not None else str(error)
