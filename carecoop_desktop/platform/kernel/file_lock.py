"""The operating system's lock on an open file: it goes by itself when its holder dies."""

from __future__ import annotations

import sys


def lock_at_once(file: int) -> None:
    """Lock an open file for this program alone, without waiting. OSError where another holds it."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
