"""The settings page with its tabs, at a real office."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from carecoop_desktop.home.settings.actions import rename_office
from carecoop_desktop.home.settings.queries import office_facts, permission_matrix
from carecoop_desktop.home.settings.screens.page import TABS, SettingsPage
from carecoop_desktop.home.settings.screens.program import licences
from carecoop_desktop.people.circles.actions import add_circle
from carecoop_desktop.people.circles.queries import circle_names
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import why_grey
from carecoop_desktop.platform.desktop.theme import keeper
from carecoop_desktop.platform.office.browsing import user_list
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.platform.office.users import add_user, set_password, set_role
from carecoop_desktop.statutory.tables.shelf import OWN_FOLDER
from carecoop_desktop.work.timesheets.actions import set_pay_day
from tests.choosing import choose, offered


@pytest.fixture
def page(desk: Desk, qtbot: Any) -> SettingsPage:
    made = SettingsPage(desk)
    qtbot.addWidget(made)
    made.resize(1180, 800)
    made.show()
    return made


def test_every_tab_opens(page: SettingsPage) -> None:
    for title, kind in TABS:
        assert isinstance(page.open_tab(title), kind)


def test_the_office_is_renamed_in_the_form(page: SettingsPage, desk: Desk) -> None:
    tab = page.open_tab("Office")
    tab.rename()
    tab.form.form.input("name").set_raw("Clwyd Care")
    tab.form.save.click()
    assert desk.read_now(office_facts).name == "Clwyd Care"
    assert tab.form.isHidden()


def test_an_empty_name_is_said_beside_its_field(page: SettingsPage) -> None:
    tab = page.open_tab("Office")
    tab.rename()
    tab.form.form.input("name").set_raw("")
    tab.form.save.click()
    assert "needed" in tab.form.form.issue_text("name")


def test_the_pay_day_is_set(page: SettingsPage, desk: Desk) -> None:
    tab = page.open_tab("Office")
    tab.change_pay_day()
    tab.form.form.input("day").set_value(31)
    tab.form.save.click()
    assert desk.read_now(office_facts).pay_day == 31


@pytest.mark.parametrize(
    ("deed", "field", "mine", "theirs", "said"),
    [("rename", "name", "Clwyd Care", "Alyn Care", "Name of the co-operative, theirs: Alyn Care"),
     ("change_pay_day", "day", 31, 20, "Day of the month, theirs: 20")],
)  # fmt: skip
def test_two_desks_set_one_thing(
    page: SettingsPage, desk: Desk, deed: str, field: str, mine: object, theirs: object, said: str
) -> None:
    tab = page.open_tab("Office")
    getattr(tab, deed)()
    desk.office.do({"rename": rename_office, "change_pay_day": set_pay_day}[deed], theirs)
    tab.form.form.input(field).set_value(mine)
    tab.form.save.click()
    assert offered(tab.form)[1].split(", Priya Shah")[0] == said
    choose(tab.form, said)
    facts = desk.read_now(office_facts)
    assert theirs in (facts.name, facts.pay_day) and tab.form.isHidden()


def test_two_owners_on_one_role(page: SettingsPage, desk: Desk) -> None:
    desk.office.do(add_user, "Sam Reed", Role.OFFICE, "three random words")
    tab = page.open_tab("People")
    tab.reload()
    tab.table.choose(1)
    tab.change_role()
    desk.office.do(set_password, "Sam Reed", "four quite random words")
    desk.office.do(set_role, "Sam Reed", Role.TREASURER, active=False)
    tab.form.form.input("role").set_value(Role.PAYROLL)
    tab.form.save.click()
    assert [each.split(", Priya")[0] for each in offered(tab.form)] == [
        "Role, mine: Payroll", "Role, theirs: Treasurer", "May sign in, mine: Yes", "May sign in, theirs: No",
    ]  # fmt: skip
    assert not [each for each in tab.form.findChildren(QLabel) if "argon2" in each.text()], "no hash is shown"
    choose(tab.form, "Role, mine", "May sign in, theirs")
    assert [(p.role, p.active) for p in desk.read_now(user_list)][1:] == [("payroll", False)]


def test_a_password_that_was_set_meanwhile_is_not_replaced_unread(page: SettingsPage, desk: Desk) -> None:
    tab = page.open_tab("People")
    tab.change_password()
    desk.office.do(set_password, "Priya Shah", "four quite random words")
    for key in ("password", "again"):
        tab.form.form.input(key).set_raw("three random words")
    tab.form.save.click()
    assert "Priya Shah set another password of Priya Shah at" in str(desk.window.troubles[-1])  # type: ignore[attr-defined]


def test_somebody_is_added_and_given_another_role(page: SettingsPage, desk: Desk) -> None:
    tab = page.open_tab("People")
    tab.add_person()
    for key, raw in (("name", "Sam Reed"), ("password", "three random words"), ("again", "three random words")):
        tab.form.form.input(key).set_raw(raw)
    tab.form.save.click()
    assert [(p.name, p.role, p.has_password) for p in desk.read_now(user_list)][1:] == [("Sam Reed", "office", True)]
    tab.table.choose(1)
    tab.change_role()
    tab.form.form.input("role").set_value(Role.PAYROLL)
    tab.form.form.input("active").set_value(False)
    tab.form.save.click()
    assert [(p.role, p.active) for p in desk.read_now(user_list)][1:] == [("payroll", False)]


def test_two_passwords_that_differ_are_said_beside_the_second(page: SettingsPage, desk: Desk) -> None:
    tab = page.open_tab("People")
    tab.change_password()
    tab.form.form.input("password").set_raw("three random words")
    tab.form.form.input("again").set_raw("three other words")
    tab.form.save.click()
    assert "differ" in tab.form.form.issue_text("again")
    assert not desk.read_now(user_list)[0].has_password


def test_a_weak_password_is_said_beside_its_field(page: SettingsPage) -> None:
    tab = page.open_tab("People")
    tab.change_password()
    for key in ("password", "again"):
        tab.form.form.input(key).set_raw("short")
    tab.form.save.click()
    assert "too short" in tab.form.form.issue_text("password")


def test_the_last_owner_stays_one(page: SettingsPage, desk: Desk) -> None:
    tab = page.open_tab("People")
    tab.change_role()
    tab.form.form.input("role").set_value(Role.OFFICE)
    tab.form.save.click()
    assert "last owner" in str(desk.window.troubles[0])  # type: ignore[attr-defined]


def test_the_matrix_has_a_line_for_each_permission(page: SettingsPage) -> None:
    matrix = page.open_tab("People").matrix
    assert matrix.table.row_count() == len(permission_matrix())
    matrix.table.choose(3)
    assert matrix.deeds.text().startswith(("Deeds: ", "Only looking"))


def test_office_staff_see_themselves_and_why_the_rest_is_grey(desk: Desk, qtbot: Any) -> None:
    desk.office.do(add_user, "Sam Reed", Role.OFFICE)
    desk.office.user = User("Sam Reed", Role.OFFICE)
    page = SettingsPage(desk)
    qtbot.addWidget(page)
    page.show()
    tab = page.open_tab("People")
    assert tab.table.row_count() == 1
    assert "Only an owner" in why_grey(tab.add_button)
    assert "Only an owner" in why_grey(tab.role_button)
    assert why_grey(tab.password_button) == ""


def test_look_applies_at_once(page: SettingsPage) -> None:
    tab = page.open_tab("Look")
    try:
        tab.modes[2].click()
        assert keeper().mode == "dark"
        tab.sizes[-1].click()
        assert keeper().text_percent == 200
    finally:
        keeper().apply("light", 100)


def test_a_year_file_is_brought_in_and_a_bad_one_refused(page: SettingsPage, tmp_path: Path) -> None:
    tab = page.open_tab("Tax years")
    bad = tmp_path / "bad.toml"
    bad.write_text('tax_year = "2026-28"\nedition = 1\n', encoding="utf-8")
    tab.bring(str(bad))
    assert "is not a tax year" in tab.trouble.text()
    good = tmp_path / "good.toml"
    text = (OWN_FOLDER / "2026-27.toml").read_text(encoding="utf-8")
    good.write_text(text.replace("edition = 1", "edition = 2"), encoding="utf-8")
    tab.bring(str(good))
    assert tab.trouble.text() == ""
    assert tab.year.currentText() == "2026-27"
    assert tab.table.row_count() > 10
    tab.table.choose(4)
    assert len(tab.more.text()) > 20


def test_history_shows_a_deed_and_takes_it_back(page: SettingsPage, desk: Desk) -> None:
    number = desk.office.do(add_circle, "Chester").change_set
    tab = page.open_tab("History")
    tab.reload()
    assert number is not None
    page.show_record(number)
    assert "Chester" in tab.table.copy_text() or tab.table.row_count() > 0
    assert why_grey(tab.back) == ""
    tab.back.click()
    assert "Chester" not in desk.read_now(circle_names).values()
    tab.show_record(number)
    assert "already" in why_grey(tab.back)


def test_history_is_narrowed_to_a_person(page: SettingsPage, desk: Desk) -> None:
    desk.office.do(add_user, "Sam Reed", Role.OFFICE)
    desk.office.user = User("Sam Reed", Role.OFFICE)
    desk.office.do(add_circle, "Chester")
    tab = page.open_tab("History")
    tab.reload()
    tab.person.setCurrentText("Sam Reed")
    assert tab.panel.table.rows.rowCount() == 1
    tab.person.setCurrentText("Everybody")
    assert tab.panel.table.rows.rowCount() == 3


def test_the_office_is_proved(page: SettingsPage) -> None:
    tab = page.open_tab("This program")
    tab.check_button.click()
    assert tab.verdict.text() == "Everything is whole."
    assert tab.results.row_count() > 3


def test_licences_are_named() -> None:
    found = licences()
    assert {"PySide6-Essentials", "SQLAlchemy", "reportlab"} <= {name for name, _version, _licence in found}
    assert all(version and licence for _name, version, licence in found)


def test_the_open_tab_is_remembered(desk: Desk, qtbot: Any) -> None:
    kept: dict[str, Any] = {}

    class Memory:
        get = staticmethod(kept.get)
        put = set = staticmethod(kept.__setitem__)

    desk.memory = Memory()
    first = SettingsPage(desk)
    qtbot.addWidget(first)
    first.open_tab("Look")
    second = SettingsPage(desk)
    qtbot.addWidget(second)
    assert second.tabs.bar.currentIndex() == [title for title, _kind in TABS].index("Look")
