"""Settings, Where it lives: the office's home, who else is there, and the way to another home."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from carecoop_desktop.home.safety.permissions import BACK_UP
from carecoop_desktop.home.servers.cluster import Cluster
from carecoop_desktop.home.servers.desks import SUFFIX
from carecoop_desktop.home.servers.homes_form import facts_of, fields_for
from carecoop_desktop.home.servers.moving_steps import WAYS, Moved, Target, Way, carry, place_words
from carecoop_desktop.home.servers.serving import folder_of, ticket_for
from carecoop_desktop.home.settings.founding import file_name
from carecoop_desktop.home.window.places import data_folder
from carecoop_desktop.platform.database.pen.database import SharedDatabase
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.forms import FormPanel, text
from carecoop_desktop.platform.desktop.page import Card, KeyValue, allow, button, column, label, row, scrolled
from carecoop_desktop.platform.kernel.errors import Invalid
from carecoop_desktop.platform.office.opening import OFFICE_NAME


class HomesTab(QWidget):
    """Facts, the ways to move the office, and the connection files of a server that this computer runs."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._folder: Path | None = None
        self._busy = False
        self.facts = KeyValue()
        self.where = label("", "note", wrap=True)
        self.said = label("", wrap=True)
        self.forms = {way: FormPanel(fields_for(way)) for way in (Way.SERVER, Way.OWN_SERVER)}
        self.ticket = FormPanel([text("person", "Name of the person", required=True,
                                      hint="As it stands in the list under People.")])  # fmt: skip
        self.buttons = {way: button("Move the office there", partial(self.move_to, way)) for way in Way}
        for each in self.buttons.values():
            allow(each, "" if desk.may(BACK_UP) else "Your role may not copy the office.")
        self.said.hide()
        inside = QWidget()
        column(self._here(), self.said, *(self._card(way) for way in Way), self._desks(), None, owner=inside, space=2)
        column(scrolled(inside, "Where the office lives"), owner=self)

    def _here(self) -> Card:
        card = Card("Where this office lives")
        card.add(self.facts)
        if self._desk.office.database.has_pen:
            self.pen_button = button("Put the pen down", self.put_down, tip="Another desk can take it then")
            card.add(row(self.pen_button, None))
        return card

    def _card(self, way: Way) -> Card:
        card = Card(WAYS[way])
        if way is Way.FOLDER:
            card.add(self.where)
            card.add(row(button("Choose a folder...", self.choose_folder), self.buttons[way], None))
            self._say_where()
        else:
            card.add(self.forms[way])
            card.add(row(self.buttons[way], None))
        return card

    def _desks(self) -> Card:
        card = Card("Let a desk in to the office server")
        card.add(self.ticket)
        self.ticket_button = button("Make a connection file...", self.let_in)
        served = self._desk.office.database.address.url is not None or Cluster(folder_of(data_folder())).is_there
        allow(self.ticket_button, "" if served else "This office is on no server, and none stands on this computer.")
        card.add(row(self.ticket_button, None))
        note = "It lets that person in once, from one computer, which then keeps a password of its own."
        card.add(label(note, "note", wrap=True))
        return card

    def reload(self) -> None:
        """Show the facts."""
        if self._desk.office.database.has_pen:
            allow(self.pen_button, self._desk.standing)
        self.facts.show_facts(facts_of(self._desk.office.database))

    def may_leave(self) -> bool:
        """What is filled in here is quickly filled in again."""
        return True

    # -- deeds -------------------------------------------------------------------------------------------------------

    def put_down(self) -> None:
        """Give the pen to whoever takes it; this desk goes on reading."""
        database = self._desk.office.database
        assert isinstance(database, SharedDatabase)
        self._desk.lane.run(database.hand_over, lambda _none: self.reload(), self._failed, "Handing over the pen")

    def choose_folder(self) -> None:
        """Ask for the folder and say what it is."""
        chosen = QFileDialog.getExistingDirectory(self, "Where to keep the office", str(data_folder()))
        if chosen:
            self.take_folder(Path(chosen))

    def take_folder(self, folder: Path) -> None:
        """This folder, then."""
        self._folder = folder
        self._say_where()

    def _say_where(self) -> None:
        nothing = "Nothing is chosen yet. A folder that a cloud keeps in step cannot hold an office."
        self.where.setText(place_words(self._folder) if self._folder is not None else nothing)

    def move_to(self, way: Way) -> None:
        """Check what was filled in, then move off the window's thread."""
        if self._busy:
            return
        try:
            values = self.forms[way].values() if way in self.forms else {}
            name = file_name(str(self._desk.read_now(lambda reader: reader.setting(OFFICE_NAME, ""))))
            target = Target.read(way, values, self._folder, name)
            target.check()
        except Invalid as invalid:
            if way in self.forms:
                self.forms[way].show_issues(invalid.issues)
            self._say(" ".join(f"{issue.message} {issue.accepted}" for issue in invalid.issues))
            return
        self._busy = True
        self._say("Moving...")
        self._desk.lane.run(lambda: carry(self._desk.office, target), self._moved, self._failed, "Moving the office")

    def _moved(self, moved: Moved) -> None:
        self._busy = False
        self._say(moved.sentence)
        self._desk.window.tell("The office stands at its new place.")

    def _failed(self, trouble: Exception) -> None:
        self._busy = False
        self._say("")
        self._desk.window.show_trouble(trouble, self)

    def let_in(self) -> None:
        """Ask for the file's name and make it."""
        try:
            name = str(self.ticket.values()["person"])
        except Invalid:
            return
        chosen, _kind = QFileDialog.getSaveFileName(self, "Connection file", f"{file_name(name)}{SUFFIX}",
                                                    f"Connection files (*{SUFFIX})")  # fmt: skip
        if chosen:
            self.write_ticket(name, Path(chosen))

    def write_ticket(self, name: str, path: Path) -> None:
        """Make the connection file of somebody."""
        cluster, url = Cluster(folder_of(data_folder())), self._desk.office.database.address.url
        self._desk.lane.run(lambda: ticket_for(cluster, url, name).write(path), lambda _none: self._say(
            f"{path.name} lets {name} in, once. Open it at their desk, then delete it."), self._failed)  # fmt: skip

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))
