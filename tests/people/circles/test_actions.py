"""Circles, and who is in them."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.people.circles import actions as deeds
from carecoop_desktop.people.circles.queries import circle, circle_ids_of, circle_names, circle_of, circles
from carecoop_desktop.people.members.actions import add_member
from carecoop_desktop.platform.kernel.errors import Conflict, Invalid, NotAllowed, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User

TODAY = date(2026, 11, 30)


@pytest.fixture
def chester(office: Office) -> int:
    return office.do(deeds.add_circle, " Chester ", "Hoole", "first Tuesday").value


@pytest.fixture
def ann(office: Office) -> int:
    return office.do(add_member, name="Ann Hay", joined=date(2025, 1, 1)).value


def test_adds_a_circle(office: Office, chester: int) -> None:
    found = office.read(circle, chester)
    assert (found.name, found.area, found.meets, found.members) == ("Chester", "Hoole", "first Tuesday", ())


@pytest.mark.parametrize("name", ["", "  ", "CHESTER", "chester "])
def test_a_circle_has_a_name_of_its_own(office: Office, chester: int, name: str) -> None:
    with pytest.raises(Invalid) as trouble:
        office.do(deeds.add_circle, name)
    assert trouble.value.issues[0].field == "name"


def test_changes_a_circle(office: Office, chester: int) -> None:
    office.do(deeds.change_circle, chester, 1, "Chester", "Boughton", "")
    assert office.read(circle, chester).area == "Boughton"
    with pytest.raises(Conflict):
        office.do(deeds.change_circle, chester, 1, "Chester", "Upton", "")


def test_a_circle_nobody_was_in_can_go(office: Office, chester: int) -> None:
    office.do(deeds.remove_circle, chester)
    assert office.read(circles) == []
    office.undo()
    assert office.read(circle_names) == {chester: "Chester"}


def test_a_circle_somebody_was_in_stays(office: Office, chester: int, ann: int) -> None:
    office.do(deeds.place_member, ann, chester, date(2026, 1, 1))
    office.do(deeds.leave_circle, ann, date(2026, 2, 1))
    with pytest.raises(Refusal, match="has or had members"):
        office.do(deeds.remove_circle, chester)


def test_places_a_member_from_a_day_on(office: Office, chester: int, ann: int) -> None:
    done = office.do(deeds.place_member, ann, chester, date(2026, 1, 1))
    assert done.sentence == "Ann Hay is in Chester now"
    assert office.read(circle_of, TODAY) == {ann: "Chester"}
    assert office.read(circle_ids_of, date(2026, 1, 1)) == {ann: chester}
    assert office.read(circle_of, date(2025, 12, 31)) == {}


def test_a_place_in_another_circle_ends_the_first(office: Office, chester: int, ann: int) -> None:
    wirral = office.do(deeds.add_circle, "Wirral").value
    office.do(deeds.place_member, ann, chester, date(2026, 1, 1))
    office.do(deeds.place_member, ann, wirral, date(2026, 6, 1))
    assert office.read(circle_of, date(2026, 5, 31)) == {ann: "Chester"}
    assert office.read(circle_of, date(2026, 6, 1)) == {ann: "Wirral"}


def test_nobody_is_placed_where_they_are(office: Office, chester: int, ann: int) -> None:
    office.do(deeds.place_member, ann, chester, date(2026, 1, 1))
    with pytest.raises(Refusal, match="is in Chester already, since 1 Jan 2026"):
        office.do(deeds.place_member, ann, chester)


def test_no_place_before_the_one_that_stands(office: Office, chester: int, ann: int) -> None:
    wirral = office.do(deeds.add_circle, "Wirral").value
    office.do(deeds.place_member, ann, chester, date(2026, 1, 1))
    with pytest.raises(Invalid):
        office.do(deeds.place_member, ann, wirral, date(2025, 12, 31))
    assert office.read(circle_of, TODAY) == {ann: "Chester"}


def test_no_place_in_the_future(office: Office, chester: int, ann: int) -> None:
    with pytest.raises(Invalid):
        office.do(deeds.place_member, ann, chester, date(2026, 12, 1))


def test_leaves_a_circle(office: Office, chester: int, ann: int) -> None:
    office.do(deeds.place_member, ann, chester, date(2026, 1, 1))
    office.do(deeds.leave_circle, ann)
    assert office.read(circle_of, TODAY) == {}
    with pytest.raises(Refusal, match="is in no circle"):
        office.do(deeds.leave_circle, ann)


def test_nobody_leaves_before_they_came(office: Office, chester: int, ann: int) -> None:
    office.do(deeds.place_member, ann, chester, date(2026, 1, 1))
    with pytest.raises(Invalid):
        office.do(deeds.leave_circle, ann, date(2025, 12, 31))


def test_places_many_at_once(office: Office, chester: int, ann: int) -> None:
    bo = office.do(add_member, name="Bo Rees").value
    office.do(deeds.place_members, [(ann, chester, date(2026, 1, 1)), (bo, chester, date(2026, 2, 1))])
    assert office.read(circle_of, TODAY) == {ann: "Chester", bo: "Chester"}
    with pytest.raises(Refusal, match="in a circle already"):
        office.do(deeds.place_members, [(bo, chester, TODAY)])


@pytest.mark.parametrize("role", [Role.PAYROLL, Role.TREASURER, Role.READ_ONLY])
def test_only_the_office_changes_circles(office: Office, chester: int, ann: int, role: Role) -> None:
    office.user = User("Sam", role)
    with pytest.raises(NotAllowed):
        office.do(deeds.add_circle, "Wirral")
    with pytest.raises(NotAllowed):
        office.do(deeds.place_member, ann, chester)


def test_a_place_that_another_desk_gave_is_not_ended_unread(office: Office, chester: int, ann: int) -> None:
    hoole = office.do(deeds.add_circle, "Hoole").value
    seen = office.read(lambda reader: reader.mark)
    office.do(deeds.place_member, ann, hoole, date(2026, 11, 2))
    for deed, given in ((deeds.place_member, (ann, chester, TODAY)), (deeds.leave_circle, (ann, None))):
        with pytest.raises(Conflict, match=r"^Priya Shah added a place in a circle at "):
            office.do(deed, *given, seen)
    assert office.read(circle_ids_of, TODAY) == {ann: hoole}
    office.do(deeds.place_member, ann, chester, TODAY, office.read(lambda reader: reader.mark))
    assert office.read(circle_ids_of, TODAY) == {ann: chester}


def test_a_circle_that_another_desk_renamed_is_not_removed_unread(office: Office, chester: int) -> None:
    office.do(deeds.change_circle, chester, 1, "Chester East", "Hoole", "first Tuesday")
    with pytest.raises(Conflict, match=r"^Priya Shah changed name of this circle at "):
        office.do(deeds.remove_circle, chester, 1)
    office.do(deeds.remove_circle, chester, 2)
