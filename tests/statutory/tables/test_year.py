"""The program's own years, and files with an error in them."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.statutory.tables import IncomeTax, MinimumWage, NationalInsurance, SickPay, TaxYear
from carecoop_desktop.statutory.tables.shelf import OWN_FOLDER
from carecoop_desktop.statutory.tables.year import KINDS, build_year, read_year

COMPLETE = ("2024-25", "2025-26", "2026-27")


def content(name: str = "2026-27") -> dict[str, Any]:
    return tomllib.loads((OWN_FOLDER / f"{name}.toml").read_text(encoding="utf-8"), parse_float=Decimal)


@pytest.mark.parametrize("path", sorted(OWN_FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_every_table_is_sourced_and_checked(path: Path) -> None:
    year = read_year(path)
    assert year.name == path.stem
    assert year.version.startswith(f"{year.name}/")
    for table in year.tables():
        assert len(table.origin.source) > 15
        assert table.origin.checked_on <= date(2026, 11, 22)


@pytest.mark.parametrize("name", COMPLETE)
def test_a_complete_year_has_every_kind_on_every_day(name: str) -> None:
    year = read_year(OWN_FOLDER / f"{name}.toml")
    day = year.span.first
    while day in year.span:
        for kind in KINDS:
            if kind.kind not in ("minimum_wage", "family_pay"):
                key = "Scotland" if kind is IncomeTax else ""
                assert day in year.table(kind, day, key).origin.span
        day += timedelta(days=1)


def test_what_is_uncertain_says_so() -> None:
    year = read_year(OWN_FOLDER / "2026-27.toml")
    uncertain = {table.kind for table in year.tables() if table.origin.uncertain}
    assert {"mileage", "employment_allowance", "national_insurance"} <= uncertain


def test_the_rates_agree_with_the_independent_ones(shared: Path) -> None:

    rates = json.loads((shared / "payroll" / "payroll_rates.json").read_text(encoding="utf-8"), parse_float=Decimal)
    for name in COMPLETE:
        year, theirs = read_year(OWN_FOLDER / f"{name}.toml"), rates[name]
        day = date(int(name[:4]), 6, 1)
        for nation, key in (("rUK", "rUK"), ("Wales", "wales"), ("Scotland", "scotland")):
            bands = year.table(IncomeTax, day, nation).bands
            assert [band.rate for band in bands] == [
                int(Decimal(rate) * 10_000) for rate in theirs["tax"][key]["rates"]
            ]
            tops = [0, *(band.to_pounds for band in bands[:-1])]
            widths = [after - before for before, after in pairwise(tops)]  # type: ignore[operator]
            assert widths == theirs["tax"][key]["bandwidths"]
        insurance = year.table(NationalInsurance, day)
        for names, figures in theirs["ni"]["thresholds"].items():
            for one in names.split("_"):
                assert insurance.published[one] == tuple(figures[span] * 100 for span in ("week", "month", "year"))
        wage = year.table(MinimumWage, day)
        assert wage.rates[0].hourly == Decimal(theirs["nmw"]["21+"]) * 100
        assert year.table(SickPay, day).week == Decimal(theirs["ssp_weekly"]) * 100


def broken(change: Callable[[dict[str, Any]], object]) -> str:
    """The sentence with which a year is refused after a change."""
    data = content()
    change(data)
    with pytest.raises(Refusal) as refused:
        build_year(data, "2026-27.toml")
    assert refused.value.remedy
    return refused.value.sentence


def test_the_unchanged_content_is_accepted() -> None:
    assert isinstance(build_year(content(), "2026-27.toml"), TaxYear)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda data: data.pop("student_loans"), "“student_loans” is missing"),
        (lambda data: data.update(tax_year="2026-28"), "“2026-28” is not a tax year such as 2026-27"),
        (lambda data: data.update(tax_year="26-27"), "“26-27” is not a tax year such as 2026-27"),
        (lambda data: data.update(tax_year="2025-26"), "income_tax rUK has no table for 6 Apr 2025"),
        (lambda data: data.update(extra=1), "“extra” is not known"),
        (lambda data: data["sick_pay"][0].pop("source"), "“source” is missing"),
        (lambda data: data["sick_pay"][0].update(source=" "), "“source” does not say anything"),
        (lambda data: data["sick_pay"][0].pop("checked_on"), "“checked_on” is missing"),
        (lambda data: data["sick_pay"][0].update(checked_on="today"), "“checked_on” is not a date"),
        (lambda data: data["sick_pay"][0].update(weak=1), "“weak” is not known"),
        (lambda data: data["sick_pay"][0].update(week="123.25"), "“week” is not a number"),
        (lambda data: data["sick_pay"][0].update(week=True), "“week” is not a number"),
        (lambda data: data["sick_pay"][0].update(week=Decimal("NaN")), "“week” is not a number"),
        (lambda data: data["sick_pay"][0].update(week=-1), "“week” is below zero"),
        (lambda data: data["sick_pay"][0].update(week=Decimal("1.005")), "“week” has more decimal places"),
        (lambda data: data["sick_pay"][0].update(most_weeks=Decimal("2.5")), "“most_weeks” is not a whole number"),
        (lambda data: data["sick_pay"][0].update(last_day=date(2026, 4, 1)), "the last day, 1 Apr 2026, is before"),
        (lambda data: data["sick_pay"][0].update(last_day=date(2027, 4, 4)), "sick_pay has no table for 5 Apr 2027"),
        (lambda data: data["sick_pay"][0].update(last_day=date(2027, 4, 6)), "sick_pay goes beyond the tax year"),
        (lambda data: data["sick_pay"].append(data["sick_pay"][0]), "sick_pay has two tables for 6 Apr 2026"),
        (lambda data: data["income_tax"].pop(), "there is no income tax of Scotland"),
        (lambda data: data["income_tax"][0].update(nation="Cornwall"), "the nation must be one of"),
        (lambda data: data["income_tax"][0].update(basic_band=7), "the basic band is not one of the bands"),
        (lambda data: data["income_tax"][0]["bands"].reverse(), "every band but the last must say"),
        (lambda data: data["income_tax"][0]["bands"][1].update(to=30000), "the bands do not rise"),
        (lambda data: data["income_tax"][0]["bands"][1].update(top=1), "“top” is not known"),
        (lambda data: data["income_tax"][0].update(bands=[]), "“bands” is not a list of tables"),
        (lambda data: data["income_tax"][0]["bands"][1].update(percent=200), "“percent” is more than 100 per cent"),
        (lambda data: data["national_insurance"][0]["letters"][0].update(main=101), "“main” is more than 100"),
        (lambda data: data["national_insurance"][0]["thresholds"].pop("UEL"), "“UEL” is missing"),
        (lambda data: data["national_insurance"][0]["thresholds"].update(UXL={}), "“UXL” is not known"),
        (lambda data: data["national_insurance"][0]["thresholds"].update(UEL=3), "“UEL” is not a table"),
        (lambda data: data["national_insurance"][0]["thresholds"]["PT"].update(week=99), "the thresholds do not rise"),
        (lambda data: data["national_insurance"][0]["letters"][1].update(letters="A"), "letter A is given twice"),
        (lambda data: data["national_insurance"][0]["letters"][1].update(employer_from="?"), "is not a threshold"),
        (lambda data: data["student_loans"][0].update(default_plan="9"), "the default plan 9 is not among the plans"),
        (lambda data: data["minimum_wage"][0]["rates"][0].update(hour=1), "an older age has a lower rate"),
        (
            lambda data: data["auto_enrolment"][0]["periods"]["week"].update(lower=200),
            "the limits for week do not rise",
        ),
        (lambda data: data["auto_enrolment"][0]["sets"][0].update(employer=9), "minimum is above the total"),
        (lambda data: data["state_pension_age"][0]["ages"].reverse(), "the dates of birth do not rise"),
        (lambda data: data["attachments"][0]["dea"].pop(), "the bands of dea do not rise"),
        (lambda data: data["holiday"][0].update(weeks=Decimal("5.65")), "“weeks” has more than one decimal place"),
    ],
)
def test_a_year_with_an_error_is_refused_with_a_sentence(
    change: Callable[[dict[str, Any]], object], sentence: str
) -> None:
    assert sentence in broken(change)


def halves(data: dict[str, Any], second: date) -> None:
    """Split the year's sick pay into two tables, the second from a day."""
    first = data["sick_pay"][0]
    data["sick_pay"] = [{**first, "last_day": date(2026, 9, 30)}, {**first, "first_day": second, "week": Decimal(130)}]


