"""The forms of what is kept around a member: each does what its button says."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.people.members.queries import (
    consents_of,
    contacts_of,
    member_head,
    member_page,
    needs_of,
    requests_of,
)
from carecoop_desktop.people.members.screens import around_form
from carecoop_desktop.platform.desktop.deed_form import Filling
from carecoop_desktop.platform.kernel.errors import Invalid
from carecoop_desktop.platform.office.office import Office

TODAY = date(2026, 11, 30)


def _do(office: Office, filling: Filling, **values: object) -> None:
    deed = filling.submit({**filling.opening, **values}, filling.version)
    office.do(deed.action, *deed.args, **deed.inputs)


def test_a_contact_is_added_changed_and_ended(office: Office, james: int) -> None:
    head = office.read(member_head, james)
    _do(office, around_form.adding_contact(head), name="Janet Hollis", relation="mother", role="nominee")
    (contact,) = office.read(contacts_of, james)
    _do(office, around_form.changing_contact(head, contact, lambda: contact), role="lpa-money")
    (changed,) = office.read(contacts_of, james)
    assert (changed.name, changed.role) == ("Janet Hollis", "lpa-money")
    ending = around_form.ending_contact(changed, lambda: changed)
    assert ending.title == "Janet Hollis (mother) is no longer attorney for property and money (LPA)"
    _do(office, ending)
    assert office.read(contacts_of, james) == []


def test_a_need_is_recorded(office: Office, james: int) -> None:
    _do(office, around_form.recording_need(office.read(member_head, james)), need="braille")
    assert [need.words for need in office.read(needs_of, james)] == ["Braille"]


def test_a_consent_opens_with_the_members_own_yes_for_a_year(office: Office, james: int) -> None:
    page = office.read(member_page, james)
    filling = around_form.recording_consent(page, TODAY, lambda: page)
    assert filling.opening["given_by"] == "James Hollis"
    assert (filling.opening["given"], filling.opening["review"]) == (True, date(2027, 11, 30))
    _do(office, filling, subject="support")
    (consent,) = office.read(consents_of, james)
    _do(office, around_form.withdrawing(consent, TODAY), reason="Changed his mind")
    assert office.read(consents_of, james) == []


def test_a_request_is_asked_and_answered(office: Office, james: int) -> None:
    _do(office, around_form.asking(office.read(member_head, james), TODAY), what="Saturday football")
    (request,) = office.read(requests_of, james)
    assert request.asked_through == "In person"
    answering = around_form.answering(request, TODAY, lambda: request)
    assert answering.title == "Answer: Saturday football"
    with pytest.raises(Invalid):
        _do(office, answering, result="declined")
    _do(office, answering, answer="From Saturday")
    assert office.read(requests_of, james)[0].state.word == "Done"


def test_the_choices_are_words(office: Office, james: int) -> None:
    head, page = office.read(member_head, james), office.read(member_page, james)
    consent = around_form.recording_consent(page, TODAY, lambda: page)
    for filling in (around_form.adding_contact(head), around_form.recording_need(head), consent,
                    around_form.asking(head, TODAY)):  # fmt: skip
        for field in filling.fields:
            assert all(words[0].isupper() for _value, words in field.choices)
