"""Several PAYE schemes: who is employed by whom, one run over all of them, and each one's own files."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.people.assistants.entries import Tax
from carecoop_desktop.people.members.actions import add_member
from carecoop_desktop.platform.kernel.errors import Conflict, Invalid, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.actions import finish_run, start_run, work_out_again
from carecoop_desktop.work.payroll.bacs import paying_account
from carecoop_desktop.work.payroll.employers.actions import (
    add_employer,
    add_employment,
    claim_allowance,
    close_employer,
    end_allowance,
    end_employment,
    record_jobs,
    set_director,
    set_employment_tax,
)
from carecoop_desktop.work.payroll.employers.queries import employments, job_tax, schemes
from carecoop_desktop.work.payroll.queries import PayslipView, payslips, run_view
from carecoop_desktop.work.payroll.rti.actions import set_employer
from carecoop_desktop.work.payroll.rti.employer import employers
from carecoop_desktop.work.payroll.rti.queries import employers_of_run, run_paid
from carecoop_desktop.work.timesheets.actions import NewLine, approve_lines, enter_lines, lock_period
from tests.work.payroll.crew import ADULT, Crew, crew_in

OWN = {"name": "Dee Valley", "office_number": "120", "paye_reference": "A1B2C3",
       "accounts_reference": "120PA00012345", "bank_sort_code": "000120", "bank_account": "00412076",
       "service_user": "001207"}  # fmt: skip
ANNS = {"office_number": "961", "paye_reference": "ZZ77", "accounts_reference": "961PA00054321"}


@pytest.fixture
def crew(office: Office) -> Crew:
    """Bea works for a member of the co-op and for Ann Hay, who is herself the employer."""
    made = crew_in(office, {"Bea": ADULT, "Cal": ADULT})
    office.do(set_employer, OWN)
    return made


@pytest.fixture
def ann(crew: Crew) -> int:
    return int(crew.office.do(add_member, name="Ann Hay", number="M2").value)


def hours(crew: Crew, name: str, member: int, count: int, month: int = 4) -> None:
    """So many hours for a member, signed and approved."""
    span = crew.period(month)
    days = [span.first.replace(day=1 + number) for number in range(-(-count // 10))]
    left = count
    lines = []
    for day in days:
        lines.append(NewLine(crew.ids[name], member, day, minutes=min(10, left) * 60, state="signed"))
        left -= 10
    crew.office.do(approve_lines, list(crew.office.do(enter_lines, lines).value))


def start(crew: Crew, month: int = 4) -> int:
    crew.office.do(lock_period, crew.period(month).id, leave_rest=True)
    return int(crew.office.do(start_run, crew.period(month).id).value)


def slips(crew: Crew, run: int, name: str) -> dict[str, PayslipView]:
    """A PA's payslips by employer."""
    found = crew.office.read(payslips, run)
    return {view.employer: view for view in found if view.assistant_id == crew.ids[name]}


def test_the_co_ops_own_scheme_comes_from_the_settings_of_the_first_version(crew: Crew) -> None:
    crew.start(4, {"Bea": 10})
    own = crew.office.read(schemes)
    assert [(one.name, one.reference, one.member_id) for one in own] == [("Dee Valley", "120/A1B2C3", None)]
    (bea,) = [job for job in crew.office.read(employments) if job.assistant_id == crew.ids["Bea"]]
    assert (bea.employer, bea.number, bea.started) == ("Dee Valley", "A0", date(2025, 1, 1))


def test_a_member_who_is_the_employer_pays_their_own_hours_in_the_same_run(crew: Crew, ann: int) -> None:
    office = crew.office
    office.do(record_jobs)
    scheme = office.do(add_employer, ANNS, ann).value
    job = office.do(add_employment, crew.ids["Bea"], scheme, date(2026, 4, 1), "H1").value
    office.do(set_employment_tax, job, Tax(date(2026, 4, 1), "BR", "A"))
    hours(crew, "Bea", crew.member, 60)
    hours(crew, "Bea", ann, 40)
    hours(crew, "Cal", crew.member, 50)
    run = start(crew)
    bea = slips(crew, run, "Bea")
    assert (bea["Dee Valley"].figures["gross"], bea["Ann Hay"].figures["gross"]) == (90_000, 60_000)
    assert (bea["Dee Valley"].tax_code, bea["Ann Hay"].tax_code) == ("1257L", "BR")
    assert bea["Ann Hay"].figures["tax"] == 12_000 and bea["Ann Hay"].number == "H1"
    # Two employers who are not in business together: National Insurance is not added up.
    assert bea["Ann Hay"].figures["ee_ni"] == 0 and bea["Dee Valley"].figures["ee_ni"] == 0
    assert [(charge.member_id, charge.pence) for charge in bea["Ann Hay"].charges] == [
        (ann, bea["Ann Hay"].figures["employer_cost"])]  # fmt: skip
    office.do(finish_run, run)
    assert crew.faults() == []
    first, second = office.read(employers_of_run, run)
    with pytest.raises(Refusal, match="Several employers"):
        office.read(run_paid, run)
    assert len(office.read(run_paid, run, first).people) == 2
    (alone,) = office.read(run_paid, run, second).people
    assert (alone.year.taxable, alone.year.tax, alone.terms.number) == (60_000, 12_000, "H1")


