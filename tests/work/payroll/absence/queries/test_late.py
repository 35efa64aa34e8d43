"""Hours that come to light after the last payslip are paid with the leave they earn."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.people.assistants.actions import assistant_left, set_contract
from carecoop_desktop.people.assistants.entries import Contract
from carecoop_desktop.work.payroll.absence.settings import LEAVE_YEAR_BEGINS
from carecoop_desktop.work.payroll.actions import finish_run, start_supplementary
from carecoop_desktop.work.payroll.queries import PayslipView
from carecoop_desktop.work.timesheets.actions import NewLine, approve_lines, enter_lines
from tests.work.payroll.absence.conftest import Team

MAY = {"Ann": 100, "Bea": 30}
JUNE = date(2026, 6, 10)


@pytest.fixture
def left(bare: Team) -> Team:
    """Ann left on 20 May; nobody was paid yet."""
    bare.office.do(assistant_left, bare.who("Ann"), date(2026, 5, 20))
    return bare


def enter(team: Team, day: date, hours: int, name: str = "Ann") -> None:
    lines = [NewLine(team.who(name), team.crew.member, day, minutes=hours * 60, state="signed")]
    team.office.do(approve_lines, list(team.office.do(enter_lines, lines).value))


def supplement(team: Team, month: int, paid: date = JUNE) -> PayslipView:
    run = int(team.office.do(start_supplementary, team.period(2026, month).id, paid).value)
    team.office.do(finish_run, run)
    return team.slip(run, "Ann")


def leave_of(slip: PayslipView) -> dict[str, int]:
    return {line.label: line.pence for line in slip.lines if line.kind == "holiday-leaving"}


def test_late_hours_of_the_leaving_month_earn_leave_that_is_paid_with_them(left: Team) -> None:
    run = left.pay(2026, 5, MAY)
    assert leave_of(left.slip(run, "Ann")) == {"Holiday not taken, 12.00 hours": 12 * 1_500}
    enter(left, date(2026, 5, 19), 10)
    slip = supplement(left, 5)
    # 12.07% of 110 hours of May is 13 hours: one more.
    assert leave_of(slip) == {"Holiday not taken, 1.00 hours": 1_500}
    assert slip.figures["gross"] == 11 * 1_500 and (slip.tax_code, slip.leaving) == ("0T", None)
    (why, *rest) = slip.workings["leave"]
    assert why.label == "Leave earned" and "10.00 hours paid after leaving" in why.text
    assert "13.00 hours of leave have accrued, without them 12.00" in why.text and "12.07%" in why.text
    assert any(line.pence == 1_500 for line in rest)
    # A further run pays what its own hours earn: 113 hours give 13.64, which is 14.
    enter(left, date(2026, 5, 18), 3)
    assert leave_of(supplement(left, 5)) == {"Holiday not taken, 1.00 hours": 1_500}
    assert left.crew.faults() == []


def test_late_hours_in_a_later_regular_run_earn_leave_too(left: Team) -> None:
    left.pay(2026, 5, MAY)
    enter(left, date(2026, 5, 19), 10)
    run = left.pay(2026, 6, {"Bea": 30})
    assert leave_of(left.slip(run, "Ann")) == {"Holiday not taken, 1.00 hours": 1_500}


def test_late_hours_of_an_earlier_month_are_paid_after_the_p45_all_the_same(left: Team) -> None:
    left.pay(2026, 4, MAY)
    left.pay(2026, 5, MAY)
    enter(left, date(2026, 4, 29), 10)
    slip = supplement(left, 4)
    assert leave_of(slip) == {"Holiday not taken, 1.00 hours": 1_500}
    assert (slip.tax_code, slip.non_cumulative) == ("0T", True)


def test_leave_taken_beyond_what_had_accrued_is_made_up_for_first(left: Team) -> None:
    left.away("Ann", "holiday", date(2026, 5, 4), date(2026, 5, 8), minutes=14 * 60)
    run = left.pay(2026, 5, MAY)
    assert leave_of(left.slip(run, "Ann")) == {}
    enter(left, date(2026, 5, 18), 10)
    enter(left, date(2026, 5, 19), 10)
    enter(left, date(2026, 5, 20), 10)
    slip = supplement(left, 5)
    # 130 hours of May earn 16 hours (4 more); 14 were taken.
    assert leave_of(slip) == {"Holiday not taken, 2.00 hours": 3_000}
    assert "14.00 hours were taken" in slip.workings["leave"][0].text


def test_who_was_told_late_to_have_left_is_paid_all_leave_with_the_last_payslip(bare: Team) -> None:
    bare.pay(2026, 5, MAY)
    bare.office.do(assistant_left, bare.who("Ann"), date(2026, 5, 20))
    enter(bare, date(2026, 5, 19), 10)
    slip = supplement(bare, 5)
    assert slip.leaving == date(2026, 5, 20)
    assert leave_of(slip) == {"Holiday not taken, 13.00 hours": 13 * 1_500}


def test_leave_that_is_paid_with_each_hour_or_does_not_accrue_with_hours_is_not_paid_again(left: Team) -> None:
    office, bea = left.office, left.who("Bea")
    office.do(set_contract, left.who("Ann"), Contract(date(2026, 4, 1), holiday="rolled-up"))
    office.do(set_contract, bea, Contract(date(2026, 4, 1), weekly_minutes=20 * 60, holiday="accrued"))
    office.do(assistant_left, bea, date(2026, 5, 20))
    left.pay(2026, 5, MAY)
    for name in ("Ann", "Bea"):
        enter(left, date(2026, 5, 19), 10, name)
    run = supplement(left, 5).run.id
    ann, bea_paid = (left.slip(run, name) for name in ("Ann", "Bea"))
    assert leave_of(ann) == {} and any(line.kind == "holiday" for line in ann.lines), "paid with each hour"
    assert leave_of(bea_paid) == {} and bea_paid.figures["gross"] == 15_000, "the contract's week counts"


def test_a_leave_year_that_is_over_gives_only_what_the_late_hours_earn(bare: Team) -> None:
    assert LEAVE_YEAR_BEGINS == "04-01"
    bare.pay(2026, 3, MAY)
    bare.office.do(assistant_left, bare.who("Ann"), date(2026, 4, 10))
    bare.pay(2026, 4, {"Ann": 50, "Bea": 30})
    enter(bare, date(2026, 3, 30), 10)
    # 12.07% of the 10 late hours alone: leave of the year before is gone.
    assert leave_of(supplement(bare, 3)) == {"Holiday not taken, 1.00 hours": 1_500}
