"""The first-run page: a new office in one step, an office that exists, or the practice office."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from carecoop_desktop.app import features
from carecoop_desktop.home.window.places import data_folder
from carecoop_desktop.platform.desktop.dialogs import show_error
from carecoop_desktop.platform.desktop.forms import FormPanel, text
from carecoop_desktop.platform.desktop.page import Card, Page, Pill, button, label, row
from carecoop_desktop.platform.kernel.errors import Fault, Invalid, Refusal
from carecoop_desktop.platform.office.demo import PLANS
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import create_office


class WelcomePage(Page):
    """Three ways in, side by side."""

    topic = "first-run"

    def __init__(
        self, open_place: Callable[[str], object], opened: Callable[[Office], object], trouble: str = ""
    ) -> None:
        super().__init__("Welcome to CareCoop", "Everything stays on this computer unless you choose otherwise.")
        self._open_place, self._opened = open_place, opened
        if trouble:
            self.add(row(Pill("Not opened", "bad"), label(trouble, wrap=True), None))
        self.form = FormPanel(
            [
                text("name", "Name of the co-operative", required=True),
                text("owner", "Your name", required=True, hint="You become the owner of this office."),
            ]
        )
        self.form.finished.connect(self.make)
        self.add(row(self._new(), self._old(), self._practice(), space=2))
        self.body.addStretch(1)

    def _new(self) -> Card:
        card = Card("Start a new office")
        card.add(self.form)
        card.add(row(button("Make the office", self.make, role="primary"), None))
        card.end()
        return card

    def _old(self) -> Card:
        card = Card("Open an office")
        card.add(label("Choose the .carecoop file of an office that you have used before.", "note", wrap=True))
        card.add(row(button("Open...", self.choose, key="Ctrl+O"), None))
        card.end()
        return card

    def _practice(self) -> Card:
        card = Card("Practise first")
        words = "An invented co-operative in a window with a coloured frame. Nothing in it is real."
        card.add(label(words, "note", wrap=True))
        card.add(row(button("Open the practice office", self.practise), None))
        card.end()
        return card

    def make(self) -> None:
        """Make the office in the usual folder and open it."""
        try:
            values = self.form.values()
            folder = data_folder()
            folder.mkdir(parents=True, exist_ok=True)
            office = create_office(
                folder / f"{_file(values['name'])}.carecoop", values["name"], values["owner"], features()
            )
        except Invalid:
            return
        except (Refusal, Fault) as trouble:
            show_error(self, trouble)
        except OSError as error:
            show_error(self, Fault("The folder for offices cannot be made.", str(error)))
        else:
            self._opened(office)

    def choose(self) -> None:
        """Ask for a file and open it."""
        path, _ = QFileDialog.getOpenFileName(self, "Open an office", str(data_folder()), "CareCoop (*.carecoop)")
        if path:
            self._open_place(path)

    def practise(self) -> None:
        """Make the small practice office and open it."""
        from carecoop_desktop.home.practice.building import Stopwatch, build_office

        folder = Path(tempfile.mkdtemp(prefix="carecoop-practice-"))
        try:
            office = build_office(str(folder / "practice.carecoop"), PLANS["small"], Stopwatch())
        except (Refusal, Fault) as trouble:
            show_error(self, trouble)
        else:
            self._opened(office)


def _file(name: str) -> str:
    kept = "".join(c if c.isalnum() else "-" for c in name.strip()).strip("-")
    return kept or "office"
