"""Funders and agreements as staff change them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from carecoop_desktop.people.funding.actions import (
    add_agreements,
    add_funder,
    change_agreement,
    change_funder,
    end_agreement,
)
from carecoop_desktop.people.funding.entries import Agreement, Funder
from carecoop_desktop.people.funding.queries import agreement, agreements_of, funders, weekly_budgets
from carecoop_desktop.platform.kernel.errors import Conflict, Invalid, NotAllowed, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User

TODAY = date(2026, 11, 30)


def test_a_funder_is_added_once(office: Office, funder: Callable[..., int]) -> None:
    funder("Cheshire  West and Chester ", code="E06000050", surplus_weeks=8)
    (line,) = office.read(funders)
    assert (line.name, line.code, line.surplus_weeks, line.members) == ("Cheshire West and Chester", "E06000050", 8, 0)
    with pytest.raises(Invalid, match="already"):
        funder("cheshire west AND chester")


def test_a_funder_is_changed_but_not_into_another(office: Office, funder: Callable[..., int]) -> None:
    wirral, _icb = funder("Wirral"), funder("NHS Cheshire", "icb")
    office.do(change_funder, wirral, 1, Funder("Wirral Council", surplus_weeks=12))
    assert office.read(funders)[-1].surplus_weeks == 12
    with pytest.raises(Invalid):
        office.do(change_funder, wirral, 2, Funder("nhs cheshire"))
    with pytest.raises(Conflict):
        office.do(change_funder, wirral, 1, Funder("Wirral MBC"))


def test_an_agreement_says_who_pays_what(
    office: Office, member: Callable[..., int], funder: Callable[..., int], agree: Callable[..., int]
) -> None:
    james = member()
    number = agree(james, funder())
    assert office.next_undo() == "Wirral pays £612.40 a week for James Hollis"
    line = office.read(agreement, number)
    assert (line.funder, line.scheme, line.weekly, line.contribution, line.frequency) == (
        "Wirral", "DP", 61_240, 3_800, "four-weekly",
    )  # fmt: skip


def test_several_funders_pay_for_one_member(
    office: Office, member: Callable[..., int], funder: Callable[..., int], agree: Callable[..., int]
) -> None:
    james = member()
    agree(james, funder())
    agree(james, funder("NHS Cheshire and Merseyside ICB", "icb"), scheme="PHB", weekly=20_000, contribution=0)
    budget = office.read(weekly_budgets, TODAY)[james]
    assert (budget.weekly, budget.contribution) == (81_240, 3_800)
    assert [line.scheme for line in budget.lines] == ["DP", "PHB"]


def test_wrong_agreements_are_refused_whole(
    office: Office, member: Callable[..., int], funder: Callable[..., int], agree: Callable[..., int]
) -> None:
    james, wirral = member(), funder()
    with pytest.raises(Invalid) as told:
        agree(james, wirral, weekly=None, scheme="x", start=None)
    assert {issue.field for issue in told.value.issues} == {"weekly", "scheme", "start"}
    with pytest.raises(Refusal, match="member is no longer there"):
        agree(99, wirral)
    with pytest.raises(Refusal, match="funder is no longer there"):
        agree(james, 99)
    assert office.read(agreements_of, james) == []


def test_many_are_added_at_once_or_none(office: Office, member: Callable[..., int], funder: Callable[..., int]) -> None:
    james, wirral = member(), funder()
    good = Agreement(james, wirral, "DP", 100, date(2026, 4, 1))
    with pytest.raises(Invalid):
        office.do(add_agreements, [good, Agreement(james, wirral, "x", 100, date(2026, 4, 1))])
    assert office.read(agreements_of, james) == []
    assert len(office.do(add_agreements, [good, good]).value) == 2


def test_a_correction_says_what_and_the_late_desk_is_told(
    office: Office, member: Callable[..., int], funder: Callable[..., int], agree: Callable[..., int]
) -> None:
    number = agree(member(), funder())
    done = office.do(change_agreement, number, 1, weekly=70_000, reference="ASC/1")
    assert done.sentence == "Changed the agreement for James Hollis: reference, weekly"
    with pytest.raises(Conflict) as told:
        office.do(change_agreement, number, 1, weekly=71_000)
    assert "weekly" in {field.field for field in told.value.fields}
    with pytest.raises(Invalid):
        office.do(change_agreement, number, 2, contribution=99_999)
    with pytest.raises(Refusal, match="has no colour"):
        office.do(change_agreement, number, 2, colour="red")


def test_an_agreement_ends_on_its_last_day(
    office: Office, member: Callable[..., int], funder: Callable[..., int], agree: Callable[..., int]
) -> None:
    james = member()
    number = agree(james, funder())
    done = office.do(end_agreement, number, date(2026, 12, 31))
    assert done.sentence == "Direct payment for James Hollis ends on 31 Dec 2026"
    assert james in office.read(weekly_budgets, date(2026, 12, 31))
    assert james not in office.read(weekly_budgets, date(2027, 1, 1))
    office.undo()
    assert james in office.read(weekly_budgets, date(2027, 1, 1))


@pytest.mark.parametrize("day", [None, date(2026, 3, 31)])
def test_an_end_must_be_sane(
    office: Office, member: Callable[..., int], funder: Callable[..., int], agree: Callable[..., int], day: date | None
) -> None:
    number = agree(member(), funder())
    with pytest.raises(Invalid):
        office.do(end_agreement, number, day)


@pytest.mark.parametrize("role", [Role.PAYROLL, Role.READ_ONLY])
def test_others_change_no_funding(office: Office, role: Role) -> None:
    office.user = User("Sam Other", role)
    with pytest.raises(NotAllowed, match="change funders and agreements"):
        office.do(add_funder, Funder("Wirral"))
