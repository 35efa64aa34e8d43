"""What the funding page says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from carecoop_desktop.people.funding.queries import AgreementLine, Budget, BudgetLine, FunderLine
from carecoop_desktop.people.funding.rules import State
from carecoop_desktop.people.funding.screens import words
from carecoop_desktop.platform.desktop.page import Tag

WIRRAL = FunderLine(1, 1, "Wirral", "council", "E08000015", 12, 13, 458_930)
BOARD = FunderLine(2, 1, "NHS Cheshire", "icb", "QYG", None, 1, 20_000)
LINE = AgreementLine(1, 1, 7, "James Hollis", 1, "Wirral", "DP", "ASC/77", 65_040, 3_800, "four-weekly",
                     date(2026, 4, 1), None, date(2027, 4, 1), "", State("met", "running"))  # fmt: skip


def test_the_line_under_the_title_counts_who_pays() -> None:
    assert words.funding_line([WIRRAL, BOARD]) == "£4,789.30 a week · 1 council, 1 ICB"
    assert words.funding_line([WIRRAL, replace(WIRRAL, id=3)]) == "£9,178.60 a week · 2 councils"
    assert words.funding_line([replace(WIRRAL, members=0)]) == "Nobody pays yet"
    assert words.funding_line([replace(WIRRAL, kind="self")]) == "£4,589.30 a week"


def test_an_agreement_in_words() -> None:
    facts = {name: values for name, *values in words.agreement_facts(LINE)}
    assert facts["Weekly budget"] == ["£612.40 + £38.00 contribution"] and facts["State"] == [Tag("running", "met")]
    assert facts["Runs"] == ["1 Apr 2026 to further notice"] and facts["Paid"] == ["Every four weeks"]
    assert facts["Reference"] == ["ASC/77"] and "Note" not in facts
    bare = {name: values for name, *values in words.agreement_facts(replace(LINE, review=None, end=date(2026, 12, 31)))}
    assert bare["Review"] == ["None planned"] and bare["Runs"] == ["1 Apr 2026 to 31 Dec 2026"]


def test_rows() -> None:
    assert words.agreement_row(LINE) == ["Direct payment · Wirral", 65_040, "1 Apr 2026", Tag("running", "met")]
    ended = replace(LINE, state=State("quiet", "ended 31 Mar 2026"))
    assert words.agreement_row(ended)[-1] == Tag("ended", "quiet")
    assert words.funder_row(WIRRAL) == ["Wirral", 13, 458_930]


def test_a_member_s_budget_in_two_facts() -> None:
    line = BudgetLine(1, "Wirral", "DP", 65_040, 3_800, "", None, "four-weekly")
    more = BudgetLine(2, "NHS Cheshire", "PHB", 20_000, 0, "", None, "monthly")
    assert words.budget_facts(Budget(85_040, 3_800, (line, more))) == [
        ("Funder", "Wirral · Direct payment\nNHS Cheshire · Personal health budget"),
        ("Weekly budget", "£812.40 + £38.00 contribution"),
    ]
    assert words.budget_facts(None) == [("Funder", "Nobody yet")]
