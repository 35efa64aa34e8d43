"""Contacts, information needs, consents and requests for change."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.people.members import actions as deeds
from carecoop_desktop.people.members.entries import NewConsent, NewContact, NewNeed, NewRequest
from carecoop_desktop.people.members.queries import (
    consents_of,
    contacts_of,
    member_head,
    member_page,
    needs_of,
    requests_of,
)
from carecoop_desktop.platform.kernel.errors import Conflict, Invalid, NotAllowed, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role


def _fields(trouble: pytest.ExceptionInfo[Invalid]) -> set[str]:
    return {issue.field for issue in trouble.value.issues}


# contacts


def test_adds_somebody_around_a_member(office: Office, james: int) -> None:
    done = office.do(
        deeds.add_contact, NewContact(james, " Janet  Hollis ", "suitable-person", "mother", "07700 900456")
    )
    (contact,) = office.read(contacts_of, james)
    assert (contact.who, contact.role_word) == ("Janet Hollis (mother)", "Suitable person")
    assert done.sentence == "Added Janet Hollis as suitable person of James Hollis"


def test_a_contact_needs_a_name_a_role_and_a_number_that_rings(office: Office, james: int) -> None:
    wrong = NewContact(james, "", "boss", "", "ring me", "at home", date(2026, 1, 2), date(2026, 1, 1))
    with pytest.raises(Invalid) as trouble:
        office.do(deeds.add_contact, wrong)
    assert _fields(trouble) == {"name", "role", "phone", "email", "until"}


def test_changes_a_contact(office: Office, james: int) -> None:
    contact_id = office.do(deeds.add_contact, NewContact(james, "Janet Hollis", "next-of-kin", "mother")).value
    office.do(deeds.change_contact, contact_id, 1, NewContact(james, "Janet Hollis", "lpa-health", "mother"))
    assert office.read(contacts_of, james)[0].role == "lpa-health"
    with pytest.raises(Conflict):
        office.do(deeds.change_contact, contact_id, 1, NewContact(james, "J Hollis", "lpa-health", "mother"))


def test_a_role_ends(office: Office, james: int) -> None:
    contact_id = office.do(
        deeds.add_contact, NewContact(james, "Janet Hollis", "nominee", since=date(2025, 1, 1))
    ).value
    office.do(deeds.end_contact, contact_id)
    assert office.read(contacts_of, james) == []
    assert [contact.current for contact in office.read(contacts_of, james, ended=True)] == [False]


def test_a_role_does_not_end_before_it_began(office: Office, james: int) -> None:
    contact_id = office.do(deeds.add_contact, NewContact(james, "J H", "nominee", since=date(2025, 1, 1))).value
    with pytest.raises(Invalid):
        office.do(deeds.end_contact, contact_id, date(2024, 12, 31))


def test_telephone_numbers_are_hidden_from_those_who_may_not_see_them(as_role, james: int, office: Office) -> None:
    office.do(deeds.add_contact, NewContact(james, "Janet Hollis", "nominee", phone="07700 900456"))
    reader = as_role(Role.READ_ONLY)
    assert reader.read(contacts_of, james)[0].phone == ""
    assert reader.read(contacts_of, james)[0].name == "Janet Hollis"


# information needs


def test_a_need_stands_in_the_head_of_every_page(office: Office, james: int) -> None:
    office.do(deeds.record_information_need, NewNeed(james, "easy-read", "short sentences"))
    assert office.read(member_head, james).information_needs == ("Easy Read, short sentences",)
    (need,) = office.read(needs_of, james)
    assert (need.recorded, need.review) == (date(2026, 11, 30), date(2027, 11, 30))


def test_a_need_takes_the_place_of_none(office: Office, james: int) -> None:
    office.do(deeds.record_information_need, NewNeed(james, "none"))
    assert office.read(member_head, james).information_needs == ()
    assert len(office.read(needs_of, james)) == 1
    office.do(deeds.record_information_need, NewNeed(james, "bsl"))
    assert [need.need for need in office.read(needs_of, james)] == ["bsl"]


def test_the_same_need_is_not_recorded_twice(office: Office, james: int) -> None:
    office.do(deeds.record_information_need, NewNeed(james, "braille"))
    with pytest.raises(Refusal, match="recorded already"):
        office.do(deeds.record_information_need, NewNeed(james, "braille", " "))


@pytest.mark.parametrize(("need", "detail", "field"), [("singing", "", "need"), ("interpreter", " ", "detail")])
def test_a_need_says_enough(office: Office, james: int, need: str, detail: str, field: str) -> None:
    with pytest.raises(Invalid) as trouble:
        office.do(deeds.record_information_need, NewNeed(james, need, detail))
    assert _fields(trouble) == {field}


def test_a_need_is_looked_at_again(office: Office, james: int) -> None:
    late = NewNeed(james, "large-print", "18 point", date(2025, 1, 1), date(2026, 1, 1))
    need_id = office.do(deeds.record_information_need, late).value
    assert office.read(needs_of, james)[0].state.tone == "bad"
    office.do(deeds.review_information_need, need_id)
    (need,) = office.read(needs_of, james)
    assert (need.state.word, need.review) == ("in date", date(2027, 11, 30))


def test_a_need_that_is_gone_comes_back_with_undo(office: Office, james: int) -> None:
    need_id = office.do(deeds.record_information_need, NewNeed(james, "audio")).value
    office.do(deeds.remove_information_need, need_id)
    assert office.read(needs_of, james) == []
    office.undo()
    assert [need.need for need in office.read(needs_of, james)] == ["audio"]


# consents


def _consent(james: int, **more: object) -> NewConsent:
    return NewConsent(james, **{"subject": "support", "given": True, "given_by": "James", "basis": "own", **more})  # type: ignore[arg-type]


def test_records_who_consented_and_on_what_basis(office: Office, james: int) -> None:
    done = office.do(deeds.record_consent, _consent(james, review=date(2027, 11, 30)))
    (consent,) = office.read(consents_of, james)
    assert (consent.given_by, consent.basis_word, consent.state.word) == ("James", "Their own decision", "in date")
    assert consent.recorded == date(2026, 11, 30)
    assert done.sentence == "Recorded James Hollis's consent: support as in the plan"


def test_a_refusal_is_recorded_as_well(office: Office, james: int) -> None:
    office.do(deeds.record_consent, _consent(james, subject="photos", given=False))
    assert office.read(consents_of, james)[0].state.word == "refused"


def test_a_new_answer_ends_the_earlier_one_on_the_same_subject(office: Office, james: int) -> None:
    office.do(deeds.record_consent, _consent(james, recorded=date(2026, 1, 1)))
    office.do(deeds.record_consent, _consent(james, subject="sharing", recorded=date(2026, 1, 1)))
    office.do(deeds.record_consent, _consent(james, given=False))
    now = office.read(consents_of, james)
    assert [(consent.subject, consent.given) for consent in now] == [("support", False), ("sharing", True)]
    assert len(office.read(consents_of, james, earlier=True)) == 3


def test_a_consent_needs_somebody_and_a_basis_that_reaches_that_far(office: Office, james: int) -> None:
    with pytest.raises(Invalid) as trouble:
        office.do(deeds.record_consent, _consent(james, given_by=" ", basis="lpa-money", recorded=date(2026, 12, 1)))
    assert _fields(trouble) == {"given_by", "basis", "recorded"}
    with pytest.raises(Invalid) as trouble:
        office.do(deeds.record_consent, _consent(james, subject="x", basis="y", review=date(2026, 11, 30)))
    assert _fields(trouble) == {"subject", "basis", "review"}
    assert office.read(consents_of, james) == []


def test_a_consent_is_withdrawn(office: Office, james: int) -> None:
    consent_id = office.do(deeds.record_consent, _consent(james, recorded=date(2026, 11, 1))).value
    office.do(deeds.withdraw_consent, consent_id, date(2026, 11, 20), "Changed his mind")
    assert office.read(consents_of, james) == []
    with pytest.raises(Refusal, match="withdrawn on 20 Nov 2026 already"):
        office.do(deeds.withdraw_consent, consent_id)


@pytest.mark.parametrize("day", [date(2026, 10, 31), date(2026, 12, 1)])
def test_withdrawn_between_the_consent_and_today(office: Office, james: int, day: date) -> None:
    consent_id = office.do(deeds.record_consent, _consent(james, recorded=date(2026, 11, 1))).value
    with pytest.raises(Invalid):
        office.do(deeds.withdraw_consent, consent_id, day)


# requests for change


def test_writes_down_what_a_member_asks_for(office: Office, james: int) -> None:
    office.do(deeds.ask_for_change, NewRequest(james, " Saturday football ", "Phone", date(2026, 11, 27)))
    (request,) = office.read(requests_of, james)
    assert (request.what, request.state.word, request.days) == ("Saturday football", "Open 3 days", None)


def test_a_request_says_what_and_not_from_tomorrow(office: Office, james: int) -> None:
    with pytest.raises(Invalid) as trouble:
        office.do(deeds.ask_for_change, NewRequest(james, " ", asked=date(2026, 12, 1)))
    assert _fields(trouble) == {"what", "asked"}


def test_the_time_from_asked_to_done_is_kept(office: Office, james: int) -> None:
    request_id = office.do(deeds.ask_for_change, NewRequest(james, "Football", asked=date(2026, 11, 20))).value
    done = office.do(deeds.answer_change, request_id, "done", "From Saturday", date(2026, 11, 21))
    (request,) = office.read(requests_of, james)
    assert (request.days, request.state.word, request.answer) == (1, "Done", "From Saturday")
    assert done.sentence == "Answered after 1 day: Football"


def test_a_no_needs_its_reason(office: Office, james: int) -> None:
    request_id = office.do(deeds.ask_for_change, NewRequest(james, "A horse", asked=date(2026, 11, 20))).value
    with pytest.raises(Invalid) as trouble:
        office.do(deeds.answer_change, request_id, "declined")
    assert _fields(trouble) == {"answer"}


@pytest.mark.parametrize(
    ("result", "answered", "field"),
    [("open", date(2026, 11, 30), "result"), ("maybe", None, "result"), ("done", date(2026, 11, 19), "answered"),
     ("done", date(2026, 12, 1), "answered")],
)  # fmt: skip
def test_an_answer_is_one_and_comes_in_time(
    office: Office, james: int, result: str, answered: date | None, field: str
) -> None:
    request_id = office.do(deeds.ask_for_change, NewRequest(james, "Football", asked=date(2026, 11, 20))).value
    with pytest.raises(Invalid) as trouble:
        office.do(deeds.answer_change, request_id, result, "x", answered)
    assert field in _fields(trouble)


def test_two_who_answer_are_told_of_each_other(office: Office, james: int) -> None:
    request_id = office.do(deeds.ask_for_change, NewRequest(james, "Football")).value
    office.do(deeds.answer_change, request_id, "done", "first", version=1)
    with pytest.raises(Conflict):
        office.do(deeds.answer_change, request_id, "declined", "second", version=1)


# earlier records


def test_brings_in_what_was_kept_before_with_its_own_dates(office: Office, james: int) -> None:
    count = office.do(
        deeds.bring_records,
        contacts=[NewContact(james, "Janet Hollis", "next-of-kin", "mother")],
        needs=[NewNeed(james, "easy-read", recorded=date(2024, 2, 29))],
        consents=[_consent(james, recorded=date(2025, 5, 1))],
        requests=[NewRequest(james, "A key", "Phone", date(2025, 6, 1), "done", date(2025, 6, 3), "Done")],
    ).value
    assert count == 4
    assert office.read(needs_of, james)[0].review == date(2025, 2, 28)
    assert office.read(requests_of, james)[0].days == 2
    assert office.read(consents_of, james)[0].recorded == date(2025, 5, 1)


def test_all_earlier_records_or_none(office: Office, james: int) -> None:
    with pytest.raises(Invalid) as trouble:
        office.do(
            deeds.bring_records,
            contacts=[NewContact(james, "", "x")],
            needs=[NewNeed(james, "x")],
            requests=[NewRequest(james, "A key", "", date(2025, 6, 1), "done", date(2025, 5, 1))],
        )
    assert _fields(trouble) == {"name", "role", "need", "answered"}
    assert office.read(contacts_of, james) == []


@pytest.mark.parametrize("role", [Role.TREASURER, Role.READ_ONLY])
def test_only_some_may_record(as_role, james: int, role: Role) -> None:
    office = as_role(role)
    for action, entry in (
        (deeds.add_contact, NewContact(james, "J", "other")),
        (deeds.record_information_need, NewNeed(james, "bsl")),
        (deeds.record_consent, _consent(james)),
        (deeds.ask_for_change, NewRequest(james, "x")),
    ):
        with pytest.raises(NotAllowed):
            office.do(action, entry)


# two desks


def test_a_need_that_another_desk_reviewed_is_neither_reviewed_again_nor_removed_unread(
    office: Office, james: int
) -> None:
    need = office.do(deeds.record_information_need, NewNeed(james, "braille")).value
    office.do(deeds.review_information_need, need, date(2027, 6, 1))
    for deed in (deeds.review_information_need, deeds.remove_information_need):
        with pytest.raises(Conflict, match=r"^Priya Shah changed review of this information need at "):
            office.do(deed, need, version=1)
    office.do(deeds.remove_information_need, need, version=2)


def test_a_consent_that_another_desk_withdrew_says_who(office: Office, james: int) -> None:
    given = office.do(deeds.record_consent, NewConsent(james, "support", True, "James Hollis", "own")).value
    office.do(deeds.withdraw_consent, given)
    with pytest.raises(Conflict, match=r"^Priya Shah changed withdrawn of this consent at "):
        office.do(deeds.withdraw_consent, given, version=1)


def test_an_answer_recorded_meanwhile_is_not_ended_unread(office: Office, james: int) -> None:
    seen = office.read(member_page, james).mark
    office.do(deeds.record_consent, NewConsent(james, "photos", False, "James Hollis", "own"))
    office.do(deeds.record_consent, NewConsent(james, "support", True, "James Hollis", "own"), seen)
    with pytest.raises(Conflict, match=r"^Priya Shah added a consent at ") as caught:
        office.do(deeds.record_consent, NewConsent(james, "photos", True, "James Hollis", "own"), seen)
    found = {each.field: (each.mine, each.theirs) for each in caught.value.fields}
    assert found["given"] == (True, False) and not {"member_id", "subject"} & found.keys()
