"""The open pages: made when first asked for, told when something they show has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget

if TYPE_CHECKING:
    from carecoop_desktop.platform.desktop.page.page import Page

Factory = Callable[[str], "Page"]


class _Holder(QScrollArea):
    """Lets a page scroll where the window is smaller than the page can be, at 200% text for instance."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(page)


class PageStack(QStackedWidget):
    """Pages by key."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pages")
        self._factory: Factory | None = None
        self._pages: dict[str, Page] = {}
        self._holders: dict[str, _Holder] = {}

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
            self._holders[key] = _Holder(made)
            self.addWidget(self._holders[key])
        return self._pages[key]

    def bring(self, key: str) -> Page:
        """The page of a key, in front of the others."""
        page = self.page(key)
        self.setCurrentWidget(self._holders[key])
        return page

    def pages(self) -> dict[str, Page]:
        """The pages made so far."""
        return dict(self._pages)

    def forget(self, keep: str = "") -> None:
        """Drop all pages but one: another office, another user, another text size."""
        for key in [key for key in self._pages if key != keep]:
            holder = self._holders.pop(key)
            del self._pages[key]
            self.removeWidget(holder)
            holder.deleteLater()

    def changed(self, tables: Iterable[str]) -> None:
        """Visible pages that show one of the tables reload, hidden ones mark themselves stale."""
        touched = frozenset(tables)
        for page in self._pages.values():
            if page.shows & touched:
                page.mark_stale()
