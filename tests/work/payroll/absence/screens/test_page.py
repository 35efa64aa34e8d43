"""The page of absence through its own window: recorded by keyboard, paid by the run, read again."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel

from carecoop_desktop.platform.desktop.accessible import unnamed_controls
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.payroll.absence.actions import (
    change_absence,
    end_absence,
    set_awake_time,
    set_earlier_earnings,
    set_leave_rules,
    set_vehicle,
)
from carecoop_desktop.work.payroll.absence.entries import Absence
from carecoop_desktop.work.payroll.absence.queries import absence, absences_of
from carecoop_desktop.work.payroll.absence.queries.kept import (
    awake_time_kept,
    earlier_earnings_kept,
    leave_rules_of,
    vehicle_kept,
)
from carecoop_desktop.work.payroll.absence.queries.records import absence_reader
from carecoop_desktop.work.payroll.absence.screens.page import AbsencePage, make_page
from tests.choosing import choose, offered
from tests.work.payroll.absence.conftest import Team

SELF = date(2026, 11, 23)


def words(widget: Any) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel))


def opened(desk: Desk, qtbot: Any, office: Office) -> AbsencePage:
    desk.office = office
    made = make_page(desk)
    assert isinstance(made, AbsencePage)
    qtbot.addWidget(made)
    made.resize(1180, 800)
    made.show()
    return made


@pytest.fixture
def page(desk: Desk, bare: Team, qtbot: Any) -> AbsencePage:
    return opened(desk, qtbot, bare.office)


def test_an_empty_office_says_how_absence_begins(page: AbsencePage) -> None:
    assert "Nobody is away today" in page.context
    assert unnamed_controls(page) == []


def test_sickness_is_recorded_by_keyboard_and_shown(page: AbsencePage, bare: Team, qtbot: Any) -> None:
    page.record("sickness", bare.who("Ann"))
    form = page.form.form
    assert form is not None
    form.set_values({"first": date(2026, 11, 23)})
    qtbot.keyClick(form.input("first").widget, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    [line] = bare.office.read(absences_of, bare.who("Ann"))
    assert (line.what, line.first, line.last) == ("Sickness", date(2026, 11, 23), None)
    assert "1 away today" in page.context
    assert "no end yet" in words(page.detail.facts)


def test_a_form_with_issues_says_them_beside_the_fields(page: AbsencePage, bare: Team) -> None:
    page.record("holiday", bare.who("Ann"))
    form = page.form.form
    assert form is not None
    form.set_values({"first": date(2026, 11, 27), "last": date(2026, 11, 23), "minutes": 600})
    page.form.save.click()
    assert "before the first" in words(page.form)
    assert bare.office.read(absences_of, bare.who("Ann")) == []


def test_somebody_is_back_and_the_absence_can_be_put_right(page: AbsencePage, bare: Team) -> None:
    number = bare.away("Ann", "sickness", date(2026, 11, 16))
    page.show_record(number)
    page.detail.back.click()
    assert page.form.form is not None
    page.form.form.set_values({"last": date(2026, 11, 20)})
    page.form.save.click()
    line = bare.office.read(absence, number)
    assert line.last == date(2026, 11, 20)
    page.edit(line)
    page.form.form.set_values({"weekdays": "Mon Wed", "reason": "Flu"})
    page.form.save.click()
    found = bare.office.read(absence, number).record
    assert found is not None and (found.weekdays, found.reason) == ("02", "Flu")


def test_two_desks_on_one_absence_choose_field_by_field(page: AbsencePage, bare: Team) -> None:
    number = bare.away("Ann", "sickness", date(2026, 11, 16))
    page.edit(bare.office.read(absence, number))
    theirs = Absence("sickness", date(2026, 11, 16), date(2026, 11, 20), "02", reason="Flu", self_certified=SELF)
    bare.office.do(change_absence, number, theirs, 1)
    assert page.form.form is not None
    page.form.form.input("weekdays").set_value("Tue Thu")
    page.form.form.input("reason").set_value("Influenza")
    page.form.form.input("withheld").set_value("No evidence")
    page.form.save.click()
    assert [each.split(", Priya")[0] for each in offered(page.form)] == [
        "Last day away, mine: –", "Last day away, theirs: 20 Nov 2026",
        "Working days, mine: Tue Thu", "Working days, theirs: Mon Wed",
        "Self-certificate of, mine: –", "Self-certificate of, theirs: 23 Nov 2026",
        "Note, mine: Influenza", "Note, theirs: Flu",
    ]  # fmt: skip
    choose(page.form, "Last day away, theirs", "Note, mine", "Self-certificate of, theirs", "Working days, mine")
    now = bare.office.read(absence, number).record
    assert now is not None
    assert (now.last, now.weekdays, now.reason) == (date(2026, 11, 20), "13", "Influenza")
    assert (now.self_certified, now.withheld) == (SELF, "No evidence"), "what only one desk typed is kept"


@pytest.mark.parametrize(("choice", "last"), [("mine", 24), ("theirs", 20)])
def test_two_desks_end_one_absence(page: AbsencePage, bare: Team, choice: str, last: int) -> None:
    number = bare.away("Ann", "sickness", date(2026, 11, 16))
    page.end(bare.office.read(absence, number))
    bare.office.do(end_absence, number, date(2026, 11, 20), 1)
    assert page.form.form is not None
    page.form.form.input("last").set_value(date(2026, 11, 24))
    page.form.save.click()
    choose(page.form, f"Last day away, {choice}")
    assert bare.office.read(absence, number).last == date(2026, 11, last)


def test_the_decision_and_its_statement_stand_on_the_absence(
    desk: Desk, team: Team, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(desk, qtbot, team.office)
    number = team.away("Ann", "sickness", date(2026, 5, 18), date(2026, 5, 22))
    page.reload()
    page.show_record(number)
    assert "Qualifies: 5 days" in page.detail.outcome.text() and "£123.25" in page.detail.outcome.text()
    target = tmp_path / "statement.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    page.detail.statement.click()
    assert target.read_bytes().startswith(b"%PDF")


def test_who_may_not_see_reasons_sees_that_somebody_is_away(desk: Desk, bare: Team, qtbot: Any) -> None:
    number = bare.away("Ann", "sickness", date(2026, 11, 23), reason="Migraine")
    page = opened(desk, qtbot, Office(bare.office.database, User("Tom", Role.TREASURER)))
    page.show_record(number)
    shown = words(page)
    assert "Away" in shown and "Migraine" not in shown and "Sickness" not in shown
    assert "kind" not in [column.key for column in absence_reader(page.desk.office).shape.headings]


def test_leave_is_listed_and_narrowed_by_name(page: AbsencePage) -> None:
    page.tabs.open(1)
    assert page.leave.table.row_count() == 2
    page.leave.search.setText("bea")
    assert page.leave.table.row_count() == 1
    assert "Leave year from 1 Apr 2026" in page.leave.note.text()


def test_removing_an_absence_asks_first(page: AbsencePage, bare: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    number = bare.away("Ann", "unpaid", date(2026, 11, 23))
    page.show_record(number)
    line = bare.office.read(absence, number)
    monkeypatch.setattr("carecoop_desktop.work.payroll.absence.screens.page.confirm", lambda *_, **__: False)
    page.remove(line)
    assert bare.office.read(absences_of, bare.who("Ann"))
    monkeypatch.setattr("carecoop_desktop.work.payroll.absence.screens.page.confirm", lambda *_, **__: True)
    page.remove(line)
    assert bare.office.read(absences_of, bare.who("Ann")) == []


@pytest.mark.parametrize(("whose", "minutes"), [("mine", 30), ("theirs", 45)])
def test_two_desks_keep_the_time_awake_of_one_night(page: AbsencePage, bare: Team, whose: str, minutes: int) -> None:
    ann, night = bare.who("Ann"), date(2026, 11, 20)
    menu = page._menu()
    next(each for each in menu.actions() if each.text() == "Awake in a sleep-in").trigger()
    bare.office.do(set_awake_time, ann, night, 45)
    assert page.form.form is not None
    page.form.form.set_values({"assistant_id": (ann, "Ann"), "day": night, "minutes": 30})
    page.form.save.click()
    choose(page.form, f"Hours awake for work, {whose}")
    assert bare.office.read(awake_time_kept, ann, night) == {"minutes": minutes}


@pytest.mark.parametrize("entry", ["Earlier earnings", "Vehicle for work"])
def test_what_another_desk_kept_can_be_left_as_it_is(page: AbsencePage, bare: Team, entry: str) -> None:
    ann, day = bare.who("Ann"), date(2026, 3, 27)
    bare.office.do(set_earlier_earnings, ann, day, 80_000)
    bare.office.do(set_vehicle, ann, day, "bicycle")
    menu = page._menu()
    next(each for each in menu.actions() if each.text() == entry).trigger()
    assert page.form.form is not None
    value = {"paid_on": day, "pence": 75_000} if entry == "Earlier earnings" else {"since": day}
    page.form.form.set_values({"assistant_id": (ann, "Ann"), **value})
    page.form.save.click()
    assert len(offered(page.form)) == 2
    choose(page.form, offered(page.form)[1].split(":")[0])
    assert page.form.form is None, "saved"
    assert bare.office.read(earlier_earnings_kept, ann, day) == {"pence": 80_000}
    assert bare.office.read(vehicle_kept, ann, day) == {"vehicle": "bicycle"}


def test_two_desks_set_the_rules(page: AbsencePage, bare: Team) -> None:
    page.set_rules()
    bare.office.do(set_leave_rules, "09-01", 4_400_000, "2025-26")
    assert page.form.form is not None
    page.form.form.set_values({"leave_year": "01-01", "class_1": 4_500_000})
    page.form.save.click()
    choose(page.form, "Leave year begins (month-day), mine", "Class 1 NI of 2025-26 in all, theirs: £44,000.00")
    now = bare.office.read(leave_rules_of, "2025-26")
    assert (now.leave_year, now.class_1) == ("01-01", 4_400_000)


def test_the_leave_year_and_vehicles_are_set_by_forms(page: AbsencePage, bare: Team) -> None:
    page.set_rules()
    assert page.form.form is not None
    page.form.form.set_values({"leave_year": "01-01", "class_1": 40_000_00})
    page.form.save.click()
    page.tabs.open(1)
    assert "Leave year from 1 Jan 2026" in page.leave.note.text()
