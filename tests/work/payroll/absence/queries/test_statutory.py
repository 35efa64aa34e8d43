"""Statutory pay of absences long past: what was paid right stays paid, whatever else has slipped out of sight."""

from datetime import date

from carecoop_desktop.people.assistants.actions import set_contract
from carecoop_desktop.people.assistants.entries import Contract
from carecoop_desktop.work.payroll.actions import start_run
from carecoop_desktop.work.timesheets.actions import NewLine, approve_lines, enter_lines, lock_period, make_periods
from carecoop_desktop.work.timesheets.queries import periods
from tests.work.payroll.absence.conftest import Team


def test_sickness_that_linked_to_an_earlier_one_is_not_worked_out_anew_when_that_lies_a_year_back(bare: Team) -> None:
    bare.away("Ann", "sickness", date(2025, 7, 14), date(2025, 7, 18))
    bare.away("Ann", "sickness", date(2025, 8, 18), date(2025, 8, 22))
    for month in (4, 5, 6, 7, 8):
        bare.pay(2025, month, {"Ann": 100})
    # August 2025 is within a year and a day of August 2026, July is not: its three waiting days still count.
    late = bare.pay(2026, 8, {"Ann": 100})
    assert bare.paid(late, "Ann", "ssp") == 0
    assert "statutory_pay" not in bare.slip(late, "Ann").workings


def test_sickness_found_late_still_goes_on_from_one_that_lies_further_back(bare: Team) -> None:
    bare.away("Ann", "sickness", date(2025, 7, 14), date(2025, 7, 18))
    for month in (4, 5, 6, 7, 8):
        bare.pay(2025, month, {"Ann": 100})
    bare.away("Ann", "sickness", date(2025, 8, 18), date(2025, 8, 22))
    late = bare.pay(2026, 8, {"Ann": 100})
    # Five days at a fifth of £118.75: the waiting days were July's.
    assert bare.paid(late, "Ann", "ssp") == 11_875


def test_who_is_paid_weekly_from_now_on_keeps_what_was_paid_by_months(bare: Team) -> None:
    for month in (1, 2, 3, 4):
        bare.pay(2026, month, {"Ann": 30})
    bare.away("Ann", "sickness", date(2026, 5, 18), date(2026, 5, 29))
    bare.away("Ann", "holiday", date(2026, 6, 22), date(2026, 6, 23), minutes=600)
    may, june = bare.pay(2026, 5, {"Ann": 30}), bare.pay(2026, 6, {"Ann": 30})
    # £900.00 in two months are £103.84 a week, of which four fifths are due for ten of ten working days.
    assert (bare.paid(may, "Ann", "ssp"), bare.paid(june, "Ann", "holiday-taken")) == (16_616, 15_000)
    bare.office.do(make_periods, "2026-27", "weekly")
    bare.office.do(set_contract, bare.who("Ann"), Contract(date(2026, 7, 1), pay_frequency="weekly", holiday="accrued"))
    week = next(p for p in bare.office.read(periods) if p.frequency == "weekly" and p.last >= date(2026, 7, 10))
    line = NewLine(bare.who("Ann"), bare.crew.member, week.first, minutes=600, state="signed")
    bare.office.do(approve_lines, list(bare.office.do(enter_lines, [line]).value))
    bare.office.do(lock_period, week.id, leave_rest=True)
    run = bare.office.do(start_run, week.id).value
    assert {each.kind for each in bare.slip(run, "Ann").lines} == {"standard"}
