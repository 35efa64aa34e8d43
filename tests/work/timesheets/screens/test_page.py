"""The page of timesheets: empty, filled, its tabs, deeds and roles."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import why_grey
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.timesheets.actions import NewLine, enter_lines, make_periods
from carecoop_desktop.work.timesheets.queries import period_for, week_grid
from carecoop_desktop.work.timesheets.screens import commands, panels
from carecoop_desktop.work.timesheets.screens.page import TimesheetsPage, context_of, make_page
from carecoop_desktop.work.timesheets.screens.sheets_tab import SheetsTab

MONDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 29)


@pytest.fixture
def shown(desk: Desk, qtbot):
    def show() -> TimesheetsPage:
        page = make_page(desk)
        qtbot.addWidget(page)
        page.resize(1180, 800)
        page.show()
        qtbot.waitUntil(lambda: page.week.grid is not None)
        return page

    return show


def _fill(desk: Desk, people) -> list[int]:
    lines = [
        NewLine(people.marek, people.james, MONDAY, start=time(7), finish=time(11), state="signed"),
        NewLine(people.sian, people.aled, MONDAY, minutes=120),
    ]
    return list(desk.office.do(enter_lines, lines).value)


def test_an_empty_office_says_what_will_appear(shown) -> None:
    page = shown()
    assert page.week.bodies.currentWidget() is page.week.empty
    assert page.title == "Timesheets · week ending Sunday 29 November"
    assert why_grey(page.approve)


def test_approving_what_is_ready(desk: Desk, people, shown, qtbot) -> None:
    _fill(desk, people)
    page = shown()
    assert page.approve.text() == "Approve 1 ready"
    assert page.approve.shortcut().toString() == "Ctrl+Return"
    assert page.context == "2 PAs · 6.0 hours entered of 43.5 planned · 1 ready, 0 with queries"
    page.approve_ready()
    qtbot.waitUntil(lambda: page.approve.text() == "Approve")
    assert desk.window.sentences == ["Approved 1 line of 1 PA"]  # type: ignore[attr-defined]


def test_copying_last_week_for_those_the_filter_shows(desk: Desk, people, shown, qtbot) -> None:
    _fill(desk, people)
    page = shown()
    page.week.move_week(1)
    page.week.filter.setText("marek")
    page.copy_week()
    qtbot.waitUntil(lambda: page.week.grid.summary.entered == 240)


def test_asking_signing_and_using_what_was_planned(desk: Desk, people, shown, qtbot) -> None:
    _fill(desk, people)
    page = shown()
    row = page.week.model.row_of((people.sian, people.aled, "standard"))
    page.week.view.choose_only(row, 3)
    page.week.strip.planned.click()
    qtbot.waitUntil(lambda: page.week.model.rows[row].total == 780)
    page.week.strip.sign.click()
    qtbot.waitUntil(lambda: page.week.model.rows[row].state == "signed")
    page.week.strip.ask.click()
    qtbot.keyClicks(page.week.strip.question, "Thirteen hours?")
    qtbot.keyClick(page.week.strip.question, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.week.model.rows[row].state == "queried")
    assert page.week.strip.ask.text() == "&Answer"
    page.week.strip.ask.click()
    qtbot.keyClicks(page.week.strip.question, "Yes")
    qtbot.keyClick(page.week.strip.question, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.week.model.rows[row].state == "signed")


def test_a_reader_sees_hours_and_why_nothing_can_be_done(desk: Desk, people, shown) -> None:
    _fill(desk, people)
    desk.office.user = User("Sam", Role.READ_ONLY)
    page = shown()
    assert "not enter them" in why_grey(page.bring_in) and "may not approve" in why_grey(page.approve)
    index = page.week.model.index(0, 3)
    assert not page.week.model.flags(index) & Qt.ItemFlag.ItemIsEditable
    page.week.begin_row()
    assert not page.week.new_row.isVisible()
    desk.office.user = User("Priya", Role.OWNER)
    desk.office.do(make_periods, "2026-27", "monthly")
    desk.office.user = User("Sam", Role.READ_ONLY)
    page.go_to(tab="sheets")
    tab = page.tabs.made(1)
    tab.read()
    assert {why_grey(tab.paper), why_grey(tab.csv)} == {"Your role may not copy records out of the office."}


def test_sheets_are_declared_and_the_period_locked_and_unlocked(desk: Desk, people, shown, qtbot) -> None:
    _fill(desk, people)
    page = shown()
    page.go_to(tab="sheets")
    tab = page.tabs.made(1)
    assert isinstance(tab, SheetsTab)
    assert tab.empty.isVisible() and not tab.card.isVisible()
    desk.office.do(make_periods, "2026-27", "monthly")
    tab.read()
    assert tab.span.name == "November 2026" and len(tab.sheets) == 2
    tab.table.choose(0)
    assert why_grey(tab.lock).startswith("Not yet: 2 sheets are missing")
    tab.complete.click()
    tab.read()
    tab.all.click()
    tab.read()
    assert [sheet.kind for sheet in tab.sheets] == ["complete", "complete"]
    tab.leave.click()
    tab.read()
    assert desk.read_now(period_for, "monthly", MONDAY).state == "locked"
    tab.unlock.click()
    tab.read()
    assert desk.read_now(period_for, "monthly", MONDAY).state == "open"


def test_the_deeds_of_sheets_go_on_below_where_there_is_no_room(desk: Desk, people, qtbot) -> None:
    tab = SheetsTab(desk)
    qtbot.addWidget(tab)
    deeds = (tab.complete, tab.nil, tab.all, tab.paper, tab.csv, tab.unlock, tab.leave, tab.lock)
    assert tab.card.minimumSizeHint().width() < sum(deed.sizeHint().width() for deed in deeds)


def test_papers_of_a_period_are_saved(desk: Desk, people, shown, tmp_path: Path, monkeypatch) -> None:
    _fill(desk, people)
    desk.office.do(make_periods, "2026-27", "monthly")
    page = shown()
    page.go_to(tab="sheets")
    tab = page.tabs.made(1)
    for name, deed in (("sheets.pdf", tab.paper), ("hours.csv", tab.csv)):
        monkeypatch.setattr("carecoop_desktop.work.timesheets.screens.sheets_tab.QFileDialog.getSaveFileName",
                            lambda *_, name=name: (str(tmp_path / name), ""))  # fmt: skip
        deed.click()
        assert (tmp_path / name).stat().st_size > 100


def test_all_lines_open_their_week(desk: Desk, people, shown) -> None:
    ids = _fill(desk, people)
    page = shown()
    page.week.move_week(-5)
    page.go_to(tab="lines")
    page.tabs.made(2)._open(ids[0])
    assert page.week.sunday == SUNDAY and page.tabs.bar.currentIndex() == 0


def test_the_import_is_shown_and_left(desk: Desk, people, shown, tmp_path: Path) -> None:
    page = shown()
    page.import_file()
    file = tmp_path / "hours.csv"
    row = "Marek Nowak,James Hollis,23/11/2026,7:00,9:00,Std"
    file.write_text(f"PA,Member,Date,Start,Finish,Type\n{row}\n", encoding="utf-8")
    page._import.open_file(file)
    page._import.import_all.click()
    assert desk.read_now(week_grid, SUNDAY).summary.entered == 120
    page.leave_import()
    assert page._import is None


def test_today_and_other_pages_land_on_a_week(desk: Desk, shown) -> None:
    page = shown()
    page.go_to(record=date(2026, 10, 14).toordinal())
    assert page.week.sunday == date(2026, 10, 18)
    page.go_to(day=MONDAY)
    assert page.week.sunday == SUNDAY


def test_commands_bring_the_page_to_the_front(desk: Desk, shown) -> None:
    page = shown()
    for command in (commands.lock_period, commands.enter_hours, commands.bring_in):
        command(desk)
    assert desk.window.opened == [("timesheets", None)] * 3  # type: ignore[attr-defined]
    assert page._import is not None


def test_panels_of_a_member_and_of_a_pa(desk: Desk, people, qtbot) -> None:
    _fill(desk, people)
    member, assistant = panels.member_hours(desk), panels.recent_weeks(desk)
    for panel in (member, assistant):
        qtbot.addWidget(panel)
    member.show_record(people.james)
    assert member.context.text() == "4.00 h since 1 Nov" and member.table.row_count() == 1
    assistant.show_record(people.sian)
    assert assistant.table.row_count() == 1
    assistant.table.opened.emit(0)
    assert desk.window.opened == [("timesheets", SUNDAY.toordinal())]  # type: ignore[attr-defined]
    assistant.show_record(people.tolu)
    assert "No hours in the last 8 weeks" in assistant.context.text()


def test_one_pa_is_no_pas(desk: Desk, people) -> None:
    desk.office.do(enter_lines, [NewLine(people.marek, people.james, MONDAY, minutes=60)])
    assert context_of(desk.read_now(week_grid, SUNDAY).summary).startswith("1 PA · 1.0 hours")
