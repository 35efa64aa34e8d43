"""Money in pence and hours in minutes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.kernel.money import (
    divide_half_up,
    format_hours,
    format_money,
    parse_hours,
    parse_money,
    pay_for,
    plain_money,
    share_out,
)


@given(st.integers(-(10**12), 10**12))
def test_money_survives_being_shown_and_read(pence: int) -> None:
    assert parse_money(format_money(pence)) == pence
    assert parse_money(plain_money(pence)) == pence


@pytest.mark.parametrize(
    ("text", "pence"),
    [("£1,234.5", 123450), ("12", 1200), (".50", 50), ("(3.20)", -320), ("-£0.05", -5), (" £ 7.00 ", 700)],
)
def test_amounts_as_offices_write_them(text: str, pence: int) -> None:
    assert parse_money(text) == pence


@pytest.mark.parametrize("text", ["", "£", "1.234", "1,23", "12p", "1e3", "(3.20", "3.20)", "--4"])
def test_what_is_not_an_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="amount"):
        parse_money(text)


@given(st.integers(-(10**9), 10**9), st.lists(st.integers(0, 10**6), min_size=1, max_size=12))
def test_shares_add_up_and_none_is_off_by_a_penny_more(total: int, weights: list[int]) -> None:
    parts = share_out(total, weights)
    assert sum(parts) == total
    if sum(weights):
        for part, weight in zip(parts, weights, strict=True):
            assert abs(part * sum(weights) - total * weight) < sum(weights)


def test_shares_refuse_what_cannot_be_shared() -> None:
    with pytest.raises(ValueError, match="nothing"):
        share_out(5, [])
    with pytest.raises(ValueError, match="negative"):
        share_out(5, [1, -1])
    assert share_out(7, [0, 0]) == [7, 0]


@given(st.integers(-(10**6), 10**6), st.integers(1, 10**4))
def test_division_goes_to_the_nearest_and_halves_away_from_zero(top: int, below: int) -> None:
    result = divide_half_up(top, below)
    assert abs(result * below - top) * 2 <= below
    assert divide_half_up(-top, below) == -result


def test_division_by_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="positive"):
        divide_half_up(1, 0)


def test_pay_is_rounded_once_to_the_penny() -> None:
    assert pay_for(60, 1350) == 1350
    assert pay_for(1, 1350) == 23
    assert pay_for(2, 1350) == 45


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("3.5", 210), ("3:30", 210), ("3h30", 210), ("45m", 45), ("0.25", 15), (".5", 30), ("3h", 180), ("2.33", 140)],
)
def test_hours_as_people_type_them(text: str, minutes: int) -> None:
    assert parse_hours(text) == minutes


@pytest.mark.parametrize("text", ["", "h", ".", "3:75", "three", "-2"])
def test_what_is_no_length_of_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="hours"):
        parse_hours(text)


def test_hours_are_shown_with_two_places() -> None:
    assert [format_hours(m) for m in (150, 0, 1, 59, -90, 600_000)] == [
        "2.50", "0.00", "0.02", "0.98", "-1.50", "10,000.00"]  # fmt: skip
