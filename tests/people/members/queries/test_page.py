"""Everything of one member read at once, and the member's history."""

from __future__ import annotations

from carecoop_desktop.people.members.actions import (
    add_contact,
    change_member,
    record_information_need,
    remove_information_need,
)
from carecoop_desktop.people.members.entries import NewContact, NewNeed
from carecoop_desktop.people.members.queries import member_history, member_ids, member_page
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role


def test_reads_everything_of_a_member(office: Office, james: int) -> None:
    office.do(add_contact, NewContact(james, "Janet Hollis", "suitable-person", "mother"))
    office.do(record_information_need, NewNeed(james, "easy-read"))
    page = office.read(member_page, james)
    assert page.head.id == page.record.id == james
    assert [contact.name for contact in page.contacts] == ["Janet Hollis"]
    assert [need.words for need in page.needs] == ["Easy Read"]
    assert page.plan.word == "in date"
    assert (page.consents, page.requests) == ((), ())


def test_every_demo_member_can_be_read(filled: Office) -> None:
    pages = [filled.read(member_page, member_id) for member_id in filled.read(member_ids)]
    assert len(pages) == 8
    assert sum(len(page.requests) for page in pages) > 0


def test_the_history_tells_what_was_added_in_one_line(office: Office, james: int) -> None:
    (line,) = office.read(member_history, james)
    assert (line.of, line.field, line.who) == ("member", "added", "Priya Shah")
    assert "James Hollis" in line.after


def test_the_history_tells_each_field_that_changed(office: Office, james: int) -> None:
    office.do(change_member, james, phone="01632 960123", employer="member")
    lines = office.read(member_history, james)[:2]
    assert {(line.field, line.before, line.after) for line in lines} == {
        ("phone", "07700 900123", "01632 960123"),
        ("employer", "The co-operative", "The member"),
    }


def test_the_history_reads_in_words_and_days(office: Office, james: int) -> None:
    office.do(add_contact, NewContact(james, "Janet Hollis", "next-of-kin"))
    line = office.read(member_history, james)[0]
    assert line.after == "Janet Hollis, Next of kin"


def test_what_was_removed_is_not_lost_from_the_whole_history(office: Office, james: int) -> None:
    need = office.do(record_information_need, NewNeed(james, "bsl")).value
    assert office.read(member_history, james)[0].of == "information need"
    office.do(remove_information_need, need)
    assert all(line.of == "member" for line in office.read(member_history, james))


def test_addresses_stay_hidden_in_the_history(as_role, office: Office, james: int) -> None:
    office.do(change_member, james, phone="01632 960123")
    reader = as_role(Role.READ_ONLY)
    line = reader.read(member_history, james)[0]
    assert (line.before, line.after) == ("(hidden)", "(hidden)")
