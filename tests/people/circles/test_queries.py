"""Circles with their members and the PAs around them."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.people.assistants.tables import AssistantRow, SupportLinkRow
from carecoop_desktop.people.circles.actions import add_circle, place_member
from carecoop_desktop.people.circles.queries import circle, circles, without_circle
from carecoop_desktop.people.members.actions import add_member, member_left
from carecoop_desktop.platform.database.lists.search_index import find
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.actions import ACTIONS, Action
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import SEE_RECORDS
from carecoop_desktop.platform.office.work import Work

TODAY = date(2026, 11, 30)


def _link(work: Work, member_id: int, until: date | None) -> None:
    number = f"P{member_id}{until}"
    pa = work.add(AssistantRow(number=number, name=f"Marek {number}", name_key=f"marek {number}", born=None, sex="M",
                               ni_number=None, status="active", started=None, left=None))  # fmt: skip
    work.add(SupportLinkRow(assistant_id=pa.id, member_id=member_id, since=date(2026, 1, 1), until=until,
                            weekly_minutes=600, match=""))  # fmt: skip


LINK = Action("tests.link", "Match", SEE_RECORDS, True, _link)


@pytest.fixture
def placed(office: Office) -> tuple[int, int, int]:
    """A circle with a member in it, and a member in none."""
    chester = office.do(add_circle, "Chester", "Hoole").value
    ann = office.do(add_member, name="Ann Hay").value
    bo = office.do(add_member, name="Bo Rees").value
    office.do(place_member, ann, chester, date(2026, 3, 1))
    return chester, ann, bo


def test_a_circle_knows_its_members_and_since_when(office: Office, placed: tuple[int, int, int]) -> None:
    chester, ann, _bo = placed
    (person,) = office.read(circle, chester).members
    assert (person.id, person.name, person.status, person.since) == (ann, "Ann Hay", "active", date(2026, 3, 1))
    assert office.read(circle, chester, date(2026, 2, 28)).members == ()


def test_pas_belong_where_their_members_belong(office: Office, placed: tuple[int, int, int]) -> None:
    chester, ann, bo = placed
    office.do(LINK, ann, None)
    office.do(LINK, ann, date(2026, 6, 1))
    office.do(LINK, bo, None)
    assert [person.name for person in office.read(circle, chester).assistants] == [f"Marek P{ann}None"]
    assert len(office.read(circle, chester, date(2026, 5, 1)).assistants) == 2


def test_the_link_of_the_test_is_no_deed_of_the_office() -> None:
    assert "tests.link" not in ACTIONS


def test_who_is_in_no_circle(office: Office, placed: tuple[int, int, int]) -> None:
    _chester, ann, bo = placed
    assert [person.id for person in office.read(without_circle)] == [bo]
    office.do(member_left, bo)
    assert office.read(without_circle) == []
    office.do(member_left, ann)
    assert office.read(without_circle) == []


def test_circles_come_by_name(office: Office, placed: tuple[int, int, int]) -> None:
    office.do(add_circle, "Aberdare")
    assert [view.name for view in office.read(circles)] == ["Aberdare", "Chester"]


def test_a_circle_that_is_not_there(office: Office) -> None:
    with pytest.raises(Refusal, match="no longer there"):
        office.read(circle, 5)


def test_circles_are_found(office: Office, placed: tuple[int, int, int]) -> None:
    found = office.read(lambda reader: find(reader.connection, "hoole"))
    assert [(entry.kind, entry.record_id) for entry in found] == [("circles", placed[0])]
