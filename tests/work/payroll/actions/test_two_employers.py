"""A PA of the co-op and of Ann Hay, who is herself the employer: orders, pension, sick pay, leave and miles of each job
belong to its employer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from carecoop_desktop.people.assistants.entries import Tax
from carecoop_desktop.people.assistants.tables import PayRateRow
from carecoop_desktop.people.members.actions import add_member
from carecoop_desktop.platform.kernel.errors import Invalid, Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import SEE_RECORDS
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.payroll.absence.actions import adjust_leave, record_absence, set_earlier_earnings
from carecoop_desktop.work.payroll.absence.entries import Absence
from carecoop_desktop.work.payroll.absence.queries.balances import leave_lines
from carecoop_desktop.work.payroll.absence.queries.statutory import decision
from carecoop_desktop.work.payroll.actions import finish_run, start_run
from carecoop_desktop.work.payroll.bacs import paid_from, paying_account
from carecoop_desktop.work.payroll.bank.payees import owed_by_orders
from carecoop_desktop.work.payroll.employers.actions import (
    add_employer,
    add_employment,
    record_jobs,
    set_employment_tax,
)
from carecoop_desktop.work.payroll.employers.queries import employers_of
from carecoop_desktop.work.payroll.orders.actions import add_order
from carecoop_desktop.work.payroll.orders.entries import OrderEntry
from carecoop_desktop.work.payroll.orders.queries import attachment_orders
from carecoop_desktop.work.payroll.pensions.actions import add_scheme, issue_letters, opt_out, postpone_enrolment
from carecoop_desktop.work.payroll.pensions.entries import SchemeEntry
from carecoop_desktop.work.payroll.pensions.queries.contributing import contribution_file
from carecoop_desktop.work.payroll.pensions.queries.letters import letters, letters_due
from carecoop_desktop.work.payroll.pensions.queries.standing import memberships
from carecoop_desktop.work.payroll.queries import PayslipView, payslips, run_view
from carecoop_desktop.work.payroll.rti.actions import set_employer
from carecoop_desktop.work.timesheets.actions import NewLine, approve_lines, enter_lines, lock_period
from tests.work.payroll.bank.conftest import PAYING
from tests.work.payroll.crew import ADULT, Crew, crew_in

CO_OP = "Dee Valley Care Co-operative"
APRIL = date(2026, 4, 1)


@action("A mileage rate of a test", SEE_RECORDS)
def pay_miles(work: Work, assistant_id: int, pence: int) -> None:
    work.add(PayRateRow(assistant_id=assistant_id, kind="mileage", since=date(2025, 1, 1), pence=pence))


@dataclass(frozen=True)
class Two:
    """Bea with her two jobs, at £15.00 an hour in both."""

    crew: Crew
    office: Office
    bea: int
    co_op: int
    ann: int
    ann_hay: int

    def pay(self, month: int, own: int, anns: int, miles: Mapping[int | None, int] | None = None) -> int:
        """A finished run: hours for the co-op's member and for Ann, ten a day from the first on."""
        run = self.draft(month, own, anns, miles)
        self.office.do(finish_run, run)
        return run

    def draft(self, month: int, own: int, anns: int, miles: Mapping[int | None, int] | None = None) -> int:
        span = self.crew.period(month)
        lines = []
        for member, total in ((self.crew.member, own), (self.ann, anns)):
            for number in range(-(-total // 10)):
                minutes = min(10, total - number * 10) * 60
                extra = (miles or {}).get(member, 0) if number == 0 else 0
                day = span.first + timedelta(days=number)
                lines.append(NewLine(self.bea, member, day, minutes=minutes, miles=extra, state="signed"))
        self.office.do(approve_lines, list(self.office.do(enter_lines, lines).value))
        self.office.do(lock_period, span.id, leave_rest=True)
        return int(self.office.do(start_run, span.id).value)

    def slips(self, run: int) -> tuple[PayslipView, PayslipView]:
        """The payslip of the co-op and that of Ann."""
        found = {view.employer: view for view in self.office.read(payslips, run) if view.assistant_id == self.bea}
        return found[CO_OP], found["Ann Hay"]


@pytest.fixture
def two(office: Office) -> Two:
    crew = crew_in(office, {"Bea": ADULT, "Cal": ADULT})
    ann = int(office.do(add_member, name="Ann Hay", number="M2").value)
    office.do(record_jobs)
    employer = int(office.do(add_employer, {}, ann).value)
    job = office.do(add_employment, crew.ids["Bea"], employer, date(2026, 1, 1), "H1").value
    office.do(set_employment_tax, job, Tax(APRIL, "BR", "A"))
    (co_op, _), _ = office.read(employers_of, crew.ids["Bea"], APRIL)
    return Two(crew, office, crew.ids["Bea"], co_op, ann, employer)


def order(employer: int | None, **more: int) -> OrderEntry:
    return OrderEntry(
        "aeo-priority", f"AEO {employer}", "Leeds Magistrates", APRIL, APRIL, employer_id=employer, **more
    )


def test_an_order_takes_from_the_pay_of_the_employer_it_is_addressed_to(two: Two) -> None:
    two.office.do(add_order, two.bea, order(two.ann_hay, normal=10_000, protected=30_000))
    run = two.pay(4, 60, 30)
    own, anns = two.slips(run)
    # Ann pays 450.00 less 90.00 tax: 60.00 lie above what is protected, whatever the co-op pays.
    assert (own.figures["orders"], anns.figures["orders"]) == (0, 6_000)
    again = two.pay(5, 60, 60)
    assert [slip.figures["orders"] for slip in two.slips(again)] == [0, 14_000]
    assert two.crew.faults() == []


def test_what_an_order_took_is_paid_from_the_account_of_its_employer(two: Two) -> None:
    office = two.office
    for employer, payee in ((two.co_op, "HMCTS"), (two.ann_hay, "The Council")):
        entry = order(employer, normal=5_000)
        entry = replace(entry, payee=payee, payee_sort_code="202959", payee_account="63748472")
        office.do(add_order, two.bea, entry)
    view = office.read(run_view, two.pay(4, 60, 60))
    owed = [office.read(owed_by_orders, view, {one}) for one in (two.co_op, two.ann_hay)]
    assert [[credit.name for credit in each.credits] for each in owed] == [["HMCTS"], ["The Council"]]
    both = office.read(owed_by_orders, view, {two.co_op, two.ann_hay})
    assert sum(credit.pence for credit in both.credits) == 10_000 and both.findings == ()


def test_one_account_number_under_two_sort_codes_is_two_accounts(two: Two) -> None:
    two.office.do(set_employer, PAYING)
    two.office.do(set_employer, {"bank_sort_code": "000120", "bank_account": "00412076"}, two.ann_hay)
    run = two.pay(4, 60, 60)
    own = two.office.read(paying_account, None)
    assert two.office.read(paid_from, run, own, None) == {two.co_op, two.ann_hay}
    two.office.do(set_employer, {"bank_sort_code": "000121"}, two.ann_hay)
    assert two.office.read(paid_from, run, own, None) == {two.co_op}


def test_an_order_without_an_employer_is_that_of_the_main_job(two: Two) -> None:
    two.office.do(add_order, two.bea, order(None, normal=5_000))
    (kept,) = two.office.read(attachment_orders, two.bea)
    assert kept.employer_id == two.co_op
    own, anns = two.slips(two.pay(4, 60, 60))
    assert (own.figures["orders"], anns.figures["orders"]) == (5_000, 0)
    with pytest.raises(Invalid) as told:
        two.office.do(add_order, two.crew.ids["Cal"], order(two.ann_hay, normal=5_000))
    assert [issue.field for issue in told.value.issues] == ["employer_id"]


def test_each_employer_assesses_and_enrols_in_a_scheme_of_its_own(two: Two) -> None:
    office = two.office
    own = office.do(add_scheme, SchemeEntry("Nest", duties_start=APRIL)).value
    run = two.pay(4, 70, 60)
    mine, anns = two.slips(run)
    # 1,050.00 with the co-op alone and 900.00 with Ann alone: each is above the trigger of 833.00.
    assert (mine.inputs["assessment"]["enrol"], anns.inputs["assessment"]["enrol"]) == (True, True)
    assert anns.figures["ee_pension"] == 0 and any("no scheme is set up" in each for each in anns.findings)
    hers = office.do(add_scheme, SchemeEntry("Ann's Nest", duties_start=APRIL, employer_id=two.ann_hay)).value
    mine, anns = two.slips(two.pay(5, 70, 60))
    # (1,050.00 - 520.00) and (900.00 - 520.00) x 4 %: each employer's own qualifying earnings.
    assert (mine.figures["ee_pension"], anns.figures["ee_pension"]) == (2_120, 1_520)
    assert {each.scheme_id: each.employer_id for each in office.read(memberships)} == {own: None, hers: two.ann_hay}
    assert anns.employer_id == two.ann_hay and two.crew.faults() == []


def test_letters_contributions_and_opting_out_are_of_one_employer(two: Two) -> None:
    office = two.office
    office.do(add_scheme, SchemeEntry("Nest", duties_start=APRIL))
    hers = office.do(add_scheme, SchemeEntry("Ann's Nest", duties_start=APRIL, employer_id=two.ann_hay)).value
    run = two.pay(4, 70, 60)
    assert [(due.kind, due.employer_id) for due in office.read(letters_due)] == [
        ("enrolled", None), ("enrolled", two.ann_hay)]  # fmt: skip
    office.do(issue_letters)
    assert {(letter.facts["office"], letter.facts["scheme"]) for letter in office.read(letters)} >= {
        ("Ann Hay", "Ann's Nest")}  # fmt: skip
    (line,) = office.read(contribution_file, run, hers).members
    assert (line.terms.number, line.employee, line.employer) == ("H1", 1_900 * 4 // 5, 1_140)
    held = next(each for each in office.read(memberships) if each.scheme_id == hers)
    assert office.do(opt_out, two.bea, office.today, held.id).value == 1_520
    mine, anns = two.slips(two.pay(5, 70, 60))
    assert (mine.figures["ee_pension"], anns.figures["ee_pension"]) == (2_120, -1_520)


def test_each_employer_postpones_for_itself(two: Two) -> None:
    office = two.office
    office.do(add_scheme, SchemeEntry("Nest", duties_start=APRIL))
    office.do(add_scheme, SchemeEntry("Ann's Nest", duties_start=APRIL, employer_id=two.ann_hay))
    office.do(postpone_enrolment, two.bea, APRIL, date(2026, 6, 30), two.ann_hay)
    mine, anns = two.slips(two.pay(4, 70, 60))
    assert mine.figures["ee_pension"] > 0 == anns.figures["ee_pension"]
    assert any("postponed" in each for each in anns.findings)
    with pytest.raises(Refusal, match="put off"):
        office.do(postpone_enrolment, two.bea, date(2026, 6, 1), date(2026, 8, 1), two.ann_hay)


def test_sick_pay_goes_by_the_pay_and_the_days_of_each_contract(two: Two) -> None:
    office = two.office
    for month in (4, 5, 6):
        two.pay(month, 60, 20)
    july = date(2026, 7, 6)
    office.do(record_absence, two.bea, Absence("sickness", july, july + timedelta(days=6)))
    # Away from both: each job has an entry of its own, with its own working days, on the same days.
    office.do(record_absence, two.bea, Absence("sickness", july, july + timedelta(days=6), weekdays="02",
                                               employer_id=two.ann_hay))  # fmt: skip
    with pytest.raises(Refusal, match="recorded for these days"):
        office.do(record_absence, two.bea, Absence("unpaid", july, july, employer_id=two.ann_hay))
    # Hours of the third of July in Ann's job, none in the days away.
    own, anns = two.slips(two.draft(7, 30, 30))
    paid = {view.employer: sum(line.pence for line in view.lines if line.kind == "ssp") for view in (own, anns)}
    # 900.00 a month is 207.69 a week: 80 % is above the flat 123.25. 300.00 is 69.23 a week, of which 80 % are 55.39.
    assert paid == {CO_OP: 12_325, "Ann Hay": 5_539}


def test_working_in_one_job_is_no_work_in_the_other(two: Two) -> None:
    for month in (4, 5, 6):
        two.pay(month, 60, 20)
    first = date(2026, 7, 1)
    away = two.office.do(
        record_absence, two.bea, Absence("sickness", first, first + timedelta(days=6), employer_id=two.ann_hay)
    ).value
    own, anns = two.slips(two.draft(7, 60, 0))
    # 80 % of 69.23 a week; each of the two calendar weeks is rounded up to the penny.
    assert sum(line.pence for line in anns.lines if line.kind == "ssp") == 5_540
    assert not any(line.kind == "ssp" for line in own.lines)
    assert any(said.startswith("Away from another job from 1 Jul 2026") for said in own.findings)
    told = two.office.read(decision, away)
    assert told.outcome.days == 5 and told.office == "Ann Hay"


def test_leave_accrues_and_is_adjusted_in_each_job(two: Two) -> None:
    two.pay(4, 100, 50)
    two.office.do(adjust_leave, two.bea, date(2026, 4, 2), 120, "Brought forward", two.ann_hay)
    lines = [one for one in two.office.read(leave_lines, date(2026, 4, 30)) if one.assistant_id == two.bea]
    # 12.07 % of 100 and of 50 hours, to the hour, and two hours more.
    assert [(one.employer, one.balance.left) for one in lines] == [(CO_OP, 720), ("Ann Hay", 480)]


def test_earlier_earnings_are_kept_for_each_employer(two: Two) -> None:
    office, day = two.office, date(2026, 2, 27)
    office.do(set_earlier_earnings, two.bea, day, 50_000)
    office.do(set_earlier_earnings, two.bea, day, 20_000, two.ann_hay)
    office.do(set_earlier_earnings, two.bea, date(2026, 3, 31), 20_000, two.ann_hay)
    office.do(set_earlier_earnings, two.bea, date(2026, 4, 28), 20_000, two.ann_hay)
    first = date(2026, 5, 4)
    away = office.do(
        record_absence, two.bea, Absence("sickness", first, first + timedelta(days=6), employer_id=two.ann_hay)
    ).value
    # 200.00 a month is 46.15 a week; 80 % of it for a week.
    assert office.read(decision, away).outcome.pay.pence == 3_693


def test_miles_of_each_employment_have_a_limit_of_their_own(two: Two) -> None:
    two.office.do(pay_miles, two.bea, 45)
    own, anns = two.slips(two.pay(4, 20, 20, {two.crew.member: 60_000, two.ann: 60_000}))
    # 6,000 miles in each job are within 10,000; together they would not be.
    assert "mileage_taxable" not in own.inputs and "mileage_taxable" not in anns.inputs
    own, anns = two.slips(two.pay(5, 20, 20, {two.crew.member: 50_000}))
    assert own.inputs["mileage_taxable"] == 1_000 * 20 and "mileage_taxable" not in anns.inputs
