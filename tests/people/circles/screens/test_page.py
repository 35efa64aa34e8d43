"""The page of circles, driven as staff drive it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QRadioButton

from carecoop_desktop.people.circles.actions import add_circle, change_circle, leave_circle, place_member
from carecoop_desktop.people.circles.demo import demo
from carecoop_desktop.people.circles.queries import circle, circle_names, circle_of, circles
from carecoop_desktop.people.circles.screens.page import MAY_NOT, CirclesPage
from carecoop_desktop.people.members.demo import demo as demo_members
from carecoop_desktop.platform.desktop.accessible import unnamed_controls
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import why_grey
from carecoop_desktop.platform.office.demo import PLANS
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User


@pytest.fixture
def page(desk: Desk, qtbot: Any) -> CirclesPage:
    made = CirclesPage(desk)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def full(desk: Desk, qtbot: Any) -> CirclesPage:
    """The page over two circles with eight members."""
    demo_members(desk.office, PLANS["small"])
    demo(desk.office, PLANS["small"])
    made = CirclesPage(desk)
    qtbot.addWidget(made)
    made.show()
    return made


def test_an_empty_office_offers_the_first_circle(page: CirclesPage, desk: Desk) -> None:
    assert page._right.currentWidget() is page.empty
    page.add_circle()
    page.form.form.input("name").set_value("Chester")
    page.form.save.click()
    assert desk.read_now(circle_names) == {1: "Chester"}
    assert page._right.currentWidget() is page.detail
    assert page.detail._title.text() == "Chester"


def test_a_wrong_name_is_told_beside_it(page: CirclesPage, desk: Desk) -> None:
    desk.office.do(add_circle, "Chester")
    page.add_circle()
    page.form.save.click()
    assert page.form.form.issue_text("name") == "Name is needed."
    page.form.form.input("name").set_value("chester")
    page.form.save.click()
    assert "There is a circle called Chester already." in page.form.form.issue_text("name")


def test_shows_the_first_circle_and_follows_the_list(full: CirclesPage) -> None:
    assert full.table.row_count() == 2
    first, second = full._circles
    assert full.detail._title.text() == first.name
    full.table.choose(1)
    assert full.detail._title.text() == second.name
    assert full.members.row_count() == len(second.members)


def test_opens_on_a_circle(full: CirclesPage) -> None:
    full.go_to(record=full._circles[1].id)
    assert full.detail._title.text() == full._circles[1].name


def test_changes_a_circle(full: CirclesPage, desk: Desk) -> None:
    full.edit_circle()
    full.form.form.input("area").set_value("Everywhere")
    full.form.save.click()
    assert desk.read_now(circles)[0].area == "Everywhere"


def test_a_circle_with_members_cannot_be_removed_and_says_why(full: CirclesPage, desk: Desk) -> None:
    assert why_grey(full.drop) == "It has members; they leave it first."
    new = desk.office.do(add_circle, "Aberdare").value
    full.show_record(new)
    assert why_grey(full.drop) == ""
    full.remove_circle()
    assert new not in desk.read_now(circle_names)


def test_places_a_member_from_another_circle(full: CirclesPage, desk: Desk) -> None:
    first, second = full._circles
    mover = second.members[0]
    full.place_member()
    full.form.form.input("member").set_value(mover.id)
    full.form.save.click()
    assert desk.read_now(circle_of, desk.today)[mover.id] == first.name


def test_a_member_leaves(full: CirclesPage, desk: Desk) -> None:
    person = full.current.members[0]
    full.members._model.rows[0][3].do()
    assert person.id not in desk.read_now(circle_of, desk.today)
    assert person.name in full.context


def test_people_open_on_their_own_pages(full: CirclesPage) -> None:
    full.members.opened.emit(0)
    assert full._desk.window.opened == [("members", full.current.members[0].id)]


def test_a_form_is_left_without_saving(full: CirclesPage, desk: Desk) -> None:
    before = desk.read_now(circle_names)
    full.add_circle()
    full.form.form.left.emit()
    assert full.form.form is None
    assert full._right.currentWidget() is full.detail
    assert desk.read_now(circle_names) == before


def test_who_may_not_change_circles_finds_the_reason(desk: Desk, qtbot: Any) -> None:
    desk.office.do(add_circle, "Chester")
    desk.office.user = User("Sam", Role.TREASURER)
    page = CirclesPage(desk)
    qtbot.addWidget(page)
    page.show()
    assert {why_grey(each) for each in (page.new, page.edit, page.drop, page.place)} == {MAY_NOT}
    page.add_circle()
    assert page.form.form is None


def test_every_control_has_a_name(full: CirclesPage) -> None:
    assert unnamed_controls(full) == []
    full.add_circle()
    assert unnamed_controls(full) == []


def test_when_two_desks_edit_a_circle_both_values_are_shown_and_one_is_chosen(page: CirclesPage, desk: Desk) -> None:
    chester = desk.office.do(add_circle, "Chester", "Hoole", "Tuesdays").value
    page.reload()
    page.show_record(chester)
    page.edit_circle()
    page.form.form.input("area").set_value("Boughton")
    desk.office.do(change_circle, chester, 1, "Chester", "Upton", "Fridays")
    page.form.save.click()
    assert page.form.conflict is not None
    asked = {each.field: (each.before, each.mine, each.theirs) for each in page.form.conflict.asks}
    assert asked == {"area": ("Hoole", "Boughton", "Upton"), "meets": ("Tuesdays", "Tuesdays", "Fridays")}
    for box in page.form.conflict.findChildren(QRadioButton):
        if box.accessibleName() == "Area, mine: Boughton" or "Meets, theirs" in box.accessibleName():
            box.click()
    page.form.save.click()
    now = desk.read_now(circle, chester)
    assert (now.name, now.area, now.meets) == ("Chester", "Boughton", "Fridays")


def test_buttons_hand_over_what_the_page_had_read(full: CirclesPage, desk: Desk) -> None:
    first, second = full._circles
    somebody = first.members[0]
    desk.office.do(place_member, somebody.id, second.id)
    full._leave(somebody)
    assert "added a place in a circle" in str(desk.window.troubles[-1])  # type: ignore[attr-defined]
    full.place_member()
    full.form.form.input("member").set_value(second.members[0].id)
    desk.office.do(leave_circle, second.members[0].id)
    full.form.save.click()
    assert "changed until of this place in a circle" in str(desk.window.troubles[-1])  # type: ignore[attr-defined]
    assert second.members[0].id not in desk.read_now(circle_of, desk.today)
