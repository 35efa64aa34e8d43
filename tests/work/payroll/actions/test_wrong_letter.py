"""A wrong NI letter is put right in the next run: contributions, figures to date by letter, and what Ann bears when."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.people.assistants.actions import assistant_left, set_tax_details
from carecoop_desktop.people.assistants.entries import Tax
from carecoop_desktop.platform.kernel.errors import Conflict, Invalid, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.actions import (
    add_to_run,
    correct_letter,
    drop_letter,
    finish_run,
    reopen_run,
    start_run,
    start_supplementary,
    work_out_again,
)
from carecoop_desktop.work.payroll.documents import payslip_document
from carecoop_desktop.work.payroll.employers.actions import set_director
from carecoop_desktop.work.payroll.employers.queries import employments
from carecoop_desktop.work.payroll.papers.documents.p60 import p60_document
from carecoop_desktop.work.payroll.papers.queries.card import year_card
from carecoop_desktop.work.payroll.papers.queries.person import p60_years
from carecoop_desktop.work.payroll.queries import payslip
from carecoop_desktop.work.payroll.queries.to_date import year_figures
from carecoop_desktop.work.payroll.rti.queries import run_paid
from carecoop_desktop.work.timesheets.actions import lock_period
from tests.work.payroll.crew import Crew, crew_in

APRIL = date(2026, 4, 1)
# 1,500.00 a month: (1,500.00 - 1,048.00) x 8 % and (1,500.00 - 417.00) x 15 %.
SHARE, EMPLOYERS = 3_616, 16_245


@pytest.fixture
def crew(office: Office) -> Crew:
    return crew_in(office)


def wrongly(crew: Crew, wrong: str, right: str, name: str = "Ann") -> int:
    """April and May were paid by the wrong letter, from June on the right one is recorded; returns the job."""
    crew.office.do(set_tax_details, crew.ids[name], Tax(APRIL, "1257L", wrong, pension="none"))
    for month in (4, 5):
        crew.pay(month, {name: 100})
    crew.office.do(set_tax_details, crew.ids[name], Tax(date(2026, 6, 1), "1257L", right, pension="none"))
    return next(job.id for job in crew.office.read(employments) if job.assistant_id == crew.ids[name])


def test_it_is_told_before_it_is_done(crew: Crew) -> None:
    job = wrongly(crew, "C", "A")
    with pytest.raises(Invalid) as told:
        crew.office.do(correct_letter, job, APRIL, "A", "The birthday was wrong")
    (issue,) = told.value.issues
    assert issue.field == "agreed" and "£3,000.00 of earnings move from letter C to A" in issue.message
    assert "£72.32 too little" in issue.message and "employer's contributions stay" in issue.message
    with pytest.raises(Invalid) as told:
        crew.office.do(correct_letter, job, APRIL, "Q", " ")
    assert [issue.field for issue in told.value.issues] == ["letter", "reason"]


def test_too_little_is_owed_at_once_and_taken_as_the_law_allows(crew: Crew) -> None:
    office = crew.office
    job = wrongly(crew, "C", "A")
    office.do(correct_letter, job, APRIL, "A", "The birthday was wrong", True)
    june = crew.slip(crew.pay(6, {"Ann": 100}), "Ann")
    # Reported and owed: June's own and all arrears. Borne by Ann: June's own and as much again.
    assert june.figures["ee_ni"] == 3 * SHARE and june.figures["er_ni"] == EMPLOYERS
    assert june.figures["net"] == 150_000 - june.figures["tax"] - 3 * SHARE
    assert june.to_pay == 150_000 - june.figures["tax"] - 2 * SHARE
    july = crew.slip(crew.pay(7, {"Ann": 100}), "Ann")
    assert july.figures["ee_ni"] == SHARE
    assert july.to_pay == 150_000 - july.figures["tax"] - 2 * SHARE
    august = crew.slip(crew.pay(8, {"Ann": 100}), "Ann")
    assert august.to_pay == august.figures["net"] == 150_000 - august.figures["tax"] - SHARE
    assert crew.faults() == []


def test_the_figures_to_date_move_between_the_letters(crew: Crew) -> None:
    office = crew.office
    job = wrongly(crew, "C", "A")
    office.do(correct_letter, job, APRIL, "A", "The birthday was wrong", True)
    run = crew.pay(6, {"Ann": 100})
    (ann,) = office.read(run_paid, run).people
    wrong, right = ann.letters["C"], ann.letters["A"]
    assert (wrong.earnings, wrong.at_lel, wrong.lel_to_pt, wrong.pt_to_uel, wrong.employee, wrong.employer) == (0,) * 6
    assert (right.earnings, right.employee, right.employer) == (450_000, 3 * SHARE, 3 * EMPLOYERS)
    assert (right.at_lel, right.lel_to_pt, right.pt_to_uel) == (3 * 55_900, 3 * 48_900, 3 * 45_200)
    now, taken_off = ann.payment.in_period("A"), ann.payment.in_period("C")
    assert (now.earnings, now.employee, now.employer) == (150_000, 3 * SHARE, 3 * EMPLOYERS)
    assert (taken_off.earnings, taken_off.employee, taken_off.employer) == (0, 0, -2 * EMPLOYERS)
    (year,) = office.read(year_figures, "2026-27")
    assert year.letters["A"].employee == 3 * SHARE == sum(letter.employee for letter in year.letters.values())
    (p60,) = office.read(p60_years, "2026-27")
    assert "'C'" not in repr(p60_document(p60)) and "letter C" not in " ".join(
        office.read(year_card, "2026-27", crew.ids["Ann"]).notes
    )


def test_too_much_is_given_back_at_once_with_the_employers_share(crew: Crew) -> None:
    office = crew.office
    job = wrongly(crew, "A", "C")
    office.do(correct_letter, job, APRIL, "C", "Over pension age since March", True)
    slip = crew.slip(crew.pay(6, {"Ann": 100}), "Ann")
    assert slip.figures["ee_ni"] == -2 * SHARE and slip.figures["er_ni"] == EMPLOYERS
    assert slip.to_pay == slip.figures["net"] == 150_000 - slip.figures["tax"] + 2 * SHARE
    again = wrongly_paid_employer(crew)
    assert again == -EMPLOYERS
    assert crew.faults() == []


def wrongly_paid_employer(crew: Crew) -> int:
    """Bea was under 21 all along: no employer's share was due of April and May, and none is of June."""
    office = crew.office
    crew.work(7, {"Bea": 100})
    office.do(set_tax_details, crew.ids["Bea"], Tax(APRIL, "1257L", "A", pension="none"))
    july = crew.period(7)
    office.do(lock_period, july.id, leave_rest=True)
    office.do(finish_run, office.do(start_run, july.id).value)
    office.do(set_tax_details, crew.ids["Bea"], Tax(date(2026, 8, 1), "1257L", "M", pension="none"))
    job = next(job.id for job in office.read(employments) if job.assistant_id == crew.ids["Bea"])
    office.do(correct_letter, job, APRIL, "M", "Under 21", True)
    return crew.slip(crew.pay(8, {"Bea": 100}), "Bea").figures["er_ni"]


