"""Bank holidays of England and Wales, against the government's published list."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.work.timesheets.rules.banking_days import (
    bank_holidays,
    banking_day_by,
    easter_sunday,
    is_banking_day,
)


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2021, ["2021-01-01", "2021-04-02", "2021-04-05", "2021-05-03", "2021-05-31", "2021-08-30", "2021-12-27",
                "2021-12-28"]),
        (2026, ["2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31", "2026-12-25",
                "2026-12-28"]),
        (2027, ["2027-01-01", "2027-03-26", "2027-03-29", "2027-05-03", "2027-05-31", "2027-08-30", "2027-12-27",
                "2027-12-28"]),
        (2022, ["2022-01-03", "2022-04-15", "2022-04-18", "2022-05-02", "2022-05-30", "2022-08-29", "2022-12-26",
                "2022-12-27"]),
    ],
)  # fmt: skip
def test_the_standing_bank_holidays(year: int, days: list[str]) -> None:
    assert sorted(day.isoformat() for day in bank_holidays(year)) == days


def test_easter() -> None:
    assert [easter_sunday(year) for year in (2000, 2024, 2025, 2026)] == [
        date(2000, 4, 23), date(2024, 3, 31), date(2025, 4, 20), date(2026, 4, 5)]  # fmt: skip


def test_the_last_banking_day_before() -> None:
    assert banking_day_by(date(2026, 11, 28)) == date(2026, 11, 27)
    assert banking_day_by(date(2027, 3, 28)) == date(2027, 3, 25)
    assert banking_day_by(date(2026, 11, 25)) == date(2026, 11, 25)


def test_a_day_of_its_own_may_be_closed() -> None:
    coronation = date(2023, 5, 8)
    assert is_banking_day(coronation)
    assert not is_banking_day(coronation, frozenset({coronation}))
