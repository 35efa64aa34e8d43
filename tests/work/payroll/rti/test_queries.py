"""Figures of a payment and to date, held beside the payslips themselves."""

from __future__ import annotations

from datetime import timedelta

import pytest

from carecoop_desktop.app import features
from carecoop_desktop.people.assistants.actions import assistant_left, set_tax_details
from carecoop_desktop.people.assistants.entries import Tax
from carecoop_desktop.platform.kernel.errors import NotAllowed, Refusal
from carecoop_desktop.platform.office.demo import PLANS
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.payroll.actions import finish_run, start_run
from carecoop_desktop.work.payroll.queries import PayslipView, RunView, latest_run, payslips, runs
from carecoop_desktop.work.payroll.rti.queries import Letter, PersonPaid, run_paid
from carecoop_desktop.work.timesheets.queries import periods

# As published for 2026-27, monthly: lower earnings limit, primary threshold and upper earnings limit in pence.
LEL, PT, UEL = 55_900, 104_800, 418_900


def slips_to(office: Office, run: RunView) -> dict[int, list[PayslipView]]:
    """Everybody's payslips of the year up to a run."""
    found: dict[int, list[PayslipView]] = {}
    for one in office.read(runs):
        if one.state == "finished" and one.pay_date <= run.pay_date:
            for view in office.read(payslips, one.id):
                found.setdefault(view.assistant_id, []).append(view)
    return found


def total(views: list[PayslipView], figure: str) -> int:
    return sum(view.figures[figure] for view in views)


def agree(person: PersonPaid, views: list[PayslipView]) -> None:
    """Every figure to date is the sum of the payslips."""
    year, letters = person.year, person.letters.values()
    assert year.taxable == total(views, "taxable") and year.tax == total(views, "tax")
    assert year.loan + year.postgraduate == total(views, "student_loans")
    assert year.pension_before_tax + year.pension_after_tax == total(views, "ee_pension")
    assert sum(letter.earnings for letter in letters) == total(views, "niable")
    assert sum(letter.employee for letter in letters) == total(views, "ee_ni")
    assert sum(letter.employer for letter in letters) == total(views, "er_ni")
    for letter, sums in person.letters.items():
        earned = [view.figures["niable"] for view in views if view.ni_letter == letter]
        counted = [pence for pence in earned if pence >= LEL]
        assert sums.at_lel == LEL * len(counted)
        assert sums.lel_to_pt == sum(min(pence, PT) - LEL for pence in counted)
        assert sums.pt_to_uel == sum(max(min(pence, UEL) - PT, 0) for pence in counted)


def test_every_figure_to_date_is_the_sum_of_the_payslips(living: Office) -> None:
    for run in living.read(runs):
        by_person = slips_to(living, run)
        paid = living.read(run_paid, run.id)
        assert [person.terms.name for person in paid.people] == [v.name for v in living.read(payslips, run.id)]
        for person in paid.people:
            views = by_person[person.terms.assistant_id]
            assert person.payment.payslip_id == views[-1].id
            assert person.payment.sums.taxable == views[-1].figures["taxable"]
            agree(person, views)


def test_a_letter_that_changed_is_reported_beside_the_new_one(living: Office, run: RunView) -> None:
    who = next(p for p in living.read(run_paid, run.id).people if p.payment.ni.letter == "A").terms
    tax = Tax(since=PLANS["small"].today.replace(day=1), tax_code=who.tax_code, ni_letter="C", source="Age")
    living.do(set_tax_details, who.assistant_id, tax)
    for room in features():
        if room.room == "timesheets" and room.demo_month:
            room.demo_month.load()(living, PLANS["small"])
    locked = next(period for period in living.read(periods) if period.state == "locked")
    living.do(finish_run, living.do(start_run, locked.id).value)
    last = living.read(latest_run)
    person = next(
        p for p in living.read(run_paid, last.id).people if p.terms.assistant_id == who.assistant_id
    )  # fmt: skip
    assert set(person.letters) == {"A", "C"} and person.letters["C"].employee == 0
    agree(person, slips_to(living, last)[who.assistant_id])


def test_pay_after_the_leaving_day_was_reported_is_marked(living: Office, run: RunView) -> None:
    one, other = [person.terms.assistant_id for person in living.read(run_paid, run.id).people][:2]
    living.do(assistant_left, one, run.first - timedelta(days=1))
    living.do(assistant_left, other, run.first)
    after = {person.terms.assistant_id: person.left_before for person in living.read(run_paid, run.id).people}
    assert after[one] and not any(marked for who, marked in after.items() if who != one)


def test_those_who_began_before_the_first_run_are_no_starters(living: Office) -> None:
    first, *_, last = living.read(runs)
    assert not any(person.starter for person in living.read(run_paid, first.id).people)
    assert not any(person.starter for person in living.read(run_paid, last.id).people)


def test_a_draft_is_refused(living: Office) -> None:
    for room in features():
        if room.room == "timesheets" and room.demo_month:
            room.demo_month.load()(living, PLANS["small"])
    locked = next(period for period in living.read(periods) if period.state == "locked")
    with pytest.raises(Refusal, match="not finished"):
        living.read(run_paid, living.do(start_run, locked.id).value)


def test_a_treasurer_sees_pay_but_no_addresses(living: Office, run: RunView) -> None:
    living.user = User("Tom", Role.TREASURER)
    with pytest.raises(NotAllowed, match="addresses"):
        living.read(run_paid, run.id)


def test_letters_add_up_by_figure() -> None:
    one = Letter("A", 1, 2, 3, 4, 5, 6)
    one.add(Letter("A", 10, 20, 30, 40, 50, 60))
    assert one == Letter("A", 11, 22, 33, 44, 55, 66)