def test_the_working_and_the_paper_name_each_payslip(crew: Crew) -> None:
    office = crew.office
    job = wrongly(crew, "C", "A")
    office.do(correct_letter, job, APRIL, "A", "The birthday was wrong", True)
    view = office.read(payslip, crew.slip(crew.start(6, {"Ann": 100}), "Ann").id)
    lines = view.workings["ee_ni"]
    assert [line.pence for line in lines if line.label.startswith("Paid on")] == [SHARE, SHARE]
    assert lines[-1].pence == 3 * SHARE == view.figures["ee_ni"]
    assert view.workings["net"][-1].pence == view.figures["net"]
    assert any("£36.16 of it is left for later payslips" in said for said in view.findings)
    paper = repr(payslip_document(view))
    assert "£72.32 too little was taken from you. £36.16 of it is taken with this payslip." in paper


def test_somebody_without_hours_is_paid_back_too(crew: Crew) -> None:
    office = crew.office
    job = wrongly(crew, "A", "C")
    office.do(correct_letter, job, APRIL, "C", "Over pension age", True)
    slip = crew.slip(crew.pay(6, {"Bea": 10}), "Ann")
    # With the tax refund of a month without pay.
    assert slip.figures["ee_ni"] == -2 * SHARE and slip.to_pay == 2 * SHARE - slip.figures["tax"]
    assert crew.faults() == []


