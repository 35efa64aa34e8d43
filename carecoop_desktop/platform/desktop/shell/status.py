"""The line at the bottom: saved, where, last backup, who; and for a moment what was just done."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy

from carecoop_desktop.platform.desktop.plain_tip import plain_tip
from carecoop_desktop.platform.desktop.theme import keeper

TOLD_FOR_MS = 6000
PARTS = ("saved", "where", "backup", "signed_in")


class StatusLine(QFrame):
    """Facts joined by dots; a sentence just told stands at the right for a few seconds."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("statusBar")
        self._facts: dict[str, str] = {}
        self._cover = ""
        self._line = QLabel()
        self._line.setAccessibleName("State of the office")
        self._told = QLabel()
        self._told.setAccessibleName("Just done")
        for words in (self._line, self._told):  # they name people: never read as markup
            words.setTextFormat(Qt.TextFormat.PlainText)
        self._row = QHBoxLayout(self)
        self._line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._line.setWordWrap(True)
        self._row.addWidget(self._line, 1)
        self._row.addWidget(self._told)
        self._progress = QLabel()
        self._progress.setAccessibleName("Being done")
        self._cancel = QPushButton("Cancel")
        self._cancel.setProperty("role", "small")
        self._cancel.clicked.connect(self.cancelled)
        for part in (self._progress, self._cancel):
            part.hide()
            self._row.addWidget(part)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(lambda: self._told.setText(""))
        self.fit()

    def say(self, **facts: str) -> None:
        """Set some of saved, where, backup, signed_in; the others stay."""
        self._facts.update(facts)
        self._write()

    def cover(self, text: str) -> None:
        """Show this text instead of the facts; empty shows the facts again."""
        self._cover = text
        self._write()

    def _write(self) -> None:
        ordered = [self._facts.get(part, "") for part in PARTS]
        self._line.setText(self._cover or " · ".join(fact for fact in ordered if fact))
        self._line.setToolTip(plain_tip(self._line.text()))

    def tell(self, sentence: str) -> None:
        """Say something for a few seconds."""
        self._told.setText(sentence)
        self._clock.start(TOLD_FOR_MS)

    def show_progress(self, text: str, done: int = 0, total: int = 0) -> None:
        """Say what is being done and how far it is, with a Cancel button."""
        what = text or "Working"
        self._progress.setText(f"{what} · {done} of {total}" if total else f"{what}…")
        self._progress.show()
        self._cancel.show()

    def hide_progress(self) -> None:
        """Nothing is being done any more."""
        self._progress.hide()
        self._cancel.hide()

    @property
    def progress(self) -> str:
        """What is being done; empty when nothing is."""
        return "" if self._progress.isHidden() else self._progress.text()

    @property
    def text(self) -> str:
        """The line as it stands."""
        return self._line.text()

    @property
    def told(self) -> str:
        """The sentence that stands at the right."""
        return self._told.text()

    def fit(self) -> None:
        """Spacing at this text size."""
        sizes = keeper().theme.sizes
        self._row.setContentsMargins(sizes.units(3), sizes.units(0.6), sizes.units(3), sizes.units(0.6))
