"""The first-run page: a new office in one step, an office that exists, or the practice office."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog

from carecoop_desktop.home.servers.moving_steps import place_words
from carecoop_desktop.home.servers.screens.server_card import ServerCard
from carecoop_desktop.home.settings.founding import NewOffice, found, practice_place, practise
from carecoop_desktop.home.window.places import data_folder, known_offices
from carecoop_desktop.platform.database.keys import keyring_works
from carecoop_desktop.platform.desktop.dialogs import show_error
from carecoop_desktop.platform.desktop.forms import FormPanel, check, heading, text
from carecoop_desktop.platform.desktop.page import Card, Column, Do, Page, Pill, RowsTable, Tag, button, label, row
from carecoop_desktop.platform.desktop.tasks import Runner
from carecoop_desktop.platform.kernel.errors import Fault, Invalid, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.users import MIN_PASSWORD

_NO_KEYRING = (
    "This computer has no keyring that could keep a key, so the office will not be encrypted: whoever has its file or "
    "a backup can read it. Use a disk that is encrypted as a whole, or set up a keyring first."
)


class WelcomePage(Page):
    """Three ways in, side by side; below them the offices known on this computer."""

    topic = "first-run"

    def __init__(
        self,
        open_place: Callable[[str], object],
        opened: Callable[[Office], object],
        runner: Runner,
        trouble: str = "",
    ) -> None:
        super().__init__("Welcome to CareCoop", "Everything stays on this computer unless you choose otherwise.")
        self._open_place, self._opened, self._runner = open_place, opened, runner
        self._folder = data_folder()
        self._busy = False
        if trouble:
            said = row(Pill("Not opened", "bad"), label(trouble, wrap=True))
            said.setStretch(1, 1)
            self.add(said)
        self.keyring = keyring_works()
        self.form = self._build_form()
        self.server = ServerCard(open_place, runner)
        across = row(self._new(), self._old(known_offices()), self._practice(), space=2)
        for at, share in enumerate((4, 3, 3)):
            across.setStretch(at, share)
        self.add(across)
        self.add(self.server)
        self.server.hide()
        self.progress = label("", "context", wrap=True)
        self.add(self.progress)
        self.body.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        """The first question has the keyboard."""
        super().showEvent(event)
        self.form.input("name").widget.setFocus()

    def _build_form(self) -> FormPanel:
        form = FormPanel([
            text("name", "Name of the co-operative", required=True),
            text("owner", "Your name", required=True, hint="You become the owner of this office."),
            heading("A password, if others use this computer"),
            text("password", "Password", secret=True, hint=f"Empty, or {MIN_PASSWORD} characters or more."),
            text("again", "Password again", secret=True),
            heading("If the computer or a backup is stolen"),
            check("encrypted", "Encrypt the office, so that nobody else can read it", self.keyring,
                  hint="The key goes into this computer’s keyring, and onto a sheet of paper that you print next.",
                  why_not="" if self.keyring else _NO_KEYRING),
        ])  # fmt: skip
        form.finished.connect(self.make)
        return form

    def _new(self) -> Card:
        card = Card("Start a new office")
        card.add(self.form)
        self.where = label("", "note", wrap=True)
        card.add(self.where)
        elsewhere = button("Another folder...", self.choose_folder)
        card.add(row(button("Make the office", self.make, role="primary"), elsewhere, None))
        card.end()
        self._say_where()
        return card

    def _old(self, places: Sequence[str]) -> Card:
        card = Card("Open an office")
        card.add(label("Choose the .carecoop file of an office that you have used before.", "note", wrap=True))
        card.add(row(button("Open...", self.choose, key="Ctrl+O"), None))
        card.add(label("An office on a server: open the connection file that you were given.", "note", wrap=True))
        card.add(row(button("Connection file...", self.server.choose), None))
        card.add(row(button("Server address...", self.server.ask), None))
        if places:
            card.add(label("Used on this computer", "key"))
            self.recent = RowsTable([Column("Office", stretch=True), Column("")], [self._line(p) for p in places],
                                    name="Offices used on this computer", fit=True)  # fmt: skip
            self.recent.opened.connect(lambda at: self._open_place(places[at]))
            card.add(self.recent)
        card.end()
        return card

    def _line(self, place: str) -> tuple[str, Do | Tag]:
        there = "://" in place or Path(place).is_file()
        name = place.rpartition("/")[2] if "://" in place else Path(place).stem
        return name, Do("Open", partial(self._open_place, place)) if there else Tag("not there", "quiet")

    def _practice(self) -> Card:
        card = Card("Practise first")
        words = "An invented co-operative in a window with a coloured frame. Nothing in it is real."
        card.add(label(words, "note", wrap=True))
        if practice_place().is_file():
            card.add(row(button("Go on practising", partial(self._open_place, str(practice_place()))), None))
            card.add(row(button("Begin afresh", self.practise), None))
        else:
            card.add(row(button("Open the practice office", self.practise), None))
        card.end()
        return card

    # deeds

    def make(self) -> None:
        """Make the office in the chosen folder and open it; what is wrong stands beside the fields."""
        try:
            values = self.form.values()
            wanted = NewOffice(values["name"], values["owner"], values["password"], values["again"], self._folder,
                               encrypted=self.keyring and bool(values["encrypted"]))  # fmt: skip
            wanted.check()
        except Invalid as invalid:
            self.form.show_issues(invalid.issues)
            return
        self._run(lambda say: found(wanted), "Making the office...")

    def practise(self) -> None:
        """Make the small practice office and open it; rooms are named as they fill."""
        self._run(practise, "Making the practice office...")

    def choose(self) -> None:
        """Ask for a file and open it."""
        path, _kind = QFileDialog.getOpenFileName(self, "Open an office", str(data_folder()), "CareCoop (*.carecoop)")
        if path:
            self._open_place(path)

    def choose_folder(self) -> None:
        """Ask where the new office's file shall stand."""
        path = QFileDialog.getExistingDirectory(self, "Where to keep the office", str(self._folder.parent))
        if path:
            self._folder = Path(path)
            self._say_where()

    def _say_where(self) -> None:
        words = place_words(self._folder)
        self.where.setText(f"Its file will stand here: {words} Choose a folder that is backed up.")

    def _run(self, work: Callable[[Callable[[str], None]], Office], text: str) -> None:
        if self._busy:
            return
        self._busy = True
        self.progress.setText(text)
        self._runner.run(lambda token: work(lambda room: token.say(f"{text} {room}")), self._done, self._failed,
                         text=text)  # fmt: skip

    def _done(self, office: Office) -> None:
        self._busy = False
        self._opened(office)

    def _failed(self, trouble: BaseException) -> None:
        self._busy = False
        self.progress.setText("")
        if not isinstance(trouble, (Refusal, Fault)):
            raise trouble
        show_error(self, trouble)
