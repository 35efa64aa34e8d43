"""Arrears of National Insurance that can no longer be taken are posted as the employer's cost, with the run."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import update

from carecoop_desktop.money.ledger.queries import balances, trial_balance
from carecoop_desktop.people.assistants.actions import assistant_left
from carecoop_desktop.people.members.actions import add_member
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import SEE_RECORDS
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.payroll.actions import correct_letter, finish_run, reopen_run
from carecoop_desktop.work.payroll.documents import payslip_document
from carecoop_desktop.work.payroll.employers.actions import add_employer
from carecoop_desktop.work.payroll.employers.tables import EmploymentRow
from carecoop_desktop.work.payroll.tables import NiLapseRow, PayRunRow
from tests.work.payroll.actions.test_wrong_letter import APRIL, SHARE, wrongly
from tests.work.payroll.crew import Crew, crew_in


@pytest.fixture
def crew(office: Office) -> Crew:
    return crew_in(office)


@action("Put the runs so far two years back, for a test", SEE_RECORDS)
def two_years_back(work: Work) -> None:
    for run in work.all(PayRunRow):
        day = run.pay_date.replace(year=run.pay_date.year - 2)
        work.connection.execute(
            update(PayRunRow.__table__).where(PayRunRow.id == run.id).values(tax_year="2024-25", pay_date=day)
        )


@action("Move a job to another employer, for a test", SEE_RECORDS)
def move_job(work: Work, employment_id: int, employer_id: int) -> None:
    work.change(work.get(EmploymentRow, employment_id), employer_id=employer_id)


def held(crew: Crew) -> dict[str, int]:
    return {line.code: line.pence for line in crew.office.read(trial_balance)}


def lapses(crew: Crew) -> list[tuple[str, int]]:
    rows = crew.office.read(lambda reader: reader.connection.execute(NiLapseRow.__table__.select()).all())
    return [(row.tax_year, row.pence) for row in rows]


def test_what_remains_at_leaving_is_the_co_ops_cost(crew: Crew) -> None:
    office = crew.office
    job = wrongly(crew, "C", "A")
    before = held(crew)["net-pay-owed"]
    office.do(correct_letter, job, APRIL, "A", "A birthday", True)
    office.do(assistant_left, crew.ids["Ann"], date(2026, 6, 20))
    run = crew.start(6, {"Ann": 60})
    slip = crew.slip(run, "Ann")
    left = 2 * SHARE - slip.inputs["ni_correction"]["taken"]
    assert left > 0 and "your employer bears it" in repr(payslip_document(slip))
    cost = held(crew).get("coop-pay", 0)
    office.do(finish_run, run)
    assert lapses(crew) == [("2026-27", left)] and held(crew)["coop-pay"] == cost + left
    # What the bank pays is what the ledger holds for it: nothing stays open at Ann's.
    assert -held(crew)["net-pay-owed"] == -before + slip.to_pay
    assert crew.faults() == []
    # Reopened, it is taken back with the run's entry; finished again, posted once more.
    again = int(office.do(reopen_run, run, "Forgot something").value)
    assert held(crew).get("coop-pay", 0) == cost and held(crew)["net-pay-owed"] == before
    office.do(finish_run, again)
    assert held(crew)["coop-pay"] == cost + left and crew.faults() == []
    # Late pay is not asked for it a second time, and the letter that was right after all gives it back to the co-op.
    office.do(correct_letter, job, APRIL, "C", "The certificate was right", True)
    crew.work(6, {"Ann": 10}, since=9)
    last = crew.start(7, {"Bea": 10})
    late = crew.slip(last, "Ann")
    assert late.figures["ee_ni"] < -2 * SHARE and late.to_pay - late.figures["net"] == -left
    office.do(finish_run, last)
    assert held(crew)["coop-pay"] == cost and crew.faults() == []
    assert -held(crew)["net-pay-owed"] == -before + slip.to_pay + late.to_pay + crew.slip(last, "Bea").to_pay


def test_what_is_older_than_the_law_lets_is_the_employers_although_nobody_is_paid(crew: Crew) -> None:
    office = crew.office
    job = wrongly(crew, "C", "A")
    office.do(correct_letter, job, APRIL, "A", "A birthday", True)
    june = crew.pay(6, {"Ann": 100})
    left = crew.slip(june, "Ann").inputs["ni_correction"]["left"]
    assert left == SHARE and lapses(crew) == []
    office.do(two_years_back)
    hay = int(office.do(add_member, name="Ann Hay", number="M2").value)
    office.do(move_job, job, int(office.do(add_employer, {}, hay).value))
    cost = held(crew).get("coop-pay", 0)
    crew.pay(7, {"Bea": 10})
    assert lapses(crew) == [("2024-25", left)]
    assert office.read(balances, None)[hay] == -left, "the member is the employer"
    assert held(crew).get("coop-pay", 0) == cost
    assert [fault for fault in crew.faults() if "pay_date, tax_year" not in fault] == [], "but what this test moved"
    crew.pay(8, {"Bea": 10})
    assert len(lapses(crew)) == 1, "it lapses once"
