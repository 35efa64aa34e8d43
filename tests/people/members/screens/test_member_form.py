"""The forms of a member's own record."""

from __future__ import annotations

from dataclasses import replace

import pytest

from carecoop_desktop.people.members import actions
from carecoop_desktop.people.members.queries import MemberRecord, member_record
from carecoop_desktop.people.members.screens import member_form
from carecoop_desktop.platform.office.office import Office


@pytest.fixture
def record(office: Office, james: int) -> MemberRecord:
    return office.read(member_record, james)


def _keys(filling) -> set[str]:
    return set(filling.opening)


def test_a_new_member_is_active_unless_joining() -> None:
    filling = member_form.adding()
    assert filling.opening["status"] == "active"
    assert filling.opening["employer"] == "co-op"
    assert filling.deed == "Add member"


def test_what_was_left_empty_stays_out() -> None:
    deed = member_form.adding().submit({"name": "Ann", "number": "", "joined": None, "somebody_else": False}, None)
    assert deed.action is actions.add_member
    assert dict(deed.inputs) == {"name": "Ann", "somebody_else": False}


def test_a_change_opens_with_what_stands_there(record: MemberRecord) -> None:
    filling = member_form.changing(record, lambda: 1)
    assert filling.opening["name"] == "James Hollis"
    assert filling.opening["nhs_number"] == "999 252 7609"
    assert filling.given(filling.opening) == {}
    assert "status" not in _keys(filling)


def test_a_change_is_for_the_version_that_was_read(record: MemberRecord) -> None:
    deed = member_form.changing(record, lambda: 1).submit({"phone": None, "joined": None}, 4)
    assert deed.args == (record.id, 4)
    assert dict(deed.inputs) == {"phone": "", "joined": None}


def test_addresses_cannot_be_changed_by_those_who_do_not_see_them(record: MemberRecord) -> None:
    filling = member_form.changing(replace(record, addresses_shown=False), lambda: 1)
    closed = {field.key for field in filling.fields if field.why_not}
    assert closed == {"address", "postcode", "phone", "email"}


def test_about_me_says_how_to_write(record: MemberRecord) -> None:
    filling = member_form.writing_about(record, lambda: 1)
    assert "own words" in filling.note
    assert filling.submit({"about_me": "I"}, 2).action is actions.set_about_me


@pytest.mark.parametrize(
    ("status", "deeds"),
    [
        ("joining", ["Make them a member", "Note that they left"]),
        ("active", ["Pause support", "Note that they left"]),
        ("paused", ["Resume support", "Note that they left"]),
        ("left", ["Resume support"]),
    ],
)
def test_what_can_be_done_follows_the_standing(record: MemberRecord, status: str, deeds: list[str]) -> None:
    found = member_form.standing_deeds(replace(record, status=status), lambda: record)
    assert [words for words, _filling in found] == deeds


def test_every_standing_deed_is_carried_out(office: Office, record: MemberRecord) -> None:
    for wanted in ("Pause support", "Resume support", "Note that they left", "Resume support"):
        now = office.read(member_record, record.id)
        filling = dict(member_form.standing_deeds(now, lambda: record))[wanted]
        deed = filling.submit(dict(filling.opening), now.version)
        office.do(deed.action, *deed.args, **deed.inputs)
    assert office.read(member_record, record.id).status == "active"


def test_a_member_who_joins_is_welcomed(office: Office) -> None:
    ann = office.do(actions.add_member, name="Ann Hay", status="joining").value
    now = office.read(member_record, ann)
    filling = dict(member_form.standing_deeds(now, lambda: now))["Make them a member"]
    deed = filling.submit(dict(filling.opening), now.version)
    office.do(deed.action, *deed.args)
    assert office.read(member_record, ann).status == "active"


@pytest.mark.parametrize(("number", "words"), [("9992527609", "999 252 7609"), (None, ""), ("", "")])
def test_an_nhs_number_in_three_groups(number: str | None, words: str) -> None:
    assert member_form.spaced(number) == words


def test_every_field_has_one_name_on_every_screen() -> None:
    for filling in (member_form.adding(),):
        for field in filling.fields:
            if field.key in member_form.NAMES:
                assert field.label == member_form.NAMES[field.key]
