"""A payslip, a P60 and a P45 name who was paid by whom as it was when they were issued."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.people.assistants.actions import assistant_left
from carecoop_desktop.people.assistants.tables import AssistantRow, BankDetailRow
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import SEE_RECORDS
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.payroll.actions import finish_run
from carecoop_desktop.work.payroll.documents import payslip_document
from carecoop_desktop.work.payroll.employers.queries import employments
from carecoop_desktop.work.payroll.papers.queries.card import year_card
from carecoop_desktop.work.payroll.papers.queries.person import p45_year, p60_years
from carecoop_desktop.work.payroll.queries import payslip
from carecoop_desktop.work.payroll.rti.actions import set_employer
from tests.work.payroll.crew import Crew, crew_in

OWN = {"name": "Dee Valley", "office_number": "120", "paye_reference": "A1B2C3",
       "accounts_reference": "120PA00012345", "address": "1 Bank Street", "postcode": "LL20 8AA"}  # fmt: skip


@action("Everything renamed in a test", SEE_RECORDS)
def rename(work: Work, assistant_id: int) -> None:
    """The PA marries and moves, and the office is called something else."""
    work.change(work.get(AssistantRow, assistant_id), name="Ann Price", address="9 New Road", postcode="CH5 9ZZ")
    work.set_setting("office.name", "Somebody Else")
    work.add(
        BankDetailRow(
            assistant_id=assistant_id, since=date(2026, 4, 1), account_name="A PRICE", sort_code="000120",
            account_number="11112222",
        )
    )  # fmt: skip


@pytest.fixture
def crew(office: Office) -> Crew:
    made = crew_in(office)
    office.do(set_employer, OWN)
    return made


def test_a_reprinted_payslip_says_what_the_original_said(crew: Crew) -> None:
    run = crew.pay(4, {"Ann": 100})
    before = crew.slip(run, "Ann")
    paper = payslip_document(crew.office.read(payslip, before.id))
    crew.office.do(rename, crew.ids["Ann"])
    crew.office.do(set_employer, {"name": "Dee Valley Care Ltd", "address": "2 Other Street"})
    after = crew.slip(run, "Ann")
    assert (after.name, after.office, after.employer) == ("Ann Ward", before.office, "Dee Valley")
    assert after.bank_end == before.bank_end == ""
    assert payslip_document(crew.office.read(payslip, after.id)) == paper


def test_a_draft_is_issued_to_who_it_is_on_that_day(crew: Crew) -> None:
    run = crew.start(4, {"Ann": 100, "Bea": 10})
    assert crew.slip(run, "Ann").name == "Ann Ward"
    crew.office.do(rename, crew.ids["Ann"])
    crew.office.do(finish_run, run)
    slip = crew.slip(run, "Ann")
    assert (slip.name, slip.office) == ("Ann Price", "Somebody Else")
    assert slip.inputs["issued_to"]["address"] == "9 New Road" and crew.faults() == []


def test_certificates_name_whom_the_last_payslip_of_the_year_named(crew: Crew) -> None:
    office = crew.office
    crew.pay(4, {"Ann": 100, "Bea": 100})
    office.do(assistant_left, crew.ids["Bea"], date(2026, 5, 20))
    crew.pay(5, {"Ann": 100, "Bea": 100})
    for name in ("Ann", "Bea"):
        office.do(rename, crew.ids[name])
    office.do(set_employer, {"name": "Dee Valley Care Ltd"})
    (ann,) = office.read(p60_years, "2026-27", crew.ids["Ann"])
    assert (ann.person.name, ann.employer.name, ann.employer.paye_reference) == ("Ann Ward", "Dee Valley", "A1B2C3")
    # The address was not recorded then.
    assert ann.person.address == "9 New Road"
    job = next(one.id for one in office.read(employments) if one.assistant_id == crew.ids["Bea"])
    assert office.read(p45_year, job).person.name == "Bea Ward"
    assert "Ann Ward" in office.read(year_card, "2026-27", crew.ids["Ann"]).title
    crew.pay(6, {"Ann": 100})
    (ann,) = office.read(p60_years, "2026-27", crew.ids["Ann"])
    assert (ann.person.name, ann.employer.name) == ("Ann Price", "Dee Valley Care Ltd")