def test_pay_to_date_runs_on_in_each_job_apart(crew: Crew, ann: int) -> None:
    office = crew.office
    office.do(record_jobs)
    scheme = office.do(add_employer, ANNS, ann).value
    job = office.do(add_employment, crew.ids["Bea"], scheme, date(2026, 4, 1), "H1").value
    office.do(set_employment_tax, job, Tax(date(2026, 4, 1), "BR", "A"))
    for month in (4, 5):
        hours(crew, "Bea", crew.member, 60, month)
        hours(crew, "Bea", ann, 40, month)
        run = start(crew, month)
        office.do(finish_run, run)
    bea = slips(crew, run, "Bea")
    assert bea["Ann Hay"].figures["taxable_to_date"] == 120_000
    assert bea["Dee Valley"].figures["taxable_to_date"] == 180_000


def test_hours_for_a_member_employer_without_a_job_hold_only_that_pay_back(crew: Crew, ann: int) -> None:
    office = crew.office
    office.do(add_employer, ANNS, ann)
    hours(crew, "Bea", crew.member, 20)
    hours(crew, "Bea", ann, 10)
    run = start(crew)
    bea = slips(crew, run, "Bea")
    assert bea["Dee Valley"].state == "ready"
    assert "No job with Ann Hay" in bea["Ann Hay"].problem
    office.do(finish_run, run)
    hours(crew, "Bea", crew.member, 10, 5)
    again = start(crew, 5)
    assert sum(line.quantity for line in slips(crew, again, "Bea")["Dee Valley"].lines) == 600
    scheme = office.read(schemes)[1].id
    job = office.do(add_employment, crew.ids["Bea"], scheme, date(2026, 4, 1), "H1").value
    office.do(work_out_again, again)
    assert "No tax details" in slips(crew, again, "Bea")["Ann Hay"].problem
    office.do(set_employment_tax, job, Tax(date(2026, 4, 1), "BR", "A"))
    office.do(work_out_again, again)
    assert slips(crew, again, "Bea")["Ann Hay"].figures["minutes"] == 600
    assert crew.faults() == []


def test_a_second_job_with_the_same_employer_has_its_national_insurance_added_up(crew: Crew) -> None:
    office = crew.office
    office.do(record_jobs)
    own = office.read(schemes)[0].id
    first = next(job for job in office.read(employments) if job.assistant_id == crew.ids["Bea"])
    office.do(end_employment, first.id, date(2026, 4, 10))
    again = office.do(add_employment, crew.ids["Bea"], own, date(2026, 4, 11), "A0-2").value
    office.do(set_employment_tax, again, Tax(date(2026, 4, 1), "BR", "A"))
    for day in range(1, 21):
        line = NewLine(crew.ids["Bea"], crew.member, date(2026, 4, day), minutes=600, state="signed")
        office.do(approve_lines, list(office.do(enter_lines, [line]).value))
    run = start(crew)
    both = sorted(
        (view for view in office.read(payslips, run) if view.assistant_id == crew.ids["Bea"]), key=lambda v: v.number
    )
    assert [(view.number, view.figures["gross"]) for view in both] == [("A0", 150_000), ("A0-2", 150_000)]
    # (3,000 - 1,048) x 8 % = 156.16 on both together.
    assert sum(view.figures["ee_ni"] for view in both) == 15_616
    assert sum(view.figures["er_ni"] for view in both) == 38_745


