"""Who are you? Shown when the office asks for a name and a password."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from carecoop_desktop.platform.desktop.forms import FormPanel, choice, text
from carecoop_desktop.platform.desktop.page import Card, Page, Pill, button, label, row
from carecoop_desktop.platform.kernel.errors import Invalid


class SignInPage(Page):
    """A name from the list and a password; Enter signs in."""

    topic = "sign-in"

    def __init__(self, names: Sequence[str], sign_in: Callable[[str, str], object], wrong: str = "") -> None:
        super().__init__("Who are you?", "This office asks for a name and a password.")
        self._sign_in = sign_in
        card = Card()
        self.form = FormPanel(
            [
                choice("name", "Name", [(name, name) for name in names], names[0] if names else None),
                text("password", "Password", required=True, secret=True),
            ]
        )
        self.form.finished.connect(self.go)
        if wrong:
            card.add(row(Pill("Not signed in", "bad"), label(wrong, wrap=True), None))
        card.add(self.form)
        card.add(row(button("Sign in", self.go, role="primary"), None))
        card.end()
        self.add(card)
        self.body.addStretch(1)

    def go(self) -> None:
        """Try to sign in with what was typed."""
        try:
            values = self.form.values()
        except Invalid:
            return
        self._sign_in(values["name"], values["password"])
