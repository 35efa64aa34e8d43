"""The demo office's funding."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from carecoop_desktop.app import features
from carecoop_desktop.people.assistants.queries import support_links
from carecoop_desktop.people.funding.queries import agreements_of, funders, today_items, weekly_budgets
from carecoop_desktop.people.members.queries import member_names
from carecoop_desktop.platform.office.demo import PLANS
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import create_office

TODAY = date(2026, 11, 30)


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    rooms = [feature for feature in features() if feature.wing == "people"]
    plan = PLANS["office"]
    place = tmp_path_factory.mktemp("funding") / "people.carecoop"
    office = create_office(place, "Dee Valley", "Priya Shah", rooms, practice_day=plan.today)
    for room in rooms:
        if room.demo is not None:
            room.demo.load()(office, plan)
    yield office
    office.close()


def test_three_councils_and_two_boards(people: Office) -> None:
    kinds = [line.kind for line in people.read(funders)]
    assert kinds.count("council") == 3 and kinds.count("icb") == 2 and kinds.count("self") == 1
    assert all(line.members for line in people.read(funders))
    assert all(line.code for line in people.read(funders) if line.kind in ("council", "icb"))


def test_every_member_has_an_agreement_and_some_have_two_funders(people: Office) -> None:
    budgets = people.read(weekly_budgets, TODAY)
    assert len(budgets) == 45, "one member is still joining"
    assert 3 <= sum(len(budget.lines) > 1 for budget in budgets.values()) <= 10
    assert all(people.read(agreements_of, number) for number in people.read(member_names))


def test_the_budgets_cover_the_hours(people: Office) -> None:
    minutes: dict[int, int] = {}
    for link in people.read(support_links, TODAY):
        minutes[link.member_id] = minutes.get(link.member_id, 0) + link.weekly_minutes
    budgets = people.read(weekly_budgets, TODAY)
    for member, worked in minutes.items():
        assert 1_850 * worked <= budgets[member].weekly * 60 <= 2_100 * worked


def test_a_share_is_at_most_a_fifth_and_the_budget_of_last_year_was_lower(people: Office) -> None:
    for member, budget in people.read(weekly_budgets, TODAY).items():
        assert 0 <= budget.contribution * 5 <= budget.weekly
        before = people.read(weekly_budgets, date(2026, 3, 31)).get(member)
        assert before is None or before.weekly < budget.weekly


def test_a_few_reviews_and_ends_wait(people: Office) -> None:
    items = people.read(today_items)
    assert 2 <= len(items) <= 6 and sum(item.tone == "bad" for item in items) == 1
