"""Absence on a PA's own page, and the deeds that open from there."""

from datetime import date
from typing import Any

import pytest

from carecoop_desktop.platform.desktop.accessible import unnamed_controls
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import why_grey
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.payroll.absence.screens.panel import AbsencePanel
from tests.work.payroll.absence.conftest import Team


@pytest.fixture
def panel(desk: Desk, bare: Team, qtbot: Any) -> AbsencePanel:
    desk.office = bare.office
    made = AbsencePanel(desk)
    qtbot.addWidget(made)
    return made


def test_somebody_who_was_never_away(panel: AbsencePanel, bare: Team) -> None:
    panel.show_record(bare.who("Ann"))
    panel.show()
    assert not panel.table.isVisible() and panel.nobody.isVisible()
    assert panel.leave.text().startswith("0.00 hours of leave left since 1 Apr 2026")
    assert unnamed_controls(panel) == []


def test_absences_are_listed_newest_first_and_open(panel: AbsencePanel, bare: Team, desk: Desk) -> None:
    bare.away("Ann", "unpaid", date(2026, 10, 5), date(2026, 10, 6))
    newest = bare.away("Ann", "sickness", date(2026, 11, 23))
    panel.show_record(bare.who("Ann"))
    assert panel.table.row_count() == 2
    panel.table.opened.emit(0)
    assert ("absence", newest) in desk.window.opened  # type: ignore[attr-defined]


def test_who_may_not_record_reads_why(desk: Desk, bare: Team, qtbot: Any) -> None:
    desk.office = Office(bare.office.database, User("Tom", Role.TREASURER))
    panel = AbsencePanel(desk)
    qtbot.addWidget(panel)
    assert why_grey(panel.sick) == "Only office and payroll staff record absence."
