"""What employers are relieved of is posted with the run, so that the debt to HMRC is what its record says."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.money.ledger.queries import balances, owed_for_pay, trial_balance
from carecoop_desktop.people.assistants.actions import set_pay_rate
from carecoop_desktop.people.assistants.entries import PayRate, Tax
from carecoop_desktop.people.members.actions import add_member
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.actions import finish_run, reopen_run
from carecoop_desktop.work.payroll.employers.actions import (
    add_employer,
    add_employment,
    claim_allowance,
    end_allowance,
    record_jobs,
    set_employment_tax,
)
from carecoop_desktop.work.payroll.employers.queries import schemes
from carecoop_desktop.work.payroll.queries.to_date import employer_months
from tests.work.payroll.crew import ADULT, Crew, crew_in

YES = ["yes"] * 5


@pytest.fixture
def crew(office: Office) -> Crew:
    made = crew_in(office, {"Ann": ADULT, "Bea": ADULT})
    office.do(record_jobs)
    return made


def own(crew: Crew) -> int:
    return crew.office.read(schemes)[0].id


def due(crew: Crew) -> int:
    """What HMRC's record says is due of the tax year, for every employer."""
    office = crew.office
    return sum(month.due for one in office.read(schemes) for month in office.read(employer_months, one.id, "2026-27"))


def owed(crew: Crew) -> int:
    return crew.office.read(owed_for_pay)["hmrc-owed"]


def reliefs(crew: Crew) -> int:
    return -sum(line.pence for line in crew.office.read(trial_balance) if line.code == "coop-reliefs")


def test_an_allowance_that_stays_with_the_co_op_is_its_income(crew: Crew) -> None:
    crew.office.do(claim_allowance, own(crew), YES)
    slip = crew.slip(crew.pay(4, {"Ann": 200}), "Ann").figures
    assert slip["employer_cost"] == 338_745 and reliefs(crew) == 38_745
    assert owed(crew) == due(crew) == slip["tax"] + slip["ee_ni"]
    assert crew.faults() == []


def test_a_claim_made_late_ended_and_made_again_is_settled_with_the_next_run(crew: Crew) -> None:
    office = crew.office
    for month, deed in enumerate((None, (claim_allowance, YES), (end_allowance,), (claim_allowance, YES, True)), 4):
        if deed is not None:
            office.do(deed[0], own(crew), *deed[1:])
        crew.pay(month, {"Ann": 200, "Bea": 90})
        assert owed(crew) == due(crew), month
    assert crew.faults() == []


def test_no_more_than_the_allowance_of_the_year(crew: Crew) -> None:
    # At £200.00, 250 hours cost (50,000 - 417) x 15 % = 7,437.45 of employer's NI.
    office = crew.office
    office.do(set_pay_rate, crew.ids["Ann"], PayRate("standard", 20_000, date(2026, 4, 1)))
    office.do(claim_allowance, own(crew), YES)
    crew.pay(4, {"Ann": 250})
    assert reliefs(crew) == 743_745
    crew.pay(5, {"Ann": 250})
    assert reliefs(crew) == 1_050_000 and owed(crew) == due(crew)


def test_a_shared_allowance_is_not_posted_twice(crew: Crew) -> None:
    crew.office.do(claim_allowance, own(crew), YES, True)
    crew.pay(4, {"Ann": 200})
    assert reliefs(crew) == 0 and owed(crew) == due(crew)


def test_a_member_who_is_the_employer_keeps_their_own_allowance(crew: Crew) -> None:
    office = crew.office
    dee = office.do(add_member, name="Dee Hay", number="M2").value
    scheme = office.do(add_employer, {"office_number": "961", "paye_reference": "ZZ77"}, dee).value
    job = office.do(add_employment, crew.ids["Ann"], scheme, date(2026, 4, 1), "H1").value
    office.do(set_employment_tax, job, Tax(date(2026, 4, 1), "BR", "A"))
    office.do(claim_allowance, scheme, ["yes", "yes", "yes", "", "yes"])
    alone = Crew(office, crew.ids, dee)
    run = alone.start(4, {"Ann": 200})
    office.do(finish_run, run)
    assert office.read(balances, None)[dee] == -300_000 and reliefs(crew) == 0
    assert owed(crew) == due(crew)
    assert crew.faults() == []


def test_a_reopened_run_takes_its_relief_back_and_posts_it_again(crew: Crew) -> None:
    office = crew.office
    office.do(claim_allowance, own(crew), YES)
    crew.pay(4, {"Ann": 200})
    draft = office.do(reopen_run, crew.pay(5, {"Ann": 200}), "Wrong hours").value
    assert reliefs(crew) == 38_745 and owed(crew) == due(crew)
    office.do(finish_run, draft)
    assert reliefs(crew) == 2 * 38_745 and owed(crew) == due(crew)
    assert crew.faults() == []
