"""What Ctrl+K, the menus and a PA's page offer about absence."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.work.payroll.absence.rules.kinds import HOLIDAY, SICKNESS
from carecoop_desktop.work.payroll.absence.screens.page import AbsencePage


def record_sickness(desk: Desk) -> None:
    """Open the page and the form of a sickness."""
    record_for(desk, SICKNESS, None)


def record_holiday(desk: Desk) -> None:
    """Open the page and the form of a holiday."""
    record_for(desk, HOLIDAY, None)


def record_for(desk: Desk, kind: str, assistant_id: int | None) -> None:
    """The same, with the PA filled in where one is named."""
    desk.window.open_page("absence")
    pages = [w for w in QApplication.allWidgets() if isinstance(w, AbsencePage) and w.desk is desk]
    if pages:
        pages[0].record(kind, assistant_id)
