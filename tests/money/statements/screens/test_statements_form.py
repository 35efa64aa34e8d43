"""What the page of statements says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from carecoop_desktop.money.statements.queries import statements
from carecoop_desktop.money.statements.screens import statements_form as form

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


@pytest.fixture(scope="module")
def made(demo_office):
    """The demo's November statements."""
    return demo_office.read(statements, FIRST, LAST)


def test_months() -> None:
    months = form.months_to_choose(LAST)
    assert months[0] == (FIRST, "November 2026")
    assert months[-1] == (date(2025, 11, 1), "November 2025")
    assert form.month_to_open(LAST) == FIRST
    assert form.month_to_open(date(2026, 11, 20)) == date(2026, 10, 1)


def test_the_list(made) -> None:
    row = form.list_rows(made)[0]
    assert row[:2] == [made[0].name, made[0].closing]
    assert row[2].text == "Issued"
    assert form.list_rows([replace(made[0], issued=None)])[0][2].text == "Not issued"
    assert form.context_words(made).startswith(f"{len(made)} members · £")
    assert form.context_words(made).endswith(f"{len(made)} issued")


def test_the_deed_and_why_it_is_grey(made) -> None:
    fresh = [replace(each, issued=None) for each in made]
    assert form.to_issue(made) == []
    assert form.issue_words(1) == "Issue and print 1 statement"
    assert form.issue_words(46) == "Issue and print 46 statements"
    assert form.issue_words(0) == "Issue and print"
    assert form.why_not_issue(True, fresh, LAST) == ""
    assert "role" in form.why_not_issue(False, fresh, LAST)
    assert "no statements" in form.why_not_issue(True, [], LAST)
    assert "not over" in form.why_not_issue(True, fresh, date(2026, 11, 10))
    assert "All statements" in form.why_not_issue(True, made, LAST)


def test_one_statement(made) -> None:
    each = made[-1]
    facts = dict(form.glance(each))
    assert set(facts) == {"At the start", "Came in", "Went out", "At the end", "Next month", "Hours"}
    rows = form.money_rows(each)
    assert len(rows) == len(each.money_in) + len(each.money_out)
    assert sum(row[2] for row in rows) == each.closing - each.opening
    assert len(form.set_aside_rows(each)) == len(each.set_aside) + len(each.surplus)
    assert form.state_words(each) == "November 2026 · issued 30 Nov 2026 by Priya Shah"
    assert form.state_words(replace(each, issued=None)) == "November 2026 · not issued yet"
