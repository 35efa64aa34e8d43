"""The last step of a new encrypted office: its recovery sheet on paper."""

from __future__ import annotations

from collections.abc import Callable

from carecoop_desktop.home.safety.screens.printing import open_to_print, save_as
from carecoop_desktop.platform.desktop.page import Card, Page, Pill, button, label, row
from carecoop_desktop.platform.desktop.theme import current
from carecoop_desktop.platform.office.office import Office


class SheetPage(Page):
    """Print, then go on. Going on without is possible: Today reminds until it is done."""

    topic = "encryption"

    def __init__(self, office: Office, go_on: Callable[[], object]) -> None:
        super().__init__("Print the recovery sheet", "Your office is made, and encrypted.")
        self._office, self._go_on = office, go_on
        self.state = Pill("not printed yet", "warn")
        card = Card("One sheet of paper stands between you and losing everything")
        card.setMaximumWidth(current().sizes.chars(84))
        for words in (
            "The office’s file can be read only with its key. This computer keeps it in its keyring, so nobody has to "
            "type it. If the computer is stolen or breaks, the key is gone with it, and no backup can be read.",
            "The recovery sheet carries the key. With it another computer opens the office and every backup, and an "
            "owner who forgot the password sets a new one. Print it twice, and keep the two in different places.",
        ):
            card.add(label(words, wrap=True))
        self.print_button = button("Open it to print...", self.print_it, role="primary")
        self.save_button = button("Save as PDF...", self.save_it)
        card.add(row(self.print_button, self.save_button, self.state, None))
        self.on_button = button("Go on to the office", go_on)
        card.add(row(self.on_button, None))
        card.add(label("Settings, Safety prints it again at any time.", "note", wrap=True))
        card.end()
        self.add(card)
        self.body.addStretch(1)

    def print_it(self) -> None:
        """Open the sheet in the computer's own program for PDF."""
        if open_to_print(self, self._office):
            self._printed()

    def save_it(self) -> None:
        """Save it as a file, on a stick for instance."""
        if save_as(self, self._office):
            self._printed()

    def _printed(self) -> None:
        self.state.say("made", "met")
        self.on_button.setDefault(True)
        self.on_button.setFocus()
