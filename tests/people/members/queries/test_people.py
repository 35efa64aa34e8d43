"""Reading members themselves."""

from __future__ import annotations

import pytest

from carecoop_desktop.people.members.actions import add_member, member_left, pause_member
from carecoop_desktop.people.members.queries import (
    find_members,
    member_counts,
    member_head,
    member_ids,
    member_keys,
    member_names,
    member_record,
)
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role


@pytest.fixture
def three(office: Office) -> list[int]:
    """Members out of order of their names, one of them paused, one gone."""
    ids = [office.do(add_member, name=name).value for name in ("Siân Davies", "Łukasz Nowak", "Ann Hay")]
    office.do(pause_member, ids[1])
    office.do(member_left, ids[2])
    return ids


def test_an_empty_office_has_nobody(office: Office) -> None:
    assert office.read(member_names) == {}
    assert office.read(member_counts).present == 0
    assert office.read(find_members, "a") == []


def test_the_head_says_who_somebody_is(office: Office, james: int) -> None:
    head = office.read(member_head, james)
    assert (head.name, head.number, head.status_word) == ("James Hollis", "014", "Active")
    assert head.first_name == "James"
    assert head.address == "74 Chester Road, Chester, CH1 4BJ"
    assert head.information_needs == ()


def test_the_name_they_go_by_comes_first(office: Office) -> None:
    member = office.do(add_member, name="William Hay", known_as="Billy").value
    assert office.read(member_head, member).first_name == "Billy"


def test_addresses_are_for_those_who_may_see_them(as_role, james: int) -> None:
    office = as_role(Role.READ_ONLY)
    assert office.read(member_head, james).address == ""
    record = office.read(member_record, james)
    assert (record.address, record.phone, record.addresses_shown) == ("", "", False)


def test_names_keep_those_who_left(office: Office, three: list[int]) -> None:
    assert set(office.read(member_names).values()) == {"Siân Davies", "Łukasz Nowak", "Ann Hay"}


def test_ids_come_by_name_and_by_standing(office: Office, three: list[int]) -> None:
    sian, lukasz, ann = three
    assert office.read(member_ids) == [lukasz, sian]
    assert office.read(member_ids, "left") == [ann]
    assert office.read(member_ids, "active", "left") == [ann, sian]


def test_counts_by_standing(office: Office, three: list[int]) -> None:
    counts = office.read(member_counts)
    assert (counts.active, counts.paused, counts.left, counts.present) == (1, 1, 1, 2)


@pytest.mark.parametrize(("typed", "name"), [("sian", "Siân Davies"), ("LUK", "Łukasz Nowak"), ("003", "Ann Hay")])
def test_finds_by_part_of_a_name_or_by_number(office: Office, three: list[int], typed: str, name: str) -> None:
    assert [found for _id, found in office.read(find_members, typed)] == [name]


def test_a_percent_sign_finds_nobody(office: Office, three: list[int]) -> None:
    assert office.read(find_members, "%") == []


def test_keys_hold_what_doubles_would_share(office: Office, james: int) -> None:
    (key,) = office.read(member_keys)
    assert (key.number, key.name_key, key.nhs_number) == ("014", "james hollis", "9992527609")


def test_a_member_who_is_not_there(office: Office) -> None:
    with pytest.raises(Refusal, match="no longer there"):
        office.read(member_head, 99)
