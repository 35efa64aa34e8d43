"""The first-run page: a new office in three parts, an office that exists, or the practice office."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from carecoop_desktop.home.safety.places import backups_folder
from carecoop_desktop.home.safety.restoring import restore_here
from carecoop_desktop.home.safety.rules import ENDING
from carecoop_desktop.home.safety.screens.key_dialog import key_at_hand
from carecoop_desktop.home.servers.screens.server_card import ServerCard
from carecoop_desktop.home.settings.founding import Founded, practice_place, practise
from carecoop_desktop.home.settings.screens.new_office import NewOfficeCard
from carecoop_desktop.home.window.places import data_folder, known_offices
from carecoop_desktop.platform.desktop.dialogs import show_error
from carecoop_desktop.platform.desktop.forms import FormPanel
from carecoop_desktop.platform.desktop.page import (
    Beside,
    Card,
    Column,
    Do,
    Page,
    Pill,
    RowsTable,
    Tag,
    allow,
    button,
    column,
    label,
    row,
)
from carecoop_desktop.platform.desktop.tasks import Cancelled, Runner
from carecoop_desktop.platform.kernel.errors import Fault, Invalid, Refusal
from carecoop_desktop.platform.office.office import Office

_BUSY = "Wait until what is under way has ended."


class WelcomePage(Page):
    """Three ways in, side by side: a new office, one that exists (with those known on this computer), practice.

    ``trouble`` says why the office ``tried`` did not open; a server's address is then filled in again.
    """

    topic = "first-run"

    def __init__(
        self,
        open_place: Callable[[str], object],
        opened: Callable[[Office], object],
        runner: Runner,
        trouble: str = "",
        tried: str = "",
    ) -> None:
        super().__init__("Welcome to CareCoop", "Everything stays on this computer unless you choose otherwise.")
        self._open_place, self._opened, self._runner = open_place, opened, runner
        self._busy = False
        self.new = NewOfficeCard(self.run_apart)
        self.server = ServerCard(open_place, runner)
        self.progress = label("", "strong", wrap=True)
        for part in (*self._said(trouble), self._across(), self.progress):
            self.add(part)
        self.body.addStretch(1)
        if trouble and "://" in tried:
            self.server.ask(tried)
        else:
            self.server.hide()

    @property
    def form(self) -> FormPanel:
        """The questions for a new office."""
        return self.new.form

    @property
    def keyring(self) -> bool:
        """Whether a key can be kept here, and so whether a new office is encrypted."""
        return self.new.keyring

    def showEvent(self, event: QShowEvent) -> None:
        """The first question has the keyboard."""
        super().showEvent(event)
        if self.server.isHidden():
            self.new.form.input("name").widget.setFocus()

    def _said(self, trouble: str) -> list[QWidget]:
        if not trouble:
            return []
        said = QWidget()
        row(Pill("Not opened", "bad"), label(trouble, wrap=True), owner=said).setStretch(1, 1)
        return [said]

    def _across(self) -> Beside:
        beside = QWidget()
        column(self._old(known_offices()), self.server, self._practice(), None, owner=beside, space=2)
        across = Beside(narrow=110, space=2)
        for part, share in ((self.new, 5), (beside, 4)):
            across.add(part, share)
        return across

    def _old(self, places: Sequence[str]) -> Card:
        card = Card("Open an office")
        card.add(label("Choose the .carecoop file of an office that you have used before.", "note", wrap=True))
        card.add(row(button("Open...", self.choose, key="Ctrl+O"), None))
        card.add(label("An office on a server: open the connection file that you were given.", "note", wrap=True))
        card.add(row(button("Connection file...", self.server.choose), None))
        card.add(row(button("Server address...", self.server.ask), None))
        card.add(label("A backup becomes an office on this computer; its key is asked for.", "note", wrap=True))
        self.restore_button = button("Restore a backup...", self.restore)
        card.add(row(self.restore_button, None))
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
        name = place.partition("?")[0].rpartition("@")[2] if "://" in place else Path(place).stem
        return name, Do("Open", partial(self._open_place, place)) if there else Tag("not there", "quiet")

    def _practice(self) -> Card:
        card = Card("Practise first")
        words = "An invented co-operative in a window with a coloured frame. Nothing in it is real."
        card.add(label(words, "note", wrap=True))
        self.practice_button = button("Open the practice office", self.practise)
        if practice_place().is_file():
            self.practice_button.setText("Begin afresh")
            card.add(row(button("Go on practising", partial(self._open_place, str(practice_place()))), None))
        card.add(row(self.practice_button, None))
        card.end()
        return card

    # deeds

    def make(self) -> None:
        """Make the office that was asked for and open it; what is wrong stands beside the fields."""
        self.new.make()

    def practise(self) -> None:
        """Make the small practice office and open it; rooms are named as they fill."""
        self.run_apart(lambda say: Founded(practise(say)), "Making the practice office")

    def choose(self) -> None:
        """Ask for a file and open it."""
        path, _kind = QFileDialog.getOpenFileName(self, "Open an office", str(data_folder()), "CareCoop (*.carecoop)")
        if path:
            self._open_place(path)

    def restore(self) -> None:
        """Ask for a backup, and for its key where that is not here; the office of it is opened."""
        kinds = f"Backups (*{ENDING});;All files (*)"
        chosen, _kind = QFileDialog.getOpenFileName(self, "Restore a backup", str(backups_folder()), kinds)
        if self._busy or not chosen or not key_at_hand(Path(chosen), self):
            return
        self._go(True)
        self.progress.setText("Restoring...")
        self._runner.run(lambda _token: restore_here(Path(chosen)), self._restored, self._failed, text="Restoring")

    def _restored(self, place: Path) -> None:
        self._go(False)
        self.progress.setText("")
        self._open_place(str(place))

    def run_apart(self, work: Callable[[Callable[[str], None]], Founded], text: str) -> None:
        """Carry work out off the window's thread, its steps in the status line."""
        if self._busy:
            return
        self._go(True)
        self.progress.setText(f"{text}...")
        self._runner.run(lambda token: work(lambda step: token.say(f"{text}: {step}")), self._done, self._failed,
                         text=text)  # fmt: skip

    def _go(self, busy: bool) -> None:
        self._busy = busy
        for each in (self.new.make_button, self.practice_button, self.restore_button):
            allow(each, _BUSY if busy else "")

    def _done(self, made: Founded) -> None:
        self._go(False)
        self.progress.setText("")
        if made.note:
            self._keep(made)
        else:
            self._opened(made.office)

    def _keep(self, made: Founded) -> None:
        """What no keyring keeps is shown once, before the office opens."""
        card = Card("Write this down")
        card.setAccessibleName("Write this down")
        self.note = label(made.note, wrap=True)
        self.note.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        card.add(self.note)
        self.on_button = button("I have it: go on to the office", partial(self._opened, made.office), role="primary")
        card.add(row(self.on_button, None))
        while (item := self.body.takeAt(0)) is not None:
            if (part := item.widget()) is not None:
                part.hide()
                part.deleteLater()
        self.say("Your office is made", "One thing is left before it opens.")
        self.add(card)
        self.body.addStretch(1)
        self.on_button.setFocus()

    def _failed(self, trouble: BaseException) -> None:
        self._go(False)
        self.progress.setText("")
        if isinstance(trouble, Cancelled):
            self.progress.setText("Stopped, as you asked. Nothing was opened.")
        elif isinstance(trouble, Invalid):
            self.new.show_issues(trouble)
        elif isinstance(trouble, (Refusal, Fault)):
            show_error(self, trouble)
        else:
            raise trouble
