"""The lines of an account and its months."""

from __future__ import annotations

from datetime import date

from carecoop_desktop.money.ledger.actions import pay_out, receive_money
from carecoop_desktop.money.ledger.queries import lines_by_member, member_lines, month_flows, opening_balances


def _fill(office, two) -> None:
    office.do(receive_money, two.ann, two.council, "direct-payment", 10_000, date(2026, 9, 7))
    office.do(pay_out, two.ann, "training", 4_000, date(2026, 9, 20), "Course")
    office.do(receive_money, two.ann, two.board, "phb", 2_500, date(2026, 10, 1))
    office.do(pay_out, two.ann, "refund", 1_000, date(2026, 11, 3))


def test_each_line_carries_the_balance_after_it(office, two) -> None:
    _fill(office, two)
    lines = office.read(member_lines, two.ann, date(2026, 9, 10), date(2026, 10, 31))
    assert [(line.heading, line.pence, line.balance) for line in lines] == [
        ("training", -4_000, 6_000), ("phb", 2_500, 8_500)
    ]  # fmt: skip
    assert lines[0].words == "Training of PAs"
    assert lines[1].funder == "NHS Cheshire and Merseyside ICB"
    assert office.read(opening_balances, date(2026, 9, 10)) == {two.ann: 10_000}


def test_all_members_at_once(office, two) -> None:
    _fill(office, two)
    office.do(receive_money, two.james, None, "contribution", 300, date(2026, 10, 5))
    found = office.read(lines_by_member, date(2026, 10, 1), date(2026, 10, 31))
    assert {member: len(lines) for member, lines in found.items()} == {two.ann: 1, two.james: 1}
    assert found[two.james][0].balance == 300


def test_months_add_up_to_the_balance(office, two) -> None:
    _fill(office, two)
    flows = office.read(month_flows, date(2026, 11, 30), 3)[two.ann]
    assert [(flow.month.month, flow.coming, flow.going, flow.running, flow.balance) for flow in flows] == [
        (9, 10_000, 4_000, 4_000, 6_000), (10, 2_500, 0, 0, 8_500), (11, 0, 1_000, 0, 7_500)
    ]  # fmt: skip
    later = office.read(month_flows, date(2026, 11, 30), 2)[two.ann]
    assert later[0].balance == 8_500
    assert office.read(month_flows, date(2026, 11, 30), 2, [two.james]) == {}
