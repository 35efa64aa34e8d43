"""The demo's twelve months of money."""

from __future__ import annotations

from datetime import date

from carecoop_desktop.money.ledger.queries import (
    balances,
    member_lines,
    month_flows,
    overdrawn,
    owed_for_pay,
    proof,
)

FIRST, LAST = date(2025, 12, 1), date(2026, 11, 30)


def test_nobody_is_overdrawn_and_members_money_is_there(demo_office) -> None:
    assert demo_office.read(overdrawn) == []
    found = demo_office.read(proof)
    assert found.holds
    assert found.from_office == 0
    assert found.bank > found.owed > 0


def test_net_pay_is_sent_and_this_months_tax_is_not_due_yet(demo_office) -> None:
    owed = demo_office.read(owed_for_pay)
    assert owed["net-pay-owed"] == 0
    assert owed["hmrc-owed"] > 0


def test_twelve_months_of_statements_have_something_to_say(demo_office) -> None:
    flows = demo_office.read(month_flows, LAST, 12)
    whole = [rows for rows in flows.values() if all(row.going for row in rows)]
    assert len(whole) >= 4
    assert all(row.balance >= 0 for rows in whole for row in rows)


def test_wages_come_from_the_earlier_payroll_until_march(demo_office) -> None:
    member = next(iter(demo_office.read(balances, LAST)))
    lines = demo_office.read(member_lines, member, FIRST, LAST)
    earlier = {line.day.month for line in lines if line.heading == "earlier-wages"}
    ours = {line.day.month for line in lines if line.heading == "wages"}
    assert earlier == {12, 1, 2, 3}
    assert ours == {4, 5, 6, 7, 8, 9, 10, 11}
    assert all(line.minutes for line in lines if line.heading in ("wages", "earlier-wages"))


def test_some_contributions_are_late(demo_office) -> None:
    with demo_office.database.reading() as connection:
        days = connection.exec_driver_sql(
            "SELECT account_id, max(day) FROM posting "
            "WHERE heading = 'contribution' AND funder_id IS NULL AND pence < 0 GROUP BY account_id"
        ).all()
    assert min(day for _account, day in days) < "2026-10-15"
