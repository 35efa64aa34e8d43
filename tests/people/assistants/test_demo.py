"""The demo office's PAs: lawful, varied, and with a few gaps."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from carecoop_desktop.app import features
from carecoop_desktop.people.assistants.queries import (
    assistant_names,
    pay_terms,
    support_links,
    today_items,
)
from carecoop_desktop.people.assistants.rules.pay_rates import minimum_wage
from carecoop_desktop.platform.kernel.dates import age_on
from carecoop_desktop.platform.office.demo import PLANS
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import create_office
from carecoop_desktop.statutory.tables.employment import MinimumWage
from carecoop_desktop.statutory.tables.shelf import load_shelf
from carecoop_desktop.statutory.tax_codes import parse_code

TODAY = date(2026, 11, 30)


def test_there_are_as_many_as_planned_and_no_two_of_one_name(people_office: Office) -> None:
    names = people_office.read(assistant_names)
    assert len(names) == 31 == len(set(names.values()))


def test_everybody_can_be_paid_and_nobody_below_the_minimum_wage(people_office: Office) -> None:
    wage = load_shelf().on(MinimumWage, TODAY)
    for terms in people_office.read(pay_terms, TODAY).values():
        assert terms.bank and terms.ni_number and terms.frequency == "monthly" and terms.born
        assert parse_code(terms.tax_code) and 1290 <= terms.rates["standard"] <= 1550
        assert terms.rates["standard"] >= minimum_wage(wage, terms.born, TODAY)
        assert terms.rates["sleep-in"] == 6500 and terms.rates["mileage"] == 45


@pytest.mark.parametrize("day", [date(2025, 12, 1), date(2026, 3, 31), date(2026, 4, 1)])
def test_earlier_rates_were_lawful_too(people_office: Office, day: date) -> None:
    wage = load_shelf().on(MinimumWage, day)
    for terms in people_office.read(pay_terms, day).values():
        if terms.born and "standard" in terms.rates:
            assert terms.rates["standard"] >= minimum_wage(wage, terms.born, day)


def test_codes_letters_loans_and_pensions_vary(people_office: Office) -> None:
    terms = people_office.read(pay_terms, TODAY).values()
    codes = Counter(one.tax_code for one in terms)
    assert codes["1257L"] > len(terms) // 3 and {"BR", "K175", "D0", "0T", "S1257L"} <= set(codes)
    assert any(code.startswith("C") for code in codes)
    assert {"A", "M", "C", "H", "J"} == {one.ni_letter for one in terms}
    assert {"week1month1", "cumulative"} == {one.basis for one in terms}
    assert any("postgrad" in one.loans for one in terms)
    assert sum(one.pension == "relief-at-source" for one in terms) > 20


def test_letters_fit_the_age(people_office: Office) -> None:
    for terms in people_office.read(pay_terms, TODAY).values():
        assert terms.born is not None
        age = age_on(terms.born, TODAY)
        assert (terms.ni_letter == "M") == (age < 21) and (terms.ni_letter == "C") == (age >= 67)


def test_nobody_s_numbers_are_the_same(people_office: Office) -> None:
    terms = people_office.read(pay_terms, TODAY).values()
    assert len({one.ni_number for one in terms}) == 31
    assert len({(one.bank.sort_code, one.bank.account_number) for one in terms if one.bank}) == 31
    assert {one.bank.sort_code[:2] for one in terms if one.bank} == {"00"}, "no bank's own codes"


def test_every_active_member_has_support_and_every_pa_a_working_week(people_office: Office) -> None:
    links = people_office.read(support_links, TODAY)
    members, people = Counter[int](), Counter[int]()
    for link in links:
        members[link.member_id] += link.weekly_minutes
        people[link.assistant_id] += link.weekly_minutes
    assert len(members) == 44 and len(people) == 31
    assert all(6 * 60 <= minutes <= 60 * 60 for minutes in members.values())
    assert all(15 * 60 <= minutes <= 36 * 60 for minutes in people.values())
    assert all(link.match for link in links)


def test_a_few_things_wait_as_in_every_office(people_office: Office) -> None:
    tones = Counter(item.tone for item in people_office.read(today_items))
    assert tones["bad"] == 1 and 1 <= tones["warn"] <= 5


def test_the_same_size_gives_the_same_office(tmp_path: Path) -> None:
    plan = PLANS["small"]
    rooms = [feature for feature in features() if feature.room in ("members", "assistants")]
    told = []
    for name in ("a", "b"):
        office = create_office(tmp_path / f"{name}.carecoop", "X", "Priya Shah", rooms, practice_day=plan.today)
        for room in rooms:
            if room.demo:
                room.demo.load()(office, plan)
        told.append((office.read(pay_terms, plan.today), office.read(support_links, plan.today)))
        office.close()
    assert told[0] == told[1] and len(told[0][0]) == 6
