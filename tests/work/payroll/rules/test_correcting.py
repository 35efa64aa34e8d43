"""What a correction comes to by the rates of its time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.kernel.money import pay_for
from carecoop_desktop.work.payroll.rules.correcting import (
    Correction,
    corrected_line,
    correction_issues,
    holiday_on,
    rate_then,
)
from carecoop_desktop.work.payroll.rules.lines import PayLine

TITLE = "month 1, 2026-27"


@pytest.mark.parametrize(("kind", "quantity", "pence", "rate", "unit", "expected"), [
    ("standard", 90, 0, 1350, "hours", 2_025), ("standard", -90, 0, 1350, "hours", -2_025),
    ("sleep-in", -2, 0, 6500, "nights", -13_000), ("mileage", 125, 0, 45, "miles", 563),
    ("expenses", 0, -950, 0, "pounds", -950), ("adjustment", 0, 2_500, 0, "pounds", 2_500)])  # fmt: skip
def test_each_kind_by_its_own_measure(
    kind: str, quantity: int, pence: int, rate: int, unit: str, expected: int
) -> None:
    line = corrected_line(Correction(kind, 3, quantity, pence, "Why"), rate, TITLE)
    assert (line.unit, line.pence, line.member_id, line.note) == (unit, expected, 3, "Why")
    assert TITLE in line.label and line.quantity == quantity


@given(st.integers(1, 6_000), st.integers(1, 5_000))
def test_too_much_takes_back_exactly_what_too_little_gives(minutes: int, rate: int) -> None:
    few = corrected_line(Correction("standard", 1, minutes, 0, "x"), rate, TITLE)
    many = corrected_line(Correction("standard", 1, -minutes, 0, "x"), rate, TITLE)
    assert few.pence == -many.pence == pay_for(minutes, rate)
    one, other = holiday_on(few, 1207, TITLE), holiday_on(many, 1207, TITLE)
    assert (one.pence if one else 0) == -(other.pence if other else 0)


def test_money_given_back_brings_no_holiday() -> None:
    assert holiday_on(corrected_line(Correction("expenses", 1, 0, 900, "x"), 0, TITLE), 1207, TITLE) is None


def test_the_rate_is_that_of_the_same_member_where_there_were_several() -> None:
    lines = [
        PayLine("standard", "Standard hours", member, "hours", 60, rate, rate)
        for member, rate in ((1, 1300), (2, 1450))
    ]
    assert (rate_then("standard", 2, lines), rate_then("standard", 9, lines)) == (1450, 1300)
    assert rate_then("sleep-in", 1, lines) is None


def test_what_is_missing_is_told_at_once() -> None:
    assert correction_issues(Correction("standard", 1, 60, 0, "Late")) == []
    assert [issue.field for issue in correction_issues(Correction("standard", 1))] == ["quantity", "reason"]
    assert [issue.field for issue in correction_issues(Correction("expenses", 1, 0, 99_999_999, "x"))] == ["pence"]