def test_a_table_may_change_within_the_year() -> None:
    data = content()
    halves(data, date(2026, 10, 1))
    year = build_year(data, "2026-27.toml")
    assert year.table(SickPay, date(2026, 9, 30)).week == 12_325
    assert year.table(SickPay, date(2026, 10, 1)).week == 13_000


@pytest.mark.parametrize(
    ("second", "sentence"),
    [
        (date(2026, 10, 2), "sick_pay has no table for 1 Oct 2026"),
        (date(2026, 9, 30), "sick_pay has two tables for 30 Sep 2026"),
    ],
)
def test_a_gap_and_an_overlap_within_the_year_are_refused(second: date, sentence: str) -> None:
    assert sentence in broken(lambda data: halves(data, second))


def test_the_version_names_the_content_and_not_its_layout(tmp_path: Path) -> None:
    text = (OWN_FOLDER / "2026-27.toml").read_text(encoding="utf-8")
    layout = tmp_path / "2026-27.toml"
    layout.write_bytes(("# another comment\n" + text).replace("\n", "\r\n").encode())
    assert read_year(layout).version == read_year(OWN_FOLDER / "2026-27.toml").version
    layout.write_text(text.replace("week = 123.25", "week = 123.26"), encoding="utf-8")
    assert read_year(layout).version != read_year(OWN_FOLDER / "2026-27.toml").version


def test_a_file_that_is_no_table_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text("tax_year = \n", encoding="utf-8")
    with pytest.raises(Refusal, match=r"bad\.toml is not a table file"):
        read_year(path)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Refusal, match="UTF-8"):
        read_year(path)
    with pytest.raises(Fault, match="cannot be read"):
        read_year(tmp_path / "none.toml")


def test_a_payday_finds_all_its_tables_at_once() -> None:
    year = read_year(OWN_FOLDER / "2026-27.toml")
    tables = year.deductions(date(2026, 4, 6))
    assert tables.income_tax["Wales"].nation == "Wales"
    assert year.deductions(date(2026, 4, 6)) is tables
    with pytest.raises(Refusal, match="The 2026-27 tables have no income tax of rUK for 5 Apr 2026"):
        year.deductions(date(2026, 4, 5))
