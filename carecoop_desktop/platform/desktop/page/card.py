"""White surfaces: a card, a tile with one big figure, a detail panel and what an empty place says."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLayout, QPushButton, QVBoxLayout, QWidget

from carecoop_desktop.platform.desktop.page.buttons import button
from carecoop_desktop.platform.desktop.page.heads import LARGE, buttons_row, headed
from carecoop_desktop.platform.desktop.page.labels import column, label
from carecoop_desktop.platform.desktop.theme import current


class Card(QFrame):
    """A surface with an optional heading; ``flush`` leaves no margin, for a table that fills it."""

    def __init__(self, heading: str = "", *, flush: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        sizes = current().sizes
        edge = 1 if flush else sizes.units(2)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(edge, edge, edge, edge)
        self.body.setSpacing(sizes.unit)
        self.heading = label(heading, "heading", wrap=True)
        if not heading:  # shown by itself it would stand as a window for a moment
            self.heading.hide()
        self.body.addWidget(self.heading)

    def add(self, part: QWidget | QLayout, stretch: int = 0) -> None:
        """Put a part under the others; a heading stands a little apart from what is above it."""
        if part.property("role") == "heading" and self.body.count() > 1:
            self.body.addSpacing(current().sizes.unit)
        if isinstance(part, QWidget):
            self.body.addWidget(part, stretch)
        else:
            self.body.addLayout(part, stretch)

    def end(self) -> None:
        """Push everything so far to the top."""
        self.body.addStretch(1)


class Tile(Card):
    """One big figure, what it counts, and a quiet line under it."""

    def __init__(self, figure: str, what: str, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.body.setSpacing(current().sizes.units(0.25))
        self._figure = label(figure, "figure")
        self._what = label(what, "strong", wrap=True)
        self._note = label(note, "note", wrap=True)
        for part in (self._figure, self._what, self._note):
            self.body.addWidget(part)
        self.end()

    def say(self, figure: str, what: str, note: str = "") -> None:
        """Show other figures."""
        self._figure.setText(figure)
        self._what.setText(what)
        self._note.setText(note)


class EmptyState(QWidget):
    """Says what will appear here and offers the first deed."""

    def __init__(
        self,
        what: str,
        deed: str = "",
        do: Callable[[], object] | None = None,
        *,
        note: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.what = label(what, "heading", wrap=True)
        self.note = label(note, "note", wrap=True)
        if not note:  # shown by itself it would stand as a window for a moment
            self.note.hide()
        for text in (self.what, self.note):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.deed: QPushButton | None = button(deed, do, role="primary") if deed else None
        layout = column(None, self.what, self.note, owner=self)
        edge = current().sizes.units(3)
        layout.setContentsMargins(edge, edge, edge, edge)
        if self.deed is not None:
            layout.addWidget(self.deed, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)


class DetailPanel(Card):
    """The right-hand side of a list: title, a line under it, buttons top right, then anything."""

    def __init__(self, title: str = "", context: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._title = label(title, "title", wrap=True)
        self._context = label(context, "context", wrap=True)
        self._context.setVisible(bool(context))
        self._buttons = buttons_row()
        if current().text_percent >= LARGE:
            # A division does not ask how high wrapped words are: without this they are cut before the page scrolls.
            self.setMinimumSize(current().sizes.chars(40), current().sizes.line * 20)
        self.body.addLayout(headed(column(self._title, self._context, space=0.25), self._buttons))

    def say(self, title: str, context: str = "") -> None:
        """Change title and line."""
        self._title.setText(title)
        self._context.setText(context)
        self._context.setVisible(bool(context))

    def add_button(self, made: QPushButton) -> QPushButton:
        """Put a button at the top right."""
        self._buttons.addWidget(made)
        return made
