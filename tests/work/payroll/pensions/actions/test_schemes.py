"""Schemes and the employer's duties under them."""

from datetime import date

import pytest

from carecoop_desktop.platform.kernel.errors import Conflict, Invalid, Refusal
from carecoop_desktop.work.payroll.pensions.actions import (
    add_scheme,
    cease_membership,
    change_scheme,
    choose_reenrolment,
    close_scheme,
    declare_compliance,
    join_scheme,
)
from carecoop_desktop.work.payroll.pensions.queries.standing import automatic_scheme, pension_schemes
from carecoop_desktop.work.payroll.pensions.queries.waiting import declarations_open, window_of
from tests.work.payroll.pensions.conftest import Fund, a_scheme


def test_a_second_scheme_that_enrols_takes_over(fund: Fund) -> None:
    second = fund.office.do(add_scheme, a_scheme(layout="plain", employer_reference="")).value
    found = fund.office.read(automatic_scheme)
    assert found is not None and found.id == second
    fund.office.do(change_scheme, fund.scheme, 2, a_scheme(employee_rate=600))
    found = fund.office.read(automatic_scheme)
    assert found is not None and (found.id, found.employee_rate) == (fund.scheme, 600)


def test_a_scheme_below_the_minimum_is_refused(fund: Fund) -> None:
    with pytest.raises(Invalid, match="8%"):
        fund.office.do(change_scheme, fund.scheme, 1, a_scheme(employee_rate=400))


def test_a_scheme_changed_at_another_desk_is_not_closed_unread(fund: Fund) -> None:
    fund.office.do(change_scheme, fund.scheme, 1, a_scheme(employee_rate=600))
    with pytest.raises(Conflict, match=r"^Priya Shah changed employee rate of this pension scheme at "):
        fund.office.do(close_scheme, fund.scheme, fund.office.today, 1)
    fund.office.do(close_scheme, fund.scheme, fund.office.today, 2)
    assert fund.office.read(pension_schemes)[0].closed == fund.office.today


def test_a_scheme_with_members_stays_open(fund: Fund) -> None:
    ann, today = fund.crew.ids["Ann"], fund.office.today
    fund.office.do(join_scheme, ann, fund.scheme, date(2026, 4, 1))
    with pytest.raises(Refusal, match="1 active"):
        fund.office.do(close_scheme, fund.scheme, today)
    fund.office.do(cease_membership, ann, date(2026, 5, 1))
    fund.office.do(close_scheme, fund.scheme, today)
    assert fund.office.read(automatic_scheme) is None
    assert fund.office.read(pension_schemes)[0].closed == today
    with pytest.raises(Refusal, match="closed"):
        fund.office.do(join_scheme, ann, fund.scheme, date(2026, 6, 1))


def test_re_enrolment_is_counted_from_the_duties(fund: Fund) -> None:
    (scheme,) = fund.office.read(pension_schemes)
    window = fund.office.read(window_of, scheme)
    assert window is not None and (window.opens, window.day, window.closes) == (
        date(2029, 1, 1), date(2029, 4, 1), date(2029, 7, 1),
    )  # fmt: skip
    fund.office.do(change_scheme, fund.scheme, 1, a_scheme(duties_start=None))
    with pytest.raises(Refusal, match="duties start"):
        fund.office.do(choose_reenrolment, fund.scheme, date(2026, 4, 1))


def test_a_declaration_is_recorded_once_with_its_reference(fund: Fund) -> None:
    (scheme,) = fund.office.read(pension_schemes)
    assert fund.office.read(declarations_open, scheme) == [date(2026, 9, 1)]
    with pytest.raises(Invalid) as refused:
        fund.office.do(declare_compliance, fund.scheme, date(2026, 9, 2), date(2027, 1, 1), " ")
    assert {issue.field for issue in refused.value.issues} == {"reference", "done", "due"}
    fund.office.do(declare_compliance, fund.scheme, date(2026, 9, 1), date(2026, 8, 20), "DOC-1")
    assert fund.office.read(declarations_open, scheme) == []
    with pytest.raises(Refusal, match="recorded as made on 20 Aug 2026"):
        fund.office.do(declare_compliance, fund.scheme, date(2026, 9, 1), date(2026, 8, 27), "DOC-2")
