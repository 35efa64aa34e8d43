"""What the page of a PA says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from carecoop_desktop.people.assistants.permissions import SEE_BANK, SEE_TAX
from carecoop_desktop.people.assistants.queries import (
    AssistantCounts,
    AssistantPage,
    RateLine,
    TaxLine,
    assistant_page,
)
from carecoop_desktop.people.assistants.rules.terms import Tone
from carecoop_desktop.people.assistants.screens import words
from carecoop_desktop.platform.desktop.page import Tag
from carecoop_desktop.platform.office.office import Office

TODAY = date(2026, 11, 30)


@pytest.fixture
def page(office: Office, add: Callable[..., int]) -> AssistantPage:
    return office.read(assistant_page, add())


@pytest.mark.parametrize(
    ("counts", "line"),
    [
        (AssistantCounts(0, 0, 0, 0), "Nobody yet"),
        (AssistantCounts(1, 0, 0, 0), "1 person · 1 active"),
        (AssistantCounts(30, 1, 2, 0), "31 people · 30 active, 1 paused, 2 applying"),
        (AssistantCounts(0, 0, 2, 1), "0 people · 2 applying, 1 left"),
    ],
)
def test_the_line_under_the_title(counts: AssistantCounts, line: str) -> None:
    assert words.counts_line(counts) == line


def test_the_head_says_since_when_and_for_whom(page: AssistantPage) -> None:
    assert words.head_line(page, TODAY) == "Personal assistant since 6 May 2025 · PA no. 001 · supports 0 members"
    left = replace(page, record=replace(page.record, left=TODAY))
    assert words.head_line(left, TODAY).startswith("Left on 30 Nov 2026")


def test_the_overview_has_words_and_no_codes(page: AssistantPage) -> None:
    facts = {name: values for name, *values in words.overview_facts(page, TODAY)}
    assert facts["Status"] == [Tag("Active", "met")]
    assert facts["Contract"] == ["Permanent · paid every month"]
    assert facts["DBS"] == ["Renew by 10 Apr 2028", Tag("in date", "met")]
    assert facts["Born"] == ["4 Mar 1990 · aged 36"]
    assert facts["Phone"] == ["07700 900123"]


def test_a_hidden_address_says_why(page: AssistantPage) -> None:
    facts = {name: values for name, *values in words.overview_facts(replace(page, address_shown=False), TODAY)}
    assert "Phone" not in facts and facts["Address"] == ["Your role does not show addresses and telephone numbers."]


def test_an_empty_file_has_dashes(page: AssistantPage) -> None:
    bare = replace(page, contracts=(), dbs_checks=(), record=replace(page.record, born=None, phone=""))
    facts = {name: values for name, *values in words.overview_facts(bare, TODAY)}
    assert (facts["Contract"], facts["Born"], facts["Phone"]) == (["None yet"], ["–"], ["–"])


def test_schedule_3_marks_only_what_is_not_simply_held(page: AssistantPage) -> None:
    row = words.item_row(page.file.items[0])
    assert row == ["Proof of identity, photograph", "Copy on file", "6 Apr 2025", "P. Shah"]
    missing = replace(page.file.items[0], tone=Tone.BAD, held="Nothing held", checked=None)
    assert words.item_row(missing)[1] == Tag("Nothing held", "bad")


@pytest.mark.parametrize(("name", "short"), [("Priya Shah", "P. Shah"), ("Priya", "Priya"), ("", "–"),
                                             ("Ann van Dyke", "A. van Dyke")])  # fmt: skip
def test_initials(name: str, short: str) -> None:
    assert words.initials(name) == short


def test_a_course_done_once_says_so(page: AssistantPage) -> None:
    rows = {row[0]: row for row in map(words.course_row, page.file.training)}
    assert rows["Care Certificate"][2] == "once"
    assert rows["Medicines"][1:] == ["2 Jun 2026", "2 Jun 2027", Tag("in date", "met")]


def test_the_rate_in_force_is_marked_and_the_others_are_not() -> None:
    rates = (
        RateLine("standard", date(2026, 12, 1), 1400),
        RateLine("standard", date(2026, 4, 1), 1350),
        RateLine("standard", date(2025, 5, 6), 1300),
        RateLine("mileage", date(2025, 5, 6), 45),
    )
    assert [(row[0], row[1], row[3].text) for row in words.rate_rows(rates, TODAY)] == [  # type: ignore[union-attr]
        ("Standard hour", 1400, "to come"),
        ("Standard hour", 1350, "in force"),
        ("Standard hour", 1300, "before"),
        ("Mile", 45, "in force"),
    ]


def test_tax_in_words(page: AssistantPage) -> None:
    facts = {name: values for name, *values in words.tax_facts(page)}
    assert facts["Tax code"] == ["1257L · cumulative"] and facts["Student loan"] == ["Plan 2 and postgraduate"]
    assert facts["Pension"] == ["Relief at source (such as NEST): 5% and 3% of qualifying earnings"]
    assert facts["NI number"] == ["Not recorded"] and "Earlier job" not in facts


def test_an_earlier_job_is_told(page: AssistantPage) -> None:
    assert page.tax is not None
    tax: TaxLine = replace(page.tax[0], p45_pay=420_000, p45_tax=23_040, p45_tax_year="2026-27", pension="none")
    facts = {name: values for name, *values in words.tax_facts(replace(page, tax=(tax,)))}
    assert facts["Earlier job"] == ["£4,200.00 pay, £230.40 tax in 2026-27"]
    assert facts["Pension"] == ["Not in the pension"]


def test_bank_details_are_read_aloud_in_pairs(page: AssistantPage) -> None:
    assert ("Sort code", "20-29-59") in words.bank_facts(page.bank or ())
    assert words.bank_facts(()) == [] and words.tax_facts(replace(page, tax=None)) == []


@pytest.mark.parametrize(("hundredths", "said"), [(500, "5%"), (0, "0%"), (125, "1.25%"), (350, "3.5%")])
def test_percentages(hundredths: int, said: str) -> None:
    assert words.percent_words(hundredths) == said


def test_who_may_see_is_named_by_role() -> None:
    assert words.who_may_see(SEE_TAX).startswith("Only owner and payroll may see this.")
    assert words.who_may_see(SEE_BANK).startswith("Only owner, payroll and treasurer may see this.")
