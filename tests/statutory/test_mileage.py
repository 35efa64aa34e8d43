"""Approved mileage over the tax year."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.statutory.mileage import mileage_due
from carecoop_desktop.statutory.tables import Mileage, load_shelf

TABLE = load_shelf().year("2026-27").table(Mileage, date(2026, 11, 1))


@pytest.mark.parametrize(
    ("vehicle", "miles", "before", "pence"),
    [
        ("car or van", 100, 0, 4_500),
        ("car or van", 100, 9_900, 4_500),
        ("car or van", 101, 9_900, 4_525),
        ("car or van", 100, 9_950, 3_500),
        ("car or van", 100, 10_000, 2_500),
        ("motorcycle", 100, 10_000, 2_400),
        ("bicycle", 100, 0, 2_000),
    ],
)
def test_approved_amounts(vehicle: str, miles: int, before: int, pence: int) -> None:
    due = mileage_due(TABLE, vehicle, miles * 10, pence, before * 10)
    assert due.approved.pence == pence
    assert (due.taxable.pence, due.unused) == (0, 0)


def test_what_is_paid_above_is_taxable_and_insured() -> None:
    due = mileage_due(TABLE, "car or van", 1_000, 6_000)
    assert (due.taxable.pence, due.niable.pence, due.unused) == (1_500, 1_500, 0)


def test_national_insurance_knows_no_ten_thousand_miles() -> None:
    due = mileage_due(TABLE, "car or van", 1_000, 4_500, 100_000)
    assert (due.taxable.pence, due.niable.pence) == (2_000, 0)


def test_paying_less_leaves_relief_to_claim() -> None:
    assert mileage_due(TABLE, "car or van", 1_000, 3_000).unused == 1_500


def test_passengers_and_tenths_of_a_mile() -> None:
    due = mileage_due(TABLE, "car or van", 125, 700, passenger_tenths=250)
    assert due.approved.pence == 563 + 125
    assert [line.label for line in due.approved.lines] == [
        "12.5 miles by car or van at £0.45",
        "Passengers",
        "Approved amount",
    ]


def test_an_unknown_vehicle_is_refused() -> None:
    with pytest.raises(Refusal, match="no mileage rate for “horse”"):
        mileage_due(TABLE, "horse", 10, 10)


@given(
    st.sampled_from(sorted(TABLE.vehicles)),
    st.lists(st.integers(0, 30_000), min_size=1, max_size=8),
    st.integers(0, 9_999),
)
def test_a_years_payments_are_approved_like_one(vehicle: str, journeys: list[int], rate: int) -> None:
    before = total = 0
    for miles in journeys:
        due = mileage_due(TABLE, vehicle, miles * 10, miles * rate // 100, before)
        assert due.approved.lines[-1].pence == due.approved.pence
        assert due.taxable.lines[-1].pence == due.taxable.pence >= due.niable.pence
        before, total = before + miles * 10, total + due.approved.pence
    assert total == mileage_due(TABLE, vehicle, before, 0).approved.pence
