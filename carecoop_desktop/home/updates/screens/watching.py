"""While the window is open: says what became of a newer version, and asks once a day where the office allows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.kernel.errors import Fault, Refusal

if TYPE_CHECKING:
    from carecoop_desktop.home.updates.asking import Asked

AFTER_OPENING_MS = 60_000
"""The question waits until the office has settled in."""
AGAIN_MS = 3_600_000
"""A window that stays open for days looks every hour whether the day's question is due."""


def watch_for_updates(desk: Desk, after_ms: int = AFTER_OPENING_MS) -> QTimer:
    """Say how the last setup went and ask when it is due. Gives the clock, to be stopped when the office is left."""

    def told(sentence: str) -> None:
        if sentence:
            desk.window.tell(sentence)

    def asked(found: Asked | None) -> None:
        if found is not None and found.release is not None:
            desk.window.tell(f"{found.sentence} It stands in Settings, This program.")
            desk.changed.emit(frozenset({"setting"}))

    def broke(error: BaseException) -> None:
        if not isinstance(error, (Refusal, Fault)):
            raise error

    def look() -> None:
        clock.setInterval(AGAIN_MS)
        desk.runner.run(lambda _token: _ask(desk), asked, broke, lane="other")

    desk.runner.run(lambda _token: _went(), told, broke, lane="other")
    clock = QTimer(desk)
    clock.timeout.connect(look)
    clock.start(after_ms)
    return clock


def _went() -> str:
    from carecoop_desktop.home.updates.starting import how_it_went

    return how_it_went()


def _ask(desk: Desk) -> Asked | None:
    """What speaks to the network is imported only when the window has long been there."""
    from carecoop_desktop.home.updates.asking import ask_if_due

    return ask_if_due(desk.office)
