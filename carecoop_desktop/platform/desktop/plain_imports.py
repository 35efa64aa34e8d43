"""Gives Python its own ``import`` back, which PySide6 has replaced."""

from __future__ import annotations

import builtins


def import_plainly() -> None:
    """Import as Python does from here on.

    PySide6 reads the source of every module that is imported after it, to see whether the module may ask for snake_case
    names, and keeps the text of all of them in memory: measured, a tenth of the time to load the rooms and 23 MB.
    Nothing here asks for such names. Where PySide6 has not put anything in the way, nothing happens.
    """
    original = getattr(builtins, "__orig_import__", None)
    if callable(original):
        builtins.__import__ = original
