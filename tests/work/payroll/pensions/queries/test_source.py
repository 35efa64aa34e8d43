"""The pension lifecycle through the pay run, month after month, with the books in balance."""

from datetime import date

import pytest

from carecoop_desktop.money.ledger.queries.proof import owed_for_pay, proof
from carecoop_desktop.people.assistants.actions import set_tax_details
from carecoop_desktop.people.assistants.entries import Tax
from carecoop_desktop.platform.kernel.errors import Invalid
from carecoop_desktop.work.payroll.actions import finish_run, reopen_run
from carecoop_desktop.work.payroll.pensions.actions import (
    add_scheme,
    bring_members,
    cease_membership,
    choose_reenrolment,
    join_scheme,
    opt_out,
    postpone_enrolment,
)
from carecoop_desktop.work.payroll.pensions.entries import MembershipEntry
from carecoop_desktop.work.payroll.pensions.queries.standing import memberships
from carecoop_desktop.work.payroll.queries import working
from tests.work.payroll.crew import Crew
from tests.work.payroll.pensions.conftest import Fund, a_scheme

# £1,500.00 in a month: £980.00 of qualifying earnings, of which 5% less a fifth, and 3%.
FULL = (3_920, 2_940)


def test_whoever_is_eligible_is_enrolled_with_the_payslip(fund: Fund) -> None:
    run = fund.crew.start(4, {"Ann": 100, "Bea": 50})
    assert fund.office.read(memberships) == []
    ann = fund.crew.slip(run, "Ann")
    assert any("Enrolled in NEST from 1 Apr 2026" in finding for finding in ann.findings)
    assert fund.figures(run, "Ann") == FULL and fund.figures(run, "Bea") == (0, 0)
    assert any("NEST" in line.text for line in fund.office.read(working, ann.id)["ee_pension"])


def test_enrolment_opt_out_and_refund_leave_the_books_in_balance(fund: Fund) -> None:
    april = fund.crew.pay(4, {"Ann": 100, "Bea": 50})
    (held,) = fund.office.read(memberships)
    assert (held.assistant_id, held.how, held.since) == (fund.crew.ids["Ann"], "enrolled", date(2026, 4, 1))
    assert fund.office.read(owed_for_pay)["pension-owed"] == sum(FULL)
    assert fund.office.do(opt_out, fund.crew.ids["Ann"], date(2026, 4, 29)).value == FULL[0]
    may = fund.crew.pay(5, {"Ann": 100, "Bea": 50})
    assert fund.figures(april, "Ann") == FULL
    assert fund.figures(may, "Ann") == (-FULL[0], -FULL[1])
    assert fund.office.read(owed_for_pay)["pension-owed"] == 0
    june = fund.crew.pay(6, {"Ann": 100, "Bea": 50})
    assert fund.figures(june, "Ann") == (0, 0)
    (held,) = fund.office.read(memberships)
    assert held.ended == "opted-out" and not held.to_refund
    assert fund.office.read(proof).holds
    assert fund.crew.faults() == []


def test_a_birthday_in_the_month_enrols_from_that_day(fund: Fund) -> None:
    assert fund.figures(fund.crew.pay(5, {"Cal": 100}), "Cal") == (0, 0)
    assert fund.figures(fund.crew.pay(6, {"Cal": 100}), "Cal") == FULL
    (held,) = fund.office.read(memberships)
    assert held.since == date(2026, 6, 20)


def test_postponement_puts_enrolment_off_until_the_deferral_date(fund: Fund) -> None:
    fund.office.do(postpone_enrolment, fund.crew.ids["Ann"], date(2026, 4, 1), date(2026, 6, 10))
    runs = [fund.crew.pay(month, {"Ann": 100}) for month in (4, 5, 6)]
    assert [fund.figures(run, "Ann") for run in runs] == [(0, 0), (0, 0), FULL]
    assert any("postponed" in finding for finding in fund.crew.slip(runs[0], "Ann").findings)
    (held,) = fund.office.read(memberships)
    assert held.since == date(2026, 6, 10)


def test_opting_in_and_ceasing(fund: Fund) -> None:
    bea = fund.crew.ids["Bea"]
    fund.office.do(join_scheme, bea, fund.scheme, date(2026, 4, 1), "opted-in")
    # £750.00: £230.00 of qualifying earnings.
    assert fund.figures(fund.crew.pay(4, {"Bea": 50}), "Bea") == (920, 690)
    fund.office.do(cease_membership, bea, date(2026, 5, 10))
    assert fund.figures(fund.crew.pay(5, {"Bea": 50}), "Bea") == (0, 0)
    # Above the trigger, but enrolled only with the next re-enrolment.
    assert fund.figures(fund.crew.pay(6, {"Bea": 100}), "Bea") == (0, 0)


