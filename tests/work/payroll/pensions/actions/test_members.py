"""Joining, opting out, ceasing, putting off; each within the days that the law gives."""

from datetime import date

import pytest

from carecoop_desktop.platform.kernel.errors import Conflict, Invalid, NotAllowed, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.payroll.pensions.actions import (
    bring_members,
    cease_membership,
    issue_letters,
    join_scheme,
    opt_out,
    postpone_enrolment,
    set_member_number,
)
from carecoop_desktop.work.payroll.pensions.entries import MembershipEntry
from carecoop_desktop.work.payroll.pensions.queries.standing import memberships, postponements
from tests.work.payroll.pensions.conftest import Fund

DAY = date(2026, 4, 1)


def test_the_opt_out_month_ends_a_month_after_the_letter(fund: Fund) -> None:
    fund.crew.pay(4, {"Ann": 100})
    ann = fund.crew.ids["Ann"]
    fund.office.do(issue_letters)
    (held,) = fund.office.read(memberships)
    assert held.told == fund.office.today == date(2026, 11, 30)
    with pytest.raises(Refusal, match="30 Dec 2026"):
        fund.office.do(opt_out, ann, date(2026, 12, 31))
    assert fund.office.do(opt_out, ann, date(2026, 12, 30)).value == 3_920


def test_somebody_brought_in_cannot_opt_out_but_ceases(fund: Fund) -> None:
    ann = fund.crew.ids["Ann"]
    assert fund.office.do(bring_members, fund.scheme, [MembershipEntry(ann, DAY), MembershipEntry(ann, DAY)]).value == 2
    assert fund.office.do(bring_members, fund.scheme, [MembershipEntry(ann, DAY)]).value == 0
    with pytest.raises(Refusal, match="no opt-out"):
        fund.office.do(opt_out, ann, date(2026, 4, 20))
    with pytest.raises(Invalid):
        fund.office.do(cease_membership, ann, date(2026, 4, 20), "bored")


def test_an_earlier_membership_says_how_it_ended(fund: Fund) -> None:
    with pytest.raises(Invalid):
        fund.office.do(bring_members, fund.scheme, [MembershipEntry(fund.crew.ids["Ann"], DAY, date(2026, 5, 1))])


def test_nobody_is_in_two_schemes_at_once(fund: Fund) -> None:
    ann = fund.crew.ids["Ann"]
    fund.office.do(join_scheme, ann, fund.scheme, DAY)
    with pytest.raises(Refusal, match="Already in NEST"):
        fund.office.do(join_scheme, ann, fund.scheme, date(2026, 5, 1))
    with pytest.raises(Refusal, match="Already in NEST"):
        fund.office.do(postpone_enrolment, ann, DAY, date(2026, 5, 1))
    fund.office.do(cease_membership, ann, date(2026, 4, 30))
    fund.office.do(join_scheme, ann, fund.scheme, date(2026, 5, 1), "joined", 200, 100)
    newest = fund.office.read(memberships)[-1]
    assert (newest.how, newest.employee_rate, newest.employer_rate) == ("joined", 200, 100)


@pytest.mark.parametrize(("how", "day"), [("enrolled", DAY), ("opted-in", date(2024, 12, 31))])
def test_who_joins_says_how_and_not_before_the_job(fund: Fund, how: str, day: date) -> None:
    with pytest.raises(Invalid):
        fund.office.do(join_scheme, fund.crew.ids["Ann"], fund.scheme, day, how)


def test_one_postponement_follows_no_other(fund: Fund) -> None:
    ann = fund.crew.ids["Ann"]
    with pytest.raises(Invalid, match="three months"):
        fund.office.do(postpone_enrolment, ann, DAY, date(2026, 7, 2))
    fund.office.do(postpone_enrolment, ann, DAY, date(2026, 7, 1))
    with pytest.raises(Refusal, match="already"):
        fund.office.do(postpone_enrolment, ann, date(2026, 6, 1), date(2026, 8, 1))
    (held,) = fund.office.read(postponements, [ann])
    assert (held.until, held.told) == (date(2026, 7, 1), None)


def test_somebody_in_no_scheme_neither_opts_out_nor_ceases(fund: Fund) -> None:
    for deed in (opt_out, cease_membership):
        with pytest.raises(Refusal, match="no pension scheme"):
            fund.office.do(deed, fund.crew.ids["Bea"], DAY)


@pytest.mark.parametrize(("how", "told"), [("ceased", "ceased"), ("opted-out", "opted out")])
def test_a_membership_that_another_desk_ended_is_not_opted_out_of_unread(fund: Fund, how: str, told: str) -> None:
    ann = fund.crew.ids["Ann"]
    number = fund.office.do(join_scheme, ann, fund.scheme, DAY).value
    if how == "ceased":
        fund.office.do(cease_membership, ann, DAY, "ceased", number, 1)
    else:
        fund.office.do(opt_out, ann, DAY, number, 1)
    wanted = rf"^Priya Shah recorded that this membership ended on 1 Apr 2026 \(.*{told}.*\) at "
    with pytest.raises(Conflict, match=wanted):
        fund.office.do(opt_out, ann, DAY, number, 1)
    with pytest.raises(Conflict, match=wanted if how == "opted-out" else r"^Priya Shah changed ended, until of"):
        fund.office.do(cease_membership, ann, date(2026, 4, 30), "left", number, 1)
    assert fund.office.read(memberships)[0].until == DAY


def test_who_has_read_how_a_membership_ceased_may_say_otherwise(fund: Fund) -> None:
    ann = fund.crew.ids["Ann"]
    number = fund.office.do(join_scheme, ann, fund.scheme, DAY).value
    fund.office.do(set_member_number, number, "0012", 1)
    fund.office.do(cease_membership, ann, date(2026, 4, 30), "ceased", number, 1)
    with pytest.raises(Conflict, match="member number"):
        fund.office.do(set_member_number, number, "0013", 1)
    fund.office.do(cease_membership, ann, date(2026, 5, 31), "left", number, 3)
    (now,) = fund.office.read(memberships)
    assert (now.until, now.ended, now.member_number) == (date(2026, 5, 31), "left", "0012")


def test_the_providers_number_is_kept(fund: Fund) -> None:
    number = fund.office.do(join_scheme, fund.crew.ids["Ann"], fund.scheme, DAY).value
    fund.office.do(set_member_number, number, " 0012 ")
    assert fund.office.read(memberships)[0].member_number == "0012"


def test_only_payroll_staff_and_owners_keep_pensions(fund: Fund) -> None:
    for role in (Role.OFFICE, Role.TREASURER):
        with pytest.raises(NotAllowed):
            Office(fund.office.database, User("Sam", role)).do(opt_out, fund.crew.ids["Ann"], DAY)
