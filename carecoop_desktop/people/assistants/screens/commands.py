"""What Ctrl+K and the menus offer about PAs."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from carecoop_desktop.people.assistants.screens.page import AssistantsPage
from carecoop_desktop.platform.desktop.desk import Desk


def new_assistant(desk: Desk) -> None:
    """Open the PAs and the form of a new one."""
    if (page := _page(desk)) is not None:
        page.new_assistant()


def import_file(desk: Desk) -> None:
    """Open the PAs and the import."""
    if (page := _page(desk)) is not None:
        page.import_file()


def _page(desk: Desk) -> AssistantsPage | None:
    """The page of PAs at this desk, brought to the front first."""
    desk.window.open_page("assistants")
    pages = [w for w in QApplication.allWidgets() if isinstance(w, AssistantsPage) and w.desk is desk]
    return pages[0] if pages else None
