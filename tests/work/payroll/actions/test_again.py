"""Supplementary runs, and the last run reopened while nothing of it left the house."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.money.ledger.actions import pay_owed
from carecoop_desktop.money.ledger.queries import owed_for_pay
from carecoop_desktop.people.assistants.actions import assistant_left
from carecoop_desktop.platform.kernel.errors import Invalid, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.actions import (
    correct_payslip,
    discard_run,
    finish_run,
    mark_run,
    reopen_run,
    set_line,
    start_run,
    start_supplementary,
    work_out_again,
)
from carecoop_desktop.work.payroll.employers.queries import employments
from carecoop_desktop.work.payroll.queries import payslips, run_view, runs
from carecoop_desktop.work.payroll.rti.queries import run_paid
from carecoop_desktop.work.payroll.rules.correcting import Correction
from carecoop_desktop.work.timesheets.actions import NewLine, approve_lines, enter_lines
from carecoop_desktop.work.timesheets.queries import locked_work
from tests.work.payroll.crew import Crew, crew_in


@pytest.fixture
def crew(office: Office) -> Crew:
    return crew_in(office)


def late(crew: Crew, name: str, hours: int, month: int = 4) -> None:
    """Hours of a month that was paid already, approved only now."""
    first = crew.period(month).first
    lines = [
        NewLine(crew.ids[name], crew.member, first.replace(day=20 + number), minutes=min(10, hours - 10 * number) * 60,
                state="signed")
        for number in range(-(-hours // 10))
    ]  # fmt: skip
    crew.office.do(approve_lines, list(crew.office.do(enter_lines, lines).value))


def supplementary(crew: Crew, month: int = 4, day: date | None = None) -> int:
    return int(crew.office.do(start_supplementary, crew.period(month).id, day).value)


def test_hours_approved_later_are_paid_by_themselves(crew: Crew) -> None:
    first = crew.pay(4, {"Ann": 100, "Bea": 10})
    late(crew, "Ann", 60)
    run = supplementary(crew, 4, date(2026, 5, 1))
    (slip,) = crew.office.read(payslips, run)
    assert (slip.name, slip.figures["minutes"], slip.run.kind) == ("Ann Ward", 3_600, "supplementary")
    assert "supplementary" in crew.office.read(run_view, run).title
    # The same tax month: National Insurance on 2,400 together, and tax on both.
    assert slip.figures["ee_ni"] == 7_200 and slip.figures["taxable_to_date"] == 240_000
    crew.office.do(finish_run, run)
    assert crew.faults() == []
    year = crew.office.read(run_paid, run).people[0].letters["A"]
    assert (year.earnings, year.employee, year.at_lel, year.pt_to_uel) == (240_000, 10_816, 55_900, 135_200)
    assert crew.slip(first, "Ann").figures["ee_ni"] == 3_616


def test_a_supplementary_run_of_a_later_tax_month_stands_by_itself(crew: Crew) -> None:
    crew.pay(4, {"Ann": 100})
    late(crew, "Ann", 60)
    slip = crew.slip(supplementary(crew, 4, date(2026, 5, 20)), "Ann")
    assert (slip.run.number, slip.figures["ee_ni"]) == (2, 0)


def test_nothing_late_is_no_reason_for_a_run(crew: Crew) -> None:
    crew.pay(4, {"Ann": 10})
    with pytest.raises(Refusal, match="No hours"):
        supplementary(crew)
    with pytest.raises(Refusal, match="not paid yet"):
        crew.office.do(start_supplementary, crew.period(5).id)
    late(crew, "Ann", 5)
    with pytest.raises(Invalid, match="later pay run"):
        supplementary(crew, 4, date(2026, 4, 1))


def test_a_discarded_supplementary_run_gives_its_hours_to_the_next(crew: Crew) -> None:
    crew.pay(4, {"Ann": 10})
    late(crew, "Ann", 5)
    run = supplementary(crew, 4, date(2026, 5, 1))
    with pytest.raises(Refusal, match="draft already"):
        supplementary(crew, 4, date(2026, 5, 1))
    crew.office.do(discard_run, run)
    assert len(crew.office.read(locked_work, crew.period(4).id)) == 1
    assert crew.slip(crew.pay(5, {"Ann": 10}), "Ann").figures["minutes"] == 15 * 60


def test_the_last_run_is_reopened_with_its_trail(crew: Crew) -> None:
    office = crew.office
    run = crew.start(4, {"Ann": 100, "Bea": 10})
    ann = crew.slip(run, "Ann")
    office.do(set_line, ann.id, ann.lines[0].key, 140_000, "As agreed")
    office.do(finish_run, run)
    again = office.do(reopen_run, run, "Bea's hours were Cal's").value
    old, new = office.read(run_view, run), office.read(run_view, again)
    assert (old.state, old.note, new.state, new.replaces_id) == ("withdrawn", "Bea's hours were Cal's", "draft", run)
    assert {view.state for view in office.read(payslips, run)} == {"withdrawn"}
    assert crew.slip(again, "Ann").figures["gross"] == 140_000
    assert set(office.read(owed_for_pay).values()) == {0}
    assert crew.faults() == []
    office.do(finish_run, again)
    assert crew.faults() == []
    assert office.read(run_paid, again).people[0].year.taxable == 140_000
    with pytest.raises(Refusal, match="Only a finished"):
        office.do(reopen_run, run, "Once more")


def test_a_reopened_run_can_be_discarded_and_started_afresh(crew: Crew) -> None:
    office = crew.office
    run = crew.pay(4, {"Ann": 100})
    again = office.do(reopen_run, run, "Wrong month").value
    office.do(discard_run, again)
    fresh = office.do(start_run, crew.period(4).id).value
    assert crew.slip(fresh, "Ann").figures["gross"] == 150_000
    assert [one.state for one in office.read(runs)] == ["withdrawn", "draft"]


def test_reopening_undoes_what_finishing_settled(crew: Crew) -> None:
    office = crew.office
    first = crew.pay(4, {"Ann": 100, "Bea": 10})
    office.do(correct_payslip, crew.slip(first, "Bea").id, Correction("adjustment", crew.member, 0, 500, "Forgotten"))
    office.do(assistant_left, crew.ids["Ann"], date(2026, 5, 20))
    run = crew.pay(5, {"Ann": 10, "Bea": 10})
    again = office.do(reopen_run, run, "Ann stays").value
    assert all(job.p45_issued is None for job in office.read(employments))
    assert crew.slip(again, "Bea").figures["gross"] == 15_500
    assert crew.slip(again, "Ann").leaving == date(2026, 5, 20)


def test_what_was_filed_paid_or_built_upon_is_not_reopened(crew: Crew) -> None:
    office = crew.office
    first = crew.pay(4, {"Ann": 100})
    with pytest.raises(Invalid):
        office.do(reopen_run, first, " ")
    second = crew.pay(5, {"Ann": 100})
    with pytest.raises(Refusal, match="stands on this run"):
        office.do(reopen_run, first, "Late")
    with pytest.raises(Invalid):
        office.do(mark_run, second, "posted")
    office.do(mark_run, second, "filed")
    with pytest.raises(Refusal, match="filed with HMRC"):
        office.do(reopen_run, second, "Late")


def test_a_run_whose_wages_were_paid_is_not_reopened(crew: Crew) -> None:
    office = crew.office
    run = crew.pay(4, {"Ann": 10})
    office.do(pay_owed, "net-pay", 15_000, date(2026, 4, 30))
    with pytest.raises(Refusal, match="paid already"):
        office.do(reopen_run, run, "Late")
    assert office.read(run_view, run).state == "finished"


def test_a_supplementary_run_is_reopened_with_its_own_hours(crew: Crew) -> None:
    office = crew.office
    crew.pay(4, {"Ann": 100})
    late(crew, "Ann", 5)
    run = supplementary(crew, 4, date(2026, 5, 1))
    office.do(finish_run, run)
    again = office.do(reopen_run, run, "Seven hours, not five").value
    office.do(work_out_again, again)
    assert crew.slip(again, "Ann").figures["minutes"] == 300
    office.do(finish_run, again)
    assert crew.faults() == []
