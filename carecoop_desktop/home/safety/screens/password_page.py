"""An owner who forgot the password and holds the recovery sheet sets a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QShowEvent

from carecoop_desktop.home.safety.encrypting import set_forgotten_password
from carecoop_desktop.home.safety.screens.key_form import key_field, type_key_into
from carecoop_desktop.platform.desktop.dialogs import show_error
from carecoop_desktop.platform.desktop.forms import FormPanel, choice, text
from carecoop_desktop.platform.desktop.page import Card, Page, button, label, row
from carecoop_desktop.platform.desktop.theme import current
from carecoop_desktop.platform.kernel.errors import Fault, Invalid, Issue, Refusal
from carecoop_desktop.platform.office.users import MIN_PASSWORD


class ForgottenPage(Page):
    """The key, whose password, and the new one twice; the history will say how it was proved."""

    topic = "encryption"

    def __init__(
        self, place: str, names: Sequence[str], done: Callable[[str, str], object], back: Callable[[], object]
    ) -> None:
        super().__init__("A forgotten password", "An owner who holds the recovery sheet sets a new one.")
        self._place, self._done = place, done
        self.form = FormPanel([
            choice("name", "&Owner", [(each, each) for each in names], names[0] if names else None, required=True),
            key_field(),
            text("password", "New &password", secret=True, required=True, hint=f"{MIN_PASSWORD} characters or more."),
            text("again", "Password &again", secret=True, required=True),
        ])  # fmt: skip
        self.form.finished.connect(self.go)
        card = Card()
        card.setMaximumWidth(current().sizes.chars(76))
        card.add(self.form)
        card.add(row(button("Set the password and sign in", self.go, role="primary"), button("Back", back), None))
        card.add(label("It is written into the history who did this and with which key.", "note", wrap=True))
        card.end()
        self.add(card)
        self.body.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        """The key has the keyboard."""
        super().showEvent(event)
        type_key_into(self.form)

    def go(self) -> None:
        """Prove the key and set the password."""
        try:
            values = self.form.values()
            if values["password"] != values["again"]:
                raise Invalid([Issue("again", "The two passwords differ.", "Type the same one twice.")])
            set_forgotten_password(self._place, values["key"], values["name"], values["password"])
        except Invalid as invalid:
            self.form.show_issues(invalid.issues)
        except (Refusal, Fault) as trouble:
            show_error(self, trouble)
        else:
            self._done(values["name"], values["password"])
