"""Kinds of work, their words and what an amount of them costs."""

from __future__ import annotations

import pytest

from carecoop_desktop.work.timesheets.rules.kinds import (
    KINDS,
    amount_text,
    cost_of,
    hours_text,
    least_done,
    miles_text,
)


@pytest.mark.parametrize(
    ("kind", "amount", "cell", "total"),
    [
        ("standard", 210, "3.5", "3.50"),
        ("standard", 225, "3.75", "3.75"),
        ("sleep-in", 1, "1", "1 night"),
        ("sleep-in", 2, "2", "2 nights"),
        ("mileage", 120, "12 mi", "12 mi"),
        ("mileage", 125, "12.5 mi", "12.5 mi"),
        ("expenses", 420, "£4.20", "£4.20"),
    ],
)
def test_each_kind_is_told_in_its_own_unit(kind: str, amount: int, cell: str, total: str) -> None:
    assert amount_text(kind, amount) == cell
    assert amount_text(kind, amount, total=True) == total


def test_hours_show_one_decimal_where_that_is_exact() -> None:
    assert [hours_text(minutes) for minutes in (60, 90, 95, 6000)] == ["1.0", "1.5", "1.58", "100.0"]
    assert miles_text(12340) == "1,234"


def test_the_least_done_line_speaks_for_the_group() -> None:
    assert least_done(["locked", "approved"]) == "approved"
    assert least_done(["approved", "queried", "draft"]) == "queried"
    assert least_done([]) == ""


def test_costs_by_the_hour_night_mile_and_pound() -> None:
    assert cost_of("standard", 90, 1300) == 1950
    assert cost_of("sleep-in", 2, 6500) == 13000
    assert cost_of("mileage", 125, 45) == 563
    assert cost_of("expenses", 420, 0) == 420


def test_only_work_with_a_member_needs_one() -> None:
    assert {kind.code for kind in KINDS.values() if kind.with_member} == {"standard", "waking-night", "sleep-in"}
    assert not KINDS["mileage"].timed and KINDS["training"].timed
