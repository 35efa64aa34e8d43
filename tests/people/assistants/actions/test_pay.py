"""Contract, rates, bank and tax, each from a day on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from carecoop_desktop.people.assistants.actions import (
    change_code,
    record_starter,
    set_bank_details,
    set_contract,
    set_pay_rate,
    set_tax_details,
)
from carecoop_desktop.people.assistants.entries import Bank, CodeNotice, Contract, PayRate, Starter, Tax
from carecoop_desktop.people.assistants.queries import (
    assistant_page,
    bank_details_of,
    contracts_of,
    pay_rates_of,
    pay_terms,
    tax_details_of,
)
from carecoop_desktop.platform.kernel.errors import Conflict, Invalid, NotAllowed
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role

DECEMBER = date(2026, 12, 1)


def test_new_terms_stand_beside_the_old(office: Office, add: Callable[..., int]) -> None:
    number = add()
    office.do(set_contract, number, Contract(DECEMBER, pay_frequency="weekly", weekly_minutes=1200))
    assert [(line.since, line.pay_frequency) for line in office.read(contracts_of, number)] == [
        (DECEMBER, "weekly"), (date(2025, 5, 6), "monthly"),
    ]  # fmt: skip
    assert office.read(pay_terms, date(2026, 11, 30))[number].frequency == "monthly"
    assert office.read(pay_terms, DECEMBER)[number].frequency == "weekly"


def test_the_same_day_again_corrects_it(office: Office, add: Callable[..., int]) -> None:
    number = add()
    first = office.do(set_contract, number, Contract(DECEMBER, weekly_minutes=1200)).value
    assert office.do(set_contract, number, Contract(DECEMBER, weekly_minutes=900)).value == first
    assert len(office.read(contracts_of, number)) == 2


SET_FROM: list[tuple[Any, Any, Any, str]] = [
    (set_contract, Contract(DECEMBER, weekly_minutes=1200), Contract(DECEMBER, weekly_minutes=900), "weekly_minutes"),
    (set_pay_rate, PayRate("standard", 1400, DECEMBER), PayRate("standard", 1410, DECEMBER), "pence"),
    (set_bank_details, Bank(DECEMBER, "S Davies", "107999", "88837491"),
     Bank(DECEMBER, "S Davies", "107999", "63748472"), "account_number"),
    (set_tax_details, Tax(DECEMBER, "BR", "A"), Tax(DECEMBER, "K175", "A"), "tax_code"),
    (change_code, CodeNotice(DECEMBER, "BR"), CodeNotice(DECEMBER, "K175"), "tax_code"),
    (record_starter, Starter(DECEMBER, loans="2"), Starter(DECEMBER, loans="1"), "loans"),
]  # fmt: skip


@pytest.mark.parametrize(("deed", "theirs", "mine", "field"), SET_FROM)
def test_what_another_desk_set_from_the_same_day_is_not_written_over(
    office: Office, add: Callable[..., int], deed: Any, theirs: Any, mine: Any, field: str
) -> None:
    number = add()
    seen = office.read(assistant_page, number).mark
    office.do(deed, number, theirs)
    stands = office.read(assistant_page, number)
    with pytest.raises(Conflict, match=r"Priya Shah added (a |)[a-z ]+ at ") as told:
        office.do(deed, number, mine, seen)
    found = {each.field: (each.mine, each.theirs) for each in told.value.fields}
    assert found == {field: (getattr(mine, field), getattr(theirs, field))}
    assert replace(office.read(assistant_page, number), mark=0) == replace(stands, mark=0)
    office.do(deed, number, theirs, seen)
    assert office.do(deed, number, mine, told.value.version).sentence, "what was seen may be corrected"


def test_terms_that_these_follow_are_not_changed_unseen_either(office: Office, add: Callable[..., int]) -> None:
    number = add()
    seen = office.read(assistant_page, number).mark
    office.do(set_tax_details, number, Tax(date(2026, 11, 1), "K175", "C"))
    with pytest.raises(Conflict) as told:
        office.do(set_tax_details, number, Tax(DECEMBER, "BR", "A"), seen)
    assert {"tax_code", "ni_letter"} <= {each.field for each in told.value.fields}
    assert "since" not in {each.field for each in told.value.fields}, "there is no choice between two days"


def test_a_raise_counts_from_its_day(office: Office, add: Callable[..., int]) -> None:
    number = add()
    assert office.do(set_pay_rate, number, PayRate("standard", 1400, DECEMBER)).value == ""
    assert office.read(pay_terms, date(2026, 11, 30))[number].rates["standard"] == 1350
    assert office.read(pay_terms, DECEMBER)[number].rates["standard"] == 1400


def test_a_rate_of_the_same_day_is_corrected_not_doubled(office: Office, add: Callable[..., int]) -> None:
    number = add()
    for pence in (1400, 1410):
        office.do(set_pay_rate, number, PayRate("standard", pence, DECEMBER))
    assert [line.pence for line in office.read(pay_rates_of, number) if line.since == DECEMBER] == [1410]


def test_below_the_minimum_wage_is_taken_and_told(office: Office, add: Callable[..., int]) -> None:
    done = office.do(set_pay_rate, add(), PayRate("standard", 1200, DECEMBER))
    assert "below the minimum wage of £12.71" in done.value
    assert done.sentence == f"Standard hour for Siân Davies: £12.00. {done.value}"


@pytest.mark.parametrize(
    ("rate", "field"),
    [(PayRate("standard", None, DECEMBER), "pence"), (PayRate("x", 1, DECEMBER), "kind"),
     (PayRate("standard", 1300, None), "since"), (PayRate("mileage", 4500, DECEMBER), "pence")],
)  # fmt: skip
def test_wrong_rates_are_refused(office: Office, add: Callable[..., int], rate: PayRate, field: str) -> None:
    with pytest.raises(Invalid) as told:
        office.do(set_pay_rate, add(), rate)
    assert [issue.field for issue in told.value.issues] == [field]


def test_bank_details_are_kept_in_figures(office: Office, add: Callable[..., int]) -> None:
    number = add()
    office.do(set_bank_details, number, Bank(DECEMBER, " S  Davies ", "10 79 99", "8883749"))
    newest = office.read(bank_details_of, number)[0]
    assert (newest.account_name, newest.sort_code, newest.account_number) == ("S Davies", "107999", "08883749")


def test_wrong_bank_details_are_told_field_by_field(office: Office, add: Callable[..., int]) -> None:
    with pytest.raises(Invalid) as told:
        office.do(set_bank_details, add(), Bank(None, "", "20-29", "12"))
    assert [issue.field for issue in told.value.issues] == ["account_name", "since", "sort_code", "account_number"]


def test_empty_bank_details_are_missing_not_unreadable(office: Office, add: Callable[..., int]) -> None:
    with pytest.raises(Invalid) as told:
        office.do(set_bank_details, add(), Bank(DECEMBER, "S Davies", "", ""))
    assert [issue.message for issue in told.value.issues] == ["This is missing.", "This is missing."]


def test_the_mark_of_a_code_becomes_its_basis(office: Office, add: Callable[..., int]) -> None:
    number = add()
    office.do(set_tax_details, number, Tax(DECEMBER, "s1257l m1", "A"))
    newest = office.read(tax_details_of, number)[0]
    assert (newest.tax_code, newest.basis) == ("S1257L", "week1month1")


def test_tax_that_hmrc_does_not_know_is_refused(office: Office, add: Callable[..., int]) -> None:
    number = add()
    with pytest.raises(Invalid) as told:
        office.do(set_tax_details, number, Tax(DECEMBER, "12Z7L", "Q"))
    assert [issue.field for issue in told.value.issues] == ["tax_code", "ni_letter"]
    assert len(office.read(tax_details_of, number)) == 1


@pytest.mark.parametrize("role", [Role.OFFICE, Role.TREASURER, Role.READ_ONLY])
def test_only_payroll_sets_pay(add: Callable[..., int], as_role: Callable[[Role], Office], role: Role) -> None:
    number = add()
    office = as_role(role)
    with pytest.raises(NotAllowed):
        office.do(set_pay_rate, number, PayRate("standard", 1400, DECEMBER))
    with pytest.raises(NotAllowed):
        office.do(set_bank_details, number, Bank(DECEMBER, "S Davies", "202959", "63748472"))
    with pytest.raises(NotAllowed):
        office.do(set_tax_details, number, Tax(DECEMBER, "BR", "A"))
