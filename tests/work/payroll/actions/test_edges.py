"""A penny either side of every threshold of the year's tables, birthdays, nothing and less than nothing: each through a
finished run, many PAs in one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from carecoop_desktop.people.assistants.actions import assistant_left, set_contract, set_tax_details
from carecoop_desktop.people.assistants.entries import Contract, Tax
from carecoop_desktop.people.assistants.tables import PayRateRow
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import SEE_RECORDS
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.statutory.ages import birthday, state_pension_day
from carecoop_desktop.statutory.tables import NationalInsurance, StatePensionAge, StudentLoans, load_shelf
from carecoop_desktop.statutory.tables.deductions import EarningsPeriod
from carecoop_desktop.statutory.tables.employment import AutoEnrolment
from carecoop_desktop.work.payroll.actions import correct_payslip, finish_run, set_letters_by, start_run
from carecoop_desktop.work.payroll.queries import PayslipView, payslips
from carecoop_desktop.work.payroll.queries.to_date import YearFigures, year_figures
from carecoop_desktop.work.payroll.rules.correcting import Correction
from carecoop_desktop.work.timesheets.actions import NewLine, approve_lines, enter_lines, lock_period
from carecoop_desktop.work.timesheets.tables import PayPeriodRow
from tests.work.payroll.crew import ADULT, Crew, crew_in

DAY = date(2026, 4, 30)
YEAR = load_shelf().year("2026-27")
NI, LOANS, PENSIONS = (YEAR.table(kind, DAY) for kind in (NationalInsurance, StudentLoans, AutoEnrolment))
MONTH = EarningsPeriod(False, 1)
LIMITS = {name: NI.published[name][1] for name in ("LEL", "PT", "ST", "UEL")}
TRIGGER = PENSIONS.periods["month"].trigger
APRIL = date(2026, 4, 1)
PAYDAY = date(2026, 4, 28)


@action("Rates of a test", SEE_RECORDS)
def pay_by_the_hour(work: Work, rates: Mapping[int, int]) -> None:
    """One hour of each is exactly this pay."""
    work.add_many(
        PayRateRow,
        [{"assistant_id": who, "kind": "standard", "since": APRIL, "pence": pence} for who, pence in rates.items()],
    )


@action("A pay period of a test", SEE_RECORDS)
def last_period(
    work: Work, frequency: str, number: int, first: date, last: date, pay_date: date, tax_year: str = "2026-27"
) -> int:
    """A pay period whose payday falls on the last day of the tax year, or the first."""
    return work.add(
        PayPeriodRow(frequency=frequency, tax_year=tax_year, number=number, first=first, last=last, pay_date=pay_date,
                     state="open")
    ).id  # fmt: skip


def half_down(thousandths: int) -> int:
    """To the nearest penny as HMRC rounds contributions: by the third decimal of a pound alone, 5 going down."""
    return (thousandths // 100 + 4) // 10


def employee(pay: int) -> int:
    between, above = max(min(pay, LIMITS["UEL"]) - LIMITS["PT"], 0), max(pay - LIMITS["UEL"], 0)
    return half_down(between * 80) + half_down(above * 20)


def employer(pay: int) -> int:
    return half_down(max(pay - LIMITS["ST"], 0) * 150)


@pytest.fixture
def edges(office: Office) -> tuple[Crew, dict[str, int]]:
    """A PA for each penny around each threshold, by name with the pay of one hour."""
    pays = {f"{name}{more:+d}": pence + more for name, pence in LIMITS.items() for more in (-1, 0, 1, 4, 7)}
    pays |= {f"AE{more:+d}": TRIGGER + more for more in (-1, 0, 1)}
    for plan in LOANS.plans:
        limit = LOANS.threshold(plan, MONTH)
        # The first whole pound is due on 100 / rate above the threshold.
        first = -(-100 * 10_000 // LOANS.plans[plan].rate)
        pays |= {f"{plan}{more:+d}": limit + more for more in (-1, 0, 1, first - 2, first + 1)}
    crew = crew_in(office, dict.fromkeys(pays, ADULT))
    office.do(pay_by_the_hour, {crew.ids[name]: pence for name, pence in pays.items()})
    for name, who in crew.ids.items():
        plan = name.rpartition("+")[0] or name.rpartition("-")[0]
        if plan in LOANS.plans:
            office.do(set_tax_details, who, Tax(APRIL, "1257L", "A", loans=plan, pension="none"))
    return crew, pays


def test_a_penny_either_side_of_every_threshold(edges: tuple[Crew, dict[str, int]]) -> None:
    crew, pays = edges
    run = crew.pay(4, dict.fromkeys(pays, 1))
    found = {view.assistant_id: view for view in crew.office.read(payslips, run)}
    years = {one.assistant_id: one for one in crew.office.read(year_figures, "2026-27")}
    for name, pay in pays.items():
        view, year = found[crew.ids[name]], years[crew.ids[name]]
        assert view.figures["gross"] == pay, name
        assert (view.figures["ee_ni"], view.figures["er_ni"]) == (employee(pay), employer(pay)), name
        check_bands(year, pay)
        assert (view.inputs["assessment"]["standing"] == "eligible") == (pay > TRIGGER), name
        plan = name.rpartition("+")[0] or name.rpartition("-")[0]
        if plan in LOANS.plans:
            over = max(pay - LOANS.threshold(plan, MONTH), 0)
            assert view.figures["student_loans"] == over * LOANS.plans[plan].rate // 1_000_000 * 100, name
    assert crew.faults() == []


def check_bands(year: YearFigures, pay: int) -> None:
    """Earnings between the limits, as HMRC is told them."""
    letter = year.letters["A"]
    lel, pt, uel = LIMITS["LEL"], LIMITS["PT"], LIMITS["UEL"]
    reached = pay >= lel
    assert letter.at_lel == (lel if reached else 0)
    assert letter.lel_to_pt == (min(pay, pt) - lel if reached else 0)
    assert letter.pt_to_uel == max(min(pay, uel) - pt, 0)


def test_birthdays_in_the_period_change_the_letter_and_the_wage(office: Office) -> None:
    payday = PAYDAY
    ages = YEAR.table(StatePensionAge, payday)
    old = date(1959, 4, 1)
    while state_pension_day(old, ages) < payday:
        old += timedelta(days=1)
    born = {
        "Young": birthday(payday, 0).replace(year=2005) + timedelta(days=1),
        "Grown": payday.replace(year=2005),
        "Full": payday.replace(year=2004),
        "Retired": old if state_pension_day(old, ages) == payday else old - timedelta(days=1),
        "Working": old + timedelta(days=1),
    }
    crew = crew_in(office, born)
    assert crew.period(4).pay_date == payday
    office.do(set_letters_by, "by-date")
    run = crew.pay(4, dict.fromkeys(born, 100))
    letters = {name: crew.slip(run, name).ni_letter for name in born}
    assert letters == {"Young": "M", "Grown": "A", "Full": "A", "Retired": "C", "Working": "A"}
    assert crew.slip(run, "Retired").figures["ee_ni"] == 0 < crew.slip(run, "Retired").figures["er_ni"]
    assert crew.slip(run, "Young").figures["er_ni"] == 0 < crew.slip(run, "Grown").figures["er_ni"]
    standing = {name: crew.slip(run, name).inputs["assessment"]["standing"] for name in born}
    assert (standing["Grown"], standing["Full"]) == ("non-eligible", "eligible")
    assert (standing["Working"], standing["Retired"]) == ("eligible", "non-eligible")
    assert crew.faults() == []


def test_a_starter_and_a_leaver_in_one_period(office: Office) -> None:
    crew = crew_in(
        office,
        {"Ann": ADULT, "Bea": ADULT},
    )
    crew.pay(4, {"Ann": 10})
    office.do(assistant_left, crew.ids["Bea"], date(2026, 5, 8))
    run = crew.pay(5, {"Ann": 100, "Bea": 40})
    last, stayed = crew.slip(run, "Bea"), crew.slip(run, "Ann")
    assert (last.leaving, stayed.leaving) == (date(2026, 5, 8), None)
    # Bea's first and last payslip are one: the year's allowance so far counts, and 5 hours of leave left are paid.
    assert last.figures["tax"] == 0 and last.figures["gross"] == 60_000 + 7_500
    assert crew.faults() == []


def test_nothing_less_than_nothing_and_a_refund_larger_than_the_pay(office: Office) -> None:
    crew = crew_in(office, {"Nil": ADULT, "Minus": ADULT, "Refund": ADULT, "Usual": ADULT})
    office.do(set_tax_details, crew.ids["Refund"], Tax(APRIL, "BR", "A", pension="none"))
    first = crew.pay(4, {"Nil": 100, "Minus": 100, "Refund": 200, "Usual": 100})
    assert crew.slip(first, "Refund").figures["tax"] == 60_000
    office.do(set_tax_details, crew.ids["Refund"], Tax(date(2026, 5, 1), "1257L", "A", pension="none"))
    for name, hours in (("Minus", 90), ("Nil", 10)):
        twice = Correction("standard", crew.member, -hours * 60, reason="Counted twice")
        office.do(correct_payslip, crew.slip(first, name).id, twice)
    run = crew.pay(5, {"Nil": 10, "Minus": 10, "Refund": 1, "Usual": 100})
    nil, minus, refund = (crew.slip(run, name).figures for name in ("Nil", "Minus", "Refund"))
    assert nil["gross"] == nil["ee_ni"] == nil["er_ni"] == 0 and nil["net"] == -nil["tax"]
    assert minus["gross"] == -120_000 and minus["ee_ni"] == minus["er_ni"] == 0
    assert refund["gross"] == 1_500 and refund["tax"] < -1_500 and refund["net"] == 1_500 - refund["tax"]
    assert minus["tax"] <= 0 and crew.faults() == []
    after = crew.slip(crew.pay(6, {"Minus": 200}), "Minus")
    assert after.brought == min(minus["net"], 0)


@pytest.mark.parametrize(
    ("frequency", "number", "weeks", "tax", "ee_ni"),
    [("weekly", 53, 1, 7_160, 2_864), ("fortnightly", 54, 2, 2_320, 928), ("four-weekly", 56, 4, 0, 0)],
)
def test_the_payday_on_5_april_has_a_period_s_own_allowance(
    office: Office, frequency: str, number: int, weeks: int, tax: int, ee_ni: int
) -> None:
    """Week 53, 54 or 56: 600.00 on the last day of the year is taxed by one period's allowance, not by 53 weeks'."""
    crew = crew_in(office, {"Ann": ADULT})
    office.do(set_contract, crew.ids["Ann"], Contract(APRIL, pay_frequency=frequency, holiday="accrued"))
    payday = date(2027, 4, 5)
    first = payday - timedelta(days=7 * weeks)
    span = office.do(last_period, frequency, number, first, first + timedelta(days=7 * weeks - 1), payday).value
    lines = [
        NewLine(crew.ids["Ann"], crew.member, first + timedelta(days=day), minutes=600, state="signed")
        for day in range(4)
    ]
    office.do(approve_lines, list(office.do(enter_lines, lines).value))
    office.do(lock_period, span, leave_rest=True)
    run = office.do(start_run, span).value
    office.do(finish_run, run)
    slip: PayslipView = crew.slip(run, "Ann")
    assert (slip.run.number, slip.figures["gross"]) == (number, 60_000)
    assert (slip.figures["tax"], slip.figures["ee_ni"]) == (tax, ee_ni)
    assert crew.faults() == []


def test_both_ends_of_the_tax_year_stand_in_their_own(office: Office) -> None:
    """Paid on 5 April and, for the next days, on 6 April: the second begins a year of its own, from nothing."""
    crew = crew_in(office, {"Ann": ADULT})
    office.do(set_contract, crew.ids["Ann"], Contract(date(2026, 3, 1), pay_frequency="weekly", holiday="accrued"))
    paid = []
    for tax_year, number, payday in (("2025-26", 53, date(2026, 4, 5)), ("2026-27", 1, date(2026, 4, 6))):
        first = payday - timedelta(days=3) if number == 53 else payday
        span = office.do(last_period, "weekly", number, first, first, payday, tax_year).value
        line = NewLine(crew.ids["Ann"], crew.member, first, minutes=600, state="signed")
        office.do(approve_lines, list(office.do(enter_lines, [line]).value))
        office.do(lock_period, span, leave_rest=True)
        run = office.do(start_run, span).value
        office.do(finish_run, run)
        paid.append(crew.slip(run, "Ann"))
    assert [(slip.run.tax_year, slip.run.number) for slip in paid] == [("2025-26", 53), ("2026-27", 1)]
    assert [slip.figures["taxable_to_date"] for slip in paid] == [15_000, 15_000]
    assert [one.sums.taxable for year in ("2025-26", "2026-27") for one in office.read(year_figures, year)] == [
        15_000, 15_000]  # fmt: skip
    assert crew.faults() == []
