"""What is kept under a PA and a day, as a form reads it after a conflict."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.people.members.actions import add_member
from carecoop_desktop.platform.kernel.errors import NotAllowed
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.payroll.absence.actions import set_earlier_earnings
from carecoop_desktop.work.payroll.absence.queries.kept import awake_time_kept, earlier_earnings_kept, vehicle_kept
from carecoop_desktop.work.payroll.employers.actions import add_employer, add_employment, record_jobs
from tests.work.payroll.absence.conftest import Team

DAY = date(2026, 3, 27)


def test_where_nothing_is_kept_nothing_is_read(bare: Team) -> None:
    for query in (awake_time_kept, vehicle_kept, earlier_earnings_kept):
        assert bare.office.read(query, bare.who("Ann"), DAY) == {}


def test_each_employer_s_earnings_are_its_own(bare: Team) -> None:
    office, ann = bare.office, bare.who("Ann")
    office.do(record_jobs)
    member = office.do(add_member, name="Ann Hay", number="M2").value
    other = office.do(add_employer, {}, member).value
    office.do(add_employment, ann, other, date(2026, 1, 1), "H1")
    office.do(set_earlier_earnings, ann, DAY, 80_000)
    office.do(set_earlier_earnings, ann, DAY, 20_000, other)
    assert office.read(earlier_earnings_kept, ann, DAY) == {"pence": 80_000}
    assert office.read(earlier_earnings_kept, ann, DAY, 1) == {"pence": 80_000}
    assert office.read(earlier_earnings_kept, ann, DAY, other) == {"pence": 20_000}


def test_earnings_are_read_by_those_who_may_see_pay(bare: Team) -> None:
    with pytest.raises(NotAllowed):
        Office(bare.office.database, User("Sam", Role.OFFICE)).read(earlier_earnings_kept, bare.who("Ann"), DAY)
