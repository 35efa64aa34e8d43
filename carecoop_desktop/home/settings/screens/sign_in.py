"""Who are you? Shown when the office asks for a name and a password."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QShowEvent

from carecoop_desktop.platform.desktop.forms import FormPanel, choice, text
from carecoop_desktop.platform.desktop.page import Card, Page, Pill, button, label, row
from carecoop_desktop.platform.desktop.theme import current
from carecoop_desktop.platform.kernel.errors import Invalid


class SignInPage(Page):
    """A name from the list and a password; Enter signs in. ``wrong`` says why the last try failed, or to wait."""

    topic = "sign-in"

    def __init__(
        self,
        names: Sequence[str],
        sign_in: Callable[[str, str | None], object],
        wrong: str = "",
        *,
        name: str = "",
        other: Callable[[], object] | None = None,
        forgotten: Callable[[], object] | None = None,
    ) -> None:
        super().__init__("Who are you?", "This office asks for a name and a password.")
        self._sign_in = sign_in
        self.wrong = wrong
        card = Card()
        card.setMaximumWidth(current().sizes.chars(64))
        first = name if name in names else names[0] if names else None
        self.form = FormPanel([
            choice("name", "&Name", [(each, each) for each in names], first, required=True),
            text("password", "&Password", secret=True, hint="Leave it empty if nobody set one for you."),
        ])  # fmt: skip
        self.form.finished.connect(self.go)
        if wrong:
            said = row(Pill("Not signed in", "bad"), label(wrong, wrap=True))
            said.setStretch(1, 1)
            card.add(said)
        card.add(self.form)
        card.add(row(button("Sign in", self.go, role="primary"),
                     *([button("Another office...", other)] if other is not None else []), None))  # fmt: skip
        note = "Forgotten it? An owner of the office can set a new one under Settings, People."
        card.add(label(note, "note", wrap=True))
        if forgotten is not None:
            card.add(row(button("I have the recovery sheet...", forgotten, role="link"), None))
        card.end()
        self.add(card)
        self.body.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        """The password has the keyboard: the name is mostly right already."""
        super().showEvent(event)
        self.form.input("password").widget.setFocus()

    def go(self) -> None:
        """Try to sign in with what was typed."""
        try:
            values = self.form.values()
        except Invalid:
            return
        self._sign_in(values["name"], values["password"] or None)
