"""Tables of wages, leave, mileage and pensions as the files hold them."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.statutory.tables import (
    AutoEnrolment,
    Holiday,
    Mileage,
    MinimumWage,
    StatePensionAge,
    load_shelf,
)
from carecoop_desktop.statutory.tables.employment import PENSION_PERIODS, EarningsBand

SHELF = load_shelf()
YEARS = ("2024-25", "2025-26", "2026-27")


def day(year: str) -> date:
    return date(int(year[:4]), 6, 1)


@pytest.mark.parametrize(
    ("year", "rates", "apprentice", "accommodation"),
    [
        ("2024-25", [1144, 860, 640], 640, 999),
        ("2025-26", [1221, 1000, 755], 755, 1066),
        ("2026-27", [1271, 1085, 800], 800, 1110),
    ],
)
def test_wages_by_year(year: str, rates: list[int], apprentice: int, accommodation: int) -> None:
    table = SHELF.year(year).table(MinimumWage, day(year))
    assert [rate.hourly for rate in table.rates] == rates
    assert [rate.from_age for rate in table.rates] == [21, 18, 0]
    assert (table.apprentice, table.apprentice_under, table.accommodation_day) == (apprentice, 19, accommodation)


@pytest.mark.parametrize("year", YEARS)
def test_pension_limits_are_the_same_in_all_three_years(year: str) -> None:
    table = SHELF.year(year).table(AutoEnrolment, day(year))
    assert tuple(table.periods) == PENSION_PERIODS
    assert table.periods["week"] == EarningsBand(12_000, 19_200, 96_700)
    assert table.periods["2 weeks"] == EarningsBand(24_000, 38_400, 193_400)
    assert table.periods["4 weeks"] == EarningsBand(48_000, 76_800, 386_700)
    assert table.periods["month"] == EarningsBand(52_000, 83_300, 418_900)
    assert table.periods["quarter"] == EarningsBand(156_000, 249_900, 1_256_800)
    assert table.periods["6 months"] == EarningsBand(312_000, 499_800, 2_513_500)
    assert table.periods["year"] == EarningsBand(624_000, 1_000_000, 5_027_000)
    assert (table.youngest_eligible, table.youngest, table.oldest) == (22, 16, 75)
    assert (table.postponement_months, table.reenrolment_years, table.opt_out_months) == (3, 3, 1)


@pytest.mark.parametrize(
    ("name", "total", "employer"),
    [("qualifying", 800, 300), ("set 1", 900, 400), ("set 2", 800, 300), ("set 3", 700, 300)],
)
def test_the_sets_of_minimum_contributions(name: str, total: int, employer: int) -> None:
    found = SHELF.year("2026-27").table(AutoEnrolment, day("2026-27")).sets[name]
    assert (found.total, found.employer) == (total, employer)


@pytest.mark.parametrize("year", YEARS)
def test_leave_mileage_and_pension_age_are_in_every_year(year: str) -> None:
    tables = SHELF.year(year)
    holiday = tables.table(Holiday, day(year))
    assert (holiday.accrual, holiday.weeks_tenths, holiday.most_days) == (1207, 56, 28)
    assert (holiday.average_weeks, holiday.look_back_weeks) == (52, 104)
    mileage = tables.table(Mileage, day(year))
    assert mileage.vehicles["car or van"] == (45, 25, 10_000)
    assert mileage.vehicles["motorcycle"] == (24, 24, 0)
    assert mileage.vehicles["bicycle"] == (20, 20, 0)
    assert mileage.passenger == 5
    ages = tables.table(StatePensionAge, day(year)).ages
    assert [(age.years, age.months) for age in ages] == [(66, 0), *((66, n) for n in range(1, 12)), (67, 0), (68, 0)]


def test_the_statutory_share_of_leave_is_the_published_ratio() -> None:
    table = SHELF.year("2026-27").table(Holiday, day("2026-27"))
    assert table.accrual == round(table.weeks_tenths * 10_000 / (520 - table.weeks_tenths))
