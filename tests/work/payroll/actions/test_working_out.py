"""Leavers, pay after the P45, directors, letters that change, groups of weeks and week 53, worked out in a run."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from carecoop_desktop.people.assistants.actions import assistant_left, change_code, set_contract, set_tax_details
from carecoop_desktop.people.assistants.entries import CodeNotice, Contract, Tax
from carecoop_desktop.platform.kernel.errors import Conflict
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.actions import (
    allow_payslip,
    finish_run,
    set_letters_by,
    start_run,
    start_supplementary,
    take_letters,
    work_out_again,
)
from carecoop_desktop.work.payroll.actions.letters import letters_due
from carecoop_desktop.work.payroll.bank.choosing import last_change
from carecoop_desktop.work.payroll.employers.actions import record_jobs, set_director
from carecoop_desktop.work.payroll.employers.queries import employments
from carecoop_desktop.work.payroll.queries import PayslipView, payslips
from carecoop_desktop.work.timesheets.actions import NewLine, approve_lines, enter_lines, lock_period, make_periods
from carecoop_desktop.work.timesheets.queries import PayPeriod, periods
from tests.work.payroll.crew import ADULT, Crew, crew_in


@pytest.fixture
def crew(office: Office) -> Crew:
    made = crew_in(office, {"Ann": ADULT, "Bea": ADULT, "Cal": date(2005, 6, 10)})
    office.do(record_jobs)
    return made


def job_of(crew: Crew, name: str) -> int:
    return next(job.id for job in crew.office.read(employments) if job.assistant_id == crew.ids[name])


def test_the_last_payslip_carries_the_leaving_day_and_what_follows_is_taxed_by_0t(crew: Crew) -> None:
    office = crew.office
    crew.pay(4, {"Ann": 100, "Bea": 10})
    office.do(assistant_left, crew.ids["Ann"], date(2026, 5, 20))
    run = crew.pay(5, {"Ann": 100, "Bea": 10})
    last = crew.slip(run, "Ann")
    assert (last.leaving, last.tax_code) == (date(2026, 5, 20), "1257L")
    kept = next(job for job in office.read(employments) if job.assistant_id == crew.ids["Ann"])
    assert (kept.left_on, kept.p45_issued) == (date(2026, 5, 20), last.run.pay_date)
    # Hours that come to light afterwards are entered for days before the leaving day.
    lines = [NewLine(crew.ids["Ann"], crew.member, date(2026, 5, 19), minutes=600, state="signed")]
    office.do(approve_lines, list(office.do(enter_lines, lines).value))
    after = crew.start(6, {"Bea": 10})
    found = {view.assistant_id: view for view in office.read(payslips, after)}
    late = found.get(crew.ids["Ann"])
    if late is None:
        pytest.fail("hours of a leaver must be payable")
    assert (late.tax_code, late.non_cumulative, late.leaving) == ("0T", True, None)
    # £150.00 for the hours and £15.00 for the hour of leave that they earn.
    assert late.figures["tax"] == 3_300 and "after the P45" in " ".join(late.findings)


def test_hours_of_the_leaving_month_found_after_the_p45_are_taxed_by_0t_too(crew: Crew) -> None:
    office = crew.office
    office.do(assistant_left, crew.ids["Ann"], date(2026, 5, 20))
    crew.pay(5, {"Ann": 100, "Bea": 10})
    crew.work(5, {"Ann": 10}, since=18)
    late = crew.slip(int(office.do(start_supplementary, crew.period(5).id, date(2026, 6, 10)).value), "Ann")
    assert (late.tax_code, late.non_cumulative, late.leaving) == ("0T", True, None)
    assert late.figures["tax"] == 3_300 and "after the P45" in " ".join(late.findings)


def test_a_director_pays_on_the_year_to_date(crew: Crew) -> None:
    crew.office.do(set_director, job_of(crew, "Ann"), "annual", date(2020, 1, 1))
    paid = [crew.slip(crew.pay(month, {"Ann": 260}), "Ann").figures["ee_ni"] for month in (4, 5, 6, 7)]
    # 3,900 a month: 12,570 is passed in the fourth month only, by 3,030.
    assert paid == [0, 0, 0, 24_240]


def test_letters_are_told_then_taken_for_all(crew: Crew) -> None:
    office = crew.office
    run = crew.start(5, {"Cal": 100, "Ann": 10})
    assert "Letter M is expected" in " ".join(crew.slip(run, "Cal").findings)
    (due,) = office.read(letters_due, run)
    assert (due.now, due.due) == ("A", "M")
    assert office.do(take_letters, run).value == 1
    assert crew.slip(run, "Cal").ni_letter == "M" and crew.slip(run, "Cal").figures["er_ni"] == 0
    office.do(finish_run, run)
    after = crew.start(6, {"Cal": 100})
    assert office.read(letters_due, after)[0].due == "A"


def test_letters_may_go_by_date_on_their_own(crew: Crew) -> None:
    crew.office.do(set_letters_by, "by-date")
    run = crew.start(5, {"Cal": 100})
    assert crew.slip(run, "Cal").ni_letter == "M"
    assert "taken instead of A" in " ".join(crew.slip(run, "Cal").findings)


def test_a_code_counts_from_the_payday_after_its_notice(crew: Crew) -> None:
    office = crew.office
    office.do(change_code, crew.ids["Ann"], CodeNotice(date(2026, 5, 20), "BR", "P6"))
    assert crew.slip(crew.pay(4, {"Ann": 10}), "Ann").figures["tax"] == 0
    assert crew.slip(crew.pay(5, {"Ann": 10}), "Ann").figures["tax"] == 6_000


def by_weeks(crew: Crew, frequency: str, tax_year: str) -> list[PayPeriod]:
    terms = Contract(date(2025, 4, 1), pay_frequency=frequency, holiday="accrued")
    crew.office.do(set_contract, crew.ids["Bea"], terms)
    crew.office.do(make_periods, tax_year, frequency)
    return [p for p in crew.office.read(periods) if p.frequency == frequency]


def paid_for(crew: Crew, span: PayPeriod, minutes: int) -> PayslipView:
    office = crew.office
    days = range(0, minutes, 600)
    lines = [
        NewLine(crew.ids["Bea"], crew.member, span.first + timedelta(days=place), minutes=min(600, minutes - begun),
                state="signed") for place, begun in enumerate(days)
    ]  # fmt: skip
    office.do(approve_lines, list(office.do(enter_lines, lines).value))
    office.do(lock_period, span.id, leave_rest=True)
    run = office.do(start_run, span.id).value
    office.do(finish_run, run)
    (slip,) = office.read(payslips, run)
    return slip


def test_fortnights_and_four_weeks_use_their_own_thresholds(crew: Crew) -> None:
    first = by_weeks(crew, "fortnightly", "2026-27")[0]
    slip = paid_for(crew, first, 40 * 60)
    assert (slip.run.number, slip.figures["gross"]) == (2, 60_000)
    # Paid for two weeks: tax-free 2 × 241.92 = 483.84; NI from 484 and the employer's from 193.
    assert (slip.figures["tax"], slip.figures["ee_ni"], slip.figures["er_ni"]) == (2_320, 928, 6_105)


def test_a_run_of_four_weeks_is_numbered_by_the_last_of_them(crew: Crew) -> None:
    spans = by_weeks(crew, "four-weekly", "2026-27")
    assert [span.number for span in spans] == list(range(4, 53, 4))
    assert paid_for(crew, spans[0], 600).run.number == 4


def test_working_out_again_changes_nothing_where_nothing_changed(crew: Crew) -> None:
    run = crew.start(4, {"Ann": 100, "Bea": 37})
    before = {view.name: dict(view.figures) for view in crew.office.read(payslips, run)}
    crew.office.do(work_out_again, run)
    assert {view.name: dict(view.figures) for view in crew.office.read(payslips, run)} == before


def test_a_director_whose_letter_changes_in_the_year_is_held_until_somebody_answers_for_it(crew: Crew) -> None:
    office = crew.office
    office.do(set_director, job_of(crew, "Ann"), "annual", date(2020, 1, 1))
    crew.pay(4, {"Ann": 100})
    office.do(set_tax_details, crew.ids["Ann"], Tax(date(2026, 5, 1), "1257L", "C"))
    run = crew.start(5, {"Ann": 100})
    held = crew.slip(run, "Ann")
    assert held.state == "problem" and "from A to C" in held.problem
    with pytest.raises(Conflict, match="worked out again since it was shown"):
        office.do(allow_payslip, held.id, "Nothing is due over the year", 0)
    office.do(allow_payslip, held.id, "Nothing is due over the year", office.read(last_change))
    assert office.do(finish_run, run).value == 1
