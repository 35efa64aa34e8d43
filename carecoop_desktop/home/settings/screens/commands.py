"""What Ctrl+K offers about the settings."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from carecoop_desktop.home.settings.screens.page import SettingsPage
from carecoop_desktop.platform.desktop.desk import Desk


def check(desk: Desk) -> None:
    """Open the settings and prove the office."""
    if (page := _page(desk)) is not None:
        page.open_tab("This program").check()


def history(desk: Desk) -> None:
    """Open the history."""
    if (page := _page(desk)) is not None:
        page.open_tab("History")


def look(desk: Desk) -> None:
    """Open text size and colours."""
    if (page := _page(desk)) is not None:
        page.open_tab("Look")


def newer_versions(desk: Desk) -> None:
    """Open where newer versions of the program, and the way back, stand."""
    if (page := _page(desk)) is not None:
        page.open_tab("This program")


def _page(desk: Desk) -> SettingsPage | None:
    desk.window.open_page("settings")
    pages = [w for w in QApplication.allWidgets() if isinstance(w, SettingsPage) and w.desk is desk]
    return pages[-1] if pages else None
