"""What the member's page says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from carecoop_desktop.people.members import actions
from carecoop_desktop.people.members.entries import NewConsent, NewContact, NewNeed, NewRequest
from carecoop_desktop.people.members.queries import MemberPage, member_page
from carecoop_desktop.people.members.screens import words
from carecoop_desktop.platform.desktop.page import Do, Tag
from carecoop_desktop.platform.office.office import Office

TODAY = date(2026, 11, 30)


@pytest.fixture
def page(office: Office, james: int) -> MemberPage:
    return office.read(member_page, james)


def _facts(page: MemberPage) -> dict[str, tuple[object, ...]]:
    return {name: values for name, *values in words.about_facts(page, [("Funder", "Wirral"), ("Empty", "")])}


def test_the_line_of_the_head(page: MemberPage) -> None:
    line = words.head_line(page.head)
    assert line.startswith("Member since Mar 2025 · Member no. 014 · “I would like")


def test_the_line_of_somebody_who_joins(page: MemberPage) -> None:
    head = replace(page.head, status="joining", joined=date(2026, 12, 14), quote="", known_as="Jim")
    assert words.head_line(head) == "Joins on 14 Dec 2026 · Member no. 014 · likes to be called Jim"
    assert words.head_line(replace(head, joined=None)).startswith("Member · ")


def test_needs_are_always_told(office: Office, james: int, page: MemberPage) -> None:
    assert words.needs_line(page)[1][0].state == "warn"
    office.do(actions.record_information_need, NewNeed(james, "none"))
    assert words.needs_line(office.read(member_page, james))[1] == [Tag("no particular need", "quiet")]
    office.do(actions.record_information_need, NewNeed(james, "easy-read", "short sentences"))
    title, tags = words.needs_line(office.read(member_page, james))
    assert (title, tags) == ("James needs", [Tag("Easy Read, short sentences", "info")])


def test_the_facts_of_a_member(page: MemberPage) -> None:
    facts = _facts(page)
    assert facts["Speaks for them"] == ["Themselves"]
    assert facts["NHS number"] == ["999 252 7609"]
    assert facts["Communicates by"] == ["Phone"]
    assert facts["Consent"] == ["Not recorded", Tag("missing", "bad")]
    assert facts["Funder"] == ["Wirral"]
    assert facts["Telephone"] == ["07700 900123"]
    assert "Empty" not in facts
    assert "Employer of the PAs" not in facts


def test_addresses_stay_away_from_those_who_may_not_see_them(page: MemberPage) -> None:
    facts = _facts(replace(page, record=replace(page.record, addresses_shown=False)))
    assert not {"Address", "Telephone", "E-mail"} & set(facts)


def test_who_speaks_for_them_is_who_may(office: Office, james: int) -> None:
    office.do(actions.add_contact, NewContact(james, "Zoe Hollis", "next-of-kin", "sister"))
    assert _facts(office.read(member_page, james))["Speaks for them"] == ["Themselves"]
    office.do(actions.add_contact, NewContact(james, "Janet Hollis", "suitable-person", "mother"))
    assert _facts(office.read(member_page, james))["Speaks for them"] == ["Janet Hollis (mother), suitable person"]


def test_a_representative_who_was_not_recorded_shows(page: MemberPage) -> None:
    record = replace(page.record, directs_care="representative", employer="member")
    facts = _facts(replace(page, record=record))
    assert "not recorded who" in str(facts["Speaks for them"][0])
    assert facts["Employer of the PAs"] == ["The member"]


def test_the_consent_that_is_due_first_is_told(office: Office, james: int) -> None:
    office.do(actions.bring_records, consents=[
        NewConsent(james, "support", True, "J", "own", date(2026, 3, 4), date(2027, 3, 4)),
        NewConsent(james, "sharing", True, "J", "own", date(2025, 3, 5), date(2026, 3, 5)),
        NewConsent(james, "photos", True, "J", "own", date(2020, 3, 5), date(2021, 3, 5)),
    ])  # fmt: skip
    facts = _facts(office.read(member_page, james))
    assert facts["Consent"] == ["Recorded 5 Mar 2025", Tag("to renew", "bad")]


def test_requests_are_rows_with_an_answer_where_they_are_open(office: Office, james: int) -> None:
    office.do(actions.bring_records, requests=[
        NewRequest(james, "done", "", date(2026, 11, 2), "done", date(2026, 11, 2)),
        NewRequest(james, "open", "", date(2025, 12, 29)),
    ])  # fmt: skip
    asked: list[str] = []
    requests = office.read(member_page, james).requests
    open_row, done_row = words.asked_rows(requests, TODAY, lambda request: asked.append(request.what), "")
    assert open_row[:3] == ["29 Dec 2025", "open", ""]
    assert isinstance(open_row[4], Do)
    open_row[4].do()
    assert asked == ["open"]
    assert done_row[:4] == ["2 Nov", "done", "same day", Tag("Done", "met")]
    assert done_row[4] == ""


@pytest.mark.parametrize(
    ("value", "said"), [(None, "–"), ("", "–"), (True, "Yes"), (False, "No"), (7, "7"), ("x", "x")]
)
def test_values_in_words(value: object, said: str) -> None:
    assert words.value_words(value) == said


def test_how_a_contact_is_reached(office: Office, james: int) -> None:
    office.do(actions.add_contact, NewContact(james, "J", "other", "", "07700 900456", "j@example.org"))
    assert words.contact_line(office.read(member_page, james).contacts[0]) == "07700 900456 · j@example.org"
