"""Names, counts and matches."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from carecoop_desktop.people.assistants.actions import assistant_left, start_supporting
from carecoop_desktop.people.assistants.entries import Dbs, Support
from carecoop_desktop.people.assistants.queries import (
    assistant_names,
    count_assistants,
    member_pas,
    members_to_support,
    support_links,
)
from carecoop_desktop.platform.office.office import Office

JANUARY, TODAY = date(2026, 1, 5), date(2026, 11, 30)


def test_names_are_in_order_and_keep_who_left(office: Office, add: Callable[..., int]) -> None:
    sian, ann = add("Siân Davies"), add("Ann Hay")
    office.do(assistant_left, ann, TODAY)
    assert list(office.read(assistant_names).items()) == [(ann, "Ann Hay"), (sian, "Siân Davies")]
    assert office.read(count_assistants) == 1


def test_links_of_all_members_the_most_hours_first(
    office: Office, add: Callable[..., int], member: Callable[[str], int]
) -> None:
    sian, ann, james, rosa = add("Siân Davies"), add("Ann Hay"), member("James Hollis"), member("Rosa Lloyd")
    for pa, who, minutes in ((sian, james, 300), (ann, james, 600), (ann, rosa, 120)):
        office.do(start_supporting, pa, Support(who, JANUARY, minutes))
    found = [(link.member, link.assistant) for link in office.read(support_links, TODAY)]
    assert found == [("James Hollis", "Ann Hay"), ("James Hollis", "Siân Davies"), ("Rosa Lloyd", "Ann Hay")]
    assert office.read(support_links, date(2026, 1, 4)) == []


def test_a_member_s_pas_are_marked_where_a_certificate_is_overdue(
    office: Office, add: Callable[..., int], member: Callable[[str], int]
) -> None:
    james = member("James Hollis")
    late = Dbs("001234567890", date(2023, 1, 1))
    for place, (name, dbs) in enumerate((("Ann Hay", late), ("Bo Lee", None))):
        office.do(start_supporting, add(name, dbs=dbs), Support(james, JANUARY, 300 - place, "Gym"))
    office.do(start_supporting, add("Siân Davies"), Support(james, JANUARY, 200))
    marked = {one.name: one.dbs_overdue for one in office.read(member_pas, james)}
    assert marked == {"Ann Hay": True, "Bo Lee": True, "Siân Davies": False}


def test_nobody_supports_a_new_member(office: Office, member: Callable[[str], int]) -> None:
    number = member("James Hollis")
    assert office.read(member_pas, number) == []
    assert office.read(members_to_support) == [(number, date(2025, 3, 1))]
