"""What needs somebody today, and what Ctrl+K finds."""

from __future__ import annotations

from datetime import date, timedelta

from carecoop_desktop.people.members.actions import (
    add_member,
    answer_change,
    ask_for_change,
    bring_records,
    change_member,
    member_left,
)
from carecoop_desktop.people.members.entries import NewConsent, NewRequest
from carecoop_desktop.people.members.queries.waiting import search_entries, today_items
from carecoop_desktop.platform.database.lists.search_index import find
from carecoop_desktop.platform.office.office import Office

TODAY = date(2026, 11, 30)


def _ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_nothing_waits_in_an_empty_office(office: Office) -> None:
    assert office.read(today_items) == []


def test_a_request_waits_after_a_week(office: Office, james: int) -> None:
    office.do(ask_for_change, NewRequest(james, "Try a different gym", asked=_ago(7)))
    assert office.read(today_items) == []
    office.do(ask_for_change, NewRequest(james, "Saturday football", asked=_ago(8)))
    (item,) = office.read(today_items)
    assert (item.tone, item.when, item.button, item.record_id) == ("warn", "8 days", "Answer", james)
    assert item.what == "James Hollis asked: saturday football"
    assert item.why == "Asked on 22 Nov 2026; requests are answered within a week"


def test_a_request_that_waits_for_weeks_is_worse(office: Office, james: int) -> None:
    request = office.do(ask_for_change, NewRequest(james, "BSL at the meeting", asked=_ago(30))).value
    (item,) = office.read(today_items)
    assert (item.tone, item.what) == ("bad", "James Hollis asked: BSL at the meeting")
    office.do(answer_change, request, "done")
    assert office.read(today_items) == []


def test_a_review_that_is_due(office: Office, james: int) -> None:
    office.do(change_member, james, plan_review=_ago(3))
    (item,) = office.read(today_items)
    assert (item.what, item.when) == ("Review of James Hollis's support plan", "3 days")


def test_consents_of_one_member_are_one_line(office: Office, james: int) -> None:
    consents = [
        NewConsent(james, subject, True, "James", "own", date(2025, 11, 1), review)
        for subject, review in (("support", _ago(5)), ("sharing", _ago(4)), ("photos", date(2027, 8, 1)))
    ]
    office.do(bring_records, consents=consents)
    (item,) = office.read(today_items)
    assert (item.tone, item.when, item.what) == ("warn", "5 days", "Consent of James Hollis to renew")
    assert "Support as in the plan; Sharing records" in item.why
    assert "Photographs" not in item.why


def test_a_consent_that_will_be_due_is_told_beforehand(office: Office, james: int) -> None:
    consent = NewConsent(james, "support", True, "James", "own", date(2026, 1, 1), TODAY + timedelta(days=30))
    office.do(bring_records, consents=[consent])
    (item,) = office.read(today_items)
    assert (item.tone, item.when) == ("info", "30 Dec 2026")


def test_nothing_waits_of_somebody_who_left(office: Office, james: int) -> None:
    office.do(ask_for_change, NewRequest(james, "x", asked=_ago(20)))
    office.do(change_member, james, plan_review=_ago(3))
    office.do(member_left, james)
    assert office.read(today_items) == []


def test_members_are_found_by_name_number_and_nhs_number(office: Office, james: int) -> None:
    for typed in ("hollis", "member 014", "999 252"):
        found = office.read(lambda reader, typed=typed: find(reader.connection, typed))
        assert [(entry.kind, entry.record_id) for entry in found] == [("members", james)]


def test_the_search_follows_a_change_of_name(office: Office, james: int) -> None:
    office.do(change_member, james, name="James Évans")
    assert office.read(lambda reader: find(reader.connection, "hollis")) == ()
    assert office.read(lambda reader: find(reader.connection, "evans"))[0].record_id == james


def test_the_second_line_says_what_they_go_by(office: Office) -> None:
    member = office.do(add_member, name="William Hay", known_as="Billy").value
    (entry,) = office.read(search_entries, [member])
    assert (entry.title, entry.detail) == ("William Hay", "Member 001 · goes by Billy")
