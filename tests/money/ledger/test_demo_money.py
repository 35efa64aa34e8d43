"""How the demo's accounts are brought to where a real one might stand."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.money.ledger.demo_money import LOW_TENTHS, Year, months_of, settle
from carecoop_desktop.money.ledger.entries import Receipt
from carecoop_desktop.platform.office.demo import PLANS

PLAN = PLANS["small"]
MONTHLY = st.lists(st.integers(-60_000, 60_000), min_size=12, max_size=12)


def test_twelve_months() -> None:
    months = months_of(PLAN)
    assert (months[0], months[-1], len(months)) == (date(2025, 12, 1), date(2026, 11, 1), 12)


def test_the_lowest_month_end() -> None:
    year = Year(moved={date(2026, 1, 1): -50, date(2025, 12, 1): 30, date(2026, 2, 1): 90})
    assert year.lowest() == -20
    assert year.lowest(100) == 80


@given(st.lists(MONTHLY, min_size=6, max_size=6))
def test_no_account_ever_goes_below_nothing(moved: list[list[int]]) -> None:
    months = months_of(PLAN)
    years = {n: Year(40_000, moved=dict(zip(months, each, strict=True))) for n, each in enumerate(moved)}
    receipts = [Receipt(n, 1, "direct-payment", 1_000, month) for n in years for month in months]
    came, refunds = settle(years, receipts, PLAN, PLAN.dice("test"))
    for number, year in years.items():
        ends = Year(moved=dict(year.moved))
        for refund in refunds:
            if refund.member_id == number:
                ends.move(refund.day, -refund.pence)
        begin = sum(each.pence for each in came if each.member_id == number and each.heading != "direct-payment")
        assert ends.lowest(begin) >= 0
    assert len([each for each in came if each.heading == "direct-payment"]) >= len(receipts) - 2 * len(LOW_TENTHS)
