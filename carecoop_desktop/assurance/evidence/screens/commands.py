"""What Ctrl+K offers about evidence."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from carecoop_desktop.assurance.evidence.screens.page import EvidencePage
from carecoop_desktop.platform.desktop.desk import Desk


def print_pack(desk: Desk) -> None:
    """Open the evidence page and print the pack."""
    if (page := _page(desk)) is not None:
        page.print_pack()


def file_document(desk: Desk) -> None:
    """Open the evidence page and the form of a new document."""
    if (page := _page(desk)) is not None:
        page.file_document()


def _page(desk: Desk) -> EvidencePage | None:
    """The evidence page at this desk, brought to the front first."""
    desk.window.open_page("evidence")
    pages = [w for w in QApplication.allWidgets() if isinstance(w, EvidencePage) and w._desk is desk]
    return pages[0] if pages else None
