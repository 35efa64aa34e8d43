"""What Ctrl+K and the menus offer about members."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from carecoop_desktop.people.members.screens.page import MembersPage
from carecoop_desktop.platform.desktop.desk import Desk


def new_member(desk: Desk) -> None:
    """Open the members and the form of a new one."""
    if (page := _page(desk)) is not None:
        page.new_member()


def import_file(desk: Desk) -> None:
    """Open the members and the import."""
    if (page := _page(desk)) is not None:
        page.import_file()


def _page(desk: Desk) -> MembersPage | None:
    """The page of members at this desk, brought to the front first."""
    desk.window.open_page("members")
    pages = [w for w in QApplication.allWidgets() if isinstance(w, MembersPage) and w.desk is desk]
    return pages[0] if pages else None
