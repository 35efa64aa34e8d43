"""Attachment orders: bands, protection, carry-forward, turn and fee."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.statutory.attachments import (
    Order,
    OrderKind,
    council_tax,
    direct_earnings,
    in_turn,
    take_orders,
)
from carecoop_desktop.statutory.periods import FORTNIGHTLY, MONTHLY, WEEKLY, PayPeriod
from carecoop_desktop.statutory.tables import Attachments, load_shelf

TABLE = load_shelf().year("2026-27").table(Attachments, date(2026, 11, 20))
DAY = date(2026, 5, 1)
FINE = Order(OrderKind.PRIORITY, "F1", DAY, normal=10_000, protected=60_000)
DEBT = Order(OrderKind.NON_PRIORITY, "D1", DAY, normal=10_000, protected=60_000)
COUNCIL = Order(OrderKind.COUNCIL_TAX, "C1", DAY)
CHILD = Order(OrderKind.CHILD_MAINTENANCE, "M1", DAY, normal=20_000)
DWP = Order(OrderKind.DWP, "W1", DAY)


@pytest.mark.parametrize(
    ("period", "net", "taken"),
    [
        (WEEKLY, 7_500, 0),
        (WEEKLY, 7_501, 225),
        (WEEKLY, 13_500, 405),
        (WEEKLY, 13_501, 675),
        (WEEKLY, 35_500, 4_260),
        (WEEKLY, 50_500, 8_585),
        (WEEKLY, 60_500, 8_585 + 5_000),
        (FORTNIGHTLY, 71_000, 8_520),
        (MONTHLY, 30_000, 0),
        (MONTHLY, 30_001, 900),
        (MONTHLY, 142_000, 17_040),
        (MONTHLY, 202_000, 34_340),
        (MONTHLY, 302_000, 84_340),
    ],
)
def test_council_tax_follows_its_bands(period: PayPeriod, net: int, taken: int) -> None:
    assert council_tax(TABLE, period, net) == taken


@pytest.mark.parametrize(
    ("period", "net", "standard", "higher"),
    [
        (WEEKLY, 10_000, 0, 500),
        (WEEKLY, 10_001, 300, 600),
        (WEEKLY, 37_500, 4_125, 8_250),
        (WEEKLY, 52_001, 10_400, 20_800),
        (MONTHLY, 43_000, 0, 2_150),
        (MONTHLY, 116_000, 8_120, 16_240),
        (MONTHLY, 300_000, 60_000, 120_000),
    ],
)
def test_dwp_takes_a_share_of_all_net_earnings(period: PayPeriod, net: int, standard: int, higher: int) -> None:
    assert direct_earnings(TABLE, period, net, False)[0] == standard
    assert direct_earnings(TABLE, period, net, True)[0] == higher


def test_protected_earnings_hold_a_fine_back_and_both_shortfalls_go_forward() -> None:
    (taken,), _ = take_orders(TABLE, MONTHLY, [FINE], 65_000)
    assert (taken.taken.pence, taken.carried, taken.carried_protected, taken.fee) == (5_000, 5_000, 0, 100)
    (none,), _ = take_orders(TABLE, MONTHLY, [FINE], 50_000)
    assert (none.taken.pence, none.carried, none.carried_protected, none.fee) == (0, 10_000, 10_000, 0)
    later = replace(FINE, carried=none.carried, carried_protected=none.carried_protected)
    (caught,), _ = take_orders(TABLE, MONTHLY, [later], 100_000)
    assert (caught.taken.pence, caught.carried, caught.carried_protected) == (20_000, 0, 0)


def test_a_county_court_debt_carries_nothing_forward() -> None:
    (taken,), _ = take_orders(TABLE, MONTHLY, [DEBT], 65_000)
    assert (taken.taken.pence, taken.carried, taken.carried_protected) == (5_000, 0, 0)


def test_child_maintenance_leaves_three_fifths() -> None:
    (taken,), _ = take_orders(TABLE, MONTHLY, [CHILD], 40_000)
    assert (taken.taken.pence, taken.carried) == (16_000, 4_000)


def test_a_fixed_dwp_amount_carries_its_shortfall_and_the_table_does_not() -> None:
    (fixed,), _ = take_orders(TABLE, MONTHLY, [replace(DWP, normal=30_000)], 50_000)
    assert (fixed.taken.pence, fixed.carried) == (20_000, 10_000)
    orders = [replace(CHILD, normal=30_000), replace(DWP, higher=True)]
    banded = take_orders(TABLE, MONTHLY, orders, 120_000)[0][1]
    assert direct_earnings(TABLE, MONTHLY, 120_000, True) == (26_400, 2_200)
    assert (banded.taken.pence, banded.carried) == (18_000, 0)


def test_orders_are_taken_in_their_turn() -> None:
    late = replace(FINE, reference="F2", received=date(2026, 8, 1))
    turn = in_turn([DEBT, DWP, late, COUNCIL, CHILD, FINE])
    assert [order.reference for order in turn] == ["C1", "F1", "M1", "F2", "W1", "D1"]


def test_a_third_council_tax_order_waits() -> None:
    orders = [replace(COUNCIL, reference=name) for name in ("C1", "C2", "C3")]
    first, second, third = take_orders(TABLE, MONTHLY, orders, 150_000)[0]
    assert first.taken.pence > second.taken.pence > 0
    assert (third.taken.pence, third.fee) == (0, 0)
    assert any("2 council tax orders" in line.text for line in third.taken.lines)


def test_no_more_is_taken_than_is_left_to_pay() -> None:
    (taken,), _ = take_orders(TABLE, MONTHLY, [replace(FINE, left=2_500, carried=500)], 100_000)
    assert (taken.taken.pence, taken.carried) == (2_500, 0)


def test_loans_stand_between_dwp_and_county_court() -> None:
    orders, room = take_orders(TABLE, MONTHLY, [FINE, DEBT], 85_000, loans=9_900)
    assert room == 15_000
    assert [order.taken.pence for order in orders] == [10_000, 5_100]


def test_an_office_may_waive_its_fee() -> None:
    (taken,), _ = take_orders(TABLE, MONTHLY, [replace(FINE, fee=False)], 100_000)
    assert taken.fee == 0


ORDERS = st.builds(
    Order,
    st.sampled_from(list(OrderKind)),
    st.text("ABC", min_size=1, max_size=2),
    st.dates(date(2025, 1, 1), date(2026, 1, 1)),
    st.integers(0, 50_000),
    st.integers(0, 80_000),
    st.booleans(),
    st.integers(0, 10_000),
    st.integers(0, 10_000),
    st.none() | st.integers(0, 100_000),
)


@given(st.lists(ORDERS, max_size=6), st.integers(-5_000, 400_000), st.integers(0, 400).map(lambda pounds: pounds * 100))
def test_no_order_takes_what_is_protected_or_not_there(orders: list[Order], net: int, loans: int) -> None:
    taken, room = take_orders(TABLE, MONTHLY, orders, net, loans)
    left = max(net, 0)
    assert len(taken) == len(orders)
    assert 0 <= room <= left
    for deduction in taken:
        amount = deduction.taken.pence
        assert amount >= 0
        assert min(deduction.carried, deduction.carried_protected) >= 0
        if amount and deduction.order.kind in (OrderKind.PRIORITY, OrderKind.NON_PRIORITY):
            assert left - amount >= deduction.order.protected + deduction.order.carried_protected
        left -= amount
        assert left >= 0
        assert deduction.taken.lines[-1].pence == amount
        assert deduction.fee == (100 if amount else 0)


def lines(order: Order, net: int, period: PayPeriod = MONTHLY) -> list[tuple[str, int | None]]:
    (deduction,), _ = take_orders(TABLE, period, [order], net)
    return [(line.label, line.pence) for line in deduction.taken.lines]


def test_the_working_of_a_council_order_shows_its_band() -> None:
    assert lines(COUNCIL, 100_000) == [
        ("Attachable earnings", 100_000),
        ("12% of £1,000.00", 12_000),
        ("Council tax attachment of earnings order C1", 12_000),
    ]
    assert lines(COUNCIL, 302_000)[1] == ("17% of £2,020.00 and 50% of £1,000.00", 84_340)
    assert lines(COUNCIL, 71_000, FORTNIGHTLY)[1:3] == [("Net earnings of one week", 35_500), ("12% of £355.00", 8_520)]


def test_the_working_of_a_fine_shows_what_was_brought_forward_and_held_back() -> None:
    assert lines(replace(FINE, carried=2_000), 65_000) == [
        ("Attachable earnings", 65_000),
        ("Deduction named in the order", 10_000),
        ("Brought forward", 2_000),
        ("Protected earnings", 60_000),
        ("Less than the order asks for", -7_000),
        ("AEO, priority (maintenance or fines) F1", 5_000),
    ]


def test_every_line_of_an_order_names_rule_and_source() -> None:
    taken, _ = take_orders(TABLE, MONTHLY, [FINE, DEBT, COUNCIL, CHILD, DWP], 150_000)
    for deduction in taken:
        assert all(line.rule and line.source for line in deduction.taken.lines)
