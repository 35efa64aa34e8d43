"""What Ctrl+K, the menus and other pages offer about funding."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from carecoop_desktop.people.funding.screens.page import FundingPage
from carecoop_desktop.platform.desktop.desk import Desk


def new_agreement(desk: Desk) -> None:
    """Open the funding page and the form of a new agreement."""
    if (page := _page(desk)) is not None:
        page.new_agreement()


def new_agreement_for(desk: Desk, member_id: int) -> None:
    """The same, with the member filled in."""
    if (page := _page(desk)) is not None:
        page.new_agreement(member_id)


def new_funder(desk: Desk) -> None:
    """Open the funding page and the form of a new funder."""
    if (page := _page(desk)) is not None:
        page.new_funder()


def _page(desk: Desk) -> FundingPage | None:
    """The funding page at this desk, brought to the front first."""
    desk.window.open_page("funding")
    pages = [w for w in QApplication.allWidgets() if isinstance(w, FundingPage) and w.desk is desk]
    return pages[0] if pages else None