def test_a_second_correction_goes_on_from_the_first(crew: Crew) -> None:
    office = crew.office
    job = wrongly(crew, "C", "A")
    office.do(correct_letter, job, APRIL, "A", "A birthday", True)
    crew.pay(6, {"Ann": 100})
    with pytest.raises(Refusal, match="was paid by letter A"):
        office.do(correct_letter, job, APRIL, "A", "Again", True)
    # It was C after all: what the office paid for Ann comes back to it, what Ann paid to Ann.
    office.do(correct_letter, job, APRIL, "C", "The certificate was right", True)
    office.do(set_tax_details, crew.ids["Ann"], Tax(date(2026, 7, 1), "1257L", "C", pension="none"))
    july = crew.slip(crew.pay(7, {"Ann": 100}), "Ann")
    assert july.figures["ee_ni"] == -3 * SHARE
    assert july.to_pay == 150_000 - july.figures["tax"] + 2 * SHARE
    (year,) = office.read(year_figures, "2026-27")
    assert (year.letters["A"].earnings, year.letters["C"].earnings) == (0, 600_000)
    assert crew.faults() == []


def test_a_reopened_run_lets_it_wait_again(crew: Crew) -> None:
    office = crew.office
    job = wrongly(crew, "C", "A")
    record = office.do(correct_letter, job, APRIL, "A", "A birthday", True).value
    with pytest.raises(Refusal, match="waits"):
        office.do(correct_letter, job, APRIL, "A", "A birthday", True)
    run = crew.pay(6, {"Ann": 100})
    with pytest.raises(Refusal, match="finished run"):
        office.do(drop_letter, record)
    draft = office.do(reopen_run, run, "Forgot something").value
    assert crew.slip(draft, "Ann").figures["ee_ni"] == 3 * SHARE
    with pytest.raises(Conflict, match="changed at another desk"):
        office.do(drop_letter, record, 1)
    office.do(drop_letter, record, 3)
    with pytest.raises(Refusal, match="taken back since"):
        office.do(finish_run, draft)
    office.do(work_out_again, draft)
    office.do(finish_run, draft)
    assert crew.slip(draft, "Ann").figures["ee_ni"] == SHARE


def test_it_waits_where_a_payslip_of_the_same_period_is_concerned(crew: Crew) -> None:
    office = crew.office
    job = wrongly(crew, "C", "A")
    office.do(correct_letter, job, APRIL, "A", "A birthday", True)
    crew.work(5, {"Ann": 10}, since=19)
    may = crew.period(5)
    run = office.do(start_supplementary, may.id, may.pay_date).value
    slip = crew.slip(run, "Ann")
    assert any("waits for the next run" in said for said in slip.findings)
    office.do(finish_run, run)
    june = crew.slip(crew.pay(6, {"Ann": 100}), "Ann")
    assert june.inputs["ni_correction"]["letters"] and crew.faults() == []


def test_what_is_left_when_somebody_leaves_the_employer_bears(crew: Crew) -> None:
    office = crew.office
    job = wrongly(crew, "C", "A")
    office.do(correct_letter, job, APRIL, "A", "A birthday", True)
    office.do(assistant_left, crew.ids["Ann"], date(2026, 6, 20))
    slip = crew.slip(crew.start(6, {"Ann": 60}), "Ann")
    taken = slip.inputs["ni_correction"]["taken"]
    assert 0 < taken < 2 * SHARE and slip.figures["ee_ni"] == taken + 2 * SHARE
    left = f"£{(2 * SHARE - taken) / 100:.2f}"
    assert any(f"{left} of it cannot be taken" in said and "the employer bears it" in said for said in slip.findings)


def test_a_director_and_an_earlier_year_are_refused(crew: Crew) -> None:
    office = crew.office
    job = wrongly(crew, "C", "A")
    with pytest.raises(Refusal, match="figures to date of 2027-28"):
        office.do(correct_letter, job, date(2027, 4, 30), "A", "A birthday")
    office.do(set_director, job, "annual", APRIL)
    with pytest.raises(Refusal, match="director"):
        office.do(correct_letter, job, APRIL, "A", "A birthday")


def test_added_without_hours_nothing_more_is_taken(crew: Crew) -> None:
    office = crew.office
    job = wrongly(crew, "C", "A")
    office.do(correct_letter, job, APRIL, "A", "A birthday", True)
    crew.pay(6, {"Ann": 100})
    run = crew.start(7, {"Bea": 10})
    office.do(add_to_run, run, job)
    # No contributions are due on nothing, so nothing of arrears is taken from a tax refund either.
    assert crew.slip(run, "Ann").inputs.get("ni_correction") is None
