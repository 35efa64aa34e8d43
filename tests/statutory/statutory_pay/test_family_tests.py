"""Who qualifies for family pay, a day and a penny either side of each condition."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from carecoop_desktop.platform.kernel.dates import Span
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.statutory.statutory_pay import Claim, FamilyPayKind, average_weekly, examine, relevant_week
from carecoop_desktop.statutory.tables import load_shelf

SHELF = load_shelf()
DUE = date(2026, 11, 4)  # week from 1 Nov 2026; the 15th week before it is 19 to 25 July
CLAIM = Claim(FamilyPayKind.MATERNITY, DUE, date(2020, 1, 1), date(2026, 10, 1), average_weekly(50_000, weeks=1))


def failed(claim: Claim) -> list[str]:
    return [check.sentence for check in examine(SHELF, claim) if not check.passed]


@pytest.mark.parametrize(
    ("kind", "adoption", "week"),
    [
        (FamilyPayKind.MATERNITY, False, Span(date(2026, 7, 19), date(2026, 7, 25))),
        (FamilyPayKind.PATERNITY, False, Span(date(2026, 7, 19), date(2026, 7, 25))),
        (FamilyPayKind.SHARED, False, Span(date(2026, 7, 19), date(2026, 7, 25))),
        (FamilyPayKind.ADOPTION, False, Span(date(2026, 11, 1), date(2026, 11, 7))),
        (FamilyPayKind.PATERNITY, True, Span(date(2026, 11, 1), date(2026, 11, 7))),
        (FamilyPayKind.BEREAVEMENT, False, Span(date(2026, 10, 25), date(2026, 10, 31))),
        (FamilyPayKind.NEONATAL, False, Span(date(2026, 10, 25), date(2026, 10, 31))),
    ],
)
def test_each_kind_has_its_week(kind: FamilyPayKind, adoption: bool, week: Span) -> None:
    assert relevant_week(kind, DUE, adoption) == week


def test_a_sunday_begins_its_week() -> None:
    assert relevant_week(FamilyPayKind.ADOPTION, date(2026, 11, 1)).first == date(2026, 11, 1)
    assert relevant_week(FamilyPayKind.ADOPTION, date(2026, 10, 31)).first == date(2026, 10, 25)


def test_a_plain_claim_meets_every_condition() -> None:
    assert failed(CLAIM) == []
    assert len(examine(SHELF, CLAIM)) == 6


def test_26_weeks_of_service_to_the_day() -> None:
    latest = date(2026, 7, 25) - timedelta(weeks=25)
    assert failed(replace(CLAIM, employed_from=latest)) == []
    (sentence,) = failed(replace(CLAIM, employed_from=latest + timedelta(days=1)))
    assert sentence.endswith("26 weeks by the week to 25 Jul 2026 need a start by 31 Jan 2026.")


@pytest.mark.parametrize(("pence", "met"), [(12_899, False), (12_900, True)])
def test_earnings_to_the_penny(pence: int, met: bool) -> None:
    sentences = failed(replace(CLAIM, average=average_weekly(pence, weeks=1)))
    assert (sentences == []) is met


def test_a_fraction_below_the_limit_is_below() -> None:
    assert failed(replace(CLAIM, average=average_weekly(103_199, weeks=8)))


def test_the_limit_is_that_of_the_relevant_week() -> None:
    early = replace(CLAIM, event=date(2026, 5, 6), pay_from=date(2026, 4, 20), average=average_weekly(12_500, weeks=1))
    assert failed(early) == []


def test_employment_must_reach_the_week() -> None:
    assert failed(replace(CLAIM, employed_to=date(2026, 7, 19))) == []
    assert failed(replace(CLAIM, employed_to=date(2026, 7, 18)))
    father = replace(CLAIM, kind=FamilyPayKind.PATERNITY, pay_from=DUE)
    assert failed(replace(father, employed_to=DUE)) == []
    assert failed(replace(father, employed_to=DUE - timedelta(days=1)))


def test_maternity_pay_does_not_begin_too_early() -> None:
    earliest = date(2026, 8, 16)
    assert failed(replace(CLAIM, pay_from=earliest)) == []
    assert failed(replace(CLAIM, pay_from=earliest - timedelta(days=1))) == [
        "Pay from 15 Aug 2026; the earliest day is 16 Aug 2026."
    ]


def test_missing_papers_are_named() -> None:
    assert failed(replace(CLAIM, evidence=False, notice=False)) == [
        "No evidence received.",
        "Notice not given in time.",
    ]
    shared = replace(CLAIM, kind=FamilyPayKind.SHARED, partner_tests=False)
    assert failed(shared) == ["The other parent's work and earnings tests were not declared as met."]


def test_neonatal_pay_may_use_the_week_of_another_entitlement() -> None:
    care = replace(CLAIM, kind=FamilyPayKind.NEONATAL, event=DUE, pay_from=DUE, employed_from=date(2026, 3, 1))
    assert failed(care) == []
    assert failed(replace(care, entitled_week=date(2026, 7, 20)))


def test_neonatal_pay_did_not_exist_before_april_2025() -> None:
    with pytest.raises(Refusal, match="no Statutory Neonatal Care Pay yet on 1 Mar 2025"):
        examine(SHELF, replace(CLAIM, kind=FamilyPayKind.NEONATAL, pay_from=date(2025, 3, 1), event=date(2025, 3, 1)))
