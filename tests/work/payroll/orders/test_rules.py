"""What orders take over many paydays, whatever the pay: never too much, never out of protected earnings."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.statutory.attachments import take_orders
from carecoop_desktop.statutory.periods import pay_period
from carecoop_desktop.statutory.tables import load_shelf
from carecoop_desktop.statutory.tables.orders import Attachments
from carecoop_desktop.work.payroll.orders.rules import (
    KINDS,
    SHORT,
    again_in_period,
    digits,
    order_issues,
    orders_of,
    orders_taken,
    orders_working,
    paid_off,
)
from tests.work.payroll.orders.conftest import an_order

TODAY = date(2026, 4, 10)
TABLE = load_shelf().on(Attachments, date(2026, 4, 28))
MONTHLY = pay_period("monthly")
KIND = st.sampled_from(sorted(KINDS))
PAY = st.integers(min_value=0, max_value=400_000)


def plain(kind: str = "aeo-priority", **more: Any) -> dict[str, Any]:
    """An order as a payslip's inputs name it."""
    base = {"id": 1, "kind": kind, "reference": "R1", "received": "2026-04-01", "normal": 10_000, "protected": 0,
            "higher": False, "carried": 0, "carried_protected": 0, "left": None, "fee": True}  # fmt: skip
    return {**base, **more}


def taken(orders: list[dict[str, Any]], pay: int) -> list[dict[str, Any]]:
    """What orders took of one month's attachable pay."""
    inputs = {"orders": orders}
    deductions, _ = take_orders(TABLE, MONTHLY, orders_of(inputs), pay)
    found: list[dict[str, Any]] = orders_taken(inputs, deductions).get("orders_taken", [])
    return found


@given(PAY, st.integers(1, 60_000), st.integers(0, 200_000))
def test_an_aeo_never_takes_from_protected_earnings(pay: int, normal: int, protected: int) -> None:
    (one,) = taken([plain("aeo", normal=normal, protected=protected)], pay)
    assert 0 <= one["taken"] <= normal
    assert pay - one["taken"] >= min(pay, protected)


@given(st.lists(PAY, min_size=1, max_size=24), st.integers(1, 50_000), st.integers(0, 150_000))
def test_what_is_short_is_carried_and_nothing_gets_lost(months: list[int], normal: int, protected: int) -> None:
    order, together = plain(normal=normal, protected=protected), 0
    for number, pay in enumerate(months, start=1):
        (one,) = taken([order], pay)
        together += one["taken"]
        order = {**order, "carried": one["carried"], "carried_protected": one["carried_protected"]}
        assert together + order["carried"] == number * normal
        assert pay - one["taken"] >= min(pay, protected)


@given(st.lists(PAY, min_size=1, max_size=24), KIND, st.integers(1, 300_000), st.integers(1, 40_000))
def test_no_order_takes_more_than_is_left_of_its_total(months: list[int], kind: str, total: int, normal: int) -> None:
    named = normal if kind in ("aeo", "aeo-priority", "child-maintenance") else 0
    order, left = plain(kind, normal=named), total
    for pay in months:
        (one,) = taken([{**order, "left": left}], pay)
        left -= one["taken"]
        order = {**order, "carried": one["carried"], "carried_protected": one["carried_protected"]}
        assert left >= 0
        assert order["carried"] <= left


@given(PAY, st.lists(st.tuples(KIND, st.integers(1, 50_000)), min_size=1, max_size=5))
def test_orders_together_never_take_more_than_the_pay(pay: int, several: list[tuple[str, int]]) -> None:
    orders = [plain(kind, id=number, reference=f"R{number}", normal=0 if kind == "council-tax" else normal)
              for number, (kind, normal) in enumerate(several)]  # fmt: skip
    found = taken(orders, pay)
    assert sorted(each["id"] for each in found) == sorted(each["id"] for each in orders)
    assert sum(each["taken"] for each in found) <= pay
    assert all(each["fee"] == (100 if each["taken"] else 0) for each in found)


@given(PAY, st.sampled_from(("child-maintenance", "dwp")), st.integers(1, 300_000))
def test_maintenance_and_dwp_leave_three_fifths(pay: int, kind: str, normal: int) -> None:
    (one,) = taken([plain(kind, normal=normal)], pay)
    assert pay - one["taken"] >= pay * 60 // 100


def test_two_orders_alike_are_told_apart() -> None:
    found = taken([plain(id=7), plain(id=8)], 150_000)
    assert [each["id"] for each in found] == [7, 8]


def test_nothing_is_kept_where_there_is_no_order() -> None:
    assert orders_taken({}, ()) == {}
    assert orders_working(()) == ()


def test_the_working_ends_in_the_fee() -> None:
    deductions, _ = take_orders(TABLE, MONTHLY, orders_of({"orders": [plain(), plain(id=2, reference="R2")]}), 150_000)
    lines = orders_working(deductions)
    assert lines[-1].pence == 200
    assert any("R2" in line.label and line.pence == 10_000 for line in lines)


@pytest.mark.parametrize("kind", ["aeo-priority", "child-maintenance", "dwp"])
def test_a_second_payment_of_a_period_takes_only_what_was_left_over(kind: str) -> None:
    again = again_in_period(plain(kind, carried=2_500, protected=60_000, carried_protected=1_000))
    assert again is not None
    assert (again["normal"], again["carried"], again["protected"], again["carried_protected"]) == (2_500, 0, 0, 1_000)
    assert again_in_period(plain(kind)) is None


@pytest.mark.parametrize("kind", ["council-tax", "dwp"])
def test_orders_by_a_table_are_worked_out_on_every_payment(kind: str) -> None:
    order = plain(kind, normal=0)
    assert again_in_period(order) == order


def test_an_order_is_paid_off_only_where_it_names_a_total() -> None:
    assert paid_off(1_000, 1_000) and not paid_off(1_000, 999) and not paid_off(0, 5_000)


def test_a_sort_code_may_be_typed_as_it_is_printed() -> None:
    assert digits("20-00 01") == "200001"


@pytest.mark.parametrize(
    ("order", "fields"),
    [
        (an_order("garnishee"), {"kind"}),
        (an_order("aeo"), {"normal"}),
        (an_order(normal=500), {"normal"}),
        (an_order("dwp", normal=500, higher=True), {"higher"}),
        (an_order("dwp", protected=500), {"protected"}),
        (an_order("aeo", normal=500, carried=1), {"carried"}),
        (an_order(total=1_000, taken_before=1_000), {"taken_before"}),
        (an_order("dwp", normal=-1), {"normal"}),
        (an_order(since=date(2026, 3, 1)), {"since"}),
        (an_order(since=date(2026, 9, 1)), {"since"}),
        (an_order(payee_sort_code="20000", payee_account="12345678"), {"payee_sort_code"}),
    ],
)
def test_what_an_order_cannot_say_stands_beside_its_field(order: Any, fields: set[str]) -> None:
    assert {issue.field for issue in order_issues(order, TODAY)} == fields


def test_every_kind_has_a_name_on_the_payslip() -> None:
    assert set(KINDS) == set(SHORT)
    assert order_issues(an_order("dwp", higher=True), TODAY) == []
