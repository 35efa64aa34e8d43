"""Turns what a database driver says into the two kinds of trouble that staff can act on."""

from __future__ import annotations

import re
import shutil
import sqlite3
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DatabaseError, DBAPIError, IntegrityError, OperationalError

from carecoop_desktop.platform.database.cipher import unreadable
from carecoop_desktop.platform.kernel.errors import Fault, Refusal

_FULL = ("The disk is full.", "Free some space; nothing was lost and nothing half-written.")
_AWAY = ("The office server does not answer.", "Check the network, then try again.")
_STATES = {
    "28P01": ("The office server refused the password.", "Check the user name and the password."),
    "3D000": ("There is no such office on this server.", "Check the last part of its address."),
    "40001": ("Another desk changed the same records at the same moment.", "Nothing was changed; try again."),
    "40P01": ("Another desk changed the same records at the same moment.", "Nothing was changed; try again."),
    "42501": (
        "The office server does not allow this to its user.",
        "After an update of the program an owner has to open the office first; else ask whoever looks after the server "
        "to run “carecoop serve-office rights” with its address.",
    ),
    "53100": ("The server's disk is full.", "Ask whoever looks after the server to free some space."),
    "53300": ("Too many desks are at the office server just now.", "Try again in a moment."),
    "57P01": ("The office server is restarting.", "Nothing half-done was kept; try again in a moment."),
    "57P03": ("The office server is starting.", "Try again in a moment."),
}
"""By PostgreSQL's own codes, which are the same in every language of the server."""

_REFUSED = {
    "22001": ("Something here is longer than the office can keep.", "Shorten it; nothing was changed."),
    "22003": ("A figure here is larger than the office can keep.", "Look at it again; nothing was changed."),
}
_NO_TEXT = ("Something here holds a sign that is no letter and cannot be kept.", "Type it anew; nothing was changed.")
"""Half a symbol or a zero byte, as broken copying leaves them; the driver refuses it, or only some places keep it."""

_SENTENCES = (
    ("disk is full", *_FULL),
    ("no space left", "The server's disk is full.", "Ask whoever looks after the server to free some space."),
    (
        "readonly database",
        "The office file cannot be written.",
        "It or its folder may be read-only; ask for the right to write there.",
    ),
    (
        "unable to open",
        "The office file cannot be opened.",
        "Check that the folder exists and may be read and written.",
    ),
    ("database is locked", "Another program holds the office file.", "Wait a moment and try again."),
    ("disk i/o error", "The disk did not answer.", "Check the drive or the network folder, then try again."),
    ("password authentication", "The office server refused the password.", "Check the user name and the password."),
    ("no password supplied", "The office server asks for a password.", "Put it into the address, or into pgpass."),
    ("no pg_hba.conf entry", "The office server does not let this computer in.", "Ask whoever looks after it."),
    ("too many clients", "Too many desks are at the office server just now.", "Try again in a moment."),
    ("resolve host", "There is no server of this name.", "Check the address and the network."),
    ("starting up", "The office server is starting.", "Try again in a moment."),
    ("terminating", "The office server is restarting.", "Nothing half-done was kept; try again in a moment."),
    (
        "certificate verify failed",
        "This is not the office server that this computer trusts.",
        "Ask whoever looks after the server for a new connection file.",
    ),
    ("server does not support ssl", "The office server does not speak TLS.", "Ask whoever looks after the server."),
    ("server closed", "The office server closed the connection.", "Nothing half-done was kept; try again."),
    ("connection", *_AWAY),
)
_DAMAGED = ("file is not a database", "unsupported file format", "malformed", "encrypted", "could not decode to utf-8")
_ZERO = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
_ROOM_NEEDED = 256 * 1024


@contextmanager
def told(place: str) -> Iterator[None]:
    """Run database work; driver errors come out as Fault or Refusal sentences that name ``place``."""
    try:
        yield
    except IntegrityError as error:
        raise Refusal("This would leave records that do not fit together.", _plain(error)) from error
    except driver_errors() as error:
        raise translate(error, place) from error
    except UnicodeEncodeError as error:  # before the stored values are blamed: this came from outside
        raise Refusal(*_NO_TEXT) from error
    except ValueError as error:
        if _read_badly(error):
            raise _damaged(place) from error
        raise


def refuse_no_text(values: str) -> None:
    """Refuse JSON text with a zero byte in it, which a file would keep and a server never takes."""
    if "\\u0000" in values and _ZERO.search(values):
        raise Refusal(*_NO_TEXT)


def translate(error: Exception, place: str) -> Exception:
    """The Fault or Refusal that a driver's error stands for; the error itself where it is our own bug."""
    words = _plain(error).lower()
    if "cannot contain nul" in words:
        return Refusal(*_NO_TEXT)
    if any(sign in words for sign in _DAMAGED):
        return _damaged(place)
    state = getattr(getattr(error, "orig", None), "sqlstate", None)
    if state in _REFUSED:
        return Refusal(*_REFUSED[state])
    if state in _STATES:
        return Fault(*_STATES[state])
    if "does not exist" in words and "database" in words:
        return Fault(*_STATES["3D000"])
    if (known := _known_by_words(words, place)) is not None:
        return known
    if state is None and _is_cut_off(error):
        return Fault("The office server closed the connection.", "Nothing half-done was kept; try again.")
    return error


def _known_by_words(words: str, place: str) -> Fault | None:
    for sign, sentence, remedy in _SENTENCES:
        if sign in words:
            return Fault(*_FULL) if sign == "disk i/o error" and _no_room(place) else Fault(sentence, remedy)
    return None


def _is_cut_off(error: Exception) -> bool:
    """A connection that was lost, told in words that nobody knows beforehand (of TLS, of the system)."""
    from_server = type(getattr(error, "orig", error)).__module__.startswith("psycopg")
    return from_server and (isinstance(error, OperationalError) or getattr(error, "connection_invalidated", False))


def driver_errors() -> tuple[type[Exception], ...]:
    """What the drivers in use raise; SQLCipher's errors are no relatives of Python's SQLite's."""
    found: list[type[Exception]] = [OperationalError, DatabaseError, sqlite3.DatabaseError]
    cipher = sys.modules.get("sqlcipher3.dbapi2")
    if cipher is not None:
        found.append(cipher.DatabaseError)
    return tuple(found)


def _damaged(place: str) -> Refusal:
    if "://" in place:
        return Refusal("The office server read something back that is damaged.", "Restore the last good backup.")
    return unreadable(Path(place))


def _read_badly(error: ValueError) -> bool:
    """Whether a stored value could not be turned into what its column holds: raised while a row was being read."""
    frames = traceback.extract_tb(error.__traceback__)
    return any("sqlalchemy" in frame.filename and "process" in frame.name for frame in frames[-6:]) or (
        bool(frames) and "sqlalchemy" in frames[-1].filename
    )


def _no_room(place: str) -> bool:
    """SQLite calls a disk that has no room for its lock file a disk that does not answer."""
    try:
        return "://" not in place and shutil.disk_usage(Path(place).parent).free < _ROOM_NEEDED
    except OSError:
        return False


def _plain(error: Exception) -> str:
    return str(error.orig) if isinstance(error, DBAPIError) and error.orig is not None else str(error)
