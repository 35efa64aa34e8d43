"""Two desks at the hours of one week, through the real window: nothing typed is lost and nobody is overwritten."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QRadioButton

from carecoop_desktop.app import features
from carecoop_desktop.home.window.main_window import MainWindow
from carecoop_desktop.people.assistants.tables import AssistantRow, SupportLinkRow
from carecoop_desktop.people.members.tables import MemberRow
from carecoop_desktop.platform.desktop.accessible import unnamed_controls
from carecoop_desktop.platform.desktop.page import why_grey
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import open_office
from carecoop_desktop.platform.office.permissions import SEE_RECORDS, Role
from carecoop_desktop.platform.office.users import add_user
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.timesheets.actions import (
    CellEntry,
    NewLine,
    approve_lines,
    enter_lines,
    fill_cells,
    remove_line,
    sign_lines,
)
from carecoop_desktop.work.timesheets.queries import GridRow, week_grid
from carecoop_desktop.work.timesheets.rules.entry import read_cell
from carecoop_desktop.work.timesheets.screens.page import TimesheetsPage

MONDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 29)
Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier


@action("A week at two desks", SEE_RECORDS)
def _week(work: Work) -> None:
    pa = work.add(AssistantRow(number="A1", name="Marek Nowak", name_key="marek nowak", status="active")).id
    member = work.add(MemberRow(number="M1", name="James Hollis", name_key="james hollis", status="active")).id
    work.add(SupportLinkRow(assistant_id=pa, member_id=member, since=date(2026, 1, 1), until=None, weekly_minutes=840))
    enter_lines(work, [NewLine(pa, member, MONDAY + timedelta(n), minutes=240) for n in range(3)])


class OtherDesk:
    """An office of its own on the same database."""

    def __init__(self, office: Office) -> None:
        self.office = office

    @property
    def row(self) -> GridRow:
        """The one row of the week."""
        return self.office.read(week_grid, SUNDAY).rows[0]

    @property
    def amounts(self) -> list[float]:
        """Hours of each day."""
        return [cell.amount / 60 for cell in self.row.cells]

    def types(self, *typed: str) -> None:
        """Fill in the days from Monday on; what is None stays."""
        row = self.row
        self.office.do(fill_cells, [
            CellEntry(*row.key, cell.day, read_cell("standard", cell.day, words),
                      tuple((line.id, line.version) for line in cell.lines))
            for cell, words in zip(row.cells, typed, strict=False) if words != "same"
        ])  # fmt: skip


@pytest.fixture
def other(office: Office) -> Iterator[OtherDesk]:
    """Sam Reed at another desk."""
    office.do(_week)
    office.do(add_user, "Sam Reed", Role.PAYROLL)
    url = office.database.address.url
    place = office.database.address.path or url.render_as_string(hide_password=False)
    mine = open_office(place, features(), user="Sam Reed")
    yield OtherDesk(mine)
    mine.close()


@pytest.fixture
def here(open_window: Callable[..., MainWindow], office: Office, other: OtherDesk, qtbot) -> MainWindow:
    """The real window of Priya Shah, the week before her."""
    url = office.database.address.url
    window = open_window(office.database.address.path or url.render_as_string(hide_password=False))
    window.shell.open("timesheets", day=MONDAY)
    qtbot.waitUntil(lambda: page_of(window).week.grid is not None and page_of(window).week.sunday == SUNDAY)
    page_of(window).week.view.setFocus()
    page_of(window).week.view.go(0, 3)
    return window


def page_of(window: MainWindow) -> TimesheetsPage:
    page = window.shell.current_page
    assert isinstance(page, TimesheetsPage)
    return page


def editor_of(page: TimesheetsPage) -> QLineEdit:
    (editor,) = page.week.view.viewport().findChildren(QLineEdit)
    return editor


def choose(page: TimesheetsPage, *sides: str) -> None:
    """Choose mine or theirs for each cell in turn, and save."""
    boxes = page.week.meeting.conflict.findChildren(QRadioButton)
    for number, side in enumerate(sides):
        boxes[2 * number + (side == "theirs")].setChecked(True)
    page.week.meeting.save.click()


def test_what_another_desk_changes_while_i_type_is_neither_put_under_my_fingers_nor_overwritten(
    here: MainWindow, other: OtherDesk, qtbot
) -> None:
    page = page_of(here)
    qtbot.keyClicks(page.week.view, "5")
    editor = editor_of(page)
    other.office.do(enter_lines, [NewLine(1, None, MONDAY, "training", minutes=60)])
    other.types("6")
    here._news.look()
    qtbot.wait(1)
    assert editor.text() == "5" and editor.isVisible(), "another row and another value do not close the cell"
    assert len(page.week.model.rows) == 1
    assert "Another desk changed this cell while you type: 6.0 now" in here.shell.status.told
    qtbot.keyClick(editor, Key.Key_Return)
    assert other.amounts[0] == 6, "theirs stands until I choose"
    qtbot.waitUntil(lambda: len(page.week.model.rows) == 2)
    words = [box.accessibleName() for box in page.week.meeting.conflict.findChildren(QRadioButton)]
    name = "Marek Nowak with James Hollis, standard, Mon 23 Nov 2026"
    assert words[0] == f"{name}, mine: 5.0 h"
    assert words[1].startswith(f"{name}, theirs: 6.0 h, Draft, Sam Reed, ")
    assert page.week.model.index(0, 3).data() == "5.0", "what was typed stays in sight"
    assert why_grey(page.approve) == why_grey(page.copy) == "Choose first, below the grid, between mine and theirs."
    assert unnamed_controls(page) == []
    here.build_deeds_anew()
    assert page_of(here) is page, "what may be done here has changed: what waits for a choice is kept"
    choose(page, "mine")
    assert other.amounts[0] == 5 and not page.week.meeting.isVisible() and page.week.strip.isVisible()
    here.desk.undo()
    assert other.amounts[0] == 6, "undo takes back mine and leaves theirs"


def test_a_pasted_block_meets_a_change_an_approval_and_a_removal_and_a_third_desk(
    here: MainWindow, other: OtherDesk, office: Office, qtbot
) -> None:
    page = page_of(here)
    lines = [cell.lines[0].id for cell in other.row.cells[:3]]
    other.types("6", "same", "same", "1")
    other.office.do(sign_lines, lines[1:2])
    other.office.do(approve_lines, lines[1:2])
    other.office.do(remove_line, lines[2])
    QGuiApplication.clipboard().setText("5\t5\t5\t5\t5")
    qtbot.keyClick(page.week.view, Key.Key_V, Control)
    assert other.amounts == [6, 4, 0, 1, 0, 0, 0], "all or nothing"
    assert [page.week.model.index(0, column).data() for column in range(3, 9)] == ["5.0"] * 5 + ["–"]
    shown = page.week.meeting.conflict
    assert len(shown.asks) == 3, "what is approved is told, not chosen"
    office.do(fill_cells, [CellEntry(*other.row.key, MONDAY, read_cell("standard", MONDAY, "7"),
                                     ((lines[0], other.row.cells[0].lines[0].version),))])  # fmt: skip
    choose(page, "mine", "mine", "theirs")
    assert other.amounts == [7, 4, 0, 1, 0, 0, 0], "the third desk is not overwritten"
    assert len(page.week.meeting.conflict.asks) == 1
    choose(page, "theirs")
    qtbot.waitUntil(lambda: page.week.model.index(0, 5).data() == "5.0" and not page.week.model.disputed)
    assert other.amounts == [7, 4, 5, 1, 5, 0, 0]
    here.desk.undo()
    assert other.amounts == [7, 4, 0, 1, 0, 0, 0], "all that I chose is one change"
