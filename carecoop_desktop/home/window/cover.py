"""What lies over a locked window: nothing of the page can be seen, and only the password is asked for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from carecoop_desktop.platform.desktop.page import Card, button, column, label, row
from carecoop_desktop.platform.desktop.theme import current


class Cover(QFrame):
    """Fills a window; ``tried`` is given the password and answers with what was wrong, or nothing."""

    def __init__(self, window: QWidget, who: str, tried: Callable[[str], str]) -> None:
        super().__init__(window)
        self.setObjectName("lockCover")
        self.setAutoFillBackground(True)
        self.setAccessibleName("CareCoop is locked")
        self._tried, self._window = tried, window
        self._title = window.windowTitle()
        self.box = QLineEdit()
        self.box.setEchoMode(QLineEdit.EchoMode.Password)
        self.box.setAccessibleName("Password")
        self.box.returnPressed.connect(self.go)
        self.wrong = label("", "issue", wrap=True)
        card = Card("Locked")
        card.setFixedWidth(current().sizes.chars(56))
        card.add(label(f"{who} is at work here; what was being done is kept.", wrap=True))
        words = label("&Password", "label")
        words.setBuddy(self.box)
        card.add(words)
        card.add(self.box)
        card.add(self.wrong)
        card.add(row(button("Unlock", self.go, role="primary"), None))
        column(None, row(None, card, None), None, owner=self)
        window.setWindowTitle("CareCoop · locked")
        self.fill()
        self.show()
        self.raise_()

    def fill(self) -> None:
        """Cover the whole window again, whatever its size has become."""
        self.setGeometry(self._window.rect())

    def go(self) -> None:
        """Try the password."""
        typed = self.box.text()
        self.box.clear()
        self.wrong.setText(self._tried(typed))
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_away(self) -> None:
        """Show the window again as it was."""
        self._window.setWindowTitle(self._title)
        self.hide()
        self.setParent(None)
        self.deleteLater()
