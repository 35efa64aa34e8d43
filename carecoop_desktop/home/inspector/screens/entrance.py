"""The way into the room: who comes, for whom, and the PIN that leads out again."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from carecoop_desktop.home.inspector.actions import start_visit
from carecoop_desktop.home.inspector.permissions import START_VISIT
from carecoop_desktop.home.inspector.queries import Visit, open_visit
from carecoop_desktop.home.inspector.rules import BODIES
from carecoop_desktop.home.inspector.screens.room import Room
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.forms import FormPanel, choice, text
from carecoop_desktop.platform.desktop.page import button, label, row
from carecoop_desktop.platform.desktop.shell import Shell
from carecoop_desktop.platform.desktop.theme import current
from carecoop_desktop.platform.kernel.errors import Invalid, Refusal
from carecoop_desktop.platform.office.actions import Done

OTHER = "Another body"


class Entrance(QDialog):
    """Asks for the inspector's name and body, and a PIN twice."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.visit: Visit | None = None
        self.setWindowTitle("Inspector mode")
        self.setModal(True)
        bodies = [(body, body) for body in (*BODIES, OTHER)]
        self.form = FormPanel(
            [
                text("inspector", "Inspector's name", required=True),
                choice("body", "Comes for", bodies, required=True),
                text("pin", "PIN to end the visit", required=True, secret=True, hint="4 figures or more"),
                text("again", "The PIN once more", required=True, secret=True),
            ]
        )  # fmt: skip
        self.open_room = button("Open the room", self.begin, role="primary")
        self.form.finished.connect(self.begin)
        self.form.left.connect(self.reject)
        sizes = current().sizes
        layout = QVBoxLayout(self)
        edge = sizes.units(3)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.addWidget(label("Show an inspector the records", "heading", wrap=True))
        words = (
            "The room can only read. Home addresses, telephone numbers, bank and pay details are hidden, every record "
            "shown is written down, and only the PIN, or an owner's password, leads back to the office."
        )
        layout.addWidget(label(words, "context", wrap=True))
        layout.addWidget(self.form)
        layout.addLayout(row(None, button("Cancel", self.reject), self.open_room))
        self.setMinimumWidth(sizes.chars(64))

    def begin(self) -> None:
        """Start the visit; what is wrong stands beside the fields."""
        try:
            values = self.form.values()
        except Invalid:
            return
        self._desk.attempt(self._begun, self._failed, start_visit, values["inspector"], values["body"], values["pin"],
                           values["again"])  # fmt: skip

    def _begun(self, _done: Done[int]) -> None:
        self.visit = self._desk.read_now(open_visit)
        self.accept()

    def _failed(self, trouble: Exception) -> None:
        if isinstance(trouble, Invalid):
            self.form.show_issues(trouble.issues)
        else:
            self._desk.window.show_trouble(trouble, self)


def enter(desk: Desk, shell: Shell) -> None:
    """Inspector mode was asked for: ask who comes and open the room. A visit that never ended goes on."""
    if not desk.may(START_VISIT):
        desk.window.show_trouble(
            Refusal("Your role may not open the inspector's room.", "Ask somebody in the office."), shell
        )
        return
    visit = desk.read_now(open_visit)
    if visit is None:
        entrance = Entrance(desk, shell)
        entrance.exec()
        visit = entrance.visit
        entrance.deleteLater()
    if visit is not None:
        resume(desk, shell, visit)


def resume(desk: Desk, shell: Shell, visit: Visit) -> Room:
    """Into the room of a visit that is under way: just begun, or not ended before the program stopped."""
    room = Room(desk, shell, visit)
    room.begin()
    return room