def test_re_enrolment_takes_in_who_left_more_than_a_year_before(crew: Crew) -> None:
    fund = Fund(crew, crew.office.do(add_scheme, a_scheme(duties_start=date(2023, 12, 1))).value)
    began = date(2023, 12, 1)
    fund.office.do(bring_members, fund.scheme, [
        MembershipEntry(crew.ids["Ann"], began, date(2024, 3, 1), "opted-out"),
        MembershipEntry(crew.ids["Bea"], began, date(2026, 1, 15), "ceased"),
    ])  # fmt: skip
    assert fund.figures(crew.pay(10, {"Ann": 100, "Bea": 100}), "Ann") == (0, 0)
    with pytest.raises(Invalid, match="1 Sep 2026 and 1 Mar 2027"):
        fund.office.do(choose_reenrolment, fund.scheme, date(2026, 8, 31))
    fund.office.do(choose_reenrolment, fund.scheme, date(2026, 11, 2))
    run = crew.pay(11, {"Ann": 100, "Bea": 100})
    assert fund.figures(run, "Ann") == FULL and fund.figures(run, "Bea") == (0, 0)
    newest = max(fund.office.read(memberships), key=lambda each: each.id)
    assert (newest.how, newest.since) == ("re-enrolled", date(2026, 11, 2))
    with pytest.raises(Invalid, match="1 Sep 2029"):
        fund.office.do(choose_reenrolment, fund.scheme, date(2026, 12, 1))


def test_pensions_of_the_tax_details_stay_as_they_are(fund: Fund) -> None:
    entered = Tax(date(2026, 4, 1), "1257L", "A", pension="net-pay", pension_base="all", employee_rate=400,
                  employer_rate=350)  # fmt: skip
    fund.office.do(set_tax_details, fund.crew.ids["Ann"], entered)
    run = fund.crew.pay(4, {"Ann": 100})
    assert fund.figures(run, "Ann") == (6_000, 5_250)
    assert fund.office.read(memberships) == []
    fund.office.do(bring_members, fund.scheme, [MembershipEntry(fund.crew.ids["Ann"], date(2025, 1, 1))])
    assert fund.figures(fund.crew.pay(5, {"Ann": 100}), "Ann") == FULL


@pytest.mark.parametrize("relief", ["net-pay", "salary-sacrifice"])
def test_other_reliefs_are_taken_before_tax(crew: Crew, relief: str) -> None:
    fund = Fund(crew, crew.office.do(add_scheme, a_scheme(relief=relief)).value)
    run = crew.pay(4, {"Ann": 100})
    figures = crew.slip(run, "Ann").figures
    assert (figures["ee_pension"], figures["taxable"]) == (4_900, 145_100)
    assert figures["niable"] == (145_100 if relief == "salary-sacrifice" else 150_000)
    crew.office.do(opt_out, crew.ids["Ann"], date(2026, 4, 29))
    back = crew.slip(crew.pay(5, {"Ann": 100}), "Ann").figures
    assert (back["ee_pension"], back["taxable"]) == (-4_900, 154_900)
    assert fund.crew.faults() == []


def test_without_a_scheme_the_payslip_says_who_is_to_be_enrolled(crew: Crew) -> None:
    run = crew.start(4, {"Ann": 100, "Bea": 50})
    assert any("no scheme is set up" in finding for finding in crew.slip(run, "Ann").findings)
    assert not any("pension" in finding for finding in crew.slip(run, "Bea").findings)


def test_nobody_is_enrolled_before_the_duties_begin(crew: Crew) -> None:
    crew.office.do(add_scheme, a_scheme(duties_start=date(2026, 5, 1)))
    fund = Fund(crew, 1)
    assert fund.figures(crew.pay(4, {"Ann": 100}), "Ann") == (0, 0)
    assert fund.figures(crew.pay(5, {"Ann": 100}), "Ann") == FULL


def test_a_reopened_run_enrols_once_and_refunds_once(fund: Fund) -> None:
    first = fund.crew.pay(4, {"Ann": 100})
    draft = fund.office.do(reopen_run, first, "A wrong rate").value
    assert fund.office.read(memberships) == []
    fund.office.do(finish_run, draft)
    assert len(fund.office.read(memberships)) == 1
    assert fund.office.do(opt_out, fund.crew.ids["Ann"], date(2026, 4, 29)).value == FULL[0]
    again = fund.office.do(reopen_run, fund.crew.pay(5, {"Ann": 100}), "A wrong rate").value
    (held,) = fund.office.read(memberships)
    assert held.to_refund
    fund.office.do(finish_run, again)
    assert fund.figures(again, "Ann") == (-FULL[0], -FULL[1])
    assert not fund.office.read(memberships)[0].to_refund
    assert fund.crew.faults() == []


def test_a_second_payment_of_the_period_completes_the_contribution(fund: Fund) -> None:
    fund.office.do(join_scheme, fund.crew.ids["Bea"], fund.scheme, date(2026, 4, 1))
    fund.crew.pay(4, {"Ann": 50, "Bea": 50})
    run = fund.crew.supplement(4, {"Ann": 50, "Bea": 50})
    # Ann reaches the trigger only with both payments together, and is enrolled with the second.
    assert fund.figures(run, "Ann") == FULL
    assert fund.figures(run, "Bea") == (FULL[0] - 920, FULL[1] - 690)
    assert fund.crew.faults() == []
