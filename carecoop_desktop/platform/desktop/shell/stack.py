"""The open pages: made when first asked for, told when something they show has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

if TYPE_CHECKING:
    from carecoop_desktop.platform.desktop.page.page import Page

Factory = Callable[[str], "Page"]


class PageStack(QStackedWidget):
    """Pages by key."""

    def __init__(self) -> None:
        super().__init__()
        self._factory: Factory | None = None
        self._pages: dict[str, Page] = {}

    def set_factory(self, factory: Factory) -> None:
        """Who makes the page of a key."""
        self._factory = factory

    @property
    def ready(self) -> bool:
        """Whether pages can be made."""
        return self._factory is not None

    def page(self, key: str) -> Page:
        """The page of a key, made now if nobody has looked at it yet."""
        if key not in self._pages:
            if self._factory is None:
                raise LookupError("no page can be opened yet")
            made = self._factory(key)
            self._pages[key] = made
            self.addWidget(made)
        return self._pages[key]

    def pages(self) -> dict[str, Page]:
        """The pages made so far."""
        return dict(self._pages)

    def forget(self) -> None:
        """Drop all pages: another office, another user, another text size."""
        for page in self._pages.values():
            self.removeWidget(page)
            page.setParent(None)
            page.deleteLater()
        self._pages.clear()

    def changed(self, tables: Iterable[str]) -> None:
        """Visible pages that show one of the tables reload, hidden ones mark themselves stale."""
        touched = frozenset(tables)
        for page in self._pages.values():
            if page.shows & touched:
                page.mark_stale()
