"""The demo members: real enough, lawful, and the same each time."""

from __future__ import annotations

import random
from datetime import date

import pytest

from carecoop_desktop.people.members.demo import demo, nhs_number
from carecoop_desktop.people.members.queries import (
    consents_of,
    contacts_of,
    member_counts,
    member_ids,
    member_names,
    member_page,
    requests_of,
)
from carecoop_desktop.people.members.queries.waiting import today_items
from carecoop_desktop.platform.office.demo import PLANS
from carecoop_desktop.platform.office.importing import values
from carecoop_desktop.platform.office.office import Office

TODAY = date(2026, 11, 30)


@pytest.fixture
def office46(office: Office) -> Office:
    demo(office, PLANS["office"])
    return office


def test_as_many_as_the_plan_says(office46: Office) -> None:
    counts = office46.read(member_counts)
    assert (counts.present, counts.joining, counts.paused) == (46, 1, 1)


def test_no_two_of_one_name(office46: Office) -> None:
    names = office46.read(member_names).values()
    assert len(set(names)) == 46


def test_everybody_who_is_supported_has_a_whole_record(office46: Office) -> None:
    for member_id in office46.read(member_ids, "active", "paused"):
        page = office46.read(member_page, member_id)
        assert page.record.about_me and page.record.how_to_support_me and page.head.quote
        assert page.contacts and page.needs
        assert {"support", "sharing"} <= {consent.subject for consent in page.consents}
        assert page.record.joined is not None and page.record.joined <= TODAY


def test_numbers_of_the_health_service_are_those_for_tests(office46: Office) -> None:
    for member_id in office46.read(member_ids):
        number = office46.read(member_page, member_id).record.nhs_number
        assert number is not None and number.startswith("999")
        assert values.nhs_number(number) == number


def test_answers_come_after_questions_and_before_today(office46: Office) -> None:
    requests = office46.read(requests_of)
    assert len(requests) > 40
    assert all(request.asked <= TODAY for request in requests)
    assert all(request.answered is None or request.asked <= request.answered <= TODAY for request in requests)
    assert {request.result for request in requests} == {"open", "done", "declined"}


def test_a_few_things_wait(office46: Office) -> None:
    waiting = office46.read(today_items)
    assert 2 <= len(waiting) <= 8
    assert any("Try a different gym" in item.what or "gym" in item.what for item in waiting)


def test_who_decides_has_the_power_to(office46: Office) -> None:
    for member_id in office46.read(member_ids, "active"):
        page = office46.read(member_page, member_id)
        represented = page.record.directs_care == "representative"
        bases = {consent.basis for consent in office46.read(consents_of, member_id)}
        assert bases == ({"best-interests"} if represented else {"own"})
        if represented:
            assert any(contact.role == "suitable-person" for contact in office46.read(contacts_of, member_id))


def test_two_offices_of_one_size_are_alike(tmp_path) -> None:
    from carecoop_desktop.app import features
    from carecoop_desktop.platform.office.opening import create_office

    names = []
    for place in ("a", "b"):
        made = create_office(tmp_path / f"{place}.carecoop", "Dee", "Priya", features(), practice_day=TODAY)
        demo(made, PLANS["small"])
        names.append(made.read(member_names))
        made.close()
    assert names[0] == names[1]


def test_every_number_drawn_has_its_check_digit() -> None:
    dice = random.Random(7)
    for _turn in range(500):
        number = nhs_number(dice)
        assert values.nhs_number(number) == number
