"""What this room shows on a member's page: who supports them."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from carecoop_desktop.people.assistants.queries import MemberPa, member_pas
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import Column, RowsTable, Tag, Tagged, column, label


class MyPas(QWidget):
    """The PAs of one member: hours a week, what they share, and a mark where a certificate is overdue."""

    beside = True

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._people: list[MemberPa] = []
        self._member_id = 0
        self.table = RowsTable([Column("PA", stretch=True), Column("Hours", "hours"), Column("Match")],
                               name="My PAs, hours a week", fit=True)  # fmt: skip
        self.table.opened.connect(self._open)
        self.nobody = label("Nobody yet. Match a PA with this member on the PA's page.", "note", wrap=True)
        column(self.table, self.nobody, None, owner=self)

    def show_record(self, member_id: int) -> None:
        """Read and show the PAs of a member."""
        self._member_id = member_id
        self._desk.read(partial(self._show, member_id), member_pas, member_id)

    def _show(self, member_id: int, people: list[MemberPa]) -> None:
        if member_id != self._member_id:
            return
        self._people = people
        self.table.set_rows([[_name(one), one.weekly_minutes, one.match or "–"] for one in people])
        self.table.setVisible(bool(people))
        self.nobody.setVisible(not people)

    def _open(self, place: int) -> None:
        self._desk.window.open_page("assistants", self._people[place].assistant_id)


def _name(one: MemberPa) -> str | Tagged:
    return Tagged(one.name, Tag("DBS", "bad")) if one.dbs_overdue else one.name
