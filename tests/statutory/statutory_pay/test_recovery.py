"""What the employer gets back."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.statutory.statutory_pay import is_small_employer, recover
from carecoop_desktop.statutory.tables import Recovery, load_shelf


def table(year: str) -> Recovery:
    return load_shelf().year(year).table(Recovery, date(int(year[:4]), 6, 1))


@pytest.mark.parametrize(
    ("year", "small", "pay", "compensation"),
    [
        ("2024-25", False, 92_000, 0),
        ("2024-25", True, 100_000, 3_000),
        ("2025-26", True, 100_000, 8_500),
        ("2026-27", False, 92_000, 0),
        ("2026-27", True, 100_000, 9_000),
    ],
)
def test_rates_by_year_and_size(year: str, small: bool, pay: int, compensation: int) -> None:
    recovered = recover(table(year), 100_000, small)
    assert (recovered.pay.pence, recovered.compensation.pence) == (pay, compensation)
    assert recovered.pay.lines[-1].pence == pay
    assert recovered.compensation.lines[-1].pence == compensation


def test_the_limit_is_included() -> None:
    assert is_small_employer(table("2026-27"), 4_500_000)
    assert not is_small_employer(table("2026-27"), 4_500_001)


def test_to_the_nearest_penny() -> None:
    assert recover(table("2026-27"), 19_432, False).pay.pence == 17_877  # 178.7744
    assert recover(table("2026-27"), 19_432, True).compensation.pence == 1_749  # 17.4888
