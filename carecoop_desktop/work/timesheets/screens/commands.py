"""What Ctrl+K offers for hours: each opens the page where it is done."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.work.timesheets.screens.page import TimesheetsPage


def enter_hours(desk: Desk) -> None:
    """Open the week grid, ready for the first figure."""
    if (page := _page(desk)) is not None:
        page.go_to(tab="week")
        page.week.view.setFocus()


def bring_in(desk: Desk) -> None:
    """Open the import of hours."""
    if (page := _page(desk)) is not None:
        page.import_file()


def lock_period(desk: Desk) -> None:
    """Open the sheets of the pay period."""
    if (page := _page(desk)) is not None:
        page.go_to(tab="sheets")


def _page(desk: Desk) -> TimesheetsPage | None:
    """The page of timesheets at this desk, brought to the front first."""
    desk.window.open_page("timesheets")
    pages = [w for w in QApplication.allWidgets() if isinstance(w, TimesheetsPage) and w.desk is desk]
    return pages[0] if pages else None
