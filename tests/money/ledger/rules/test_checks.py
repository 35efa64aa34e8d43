"""What may be typed as an amount, a day and a heading."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from carecoop_desktop.money.ledger.rules.checks import MOST, amount_issues, day_issues, heading_issues

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize("pence", [1, 61_240, MOST])
def test_believable_amounts(pence: int) -> None:
    assert amount_issues(pence) == []


@pytest.mark.parametrize("pence", [None, 0, -5, MOST + 1])
def test_amounts_that_cannot_be_right(pence: int | None) -> None:
    (issue,) = amount_issues(pence)
    assert issue.field == "pence"
    assert issue.accepted


def test_days() -> None:
    assert day_issues(TODAY, TODAY) == day_issues(TODAY + timedelta(days=31), TODAY) == []
    assert day_issues(None, TODAY)[0].message == "The day is missing."
    assert day_issues(TODAY + timedelta(days=32), TODAY)[0].accepted == "Not after 31 Dec 2026."
    assert day_issues(date(1999, 12, 31), TODAY)


def test_headings() -> None:
    known = {"fee": "Fee", "phb": "Budget"}
    assert heading_issues("fee", known) == []
    assert heading_issues("else", known)[0].accepted == "Fee, Budget"
