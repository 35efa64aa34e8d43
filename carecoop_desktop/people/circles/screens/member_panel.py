"""What circles bring to a member's page: the line among the facts, and the others of the circle."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from carecoop_desktop.people.circles.queries import CircleView, circle, circle_ids_of
from carecoop_desktop.people.circles.rules import people_words
from carecoop_desktop.people.circles.screens.circle_form import circle_line
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import Column as Heading
from carecoop_desktop.platform.desktop.page import RowsTable, button, column, label, row
from carecoop_desktop.platform.office.reader import Reader


def members_circle(reader: Reader, member_id: int) -> CircleView | None:
    """The circle a member is in today."""
    found = circle_ids_of(reader, reader.today).get(member_id)
    return None if found is None else circle(reader, found)


class CircleFacts:
    """The line ``Circle  Chester · 9 people``."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def facts(self, member_id: int) -> list[tuple[str, str]]:
        """The member's circle, or that there is none."""
        found = self._desk.read_now(members_circle, member_id)
        words = "In none yet" if found is None else f"{found.name} · {people_words(len(found.members))}"
        return [("Circle", words)]


class MemberCircle(QWidget):
    """The tab of a member's circle: when it meets, who else is in it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._circle: CircleView | None = None
        self.title = label("", "heading", wrap=True)
        self.context = label("", "context", wrap=True)
        self.open = button("Open circle", self._open, role="small")
        self.people = RowsTable([Heading("With them in the circle", stretch=True), Heading("PAs in it")], name="Circle")
        self.people.opened.connect(self._open_person)
        column(row(self.title, None, self.open), self.context, self.people, owner=self).setStretch(2, 1)

    def show_record(self, member_id: int) -> None:
        """Show the circle of a member."""
        self._desk.read(self._arrived, members_circle, member_id)

    def _arrived(self, found: CircleView | None) -> None:
        self._circle = found
        self.title.setText(found.name if found else "In no circle yet")
        self.context.setText(circle_line(found) if found else "Place them in one on the page of groups and circles.")
        members = [each.name for each in found.members] if found else []
        assistants = [each.name for each in found.assistants] if found else []
        length = max(len(members), len(assistants))
        pad = [""] * length
        names = zip((members + pad)[:length], (assistants + pad)[:length], strict=True)
        self.people.set_rows([list(pair) for pair in names])
        self.people.setVisible(bool(found))

    def _open(self) -> None:
        self._desk.window.open_page("circles", self._circle.id if self._circle else None)

    def _open_person(self, number: int) -> None:
        if self._circle is not None and number < len(self._circle.members):
            self._desk.window.open_page("members", self._circle.members[number].id)
