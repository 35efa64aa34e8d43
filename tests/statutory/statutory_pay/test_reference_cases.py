"""The independent statutory pay cases, all of them."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

from carecoop_desktop.platform.kernel.dates import Span
from carecoop_desktop.platform.kernel.money import parse_money
from carecoop_desktop.statutory.statutory_pay import (
    Claim,
    FamilyPayKind,
    Linked,
    Outcome,
    Spell,
    average_weekly,
    family_pay,
    sick_pay,
)
from carecoop_desktop.statutory.tables import load_shelf

SHELF = load_shelf()


def test_every_case_comes_out_to_the_penny(shared: Path) -> None:
    with (shared / "payroll" / "statutory_pay_cases.csv").open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    assert len(rows) >= 13
    wrong = [row for row in rows if outcome(row).pay.pence != parse_money(row["expected_amount"])]
    assert wrong == []


def outcome(row: dict[str, str]) -> Outcome:
    if row["payment"] == "SSP":
        return sick(row)
    start = date.fromisoformat(row["start_date"])
    claim = Claim(
        FamilyPayKind(row["payment"]),
        event=start + timedelta(days=7),
        employed_from=start - timedelta(days=2000),
        pay_from=start,
        average=average_weekly(parse_money(row["awe"]), weeks=1),
    )
    return family_pay(SHELF, claim, Span(date.fromisoformat(row["period_from"]), date.fromisoformat(row["period_to"])))


def sick(row: dict[str, str]) -> Outcome:
    """A row without dates is a full week in the tax year, linked to an earlier spell."""
    linked, window = None, None
    if row["start_date"]:
        first, last = date.fromisoformat(row["start_date"]), date.fromisoformat(row["end_date"])
        window = Span(date.fromisoformat(row["period_from"]), date.fromisoformat(row["period_to"]))
    else:
        monday = date(int(row["tax_year"][:4]), 9, 1)
        first = monday + timedelta(days=-monday.weekday() % 7)
        last = first + timedelta(days=6)
        linked = Linked(first - timedelta(days=20), first - timedelta(days=10), 3, 0)
    average = average_weekly(parse_money(row["awe"] or "500"), weeks=1)
    assert row["qualifying_days"] == "Mon-Fri"
    return sick_pay(SHELF, Spell(first, last, frozenset(range(5)), average, linked), window)
