"""Who supports a member, on the member's page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from carecoop_desktop.people.assistants.actions import start_supporting
from carecoop_desktop.people.assistants.entries import Dbs, Support
from carecoop_desktop.people.assistants.screens.my_pas import MyPas
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import Tagged
from carecoop_desktop.platform.office.office import Office


def test_my_pas_marks_an_overdue_certificate_and_opens_the_pa(
    desk: Desk, office: Office, qtbot: Any, add: Callable[..., int], member: Callable[[str], int]
) -> None:
    james = member("James Hollis")
    marek = add("Marek Nowak", dbs=Dbs("001234567890", date(2022, 1, 1)))
    office.do(start_supporting, marek, Support(james, date(2026, 1, 5), 840, "Football"))
    panel = MyPas(desk)
    qtbot.addWidget(panel)
    panel.show_record(james)
    assert panel.table.row_count() == 1 and panel.table.isVisibleTo(panel)
    assert isinstance(panel.table.model().rows[0][0], Tagged)
    panel.table.opened.emit(0)
    assert desk.window.opened == [("assistants", marek)]  # type: ignore[attr-defined]
    panel.show_record(member("Rosa Lloyd"))
    assert panel.nobody.isVisibleTo(panel) and not panel.table.isVisibleTo(panel)


def test_a_certificate_in_date_has_no_mark(
    desk: Desk, office: Office, qtbot: Any, add: Callable[..., int], member: Callable[[str], int]
) -> None:
    james = member("James Hollis")
    for name, minutes in (("Siân Davies", 630), ("Tolu Adeyemi", 840)):
        office.do(start_supporting, add(name), Support(james, date(2026, 1, 5), minutes))
    panel = MyPas(desk)
    qtbot.addWidget(panel)
    panel.show_record(james)
    assert [row[:2] for row in panel.table.model().rows] == [("Tolu Adeyemi", 840), ("Siân Davies", 630)]
    assert panel.beside
