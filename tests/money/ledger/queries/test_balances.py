"""What accounts hold, and how long it lasts."""

from __future__ import annotations

from datetime import date

from carecoop_desktop.money.ledger.actions import charge_fee, receive_money
from carecoop_desktop.money.ledger.queries import (
    account_balance,
    balances,
    low_accounts,
    member_standing,
    standings,
    strictest,
)
from carecoop_desktop.people.members.actions import add_member

DAY = date(2026, 11, 2)


def _weeks(office, day) -> dict[int, int | None]:
    return {each.member_id: each.tenths for each in office.read(standings, day)}


def test_weeks_of_cover_on_a_day(office, two) -> None:
    office.do(receive_money, two.james, two.council, "direct-payment", 397_600, DAY)
    assert _weeks(office, DAY) == {two.james: 79, two.ann: 0}
    assert _weeks(office, date(2026, 11, 1)) == {two.james: 0, two.ann: 0}
    assert _weeks(office, date(2025, 1, 1)) == {}
    assert office.read(account_balance, "client-bank") == 397_600
    assert office.read(account_balance, "hmrc-owed") == 0


def test_no_budget_means_no_weeks(office, two) -> None:
    other = office.do(add_member, name="Eve Stone").value
    office.do(receive_money, other, None, "contribution", 5_000, DAY)
    assert _weeks(office, DAY)[other] is None
    standing = office.read(member_standing, other)
    assert standing is not None
    assert not standing.low


def test_low_accounts_the_lowest_first(office, two) -> None:
    office.do(receive_money, two.james, two.council, "direct-payment", 80_000, DAY)
    office.do(charge_fee, two.ann, 500, DAY)
    low = office.read(low_accounts)
    assert [each.name for each in low] == ["Ann Dâfydd", "James Hollis"]
    assert [each.tenths for each in low] == [0, 16]
    assert low[0].balance == -500
    office.do(receive_money, two.james, two.council, "direct-payment", 120_000, DAY)
    assert [each.name for each in office.read(low_accounts)] == ["Ann Dâfydd"]


def test_the_strictest_rule_counts(office, two) -> None:
    found = {each.member_id: each.limit_weeks for each in office.read(standings)}
    assert found == {two.james: 8, two.ann: 8}
    assert strictest(None, {1: 4}) is None
    assert office.read(member_standing, 4711) is None


def test_a_balance_is_of_its_day(office, two) -> None:
    office.do(receive_money, two.ann, None, "contribution", 500, DAY)
    office.do(receive_money, two.ann, None, "contribution", 700, date(2026, 11, 30))
    assert office.read(balances, date(2026, 11, 29)) == {two.ann: 500}
    assert office.read(balances, None) == {two.ann: 1_200}
