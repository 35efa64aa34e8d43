"""Tables of statutory pay as the files hold them."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.statutory.tables import FamilyPay, Recovery, SickPay, load_shelf

SHELF = load_shelf()


@pytest.mark.parametrize(
    ("first", "week", "earnings", "waiting", "shortest", "limit"),
    [
        (date(2024, 4, 6), 11_675, 0, 3, 4, True),
        (date(2025, 4, 6), 11_875, 0, 3, 4, True),
        (date(2026, 4, 5), 11_875, 0, 3, 4, True),
        (date(2026, 4, 6), 12_325, 8000, 0, 1, False),
    ],
)
def test_sick_pay_by_day(first: date, week: int, earnings: int, waiting: int, shortest: int, limit: bool) -> None:
    table = SHELF.on(SickPay, first)
    assert (table.week, table.earnings_rate, table.waiting_days) == (week, earnings, waiting)
    assert (table.shortest_days, table.needs_lower_earnings) == (shortest, limit)
    assert (table.most_weeks, table.link_days) == (28, 56)


@pytest.mark.parametrize(
    ("first", "week", "neonatal"),
    [
        (date(2024, 4, 7), 18_403, False),
        (date(2025, 4, 5), 18_403, False),
        (date(2025, 4, 6), 18_718, True),
        (date(2026, 4, 5), 19_432, True),
    ],
)
def test_family_pay_by_day(first: date, week: int, neonatal: bool) -> None:
    table = SHELF.on(FamilyPay, first)
    assert table.week == week
    assert (table.earnings_rate, table.earnings_weeks, table.service_weeks) == (9000, 6, 26)
    assert table.weeks["SMP"] == table.weeks["SAP"] == 39
    assert table.weeks["SPP"] == table.weeks["SPBP"] == 2
    assert table.weeks["ShPP"] == 37
    assert ("SNCP" in table.weeks) is neonatal


@pytest.mark.parametrize(("year", "compensation"), [("2024-25", 300), ("2025-26", 850), ("2026-27", 900)])
def test_recovery_by_year(year: str, compensation: int) -> None:
    table = SHELF.year(year).table(Recovery, date(int(year[:4]), 6, 1))
    assert (table.usual, table.compensation, table.small_limit) == (9200, compensation, 4_500_000)
