"""The bands of attachment orders as the files hold them."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from carecoop_desktop.statutory.tables import Attachments, load_shelf
from carecoop_desktop.statutory.tables.orders import ORDER_PERIODS, OrderBand

SHELF = load_shelf()


@pytest.fixture(params=["2024-25", "2025-26", "2026-27"])
def table(request: pytest.FixtureRequest) -> Attachments:
    name: str = request.param
    return SHELF.year(name).table(Attachments, date(int(name[:4]), 6, 1))


def test_council_tax_bands(table: Attachments) -> None:
    assert [band.rate for band in table.council_tax["week"]] == [0, 300, 500, 700, 1200, 1700, 5000]
    assert [band.to for band in table.council_tax["week"]] == [7_500, 13_500, 18_500, 22_500, 35_500, 50_500, None]
    assert [band.to for band in table.council_tax["month"]][:-1] == [30_000, 55_000, 74_000, 90_000, 142_000, 202_000]
    assert table.council_tax["day"][0] == OrderBand(1_100, 0)


def test_dwp_bands(table: Attachments) -> None:
    assert [band.rate for band in table.dea_standard["month"]] == [0, 300, 500, 700, 1100, 1500, 2000]
    assert [band.to for band in table.dea_standard["month"]][:-1] == [43_000, 69_000, 95_000, 116_000, 161_500, 224_000]
    assert table.dea_higher["week"][0] == OrderBand(10_000, 500)


def test_the_higher_rates_are_twice_the_standard_ones_but_for_the_first(table: Attachments) -> None:
    for period in ORDER_PERIODS:
        standard, higher = table.dea_standard[period], table.dea_higher[period]
        assert [band.to for band in standard] == [band.to for band in higher]
        assert all(two.rate == 2 * one.rate for one, two in list(zip(standard, higher, strict=True))[1:])


def test_bands_rise(table: Attachments) -> None:
    for bands in (*table.council_tax.values(), *table.dea_standard.values()):
        for one, after in pairwise(bands[:-1]):
            assert one.to is not None
            assert after.to is not None
            assert one.to < after.to
            assert one.rate < after.rate


def test_fee_and_protection(table: Attachments) -> None:
    assert (table.fee, table.protected, table.most_council_tax) == (100, 6000, 2)
