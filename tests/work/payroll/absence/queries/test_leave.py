"""Pay for leave that lies long back: the weeks it was averaged over stay the same."""

from datetime import date

from carecoop_desktop.people.assistants.actions import set_pay_rate
from carecoop_desktop.people.assistants.entries import PayRate
from carecoop_desktop.work.timesheets.actions import make_periods
from tests.work.payroll.absence.conftest import Team


def test_leave_is_not_paid_anew_when_its_weeks_lie_more_than_two_years_back(bare: Team) -> None:
    bare.office.do(make_periods, "2024-25", "monthly")
    bare.pay(2025, 2, {"Ann": 100})
    bare.office.do(set_pay_rate, bare.who("Ann"), PayRate("standard", 2_000, date(2025, 4, 1)))
    bare.away("Ann", "holiday", date(2026, 4, 20), date(2026, 4, 21), minutes=20 * 60)
    # 100 hours at £15.00 in February 2025 and 200 at £20.00 in March and April 2026 are £18.33⅓ an hour.
    for year, month, due in ((2026, 3, 0), (2026, 4, 36_667), (2027, 3, 0)):
        run = bare.pay(year, month, {"Ann": 100})
        assert bare.paid(run, "Ann", "holiday-taken") == due


def test_leave_leaves_out_the_weeks_of_sickness_a_year_later_as_well(bare: Team) -> None:
    bare.away("Ann", "sickness", date(2026, 2, 5), date(2026, 2, 6))
    bare.away("Ann", "holiday", date(2026, 4, 20), date(2026, 4, 21), minutes=20 * 60)
    for month in (1, 2):
        bare.pay(2026, month, {"Ann": 60})
    bare.office.do(set_pay_rate, bare.who("Ann"), PayRate("standard", 2_000, date(2026, 3, 1)))
    paid = [bare.paid(bare.pay(year, month, {"Ann": 100}), "Ann", "holiday-taken")
            for year, month in ((2026, 3), (2026, 4), (2027, 3))]  # fmt: skip
    assert paid[1] > 0 and paid[2] == 0