def test_the_allowance_needs_every_question_that_concerns_the_employer(crew: Crew, ann: int) -> None:
    office = crew.office
    scheme = office.do(add_employer, ANNS, ann).value
    with pytest.raises(Invalid) as told:
        office.do(claim_allowance, scheme, ["yes", "yes", "no", "", "yes"])
    assert [issue.field for issue in told.value.issues] == ["answer_2"]
    office.do(claim_allowance, scheme, ["yes", "yes", "yes", "", "yes"])
    assert [one.allowance for one in office.read(schemes)] == ["", "yes"]
    office.do(end_allowance, scheme)
    assert office.read(schemes)[1].allowance == "no"


def test_a_shared_allowance_is_taken_off_what_members_are_charged(crew: Crew) -> None:
    office = crew.office
    own = office.do(record_jobs) and office.read(schemes)[0].id
    office.do(claim_allowance, own, ["yes"] * 5, True)
    run = crew.pay(4, {"Bea": 200})
    slip = crew.slip(run, "Bea").figures
    assert slip["er_ni"] == 38_745 and slip["employer_cost"] == 300_000
    office.do(claim_allowance, own, ["yes"] * 5, False)
    assert crew.slip(crew.pay(5, {"Bea": 200}), "Bea").figures["employer_cost"] == 338_745
    assert crew.faults() == []


def test_wages_are_paid_from_the_members_own_account_where_there_is_one(crew: Crew, ann: int) -> None:
    office = crew.office
    scheme = office.do(add_employer, ANNS, ann).value
    assert office.read(paying_account, scheme).bank_account == "00412076"
    office.do(set_employer, {"bank_sort_code": "112233", "bank_account": "12345678"}, scheme)
    account = office.read(paying_account, scheme)
    assert (account.bank_account, account.service_user) == ("12345678", "001207")
    assert [one.name for one in office.read(employers)] == ["Dee Valley", "Ann Hay"]


def test_what_cannot_be_is_refused(crew: Crew, ann: int) -> None:
    office = crew.office
    office.do(record_jobs)
    scheme = office.do(add_employer, {}, ann).value
    own = office.read(schemes)[0].id
    bea = crew.ids["Bea"]
    with pytest.raises(Refusal, match="already"):
        office.do(add_employer, {}, ann)
    with pytest.raises(Invalid):
        office.do(add_employer, {"office_number": "12"})
    with pytest.raises(Refusal, match="a job with Dee Valley already"):
        office.do(add_employment, bea, own, date(2026, 4, 1))
    job = office.do(add_employment, bea, scheme, date(2026, 4, 1), "H1").value
    with pytest.raises(Invalid):
        office.do(add_employment, crew.ids["Cal"], scheme, date(2026, 4, 1), "H1")
    with pytest.raises(Invalid):
        office.do(end_employment, job, date(2026, 3, 1))
    with pytest.raises(Invalid):
        office.do(set_director, job, "annual")
    with pytest.raises(Refusal, match="stays open"):
        office.do(close_employer, own, date(2026, 5, 1))
    office.do(close_employer, scheme, date(2026, 5, 1))
    assert office.read(schemes)[1].closed == date(2026, 5, 1)


def test_what_another_desk_did_to_an_employer_is_not_undone_unread(crew: Crew, ann: int) -> None:
    office = crew.office
    number = office.do(add_employer, {}, ann).value
    read = next(each for each in office.read(schemes) if each.id == number)
    job = office.do(add_employment, crew.ids["Bea"], number, date(2026, 4, 1), "H1").value
    seen = office.read(job_tax, job).mark
    office.do(close_employer, number, date(2026, 10, 31))
    office.do(set_employment_tax, job, Tax(date(2026, 4, 1), "BR", "A"))
    for deed, given in ((close_employer, (date(2026, 12, 31),)), (claim_allowance, (["yes"] * 5, True))):
        with pytest.raises(Conflict, match=r"^Priya Shah changed closed of this employer at "):
            office.do(deed, number, *given, read.version)
    assert office.do(end_allowance, number, read.version).sentence, "that it was closed says nothing against this"
    with pytest.raises(Conflict, match=r"^Priya Shah added tax details of an employment at ") as told:
        office.do(set_employment_tax, job, Tax(date(2026, 4, 1), "D0", "A"), seen)
    assert [(each.field, each.mine, each.theirs) for each in told.value.fields] == [("tax_code", "D0", "BR")]
    office.do(set_employment_tax, job, Tax(date(2026, 4, 1), "D0", "A"), told.value.version)
    assert [each.tax_code for each in office.read(job_tax, job).lines] == ["D0"]


def test_a_run_counts_payslips_not_people(crew: Crew) -> None:
    run = crew.start(4, {"Bea": 10, "Cal": 10})
    assert crew.office.read(run_view, run).paid == 2
