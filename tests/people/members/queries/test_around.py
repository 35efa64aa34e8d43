"""Reading what is kept around a member."""

from __future__ import annotations

from datetime import date

from carecoop_desktop.people.members.actions import bring_records
from carecoop_desktop.people.members.entries import NewConsent, NewContact, NewNeed, NewRequest
from carecoop_desktop.people.members.queries import (
    consents_of,
    contacts_of,
    needs_of,
    requests_of,
)
from carecoop_desktop.platform.office.office import Office


def test_contacts_come_by_legal_role(office: Office, james: int) -> None:
    roles = ("emergency", "next-of-kin", "lpa-health", "suitable-person")
    office.do(bring_records, contacts=[NewContact(james, f"P {role}", role) for role in roles])
    assert [contact.role for contact in office.read(contacts_of, james)] == [
        "suitable-person", "lpa-health", "next-of-kin", "emergency",
    ]  # fmt: skip


def test_ended_roles_come_last_and_only_when_asked_for(office: Office, james: int) -> None:
    office.do(bring_records, contacts=[
        NewContact(james, "Old", "suitable-person", until=date(2026, 1, 1)),
        NewContact(james, "New", "emergency"),
        NewContact(james, "Leaving", "nominee", until=date(2026, 12, 31)),
    ])  # fmt: skip
    assert [contact.name for contact in office.read(contacts_of, james)] == ["Leaving", "New"]
    assert [contact.name for contact in office.read(contacts_of, james, ended=True)][-1] == "Old"


def test_needs_tell_how_their_review_stands(office: Office, james: int) -> None:
    office.do(bring_records, needs=[
        NewNeed(james, "bsl", recorded=date(2025, 1, 1), review=date(2026, 1, 1)),
        NewNeed(james, "audio", recorded=date(2026, 11, 1)),
    ])  # fmt: skip
    assert [need.state.tone for need in office.read(needs_of, james)] == ["bad", "met"]


def test_consents_come_by_subject(office: Office, james: int) -> None:
    office.do(bring_records, consents=[
        NewConsent(james, subject, True, "James", "own", date(2026, 5, 1)) for subject in ("photos", "support", "money")
    ])  # fmt: skip
    assert [consent.subject for consent in office.read(consents_of, james)] == ["support", "money", "photos"]


def test_an_unknown_basis_is_shown_as_it_stands(office: Office, james: int) -> None:
    office.do(bring_records, consents=[NewConsent(james, "support", True, "James", "own", date(2026, 5, 1))])
    (consent,) = office.read(consents_of, james)
    assert (consent.subject_word, consent.basis_word) == ("Support as in the plan", "Their own decision")


def _requests(member_id: int) -> list[NewRequest]:
    return [
        NewRequest(member_id, "first", "", date(2026, 1, 1), "done", date(2026, 1, 8), "yes"),
        NewRequest(member_id, "open", "", date(2026, 2, 1)),
        NewRequest(member_id, "last", "", date(2026, 3, 1), "declined", date(2026, 3, 1), "no"),
    ]


def test_open_requests_come_first_then_the_newest(office: Office, james: int) -> None:
    office.do(bring_records, requests=_requests(james))
    assert [request.what for request in office.read(requests_of, james)] == ["open", "last", "first"]
    assert [request.what for request in office.read(requests_of, james, only_open=True)] == ["open"]
    assert len(office.read(requests_of)) == 3


def test_days_from_asked_to_answered(office: Office, james: int) -> None:
    office.do(bring_records, requests=_requests(james))
    assert [request.days for request in office.read(requests_of, james)] == [None, 0, 7]


def test_a_member_with_nothing_around_them(office: Office, james: int) -> None:
    assert office.read(contacts_of, james) == []
    assert office.read(needs_of, james) == []
    assert office.read(consents_of, james) == []
    assert office.read(requests_of, james) == []
