"""What circles do when members are imported or leave."""

from __future__ import annotations

from datetime import date

from carecoop_desktop.people.circles.actions import add_circle, place_member
from carecoop_desktop.people.circles.queries import circle_names, circle_of
from carecoop_desktop.people.members.actions import add_member, import_members, member_left
from carecoop_desktop.platform.office.importing.reading import read_bytes
from carecoop_desktop.platform.office.office import Office

TODAY = date(2026, 11, 30)


def _import(office: Office, *lines: str) -> None:
    data = "\n".join(["No,Name,DOB,Joined,Circle", *lines]).encode()
    office.do(import_members, read_bytes("m.csv", data))


def test_imported_members_are_placed_from_the_day_they_joined(office: Office) -> None:
    _import(office, "1,Ann Hay,1/2/1950,4-Feb-25,North", "2,Bo Rees,1/2/1951,,North", "3,Cy Day,1/2/1952,,")
    assert sorted(office.read(circle_of, TODAY).values()) == ["North", "North"]
    assert list(office.read(circle_of, date(2025, 2, 4)).values()) == ["North"]


def test_a_circle_that_stands_is_used_whatever_its_capitals(office: Office) -> None:
    office.do(add_circle, "North")
    _import(office, "1,Ann Hay,1/2/1950,,NORTH ", "2,Bo Rees,1/2/1951,,north")
    assert list(office.read(circle_names).values()) == ["North"]


def test_an_old_spreadsheet_moves_nobody_back(office: Office) -> None:
    _import(office, "1,Ann Hay,1/2/1950,4-Feb-25,North")
    (ann,) = office.read(circle_of, TODAY)
    office.do(place_member, ann, office.do(add_circle, "South").value, date(2026, 5, 1))
    _import(office, "1,Ann Hay,1/2/1950,4-Feb-25,North")
    assert office.read(circle_of, TODAY) == {ann: "South"}


def test_a_member_without_a_circle_gets_it_later(office: Office) -> None:
    ann = office.do(add_member, name="Ann Hay", number="1", born=date(1950, 2, 1)).value
    _import(office, "1,Ann Hay,1/2/1950,,North")
    assert office.read(circle_of, TODAY) == {ann: "North"}


def test_leaving_ends_a_place_that_began_later_on_its_own_first_day(office: Office) -> None:
    ann = office.do(add_member, name="Ann Hay").value
    office.do(place_member, ann, office.do(add_circle, "North").value, TODAY)
    office.do(member_left, ann, date(2026, 11, 1))
    assert office.read(circle_of, TODAY) == {}
