"""What happened to records since a screen read them: deeds without values, records that take each other's place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from carecoop_desktop.people.members.tables import MemberRow
from carecoop_desktop.platform.kernel.errors import Conflict, Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import SEE_RECORDS, Role
from carecoop_desktop.platform.office.reader import Reader, User
from carecoop_desktop.platform.office.work import Work


@action("Add somebody who is read meanwhile", SEE_RECORDS)
def add_read(work: Work, name: str) -> int:
    return work.add(MemberRow(number=name, name=name, name_key=name.lower(), status="active")).id


@action("Change somebody meanwhile", SEE_RECORDS)
def change_meanwhile(work: Work, row_id: int, **values: str) -> None:
    work.change(work.get(MemberRow, row_id), **values)


@action("Pause as it was read", SEE_RECORDS)
def pause_as_read(work: Work, row_id: int, version: int | None) -> None:
    row = work.get(MemberRow, row_id)
    work.stands(row, version, "status", "left")
    work.change(row, status="paused")


@action("Remove as it was read", SEE_RECORDS)
def remove_as_read(work: Work, row_id: int, version: int | None = None) -> None:
    work.remove(work.get(MemberRow, row_id), version=version)


@action("Set a value as it was read", SEE_RECORDS)
def set_as_read(work: Work, value: str, seen: int | None = None) -> None:
    work.set_setting("test.meanwhile", value, seen=seen)


@action("Look whether everybody stands as read", SEE_RECORDS)
def look_at_all(work: Work, seen: int | None, mine: Mapping[str, Any]) -> None:
    work.hold(work.all(MemberRow), seen, mine)


def mark(reader: Reader) -> int:
    return reader.mark


def test_a_deed_without_values_is_not_done_upon_what_its_person_never_saw(office: Office) -> None:
    person = office.do(add_read, "Ann").value
    office.do(change_meanwhile, person, status="left")
    with pytest.raises(Conflict, match=r"^Priya Shah changed status of this member at "):
        office.do(pause_as_read, person, 1)


def test_a_field_that_does_not_matter_to_the_deed_is_no_conflict(office: Office) -> None:
    person = office.do(add_read, "Ann").value
    office.do(change_meanwhile, person, phone="01244 1")
    office.do(pause_as_read, person, 1)


def test_what_another_desk_changed_is_not_removed_unread(office: Office) -> None:
    person = office.do(add_read, "Ann").value
    office.do(change_meanwhile, person, phone="01244 1")
    with pytest.raises(Conflict, match="Priya Shah changed phone of this member"):
        office.do(remove_as_read, person, 1)
    office.do(remove_as_read, person, 2)


def test_what_is_gone_says_who_removed_it(office: Office) -> None:
    person = office.do(add_read, "Ann").value
    office.do(remove_as_read, person)
    with pytest.raises(Refusal, match=r"^This member is no longer there\. Priya Shah removed it at \d"):
        office.do(change_meanwhile, person, phone="01244 1")
    with pytest.raises(Refusal, match="Somebody may have removed it; look in the history"):
        office.do(change_meanwhile, person + 99, phone="01244 1")


def test_what_was_added_meanwhile_is_held_against_what_stood_before(office: Office) -> None:
    office.do(add_read, "Ann")
    seen = office.read(mark)
    office.do(look_at_all, seen, {})
    office.do(add_read, "Bo")
    with pytest.raises(Conflict, match=r"^Priya Shah added a member at ") as caught:
        office.do(look_at_all, seen, {"name": "Cy", "status": "active"})
    assert [(each.field, each.before, each.mine, each.theirs) for each in caught.value.fields] == [
        ("name", "Ann", "Cy", "Bo")
    ]
    office.do(look_at_all, caught.value.version, {})
    office.do(look_at_all, None, {})


def test_what_stood_before_is_told_as_it_was_then(office: Office) -> None:
    person = office.do(add_read, "Ann").value
    seen = office.read(mark)
    office.do(change_meanwhile, person, name="Anne", status="left")
    office.do(add_read, "Bo")
    with pytest.raises(Conflict, match=r"^Priya Shah added a member at ") as caught:
        office.do(look_at_all, seen, {"name": "Cy", "status": "active"})
    assert [(each.field, each.before, each.theirs) for each in caught.value.fields] == [("name", "Ann", "Bo")]


def test_of_rows_that_were_changed_only_what_is_to_be_written_counts(office: Office) -> None:
    person = office.do(add_read, "Ann").value
    seen = office.read(mark)
    office.do(change_meanwhile, person, phone="01244 1")
    office.do(look_at_all, seen, {"email": "ann@example.org"})
    for mine in ({}, {"phone": "01244 2"}):
        with pytest.raises(Conflict, match="Priya Shah changed phone of this member"):
            office.do(look_at_all, seen, mine)


def test_values_that_a_role_may_not_see_are_not_told(office: Office) -> None:
    person = office.do(add_read, "Ann").value
    seen = office.read(mark)
    office.do(change_meanwhile, person, phone="01244 1")
    office.user = User("Ian Inspector", Role.READ_ONLY)
    with pytest.raises(Conflict) as caught:
        office.do(look_at_all, seen, {"phone": "01244 2"})
    assert [(each.hidden, each.theirs) for each in caught.value.fields] == [(True, None)]


def test_a_setting_that_another_desk_set_meanwhile_shows_both_values(office: Office) -> None:
    office.do(set_as_read, "one")
    seen = office.read(mark)
    office.do(set_as_read, "two")
    with pytest.raises(Conflict, match=r"^Priya Shah changed this setting at ") as caught:
        office.do(set_as_read, "three", seen)
    (field,) = caught.value.fields
    assert (field.field, field.before, field.mine, field.theirs) == ("value", "one", "three", "two")
    office.do(set_as_read, "three", caught.value.version)


def test_a_setting_that_was_never_set_before_is_told_as_well(office: Office) -> None:
    seen = office.read(mark)
    office.do(set_as_read, "theirs")
    with pytest.raises(Conflict, match=r"^Priya Shah added a setting at ") as caught:
        office.do(set_as_read, "mine", seen)
    assert [(each.before, each.mine, each.theirs) for each in caught.value.fields] == [(None, "mine", "theirs")]
