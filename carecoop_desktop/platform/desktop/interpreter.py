"""Keeps the interpreter alive where Qt's Python binding counts references wrongly.

PySide6 6.12 gives back True from every ``signal.emit(...)`` without counting the reference. From Python 3.12 on True
is immortal and nothing happens; on 3.11 some hundreds of emissions are enough to end the process with "deallocating
True or False". So many references are added once that no session can use them up.
"""

from __future__ import annotations

import sys

SPARE = 1 << 40


def spare_references(version: tuple[int, ...] = sys.version_info[:2]) -> int:
    """How many references True is short of being immortal on a version of Python."""
    return 0 if version >= (3, 12) else SPARE


def keep_true_alive() -> None:
    """Add the references; nothing to do where True is immortal or already has them."""
    spare = spare_references()
    if spare and sys.getrefcount(True) < spare // 2:
        import ctypes

        ctypes.c_ssize_t.from_address(id(True)).value += spare
