"""The top bar: the search box, the inspector's button and the menu of new things."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton

from carecoop_desktop.platform.desktop.plain_tip import plain_tip
from carecoop_desktop.platform.desktop.theme import keeper

PROMPT = "Find a person, payslip, document or command"


class SearchBox(QLineEdit):
    """Where Ctrl+K lands; the list of what was found hangs below it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "search")
        self.setPlaceholderText(PROMPT)
        self.setAccessibleName("Find")
        self.setAccessibleDescription(f"{PROMPT}. Arrow keys choose, Enter opens.")
        self._hint = QLabel("Ctrl K", self)
        self._hint.setObjectName("keyHint")
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.textChanged.connect(lambda text: self._hint.setVisible(not text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the hint at the right end."""
        super().resizeEvent(event)
        self._place_hint()

    def changeEvent(self, event: QEvent) -> None:
        """And when the text size changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._place_hint()

    def _place_hint(self) -> None:
        if not hasattr(self, "_hint"):
            return
        size = self._hint.sizeHint()
        self._hint.resize(size)
        self.setTextMargins(0, 0, size.width() + keeper().theme.sizes.unit, 0)
        self._hint.move(self.width() - size.width() - keeper().theme.sizes.unit, (self.height() - size.height()) // 2)


class TopBar(QFrame):
    """Search at the left, deeds at the right."""

    inspector_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("topBar")
        self.rooms = QPushButton("Pages")
        self.rooms.setAccessibleName("Pages")
        self.rooms.setToolTip("Go to another page")
        self.rooms.setMenu(QMenu(self.rooms))
        self.search = SearchBox()
        self.inspector = QPushButton("&Inspector mode")
        self.inspector.clicked.connect(self.inspector_asked)
        self.new = QPushButton("+ &New")
        self.new.setProperty("role", "primary")
        self.new.setAccessibleName("New")
        self._menu: QMenu | None = None
        self._reasons: tuple[Callable[[], str], ...] = ()
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.rooms)
        self._row.addWidget(self.search, 4)
        self._row.addStretch(1)
        self._row.addWidget(self.inspector)
        self._row.addWidget(self.new)
        self.new.setVisible(False)
        self.rooms.setVisible(False)
        self.fit()

    def set_rooms(self, entries: Sequence[tuple[str, Callable[[], object]]], shown: bool, now: str) -> None:
        """The pages, offered here while the rail is folded away; ``now`` is the one that is open."""
        menu = self.rooms.menu()
        menu.clear()
        for words, do in entries:
            menu.addAction(words.replace("&", "&&")).triggered.connect(lambda *_, deed=do: deed())
        self.rooms.setText((now or "Pages").replace("&", "&&") + " ▾")
        self.rooms.setAccessibleName(f"Pages, now {now}" if now else "Pages")
        self.rooms.setVisible(shown)

    def set_new(
        self, deeds: Sequence[tuple[str, Callable[[], object]]], reasons: Sequence[Callable[[], str]] = ()
    ) -> None:
        """What "+ New" offers; without anything the button is not shown.

        ``reasons`` say, deed by deed when the menu opens, why one cannot be done: it is grey then.
        """
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = QMenu(self.new)
        self._menu.setToolTipsVisible(True)
        for words, do in deeds:
            self._menu.addAction(words).triggered.connect(lambda *_, deed=do: deed())
        self._reasons = tuple(reasons)
        self._menu.aboutToShow.connect(self._grey)
        self.new.setMenu(self._menu)
        self.new.setVisible(bool(deeds))

    def _grey(self) -> None:
        if self._menu is not None:
            for action, reason in zip(self._menu.actions(), self._reasons, strict=False):
                why_not = reason()
                action.setEnabled(not why_not)
                action.setToolTip(plain_tip(why_not) if why_not else "")
                action.setStatusTip(why_not)

    def fit(self) -> None:
        """Spacing at this text size."""
        sizes = keeper().theme.sizes
        self._row.setContentsMargins(sizes.units(3), sizes.units(1.25), sizes.units(3), sizes.units(1.25))
        self._row.setSpacing(sizes.units(1.5))
        self.search.setMinimumWidth(sizes.chars(16))
        self.search.setMaximumWidth(sizes.units(52))
