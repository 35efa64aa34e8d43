"""Absence on Today: papers that are missing, for those who may see why."""

from datetime import date

from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.payroll.absence.queries.waiting import today
from tests.work.payroll.absence.conftest import Team


def test_sickness_without_a_note_after_a_week_waits_for_one(bare: Team) -> None:
    number = bare.away("Ann", "sickness", date(2026, 11, 16), self_certified=date(2026, 11, 20))
    bare.away("Bea", "sickness", date(2026, 11, 16), note_from=date(2026, 11, 16), note_until=date(2026, 12, 4))
    [item] = bare.office.read(today)
    assert (item.what, item.page, item.record_id) == ("Ann Ward is off sick", "absence", number)
    assert item.why == "No fit note covers the sickness from 23 Nov 2026 on."


def test_family_leave_ahead_without_papers_waits_for_them(bare: Team) -> None:
    bare.away("Ann", "maternity", date(2026, 12, 14), event=date(2027, 1, 4))
    [item] = bare.office.read(today)
    assert item.why == "From 14 Dec 2026; no evidence was seen and notice is missing or late."
    assert Office(bare.office.database, User("Tom", Role.TREASURER)).read(today) == []


def test_leave_far_ahead_or_in_order_is_quiet(bare: Team) -> None:
    bare.away("Ann", "maternity", date(2027, 1, 11), event=date(2027, 2, 4))
    bare.away("Bea", "maternity", date(2026, 12, 14), event=date(2027, 1, 4), notified=date(2026, 10, 1),
              evidence_seen=date(2026, 10, 1))  # fmt: skip
    assert bare.office.read(today) == []
