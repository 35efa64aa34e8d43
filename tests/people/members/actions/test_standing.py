"""Joining, pausing, resuming and leaving."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from carecoop_desktop.people.circles.actions import add_circle, place_member
from carecoop_desktop.people.circles.queries import circle_of
from carecoop_desktop.people.members.actions import (
    add_member,
    change_member,
    member_left,
    pause_member,
    resume_member,
    welcome_member,
)
from carecoop_desktop.people.members.queries import member_ids, member_record
from carecoop_desktop.platform.kernel.errors import Conflict, Invalid, Refusal
from carecoop_desktop.platform.office.browsing import history
from carecoop_desktop.platform.office.office import Office


def _status(office: Office, member_id: int) -> str:
    return office.read(member_record, member_id).status


def test_somebody_who_was_joining_is_welcomed(office: Office) -> None:
    ann = office.do(add_member, name="Ann Hay", status="joining").value
    done = office.do(welcome_member, ann, date(2026, 11, 23))
    record = office.read(member_record, ann)
    assert (record.status, record.joined) == ("active", date(2026, 11, 23))
    assert done.sentence == "Ann Hay is a member now"


def test_welcomed_today_when_nothing_is_said(office: Office) -> None:
    ann = office.do(add_member, name="Ann Hay", status="joining").value
    office.do(welcome_member, ann)
    assert office.read(member_record, ann).joined == date(2026, 11, 30)


def test_support_rests_and_goes_on(office: Office, james: int) -> None:
    office.do(pause_member, james, "In hospital")
    assert _status(office, james) == "paused"
    assert office.read(history)[0].reason == "In hospital"
    office.do(resume_member, james)
    assert _status(office, james) == "active"


def test_what_is_paused_cannot_be_paused(office: Office, james: int) -> None:
    office.do(pause_member, james)
    with pytest.raises(Refusal, match="James Hollis is paused, so cannot become paused"):
        office.do(pause_member, james)


def test_somebody_leaves_and_their_place_in_a_circle_ends(office: Office, james: int) -> None:
    chester = office.do(add_circle, "Chester").value
    office.do(place_member, james, chester, date(2025, 4, 1))
    office.do(member_left, james, date(2026, 11, 20), "Moved to Cornwall")
    record = office.read(member_record, james)
    assert (record.status, record.left) == ("left", date(2026, 11, 20))
    assert office.read(circle_of, date(2026, 11, 19)) == {james: "Chester"}
    assert office.read(circle_of, date(2026, 11, 20)) == {}
    assert james not in office.read(member_ids)


def test_undo_brings_the_member_and_the_place_back(office: Office, james: int) -> None:
    chester = office.do(add_circle, "Chester").value
    office.do(place_member, james, chester, date(2025, 4, 1))
    office.do(member_left, james)
    office.undo()
    assert _status(office, james) == "active"
    assert office.read(circle_of, date(2026, 11, 30)) == {james: "Chester"}


@pytest.mark.parametrize("day", [date(2026, 12, 1), date(2025, 3, 3)])
def test_the_day_of_leaving_lies_between_joining_and_today(office: Office, james: int, day: date) -> None:
    with pytest.raises(Invalid) as trouble:
        office.do(member_left, james, day)
    assert trouble.value.issues[0].field == "left"
    assert _status(office, james) == "active"


def test_somebody_who_left_can_come_back(office: Office, james: int) -> None:
    office.do(member_left, james)
    office.do(resume_member, james)
    record = office.read(member_record, james)
    assert (record.status, record.left) == ("active", None)


@pytest.mark.parametrize("deed", [pause_member, member_left, resume_member, welcome_member])
def test_a_standing_that_another_desk_changed_is_not_changed_unread(office: Office, james: int, deed: Any) -> None:
    office.do(change_member, james, phone="01244 400111")
    office.do(pause_member, james)
    office.do(resume_member, james)
    read = office.read(member_record, james).version
    office.do(member_left, james, date(2026, 11, 20))
    with pytest.raises(Conflict, match=r"^Priya Shah changed left, status of this member at ") as caught:
        office.do(deed, james, version=read)
    assert [(each.field, each.before, each.theirs) for each in caught.value.fields] == [
        ("left", None, "2026-11-20"), ("status", "active", "left")
    ]  # fmt: skip


def test_another_telephone_number_is_no_reason_not_to_pause(office: Office, james: int) -> None:
    office.do(change_member, james, phone="01244 400111")
    office.do(pause_member, james, version=1)
    assert _status(office, james) == "paused"
