"""Asked for the recovery key: an encrypted office on a computer that does not have its key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QShowEvent

from carecoop_desktop.home.safety.encrypting import enter_key
from carecoop_desktop.platform.desktop.forms import FormPanel, multiline
from carecoop_desktop.platform.desktop.page import Card, Page, button, label, row
from carecoop_desktop.platform.desktop.theme import current
from carecoop_desktop.platform.kernel.errors import Invalid

GROUPS_HINT = "Thirteen groups of five, in any case, with or without spaces."


class KeyPage(Page):
    """The key as it stands on the sheet; a slip is told with the number of its group."""

    topic = "encryption"

    def __init__(
        self, name: str, number: str, done: Callable[[], object], other: Callable[[], object] | None = None
    ) -> None:
        super().__init__("This office is encrypted", f"{name} · key {number}")
        self._number, self._done = number, done
        self.form = FormPanel([
            multiline("key", "&Recovery key", required=True, lines=4, hint=GROUPS_HINT, width=44),
        ])  # fmt: skip
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
        self.form.input("key").widget.setFocus()

    def go(self) -> None:
        """Try the key."""
        try:
            enter_key(self.form.values()["key"], self._number)
        except Invalid as invalid:
            self.form.show_issues(invalid.issues)
            return
        self._done()
