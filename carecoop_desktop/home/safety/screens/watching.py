"""Looks after the backups while the window is open: the day's backup, the status bar, and one on leaving."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer

from carecoop_desktop.home.safety.keeping import backup_if_due
from carecoop_desktop.home.safety.queries import status_words
from carecoop_desktop.home.safety.screens.beside import beside
from carecoop_desktop.platform.desktop.desk import Desk

AFTER_OPENING_MS = 20_000
"""The day's backup waits until the first page has long been read."""


def look_after(desk: Desk, say: Callable[[str], None], folder: Path, after_ms: int = AFTER_OPENING_MS) -> QTimer:
    """Keep the status bar's words about the last backup true, and make the day's backup beside the work.

    Gives the clock of the day's backup, to be stopped when the office is left before.
    """

    def refresh(tables: frozenset[str] = frozenset({"setting"})) -> None:
        if "setting" in tables:
            desk.read(say, status_words)

    def told(sentence: str) -> None:
        if sentence:
            desk.window.tell(sentence)
            refresh()

    def back_up() -> None:
        beside(desk, lambda token: backup_if_due(desk.office, folder, token.check), told, "Backing up")

    desk.changed.connect(refresh)
    refresh()
    clock = QTimer(desk)
    clock.setSingleShot(True)
    clock.timeout.connect(back_up)
    clock.start(after_ms)
    return clock
