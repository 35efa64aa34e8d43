"""What of payroll needs the office."""

from sqlalchemy import text

from carecoop_desktop.app import features
from carecoop_desktop.platform.office.demo import PLANS
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.payroll.actions import start_run
from carecoop_desktop.work.payroll.queries.waiting import badge, faults, pay_above_minimum_wage, today
from carecoop_desktop.work.timesheets.queries import periods


def lock_november(office: Office) -> int:
    for room in features():
        if room.room == "timesheets" and room.demo_month:
            room.demo_month.load()(office, PLANS["small"])
    return next(p.id for p in office.read(periods) if p.state == "locked")


def test_a_locked_period_waits_until_it_is_paid(living: Office) -> None:
    assert living.read(today) == [] and living.read(badge) == 0
    period = lock_november(living)
    (item,) = living.read(today)
    assert item.button == "Start pay run" and item.what == "Month 8 pay run" and living.read(badge) == 1
    run = living.do(start_run, period).value
    (item,) = living.read(today)
    assert item.button == "Open" and item.record_id == run and "ready to pay" in item.why


def test_those_who_may_not_see_pay_are_not_told(living: Office) -> None:
    lock_november(living)
    clerk = Office(living.database, User("Sam", Role.OFFICE))
    assert clerk.read(today) == [] and clerk.read(badge) == 0


def test_the_live_check_counts_the_latest_run(living: Office, office: Office) -> None:
    found = living.read(pay_above_minimum_wage)
    assert found.total > 0 and found.ok and found.gaps == ()
    assert office.read(pay_above_minimum_wage).total == 0


def test_a_payslip_that_does_not_add_up_is_found(living: Office) -> None:
    assert living.read(faults) == []
    with living.database.writing() as connection:
        connection.execute(text("UPDATE payslip_charge SET pence = pence + 1 WHERE id = 1"))
    assert len(living.read(faults)) == 1
