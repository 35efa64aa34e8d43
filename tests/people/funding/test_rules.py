"""Words, checks and states of agreements."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.people.funding import rules
from carecoop_desktop.people.funding.entries import Agreement, Funder

TODAY = date(2026, 11, 30)
ENTRY = Agreement(1, 1, "DP", 61_240, date(2026, 4, 1), contribution=3_800)


def test_a_plain_agreement_and_a_plain_funder_have_no_issue() -> None:
    assert rules.agreement_issues(ENTRY, TODAY) == [] and rules.funder_issues(Funder("Wirral")) == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"scheme": "loan"}, "scheme"),
        ({"frequency": "yearly"}, "frequency"),
        ({"weekly": None}, "weekly"),
        ({"weekly": -1}, "weekly"),
        ({"weekly": 2_000_000}, "weekly"),
        ({"contribution": 61_241}, "contribution"),
        ({"contribution": -1}, "contribution"),
        ({"start": None}, "start"),
        ({"start": date(1990, 1, 1)}, "start"),
        ({"start": date(2040, 1, 1)}, "start"),
        ({"end": date(2026, 3, 31)}, "end"),
        ({"review": date(2026, 3, 31)}, "review"),
    ],
)
def test_each_wrong_answer_is_told_at_its_field(change: dict[str, object], field: str) -> None:
    assert [issue.field for issue in rules.agreement_issues(replace(ENTRY, **change), TODAY)] == [field]


def test_a_share_may_be_the_whole_budget_or_left_empty() -> None:
    assert rules.agreement_issues(replace(ENTRY, contribution=61_240), TODAY) == []
    assert rules.agreement_issues(replace(ENTRY, contribution=None), TODAY) == []


@pytest.mark.parametrize(
    ("entry", "field"),
    [(Funder(" "), "name"), (Funder("X", "bank"), "kind"), (Funder("X", surplus_weeks=-1), "surplus_weeks"),
     (Funder("X", surplus_weeks=105), "surplus_weeks")],
)  # fmt: skip
def test_a_funder_s_issues(entry: Funder, field: str) -> None:
    assert [issue.field for issue in rules.funder_issues(entry)] == [field]


@pytest.mark.parametrize(
    ("start", "end", "review", "state"),
    [
        (date(2026, 4, 1), None, None, ("met", "running")),
        (date(2026, 4, 1), TODAY, None, ("warn", "ends 30 Nov 2026")),
        (date(2026, 4, 1), date(2026, 11, 29), date(2026, 1, 1), ("quiet", "ended 29 Nov 2026")),
        (date(2026, 12, 14), None, None, ("info", "from 14 Dec 2026")),
        (date(2026, 4, 1), None, date(2026, 11, 29), ("bad", "review overdue")),
        (date(2026, 4, 1), None, TODAY, ("warn", "review due")),
        (date(2026, 4, 1), date(2027, 1, 11), date(2027, 6, 1), ("warn", "ends 11 Jan 2027")),
        (date(2026, 4, 1), date(2027, 1, 12), date(2027, 1, 12), ("met", "running")),
    ],
)
def test_the_most_urgent_is_told(start: date, end: date | None, review: date | None, state: tuple[str, str]) -> None:
    assert rules.agreement_state(start, end, review, TODAY) == state


def test_the_budget_is_told_as_what_comes_from_whom() -> None:
    assert rules.budget_in_words(65_040, 3_800) == "£612.40 + £38.00 contribution"
    assert rules.budget_in_words(61_240, 0) == "£612.40"


@given(st.integers(0, 200_000), st.integers(0, 200_000))
def test_both_parts_add_up_to_the_gross(weekly: int, contribution: int) -> None:
    share = min(weekly, contribution)
    parts = rules.budget_in_words(weekly, share).removesuffix(" contribution").replace(",", "").split(" + ")
    assert sum(round(float(part.strip("£")) * 100) for part in parts) == weekly


def test_every_scheme_has_a_long_and_a_short_name() -> None:
    assert list(rules.SCHEMES) == list(rules.SHORT)
