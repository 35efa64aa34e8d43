"""Money, minutes, miles, shares and answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.kernel.money import format_money, plain_money
from carecoop_desktop.platform.office.importing import values as read
from carecoop_desktop.platform.office.importing.cells import Cell


@pytest.mark.parametrize(
    ("cell", "pence"),
    [
        ("£4.20", 420),
        ("4.20 ", 420),
        ("1,234.5", 123_450),
        ("£ 11", 1100),
        ("(3.20)", -320),
        ("-3", -300),
        (12, 1200),
        (Decimal("4.2"), 420),
        ("\u00a36.00\u00a0", 600),
        (".50", 50),
    ],
)
def test_money(cell: Cell, pence: int) -> None:
    assert read.money(cell) == pence


@pytest.mark.parametrize("cell", ["4.205", "4,20", "ten", "", Decimal("4.205"), date(2026, 1, 1), "1e5", 10**15, "£"])
def test_what_is_no_money(cell: Cell) -> None:
    with pytest.raises(read.Unreadable, match="not an amount of money"):
        read.money(cell)


def test_a_budget_is_not_less_than_nothing() -> None:
    assert read.money_not_negative("0.00") == 0
    with pytest.raises(read.Unreadable, match="less than nothing"):
        read.money_not_negative("-0.01")


@given(st.integers(-(10**9), 10**9))
def test_money_comes_back_as_it_was_written(pence: int) -> None:
    assert read.money(format_money(pence)) == read.money(plain_money(pence)) == pence
    assert read.money(Decimal(pence) / 100) == pence


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [
        ("30", 30),
        ("30 mins", 30),
        ("30m", 30),
        (30, 30),
        ("0:30", 30),
        ("1:15", 75),
        ("01:15:00", 75),
        ("1h 15m", 75),
        ("1 hour", 60),
        (time(0, 30), 30),
        (datetime(1900, 1, 1, 0, 45), 45),  # noqa: DTZ001
        ("0", 0),
    ],
)
def test_minutes(cell: Cell, minutes: int) -> None:
    assert read.minutes(cell) == minutes


@pytest.mark.parametrize("cell", ["half an hour", "-5", "7.5", Decimal("7.5"), "", "1:75", date(2026, 1, 1)])
def test_what_is_no_number_of_minutes(cell: Cell) -> None:
    with pytest.raises(read.Unreadable, match="minutes"):
        read.minutes(cell)


@pytest.mark.parametrize(
    ("cell", "tenths"),
    [
        ("12", 120),
        ("12.5", 125),
        ("12 mi", 120),
        ("6 miles", 60),
        (6, 60),
        (Decimal("6.5"), 65),
        ("12.50", 125),
        ("0", 0),
    ],
)
def test_miles(cell: Cell, tenths: int) -> None:
    assert read.miles(cell) == tenths


@pytest.mark.parametrize("cell", ["12.25", "far", "-1", "12 km", "", time(12, 5)])
def test_what_is_no_distance(cell: Cell) -> None:
    with pytest.raises(read.Unreadable, match="miles"):
        read.miles(cell)


@pytest.mark.parametrize(
    ("cell", "hundredths"),
    [("5%", 500), ("4.75 %", 475), (5, 500), (Decimal("0.05"), 500), ("0", 0), (Decimal("4.5"), 450), ("100%", 10_000)],
)
def test_percentages(cell: Cell, hundredths: int) -> None:
    assert read.percent(cell) == hundredths


@pytest.mark.parametrize("cell", ["101%", "five", "-5%", "4.755%", ""])
def test_what_is_no_percentage(cell: Cell) -> None:
    with pytest.raises(read.Unreadable, match="percentage"):
        read.percent(cell)


@pytest.mark.parametrize(
    ("cell", "answer"), [("Yes", True), ("y", True), ("✓", True), (1, True), ("NO", False), ("n", False), (0, False)]
)
def test_yes_and_no(cell: Cell, answer: bool) -> None:
    assert read.yes_no(cell) is answer


@pytest.mark.parametrize("parse", [read.yes_no, read.whole_number])
def test_neither_answer_nor_number(parse: Callable[[Cell], object]) -> None:
    with pytest.raises(read.Unreadable):
        parse("perhaps")


def test_whole_numbers() -> None:
    assert [read.whole_number(cell) for cell in ("2", 2, "1,200")] == [2, 2, 1200]
    with pytest.raises(read.Unreadable):
        read.whole_number("²")


@given(
    st.one_of(
        st.text(max_size=15), st.integers(), st.decimals(allow_nan=False, allow_infinity=False), st.dates(), st.times()
    )
)
def test_nothing_but_a_value_or_a_refusal(cell: Cell) -> None:
    for parse in (read.money, read.minutes, read.miles, read.percent, read.yes_no, read.whole_number):
        try:
            assert isinstance(parse(cell), int)
        except read.Unreadable as refused:
            assert refused.accepted


@pytest.mark.parametrize(
    ("cell", "found"), [("½ hr", 30), ("1½ hours", 90), ("0.5h", 30), ("1.5 hours", 90), ("1/2 hour", 30)]
)
def test_parts_of_an_hour_are_minutes_where_the_hour_is_said(cell: str, found: int) -> None:
    assert read.minutes(cell) == found


@pytest.mark.parametrize("cell", ["½", "0.5", "1.5"])
def test_a_part_of_nothing_said_is_refused(cell: str) -> None:
    with pytest.raises(read.Unreadable):
        read.minutes(cell)
