"""Amounts of family pay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.kernel.dates import Span
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.statutory.statutory_pay import Claim, FamilyPayKind, average_weekly, family_pay
from carecoop_desktop.statutory.tables import load_shelf

SHELF = load_shelf()
START = date(2026, 10, 1)
CLAIM = Claim(FamilyPayKind.MATERNITY, date(2026, 10, 14), date(2020, 1, 1), START, average_weekly(50_000, weeks=1))


def pay(claim: Claim, first: date, last: date, weeks: int | None = None, before: int = 0) -> int:
    return family_pay(SHELF, claim, Span(first, last), weeks, before).pay.pence


def earning(pence: int) -> Claim:
    return replace(CLAIM, average=average_weekly(pence, weeks=1))


def test_parts_of_weeks_are_sevenths_and_the_total_goes_up() -> None:
    assert pay(CLAIM, START, date(2026, 10, 30)) == 192_858
    assert pay(CLAIM, date(2026, 11, 12), date(2026, 11, 18)) == 19_432
    assert pay(earning(33_333), START, date(2026, 10, 7)) == 30_000


def test_below_the_lower_earnings_limit_nothing_is_due_and_the_record_says_why() -> None:
    result = family_pay(SHELF, earning(10_000), Span(START, date(2026, 10, 31)))
    assert result.pay.pence == 0
    assert result.reasons == (
        "Average weekly earnings of £100.00; the lower earnings limit in the week to 4 Jul 2026 was £129.00.",
    )
    assert result.pay.lines[-1].label == "No Statutory Maternity Pay"


def test_two_weeks_of_paternity_pay_are_the_most() -> None:
    father = replace(
        CLAIM,
        kind=FamilyPayKind.PATERNITY,
        event=date(2026, 10, 4),
        pay_from=date(2026, 10, 5),
        average=average_weekly(30_000, weeks=1),
    )
    assert pay(father, START, date(2026, 10, 31)) == 38_864
    assert pay(father, START, date(2026, 10, 31), weeks=1) == 19_432
    assert pay(father, START, date(2026, 10, 31), weeks=2, before=1) == 19_432
    assert pay(father, START, date(2026, 10, 31), weeks=2, before=2) == 0


def test_the_seventh_week_falls_to_the_lower_of_both() -> None:
    sixth, seventh = START + timedelta(weeks=5), START + timedelta(weeks=6)
    week = timedelta(days=6)
    assert pay(CLAIM, sixth, sixth + week) == 45_000
    assert pay(CLAIM, seventh, seventh + week) == 19_432
    low = earning(20_000)
    assert pay(low, seventh, seventh + week) == 18_000


def test_39_weeks_are_the_most() -> None:
    march = replace(CLAIM, event=date(2026, 3, 1), pay_from=date(2026, 2, 1))
    result = family_pay(SHELF, march)
    assert result.days == 39 * 7
    assert result.pay.pence == 6 * 45_000 + 3 * 18_718 + 30 * 19_432


def test_a_new_rate_begins_with_the_pay_week_after_aprils_first_sunday() -> None:
    claim = replace(CLAIM, event=date(2026, 2, 10), pay_from=date(2026, 1, 28))  # weeks begin on Wednesdays
    assert pay(claim, date(2026, 4, 1), date(2026, 4, 7)) == 18_718
    assert pay(claim, date(2026, 4, 8), date(2026, 4, 14)) == 19_432


def test_weeks_beyond_the_tables_matter_only_when_they_are_asked_for() -> None:
    assert pay(CLAIM, date(2027, 3, 1), date(2027, 3, 31)) > 0
    with pytest.raises(Refusal, match="No tables say what the family pay is"):
        family_pay(SHELF, CLAIM)


@pytest.mark.parametrize(
    ("kind", "weeks"), [(FamilyPayKind.SHARED, 37), (FamilyPayKind.BEREAVEMENT, 2), (FamilyPayKind.NEONATAL, 12)]
)
def test_other_kinds_have_their_weeks(kind: FamilyPayKind, weeks: int) -> None:
    claim = replace(CLAIM, kind=kind, event=date(2026, 4, 20), pay_from=date(2026, 5, 1))
    result = family_pay(SHELF, claim)
    assert result.days == weeks * 7
    assert result.pay.pence == weeks * 19_432


def test_adoption_pay_is_paid_like_maternity_pay() -> None:
    adoption = replace(CLAIM, kind=FamilyPayKind.ADOPTION, event=date(2026, 9, 15))
    assert pay(adoption, START, date(2026, 10, 30)) == 192_858


def test_the_working_names_rates_and_reasons() -> None:
    lines = family_pay(SHELF, CLAIM, Span(date(2026, 11, 1), date(2026, 11, 30))).pay.lines
    texts = [line.text for line in lines if " at £" in line.text]
    assert texts == [
        "1 week and 4/7 of a week at £450.00 a week: 90% of average earnings in the first 6 weeks",
        "2 weeks and 5/7 of a week at £194.32 a week: the flat rate, as it is not above 90% of average earnings",
    ]
    assert lines[0].label == "Met"


@given(
    weekly=st.integers(12_900, 100_000),
    split=st.integers(1, 100),
    kind=st.sampled_from([FamilyPayKind.MATERNITY, FamilyPayKind.ADOPTION, FamilyPayKind.SHARED]),
)
def test_two_pay_periods_pay_what_one_would_but_for_the_pennies(weekly: int, split: int, kind: FamilyPayKind) -> None:
    claim = replace(earning(weekly), kind=kind, event=date(2026, 10, 14) if kind != "SAP" else date(2026, 9, 1))
    end = START + timedelta(days=120)
    middle = START + timedelta(days=split)
    whole = pay(claim, START, end)
    parts = pay(claim, START, middle) + pay(claim, middle + timedelta(days=1), end)
    assert whole <= parts <= whole + 1
    result = family_pay(SHELF, claim, Span(START, end))
    assert result.pay.lines[-1].pence == result.pay.pence
