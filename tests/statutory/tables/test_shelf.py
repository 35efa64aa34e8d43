"""The years at hand: the program's own, an office's, and earlier editions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.statutory.tables import FamilyPay, MinimumWage, SickPay, add_check, load_shelf
from carecoop_desktop.statutory.tables.shelf import OWN_FOLDER


def own(name: str) -> str:
    return (OWN_FOLDER / f"{name}.toml").read_text(encoding="utf-8")


def next_year() -> str:
    """A file for 2027-28: last year's figures with every date a year on."""
    text = own("2026-27")
    for year in (2027, 2026):
        text = text.replace(f"_day = {year}-", f"_day = {year + 1}-")
    text = text.replace('tax_year = "2026-27"', 'tax_year = "2027-28"')
    return text.replace("first_day = 2027-04-05", "first_day = 2027-04-04").replace("2028-04-03", "2028-04-01")


def test_a_year_without_tables_is_refused() -> None:
    shelf = load_shelf()
    assert shelf.year("2025-26").name == "2025-26"
    assert {"2024-25", "2025-26", "2026-27"} <= set(shelf.names)
    with pytest.raises(Refusal, match="There are no tables for the tax year 1990-91"):
        shelf.year("1990-91")


@pytest.mark.parametrize(
    ("day", "hourly"),
    [(date(2025, 3, 31), 1144), (date(2025, 4, 1), 1221), (date(2026, 3, 31), 1221), (date(2026, 4, 1), 1271)],
)
def test_wages_change_on_the_first_of_april(day: date, hourly: int) -> None:
    assert load_shelf().on(MinimumWage, day).rates[0].hourly == hourly


@pytest.mark.parametrize(
    ("day", "week"), [(date(2026, 4, 4), 18718), (date(2026, 4, 5), 19432), (date(2027, 4, 3), 19432)]
)
def test_family_pay_changes_on_aprils_first_sunday(day: date, week: int) -> None:
    assert load_shelf().on(FamilyPay, day).week == week


def test_a_day_beyond_all_tables_is_refused() -> None:
    with pytest.raises(Refusal, match="No tables say what the minimum wage is on 1 Apr 2027"):
        load_shelf().on(MinimumWage, date(2027, 4, 1))


def test_an_office_adds_a_new_year(tmp_path: Path) -> None:
    (tmp_path / "2027-28.toml").write_text(next_year(), encoding="utf-8")
    shelf = load_shelf([tmp_path])
    assert shelf.year("2027-28").name == "2027-28"
    assert shelf.on(MinimumWage, date(2027, 4, 1)).rates[0].hourly == 1271
    assert add_check(tmp_path / "2027-28.toml").name == "2027-28"


def test_a_year_that_does_not_join_the_one_before_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "2027-28.toml"
    path.write_text(next_year().replace("first_day = 2027-04-01", "first_day = 2027-04-02"), encoding="utf-8")
    with pytest.raises(Refusal, match="minimum_wage has no table for 1 Apr 2027"):
        add_check(path)
    path.write_text(next_year().replace("first_day = 2027-04-01", "first_day = 2027-03-31"), encoding="utf-8")
    with pytest.raises(Refusal, match="minimum_wage has two tables for 31 Mar 2027"):
        load_shelf([tmp_path])


def test_a_later_edition_counts_and_the_earlier_one_is_still_found(tmp_path: Path) -> None:
    before = load_shelf().year("2026-27").version
    corrected = own("2026-27").replace("edition = 1", "edition = 2").replace("week = 123.25", "week = 123.30")
    (tmp_path / "2026-27-b.toml").write_text(corrected, encoding="utf-8")
    shelf = load_shelf([tmp_path])
    assert shelf.year("2026-27").table(SickPay, date(2026, 5, 1)).week == 12_330
    assert shelf.version(before).table(SickPay, date(2026, 5, 1)).week == 12_325
    with pytest.raises(Refusal, match="are not here any more"):
        shelf.version("2026-27/0000")


def test_reading_again_costs_nothing_until_a_file_changes(tmp_path: Path) -> None:
    first = load_shelf([tmp_path])
    assert load_shelf([tmp_path]) is first
    (tmp_path / "2027-28.toml").write_text(next_year(), encoding="utf-8")
    assert load_shelf([tmp_path]) is not first


def test_a_folder_that_is_not_there_holds_no_years(tmp_path: Path) -> None:
    assert load_shelf([tmp_path / "none"]).names == load_shelf().names


def test_a_folder_that_cannot_be_looked_into_is_told_in_a_sentence() -> None:
    with pytest.raises(Fault, match="cannot be read"):
        load_shelf([Path("x" * 400)])
