"""Runs backups beside the work at the desk: in the lane for files, with progress and a way to stop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.tasks import Cancelled, Work

STOPPED = "Stopped. Nothing is left of it; the last backup is still the one before."


def beside(desk: Desk, work: Work, then: Callable[[Any], object], text: str) -> None:
    """Run ``work(token)`` while pages go on reading; Cancel in the status line stops it and is answered."""

    def failed(trouble: BaseException) -> None:
        if isinstance(trouble, Cancelled):
            desk.window.tell(STOPPED)
        elif isinstance(trouble, Exception):
            desk.window.show_trouble(trouble)
        else:
            raise trouble

    desk.runner.run(work, then, failed, text=text, lane="other")
