"""What every page has: a title, a line of context with live figures, buttons at the top right, and a body."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QLayout, QPushButton, QVBoxLayout, QWidget

from carecoop_desktop.platform.desktop.page.buttons import allow, button
from carecoop_desktop.platform.desktop.page.heads import buttons_row, headed
from carecoop_desktop.platform.desktop.page.labels import column, label
from carecoop_desktop.platform.desktop.theme import current


class Page(QWidget):
    """Base of every page.

    A subclass sets ``topic`` (its help page) and ``shows`` (names of the tables it shows), builds itself in
    ``__init__`` and reads its data in ``reload``, which runs when the page is first shown and whenever something it
    shows has changed. A page without a title (list and detail that carry their own) passes none.
    """

    topic = ""
    shows: frozenset[str] = frozenset()

    told = Signal(str)
    """A sentence for the status bar."""

    def __init__(self, title: str = "", context: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        sizes = current().sizes
        self._stale = True
        self._title = label(title, "title", wrap=True)
        self._context = label(context, "context", wrap=True)
        self._actions = buttons_row()
        self._head = QWidget()
        self._build_head()
        self.body = QVBoxLayout()
        self.body.setSpacing(sizes.units(2))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(sizes.units(3), sizes.units(2.5), sizes.units(3), sizes.units(2.5))
        outer.setSpacing(sizes.units(1.75))
        outer.addWidget(self._head)
        outer.addLayout(self.body, 1)
        self.say(title, context)

    @property
    def title(self) -> str:
        """The title as it stands."""
        return self._title.text()

    @property
    def context(self) -> str:
        """The line under the title as it stands."""
        return self._context.text()

    def say(self, title: str, context: str = "") -> None:
        """Set title and the line of live figures under it."""
        self._title.setText(title)
        self._context.setText(context)
        self._context.setVisible(bool(context))
        self.setAccessibleName(title)
        self._head.setVisible(bool(title) or self._actions.count() > 0)

    def add_action(
        self,
        text: str,
        do: Callable[[], object],
        *,
        primary: bool = False,
        key: str = "",
        tip: str = "",
        why_not: str = "",
    ) -> QPushButton:
        """A button at the top right; the primary one is named after the deed and added last."""
        made = button(text, do, role="primary" if primary else "", key=key, tip=tip)
        allow(made, why_not)
        self.add_tool(made)
        return made

    def add_tool(self, widget: QWidget) -> None:
        """Any other widget at the top right: a choice, a week picker."""
        if isinstance(widget, QComboBox):
            widget.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)  # choices come after it is shown
        self._actions.addWidget(widget)
        self._head.setVisible(True)

    def add(self, part: QWidget | QLayout, stretch: int = 0) -> None:
        """Put a part under the others."""
        if isinstance(part, QWidget):
            self.body.addWidget(part, stretch)
        else:
            self.body.addLayout(part, stretch)

    def reload(self) -> None:
        """Read the data again. Subclasses that show records override this."""

    @property
    def unsaved(self) -> bool:
        """Whether something typed stands here that is in no form and not saved yet: the page is kept as it is."""
        return False

    def may_leave(self) -> bool:
        """Whether the page can be left now; a page with unsaved input asks."""
        return True

    def show_record(self, record_id: int) -> None:
        """Show a record. Subclasses that show records override this."""

    def go_to(self, **address: object) -> None:
        """Show what an address names (``record`` names a record). Subclasses that can do more override it."""
        record = address.get("record")
        if isinstance(record, int):
            self.show_record(record)

    def mark_stale(self) -> None:
        """Reload now if visible, else when next shown."""
        self._stale = True
        self._freshen()

    def showEvent(self, event: QShowEvent) -> None:
        """A stale page reads its data when it comes to the front."""
        super().showEvent(event)
        self._freshen()

    def _freshen(self) -> None:
        if self._stale and self.isVisible():
            self._stale = False
            self.reload()

    def _build_head(self) -> None:
        head = headed(column(self._title, self._context, space=0.25), self._actions)
        head.setContentsMargins(0, 0, 0, 0)
        self._head.setLayout(head)
