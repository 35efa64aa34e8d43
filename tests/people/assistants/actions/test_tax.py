"""Starters and notices of another code, from a day on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from carecoop_desktop.people.assistants.actions import change_code, record_starter
from carecoop_desktop.people.assistants.entries import CodeNotice, Starter
from carecoop_desktop.people.assistants.queries import pay_terms, tax_details_of
from carecoop_desktop.platform.kernel.errors import Invalid, Refusal
from carecoop_desktop.platform.office.office import Office

BEGAN = date(2026, 9, 1)


def test_a_starter_with_a_statement(office: Office, add: Callable[..., int]) -> None:
    who = add()
    why = office.do(record_starter, who, Starter(BEGAN, statement="B", loans="2")).value
    assert "Statement B" in why
    terms = office.read(pay_terms, BEGAN)[who]
    assert (terms.tax_code, terms.basis, terms.loans, terms.starter_statement) == ("1257L", "week1month1", ("2",), "B")


def test_a_starter_with_a_p45_goes_on_from_its_figures(office: Office, add: Callable[..., int]) -> None:
    who = add()
    office.do(record_starter, who, Starter(BEGAN, "A", "", "1100L", date(2026, 8, 20), 500_000, 20_000))
    terms = office.read(pay_terms, BEGAN)[who]
    assert terms.p45 is not None
    assert (terms.tax_code, terms.p45.pay, terms.p45.tax, terms.p45.tax_year) == ("1100L", 500_000, 20_000, "2026-27")


def test_a_notice_changes_the_code_from_its_day_and_nothing_else(office: Office, add: Callable[..., int]) -> None:
    who = add()
    office.do(record_starter, who, Starter(BEGAN, "M", "A", loans="1"))
    office.do(change_code, who, CodeNotice(date(2026, 11, 1), "C1100L", "P6", True))
    assert office.read(pay_terms, date(2026, 10, 31))[who].tax_code == "1257L"
    now = office.read(pay_terms, date(2026, 11, 1))[who]
    assert (now.tax_code, now.basis, now.ni_letter, now.loans) == ("C1100L", "week1month1", "M", ("1",))
    assert office.read(tax_details_of, who)[0].source == "P6"


def test_a_notice_may_bring_an_earlier_jobs_figures(office: Office, add: Callable[..., int]) -> None:
    who = add()
    office.do(record_starter, who, Starter(BEGAN))
    office.do(change_code, who, CodeNotice(date(2026, 10, 1), "1257L", "P6", False, 300_000, 10_000))
    now = office.read(pay_terms, date(2026, 10, 1))[who]
    assert now.p45 is not None and (now.p45.pay, now.p45.tax) == (300_000, 10_000)


def test_what_cannot_be_is_refused(office: Office, add: Callable[..., int]) -> None:
    who = add()
    with pytest.raises(Invalid):
        office.do(record_starter, who, Starter(None))
    with pytest.raises(Refusal, match="No tax details"):
        office.do(change_code, who, CodeNotice(date(2020, 1, 1), "1257L"))
