"""Looks into office files that this program has open, without losing their locks.

Outside Windows a program loses every lock it has on a file as soon as it closes any other opening of the same file.
Another program that then closes the office last, as it thinks, throws the write-ahead log away, and with it what is
saved here from then on. So while a connection to a file is open, one look at its bytes is opened once and stays open.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

LOCKS_ARE_LOST = sys.platform != "win32"

_BLOCK = 1024 * 1024

Identity = tuple[int, int]


@dataclass(slots=True)
class _Held:
    """How many connections a file has here, and what looks at its bytes beside them."""

    connections: int = 0
    looks: list[int] = field(default_factory=list)


_gate = threading.RLock()
_held: dict[Identity, _Held] = {}


@cache
def counted(driver: ModuleType) -> type[Any]:
    """The driver's kind of connection, which says when it is closed."""
    kind: Any = driver.Connection

    class Counted(kind):  # type: ignore[misc]
        """A connection whose file is held until it closes."""

        held: Identity | None = None

        def close(self) -> None:
            """Close, and then let the file go."""
            super().close()
            held, self.held = self.held, None
            if held is not None:
                _let_go(held)

    return Counted


def hold(connection: Any, path: Path) -> None:
    """From here until it closes, a connection made by ``counted`` keeps its file from being closed under its locks."""
    if not LOCKS_ARE_LOST:
        return
    with _gate, suppress(OSError):
        connection.held = _identity(path)
        _held.setdefault(connection.held, _Held()).connections += 1


def _let_go(identity: Identity) -> None:
    with _gate:
        held = _held[identity]
        held.connections -= 1
        if not held.connections:
            for look in _held.pop(identity).looks:
                os.close(look)


def _identity(path: Path) -> Identity:
    found = path.stat()
    return found.st_dev, found.st_ino


def peek(path: Path, count: int) -> bytes:
    """The first bytes of a file, whether or not somebody here has it open. Raises OSError as opening it would."""
    with looking(path) as look:
        return read_at(look, count, 0)


@contextmanager
def looking(path: Path) -> Iterator[int]:
    """A descriptor for ``read_at``; closed afterwards only if no connection of ours would lose its locks by that."""
    shared = _share(path) if LOCKS_ARE_LOST else None
    look = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0)) if shared is None else shared[1]
    try:
        yield look
    finally:
        if shared is None:
            _close_or_keep(look)
        else:
            _let_go(shared[0])


def _share(path: Path) -> tuple[Identity, int] | None:
    """The look that a file has already; it counts as a connection, so that the last of those cannot close it now."""
    with _gate:
        identity = _identity(path)
        held = _held.get(identity)
        if held is None or not held.looks:
            return None
        held.connections += 1
        return identity, held.looks[0]


def read_at(look: int, count: int, place: int) -> bytes:
    """So many bytes from a place in a file that is looked into."""
    if sys.platform != "win32":  # there the descriptor may be shared
        return os.pread(look, count, place)
    os.lseek(look, place, os.SEEK_SET)
    return os.read(look, count)


def copy_out(look: int, target: Path, size: int, going: Callable[[], object] = lambda: None) -> bool:
    """Copy the first so many bytes into a file that is there, for as long as ``going`` does not raise.

    False where there are fewer.
    """
    with target.open("rb+", buffering=0) as sink:
        at = 0
        while at < size:
            going()
            some = _send(look, sink.fileno(), min(_BLOCK, size - at), at)
            if not some:
                return False
            at += some
    return True


def _send(look: int, sink: int, count: int, place: int) -> int:
    if sys.platform == "linux":  # without a way through the program's own memory
        with suppress(OSError):  # not every file system can do that; a full or failing disk says so again below
            return os.sendfile(sink, look, place, count)
    return os.write(sink, read_at(look, count, place))


def _close_or_keep(look: int) -> None:
    found = os.fstat(look)
    with _gate:
        held = _held.get((found.st_dev, found.st_ino)) if LOCKS_ARE_LOST else None
        if held is None:
            os.close(look)
        else:
            held.looks.append(look)
