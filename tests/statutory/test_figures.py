"""Rates and part amounts as people write them."""

from __future__ import annotations

import pytest

from carecoop_desktop.statutory.figures import percent, pounds_and_fractions, tenths


@pytest.mark.parametrize(
    ("rate", "text"), [(2000, "20%"), (185, "1.85%"), (1380, "13.8%"), (0, "0%"), (1207, "12.07%")]
)
def test_rates(rate: int, text: str) -> None:
    assert percent(rate) == text


def test_fractions_of_a_penny_show_only_where_there_are_any() -> None:
    assert pounds_and_fractions(31416666) == "£3,141.6666"
    assert pounds_and_fractions(75980000) == "£7,598.00"


def test_tenths() -> None:
    assert [tenths(number) for number in (56, 60, 0, 12_345)] == ["5.6", "6", "0", "1,234.5"]
