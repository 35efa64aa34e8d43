"""Asked for the recovery key: an encrypted office on a computer that does not have its key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QShowEvent

from carecoop_desktop.home.safety.screens.key_form import KeyForm, type_key_into
from carecoop_desktop.platform.desktop.page import Card, Page, button, label, row
from carecoop_desktop.platform.desktop.theme import current


class KeyPage(Page):
    """The key as it stands on the sheet; a slip is told with the number of its group."""

    topic = "encryption"

    def __init__(
        self, name: str, number: str, done: Callable[[], object], other: Callable[[], object] | None = None
    ) -> None:
        super().__init__("This office is encrypted", f"{name} · key {number}")
        self._done = done
        self.form = KeyForm(number)
        self.form.finished.connect(self.go)
        card = Card()
        card.setMaximumWidth(current().sizes.chars(76))
        words = f"""This computer does not have the office’s key. Type it from the recovery sheet of key {number}; from
            then on this computer keeps it in its keyring."""
        card.add(label(" ".join(words.split()), wrap=True))
        card.add(self.form)
        others = [button("Another office...", other)] if other is not None else []
        card.add(row(button("Open the office", self.go, role="primary"), *others, None))
        card.add(label("Without the sheet and without another computer that has the key, nobody can read the office.",
                       "note", wrap=True))  # fmt: skip
        card.end()
        self.add(card)
        self.body.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        """The key has the keyboard."""
        super().showEvent(event)
        type_key_into(self.form)

    def go(self) -> None:
        """Try the key."""
        if self.form.enter():
            self._done()
