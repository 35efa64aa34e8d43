"""Who is paid beside PAs: orders, pension providers, HMRC."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.payroll.bank.accounts import set_pension_account
from carecoop_desktop.work.payroll.bank.files import bank_plan
from carecoop_desktop.work.payroll.bank.payees import (
    Owed,
    hmrc_account,
    owed_by_orders,
    owed_to_hmrc,
    owed_to_pensions,
)
from carecoop_desktop.work.payroll.orders.actions import add_order
from carecoop_desktop.work.payroll.papers.queries.months import payment_months
from carecoop_desktop.work.payroll.pensions.actions import add_scheme
from carecoop_desktop.work.payroll.pensions.queries.contributing import contribution_file
from carecoop_desktop.work.payroll.queries import run_view
from carecoop_desktop.work.payroll.rti.employer import employers
from tests.work.payroll.bank.conftest import paying_crew
from tests.work.payroll.crew import Crew
from tests.work.payroll.orders.conftest import an_order
from tests.work.payroll.pensions.conftest import a_scheme


@pytest.fixture
def fund(bare: Crew) -> tuple[Crew, int, int]:
    """A finished run with contributions: the crew, the run and the scheme."""
    paying_crew(bare)
    scheme = bare.office.do(add_scheme, a_scheme()).value
    return bare, bare.pay(4, {"Ann": 150, "Bea": 100}), scheme


def whose(crew: Crew) -> set[int | None]:
    return {one.id for one in crew.office.read(employers)}


def test_a_provider_without_an_account_is_told(fund: tuple[Crew, int, int]) -> None:
    crew, run, _ = fund
    owed = crew.office.read(owed_to_pensions, crew.office.read(run_view, run), whose(crew))
    assert owed.credits == () and owed.left_out[0].startswith("NEST: £") and "no account" in owed.left_out[0]


def test_a_provider_is_paid_what_its_contribution_file_says(fund: tuple[Crew, int, int]) -> None:
    crew, run, scheme = fund
    crew.office.do(set_pension_account, scheme, "NEST", "20-29-59", "6374 8472", "")
    owed = crew.office.read(owed_to_pensions, crew.office.read(run_view, run), whose(crew))
    assert [one.pence for one in owed.credits] == [sum(crew.office.read(contribution_file, run, scheme).total)]
    assert (owed.credits[0].sort_code, owed.credits[0].account) == ("202959", "63748472")
    assert owed.credits[0].reference == "EMP123456789" and owed.left_out == ()
    plan = crew.office.read(bank_plan, run, "generic", None, ("pensions",))
    assert [one.kind for one in plan.payments] == ["wages", "pensions"]
    assert crew.office.read(owed_to_pensions, crew.office.read(run_view, run), {None, 999}).credits == ()


def test_pensions_and_orders_need_their_right(fund: tuple[Crew, int, int]) -> None:
    crew, run, _ = fund
    crew.office.do(add_order, crew.ids["Ann"], an_order())
    view, all_ = crew.office.read(run_view, run), whose(crew)
    crew.office.user = User("Tom", Role.READ_ONLY)
    assert "may not see" in crew.office.read(owed_to_pensions, view, all_).findings[0]
    assert "may not see" in crew.office.read(owed_by_orders, view, all_).findings[0]


def test_hmrc_is_paid_what_the_p32_says(paid: tuple[Crew, int]) -> None:
    crew, run = paid
    owed = crew.office.read(owed_to_hmrc, crew.office.read(run_view, run), whose(crew))
    month = crew.office.read(payment_months, "2026-27")[0]
    assert [one.pence for one in owed.credits] == [month.due] and month.due > 0
    assert owed.credits[0].reference == "120PA000123452701" and owed.credits[0].name == "HMRC Cumbernauld"
    assert "Pay it with one bank file only" in owed.findings[-1] and len(owed.findings) == 1


def test_payslips_from_before_employers_were_recorded_are_paid_with_the_co_ops_own(paid: tuple[Crew, int]) -> None:
    crew, run = paid
    own = crew.office.read(owed_to_hmrc, crew.office.read(run_view, run), whose(crew))
    assert crew.office.read(owed_to_hmrc, crew.office.read(run_view, run), {None, *whose(crew)}) == own


def test_what_earlier_months_paid_too_much_is_told(paid: tuple[Crew, int]) -> None:
    crew, _ = paid
    # Nobody earns enough in May, and Ann's tax of April is given back with it.
    low = crew.pay(5, {"Ann": 10, "Bea": 10})
    (back,) = [-month.due for month in crew.office.read(payment_months, "2026-27") if month.due < 0]
    assert crew.office.read(owed_to_hmrc, crew.office.read(run_view, low), whose(crew)).credits == ()
    june = crew.office.read(owed_to_hmrc, crew.office.read(run_view, crew.pay(6, {"Ann": 150})), whose(crew))
    assert f"earlier tax months are {format_money(back)} in your favour" in june.findings[0] and back > 0


def test_a_tax_month_that_still_runs_is_told(paid: tuple[Crew, int]) -> None:
    crew, _ = paid
    last = crew.pay(11, {"Ann": 150})
    owed = crew.office.read(owed_to_hmrc, crew.office.read(run_view, last), whose(crew))
    assert crew.office.today == date(2026, 11, 30) and "runs until 5 Dec 2026" in owed.findings[0]


def test_hmrcs_account_has_its_source() -> None:
    made = hmrc_account()
    assert (made.sort_code, made.account, made.pence) == ("083210", "12001039", 0)


def test_what_orders_took_is_paid(bare: Crew) -> None:
    paying_crew(bare)
    bare.office.do(add_order, bare.ids["Ann"], an_order(
        payee="Cheshire West Council", payee_sort_code="20-29-59", payee_account="63748472"))  # fmt: skip
    bare.office.do(add_order, bare.ids["Bea"], an_order(payee="By cheque"))
    view = bare.office.read(run_view, bare.pay(4, {"Ann": 150, "Bea": 100}))
    owed = bare.office.read(owed_by_orders, view, whose(bare))
    assert [(one.name, one.reference) for one in owed.credits] == [("Cheshire West Council", "CT-100")]
    assert owed.left_out == ("By cheque: no account, paid another way",)
    assert bare.office.read(owed_by_orders, view, {None, 999}) == Owed()


def test_an_office_without_orders_says_nothing_of_them(paid: tuple[Crew, int]) -> None:
    crew, run = paid
    owed = crew.office.read(owed_by_orders, crew.office.read(run_view, run), whose(crew))
    assert (owed.credits, owed.left_out, owed.findings) == ((), (), ())
