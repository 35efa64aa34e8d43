"""What a starter's papers mean for the code, and what is wrong with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from carecoop_desktop.people.assistants.entries import CodeNotice, Starter
from carecoop_desktop.people.assistants.rules.starting import notice_issues, started_with, starter_issues
from carecoop_desktop.statutory.tables import TaxCodes, load_shelf

DAY = date(2026, 9, 1)
CODES = load_shelf().year("2026-27").table(TaxCodes, DAY)
P45 = Starter(DAY, p45_code="1100L", p45_left=date(2026, 8, 20), p45_pay=500_000, p45_tax=20_000)


@pytest.mark.parametrize(("statement", "code"), [
    ("A", "1257L"), ("B", "1257L W1/M1"), ("C", "BR"), ("", "0T W1/M1")])  # fmt: skip
def test_each_statement_has_its_code(statement: str, code: str) -> None:
    assert str(started_with(Starter(DAY, statement=statement), CODES).code) == code


def test_a_p45_of_the_year_brings_its_figures_and_counts_before_the_statement() -> None:
    begun = started_with(replace(P45, statement="C"), CODES)
    assert (str(begun.code), begun.pay_before, begun.tax_before) == ("1100L", 500_000, 20_000)


def test_a_p45_of_an_earlier_year_brings_its_code_only() -> None:
    begun = started_with(replace(P45, p45_left=date(2026, 3, 31)), CODES)
    assert (str(begun.code), begun.pay_before) == ("1100L", 0)


@pytest.mark.parametrize(("change", "field"), [
    ({"since": None}, "since"), ({"ni_letter": "Q"}, "ni_letter"), ({"statement": "D"}, "statement"),
    ({"p45_code": "12Z"}, "p45_code"), ({"p45_left": None}, "p45_left"), ({"p45_left": date(2026, 9, 2)}, "p45_left"),
    ({"p45_code": ""}, "p45_code"), ({"p45_tax": -1}, "p45_pay")])  # fmt: skip
def test_what_is_wrong_with_the_papers_is_named(change: dict[str, object], field: str) -> None:
    assert starter_issues(P45) == []
    assert field in [issue.field for issue in starter_issues(replace(P45, **change))]


@pytest.mark.parametrize(("change", "field"), [
    ({"since": None}, "since"), ({"tax_code": "hello"}, "tax_code"), ({"source": "post"}, "source"),
    ({"pay": -1}, "pay")])  # fmt: skip
def test_what_is_wrong_with_a_notice_is_named(change: dict[str, object], field: str) -> None:
    notice = CodeNotice(DAY, "K100")
    assert notice_issues(notice) == []
    assert [issue.field for issue in notice_issues(replace(notice, **change))] == [field]
