"""Leave of a real office: regular hours, leavers, those without a contract."""

from datetime import date

from carecoop_desktop.people.assistants.actions import assistant_left, set_contract
from carecoop_desktop.people.assistants.entries import Contract
from carecoop_desktop.work.payroll.absence.queries.balances import leave_lines
from tests.work.payroll.absence.conftest import Team

HOURS = {"Ann": 100, "Bea": 30}


def test_accrual_follows_the_pay_runs(team: Team) -> None:
    ann, bea = team.office.read(leave_lines, date(2026, 5, 31))
    assert (ann.name, ann.how, ann.balance.accrued) == ("Ann Ward", "accrues with hours", 12 * 60)
    assert bea.balance.accrued == 4 * 60
    team.pay(2026, 5, HOURS)
    assert team.office.read(leave_lines, date(2026, 5, 31))[0].balance.accrued == 24 * 60


def test_regular_hours_have_the_whole_leave_year(team: Team) -> None:
    regular = Contract(date(2026, 4, 1), weekly_minutes=20 * 60, holiday="accrued")
    team.office.do(set_contract, team.who("Ann"), regular)
    [line] = team.office.read(leave_lines, date(2026, 5, 1), [team.who("Ann")])
    assert (line.how, line.balance.left) == ("regular hours", 112 * 60)


def test_leave_of_the_year_before_lapses_unless_it_is_brought_forward(team: Team) -> None:
    assert team.office.read(leave_lines, date(2026, 3, 31))[0].balance.accrued == 36 * 60
    assert team.office.read(leave_lines, date(2026, 4, 1))[0].balance.accrued == 0


def test_leave_not_taken_is_paid_at_leaving_once(team: Team) -> None:
    team.away("Ann", "holiday", date(2026, 5, 4), date(2026, 5, 8), minutes=10 * 60)
    team.office.do(assistant_left, team.who("Ann"), date(2026, 5, 20))
    run = team.pay(2026, 5, HOURS)
    # 12 hours accrued in April and 12 in May, 10 of them taken.
    assert team.paid(run, "Ann", "holiday-taken") == 10 * 1_500
    assert team.paid(run, "Ann", "holiday-leaving") == 14 * 1_500
    assert "Holiday not taken, 14.00 hours" in [line.label for line in team.slip(run, "Ann").lines]
    later = team.pay(2026, 6, {"Bea": 30})
    assert all(view.assistant_id != team.who("Ann") for view in [team.slip(later, "Bea")])
    assert team.crew.faults() == []


def test_leave_before_any_paid_week_is_paid_at_the_contract_rate(bare: Team) -> None:
    bare.away("Ann", "holiday", date(2026, 1, 1), date(2026, 1, 2), minutes=8 * 60)
    run = bare.pay(2026, 1, {"Bea": 30})
    assert bare.paid(run, "Ann", "holiday-taken") == 8 * 1_500
    words = [line.text for line in bare.slip(run, "Ann").workings["leave"]]
    assert any("no paid week lies before" in text for text in words)
