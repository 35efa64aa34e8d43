"""The chart's figures."""

from __future__ import annotations

from datetime import date

from carecoop_desktop.money.ledger.actions import charge_earlier_wages, receive_money
from carecoop_desktop.money.ledger.entries import EarlierWages
from carecoop_desktop.money.ledger.queries import member_series


def test_it_begins_with_the_first_money_and_looks_three_months_ahead(office, two) -> None:
    office.do(receive_money, two.ann, two.council, "direct-payment", 600_000, date(2026, 9, 7))
    for month in (9, 10, 11):
        office.do(charge_earlier_wages, date(2026, month, 1), [EarlierWages(two.ann, 600, 100_000)])
    found = office.read(member_series, two.ann)
    assert found is not None
    assert found.known == (500_000, 400_000, 300_000)
    assert found.going == 100_000
    assert found.coming == 216_667
    assert found.ahead == (416_667, 533_334, 650_001)
    assert found.contingency == 200_000
    assert (found.months[0], found.months[-1]) == (date(2026, 9, 1), date(2027, 2, 1))


def test_nothing_comes_where_nothing_came(office, two) -> None:
    office.do(receive_money, two.ann, two.council, "direct-payment", 600_000, date(2026, 5, 7))
    found = office.read(member_series, two.ann)
    assert found is not None
    assert found.coming == 0
    assert found.ahead == (600_000,) * 3


def test_no_account_no_chart(office, two) -> None:
    assert office.read(member_series, two.james) is None
