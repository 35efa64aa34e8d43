"""Edges between two rules: starters with loans, K codes in week 53, codes after finishing, rolled-up pay and sickness,
an allowance that runs out, joining while enrolment is put off."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from carecoop_desktop.people.assistants.actions import change_code, record_starter, set_contract, set_tax_details
from carecoop_desktop.people.assistants.entries import CodeNotice, Contract, Starter, Tax
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.absence.actions import record_absence, set_earlier_earnings
from carecoop_desktop.work.payroll.absence.entries import Absence
from carecoop_desktop.work.payroll.actions import finish_run, start_run
from carecoop_desktop.work.payroll.pensions.actions import add_scheme, join_scheme, postpone_enrolment
from carecoop_desktop.work.payroll.pensions.entries import SchemeEntry
from carecoop_desktop.work.payroll.queries import payslip
from carecoop_desktop.work.timesheets.actions import NewLine, approve_lines, enter_lines, lock_period
from tests.work.payroll.actions.test_edges import last_period
from tests.work.payroll.crew import ADULT, crew_in

APRIL = date(2026, 4, 1)
STARTERS = {"A": "1257L", "B": "1257L", "C": "BR", "": "0T"}


def test_starters_by_statement_with_a_loan_and_a_p45_of_last_year(office: Office) -> None:
    crew = crew_in(office, dict.fromkeys((*(f"S{letter}" for letter in STARTERS), "Old", "New"), ADULT))
    may = date(2026, 5, 1)
    for letter in STARTERS:
        office.do(record_starter, crew.ids[f"S{letter}"], Starter(may, statement=letter, loans="2+postgrad"))
    # A P45 of this year brings its pay and tax, one of last year its code alone.
    office.do(set_tax_details, crew.ids["New"], Tax(may, "1257L", "A", pension="none", p45_pay=400_000,
                                                    p45_tax=59_000, p45_tax_year="2026-27"))  # fmt: skip
    office.do(set_tax_details, crew.ids["Old"], Tax(may, "1257L", "A", pension="none", p45_pay=4_000_000,
                                                    p45_tax=590_000, p45_tax_year="2025-26"))  # fmt: skip
    run = crew.pay(5, dict.fromkeys(crew.ids, 200))
    slips = {name: crew.slip(run, name) for name in crew.ids}
    codes = {letter: (slips[f"S{letter}"].tax_code, slips[f"S{letter}"].non_cumulative) for letter in STARTERS}
    assert codes == {"A": ("1257L", False), "B": ("1257L", True), "C": ("BR", False), "": ("0T", True)}
    tax = {letter: slips[f"S{letter}"].figures["tax"] for letter in STARTERS}
    # Two months' allowance, one month's, none: 3,000.00 less 2,096.52 and 1,048.26; 0T reaches no further than basic.
    assert tax == {"A": 18_060, "B": 39_020, "C": 60_000, "": 60_000}
    for letter in STARTERS:
        # Plan 2 above 2,448.75 at 9 % is 49, postgraduate above 1,750.00 at 6 % is 75; each in whole pounds.
        assert slips[f"S{letter}"].figures["student_loans"] == 4_900 + 7_500
    assert slips["Old"].figures["taxable_to_date"] == 300_000 and slips["Old"].figures["tax"] == 18_060
    assert slips["New"].figures["taxable_to_date"] == 700_000
    # 7,000.00 - 2,096.52 = 4,903 x 20 % = 980.60, of which 590.00 were taken.
    assert slips["New"].figures["tax"] == 39_060
    assert crew.faults() == []


def test_a_code_that_changes_after_finishing_leaves_the_payslip(office: Office) -> None:
    crew = crew_in(office)
    run = crew.pay(4, {"Ann": 200})
    before = office.read(payslip, crew.slip(run, "Ann").id)
    office.do(change_code, crew.ids["Ann"], CodeNotice(APRIL, "K100", source="P6"))
    after = office.read(payslip, before.id)
    assert (after.tax_code, after.figures, after.workings) == ("1257L", before.figures, before.workings)
    # The next one takes what the code should have taken from the start.
    slip = crew.slip(crew.pay(5, {"Ann": 200}), "Ann")
    assert slip.tax_code == "K100" and slip.figures["tax_to_date"] > 2 * before.figures["tax"]


@pytest.mark.parametrize(("frequency", "number", "weeks"), [("weekly", 53, 1), ("fortnightly", 54, 2),
                                                            ("four-weekly", 56, 4)])  # fmt: skip
def test_a_k_code_in_week_53_adds_one_period_and_takes_half_at_most(
    office: Office, frequency: str, number: int, weeks: int
) -> None:
    crew = crew_in(office, {"Small": ADULT, "Large": ADULT})
    payday = date(2027, 4, 5)
    first = payday - timedelta(days=7 * weeks)
    for name, code in (("Small", "K100"), ("Large", "K3000")):
        office.do(set_contract, crew.ids[name], Contract(APRIL, pay_frequency=frequency, holiday="accrued"))
        office.do(set_tax_details, crew.ids[name], Tax(APRIL, code, "A", pension="none"))
    span = office.do(last_period, frequency, number, first, first + timedelta(days=7 * weeks - 1), payday).value
    lines = [
        NewLine(crew.ids[name], crew.member, first + timedelta(days=day), minutes=600, state="signed")
        for name in crew.ids
        for day in range(4)
    ]
    office.do(approve_lines, list(office.do(enter_lines, lines).value))
    office.do(lock_period, span, leave_rest=True)
    run = office.do(start_run, span).value
    office.do(finish_run, run)
    small, large = crew.slip(run, "Small").figures, crew.slip(run, "Large").figures
    # K100 adds 19.41 a week (1,009 / 52, up to the penny): 600.00 and that, in whole pounds, at 20 %.
    assert small["tax"] == (60_000 + 1_941 * weeks) // 100 * 20
    assert large["tax"] == 30_000
    assert crew.faults() == []


def test_rolled_up_holiday_is_on_work_and_not_on_sick_pay(office: Office) -> None:
    crew = crew_in(office)
    ann = crew.ids["Ann"]
    office.do(set_contract, ann, Contract(APRIL, pay_frequency="monthly", holiday="rolled-up"))
    for month in (1, 2, 3):
        office.do(set_earlier_earnings, ann, date(2026, month, 28), 150_000)
    office.do(record_absence, ann, Absence("sickness", date(2026, 4, 20), date(2026, 4, 26)))
    slip = crew.slip(crew.pay(4, {"Ann": 60}), "Ann")
    pay = {line.kind: line.pence for line in slip.lines}
    assert pay == {"standard": 90_000, "holiday": 10_863, "ssp": 12_325}
    # 12.07 % of the 60 hours alone would be the office's to give as time off as well.
    assert slip.inputs["absence"]["leave"]["paid_with_hours"] and crew.faults() == []


def test_who_asks_may_join_while_enrolment_is_put_off(office: Office) -> None:
    crew = crew_in(office)
    scheme = office.do(add_scheme, SchemeEntry("Nest", duties_start=APRIL)).value
    office.do(postpone_enrolment, crew.ids["Ann"], APRIL, date(2026, 6, 30))
    office.do(postpone_enrolment, crew.ids["Bea"], APRIL, date(2026, 6, 30))
    april = crew.pay(4, {"Ann": 100, "Bea": 100})
    assert crew.slip(april, "Ann").figures["ee_pension"] == 0
    office.do(join_scheme, crew.ids["Ann"], scheme, date(2026, 5, 10))
    may = crew.pay(5, {"Ann": 100, "Bea": 100})
    # (1,500.00 - 520.00) x 4 %; the whole pay period, as the payday lies in the membership.
    assert [crew.slip(may, name).figures["ee_pension"] for name in ("Ann", "Bea")] == [3_920, 0]
    july = [crew.pay(month, {"Ann": 100, "Bea": 100}) for month in (6, 7)][-1]
    assert crew.slip(july, "Bea").inputs["pension_scheme"]["how"] == "enrolled"
    assert "how" not in crew.slip(july, "Ann").inputs["pension_scheme"] and crew.faults() == []
