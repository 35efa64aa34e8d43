"""The live checks count real records and name those behind a gap."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from carecoop_desktop.people.members.actions import (
    add_contact,
    add_member,
    ask_for_change,
    bring_records,
    change_member,
    member_left,
    record_information_need,
    set_about_me,
)
from carecoop_desktop.people.members.entries import NewConsent, NewContact, NewNeed, NewRequest
from carecoop_desktop.people.members.feature import FEATURE
from carecoop_desktop.people.members.queries import checks
from carecoop_desktop.platform.office.office import Office

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize("check", FEATURE.checks, ids=lambda check: check.id)
def test_an_empty_office_has_nothing_to_count_and_no_gap(office: Office, check) -> None:
    result = office.read(check.query.load())
    assert (result.met, result.total, result.ok, result.gaps) == (0, 0, True, ())


@pytest.mark.parametrize("check", FEATURE.checks, ids=lambda check: check.id)
def test_a_check_names_real_members(filled: Office, check) -> None:
    result = filled.read(check.query.load())
    assert result.total > 0
    assert result.met + len(result.gaps) == result.total
    assert all(kind == "members" and name and why for kind, _id, name, why in result.gaps)


def test_about_me(office: Office, james: int) -> None:
    assert office.read(checks.about_me_written).gaps == (
        ("members", james, "James Hollis", "nothing is written yet"),
    )  # fmt: skip
    office.do(set_about_me, james, about_me="I love football.")
    assert office.read(checks.about_me_written).ok


def test_members_who_are_joining_or_left_are_not_counted(office: Office, james: int) -> None:
    office.do(add_member, name="Ann Hay", status="joining")
    assert office.read(checks.about_me_written).total == 1
    office.do(member_left, james)
    assert office.read(checks.about_me_written).total == 0


def test_information_needs(office: Office, james: int) -> None:
    assert "not asked yet" in office.read(checks.accessible_needs_recorded).gaps[0][3]
    office.do(record_information_need, NewNeed(james, "none"))
    assert office.read(checks.accessible_needs_recorded).ok


def test_a_need_to_be_reviewed_is_a_gap(office: Office, james: int) -> None:
    late = NewNeed(james, "bsl", "", date(2025, 1, 1), date(2026, 1, 1))
    office.do(bring_records, needs=[late, NewNeed(james, "audio")])
    assert office.read(checks.accessible_needs_recorded).gaps[0][3] == "the review was due on 1 Jan 2026"


def _consent(james: int, subject: str, review: date | None = None, given: bool = True) -> NewConsent:
    return NewConsent(james, subject, given, "James", "own", date(2025, 6, 1), review)


def test_consent(office: Office, james: int) -> None:
    assert office.read(checks.consent_recorded).gaps[0][3] == "nothing recorded on support and sharing"
    office.do(bring_records, consents=[_consent(james, "support", date(2026, 6, 1))])
    assert office.read(checks.consent_recorded).gaps[0][3] == "nothing recorded on sharing"
    office.do(bring_records, consents=[_consent(james, "sharing")])
    assert office.read(checks.consent_recorded).gaps[0][3] == "to renew since 1 Jun 2026"


def test_a_refusal_is_an_answer(office: Office, james: int) -> None:
    office.do(bring_records, consents=[_consent(james, "support"), _consent(james, "sharing", given=False)])
    assert office.read(checks.consent_recorded).ok


def test_contacts(office: Office, james: int) -> None:
    office.do(add_contact, NewContact(james, "", "next-of-kin", "mother", "07700 900456"))
    assert not office.read(checks.contacts_recorded).ok
    office.do(add_contact, NewContact(james, "Janet Hollis", "next-of-kin", "mother"))
    assert not office.read(checks.contacts_recorded).ok
    office.do(add_contact, NewContact(james, "Jean Hollis", "emergency", "aunt", "07700 900457"))
    assert office.read(checks.contacts_recorded).ok


def test_reviews(office: Office, james: int) -> None:
    assert office.read(checks.reviews_in_date).ok
    office.do(change_member, james, plan_review=date(2026, 11, 29))
    assert office.read(checks.reviews_in_date).gaps[0][3] == "the review was due on 29 Nov 2026"
    office.do(change_member, james, plan_review=None)
    assert office.read(checks.reviews_in_date).gaps[0][3] == "no review is planned"


def test_requests_are_answered_within_a_week(office: Office, james: int) -> None:
    asked = TODAY - timedelta(days=60)
    office.do(bring_records, requests=[
        NewRequest(james, "soon", "", asked, "done", asked + timedelta(days=7), "yes"),
        NewRequest(james, "late", "", asked, "done", asked + timedelta(days=8), "yes"),
        NewRequest(james, "before", "", TODAY - timedelta(days=400)),
    ])  # fmt: skip
    result = office.read(checks.change_requests_answered)
    assert (result.met, result.total, result.ok) == (1, 2, False)
    assert result.gaps == (("members", james, "James Hollis", "“late” took 8 days"),)
    assert result.shown == "1 of 2 within a week, half of them within 8 days"


def test_an_open_request_counts_once_its_week_is_over(office: Office, james: int) -> None:
    office.do(ask_for_change, NewRequest(james, "young", asked=TODAY - timedelta(days=7)))
    assert office.read(checks.change_requests_answered).total == 0
    office.do(ask_for_change, NewRequest(james, "old", asked=TODAY - timedelta(days=8)))
    assert office.read(checks.change_requests_answered).gaps[0][3] == "“old” has been open for 8 days"
