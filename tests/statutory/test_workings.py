"""Workings word for word, as they stand on the back of a payslip."""

from __future__ import annotations

from datetime import date

from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.kernel.worked import Worked
from carecoop_desktop.statutory.holiday import PaidWeek, pay_for_leave, weeks_pay
from carecoop_desktop.statutory.income_tax import tax_due
from carecoop_desktop.statutory.mileage import mileage_due
from carecoop_desktop.statutory.national_insurance import Earlier, director_due, ni_due, use_allowance
from carecoop_desktop.statutory.pensions import Scheme, pension_due
from carecoop_desktop.statutory.periods import MONTHLY, WEEKLY
from carecoop_desktop.statutory.statutory_pay import Spell, average_weekly, sick_pay
from carecoop_desktop.statutory.student_loans import loan_due
from carecoop_desktop.statutory.tables import EmploymentAllowance, Holiday, Mileage, load_shelf
from carecoop_desktop.statutory.tax_codes import parse_code

DAY = date(2026, 11, 20)
YEAR = load_shelf().year("2026-27")
TABLES = YEAR.deductions(DAY)


def told(worked: Worked) -> list[str]:
    """Each line as text: label, what it says, and the amount where there is one."""
    return [
        f"{line.label} — {line.text}" + ("" if line.pence is None else f" = {format_money(line.pence)}")
        for line in worked.lines
    ]


def test_tax_by_a_cumulative_code() -> None:
    worked = tax_due(TABLES.income_tax["rUK"], parse_code("1257L"), MONTHLY, 8, 320_000, 1_400_000, 100_000)
    assert told(worked) == [
        "Taxable pay to month 8 — £3,200.00 now and £14,000.00 earlier in the tax year = £17,200.00",
        "Tax-free pay to month 8 with code 1257L — 8 × £1,048.26 a month = -£8,386.08",
        "Of which tax is due — Whole pounds; pence are dropped = £8,813.00",
        "20% of £8,813.00 — all of it = £1,762.60",
        "Tax to month 8 — Fractions of a penny are dropped = £1,762.60",
        "Tax already taken — Deducted earlier in this tax year = -£1,000.00",
        "Tax now — Code 1257L = £762.60",
    ]


def test_tax_by_a_k_code_at_its_limit() -> None:
    worked = tax_due(TABLES.income_tax["rUK"], parse_code("K1000 M1"), MONTHLY, 2, 50_000)
    assert told(worked) == [
        "Taxable pay for this month — This payment alone (week 1 or month 1 basis) = £500.00",
        "Pay added for this month with code K1000 W1/M1 — 1 × £834.09 a month = £834.09",
        "Of which tax is due — Whole pounds; pence are dropped = £1,334.00",
        "20% of £1,334.00 — all of it = £266.80",
        "Tax for this month — Fractions of a penny are dropped = £266.80",
        "Limit on tax — Not more than 50% of this payment may be taken = -£16.80",
        "Tax now — Code K1000 W1/M1 = £250.00",
    ]


def test_a_refund() -> None:
    worked = tax_due(TABLES.income_tax["rUK"], parse_code("1257L"), MONTHLY, 2, 0, 300_000, 39_020)
    assert told(worked)[-1] == "Tax refunded now — Code 1257L = -£209.60"


def test_tax_by_a_flat_code_and_by_none() -> None:
    flat = tax_due(TABLES.income_tax["Scotland"], parse_code("SD1"), WEEKLY, 5, 12_345)
    assert told(flat)[1] == (
        "42% of £123.00 — Code SD1 takes one rate of all pay in whole pounds, with no tax-free pay = £51.66"
    )
    none = tax_due(TABLES.income_tax["rUK"], parse_code("NT"), WEEKLY, 5, 12_345)
    assert told(none)[1] == "No tax — Code NT means that no tax is taken = £0.00"


def test_national_insurance_of_employee_and_employer() -> None:
    due = ni_due(TABLES.national_insurance, "A", MONTHLY.earnings, 500_000)
    assert told(due.employee) == [
        "Earnings of the month — Letter A: everyone to whom no other letter applies = £5,000.00",
        "8% of £3,141.00 — Main rate: from £1,048.00 up to £4,189.00 = £251.28",
        "2% of £811.00 — Upper rate: above £4,189.00 = £16.22",
        "Employee's National Insurance — For this payment = £267.50",
    ]
    assert told(due.employer) == [
        "Earnings of the month — Letter A: everyone to whom no other letter applies = £5,000.00",
        "15% of £3,772.00 — Employer's rate: above the threshold (ST) of £417.00 = £565.80",
        "15% of £811.00 — Employer's rate: above £4,189.00, rounded apart = £121.65",
        "Employer's National Insurance — For this payment = £687.45",
    ]


def test_national_insurance_that_is_nil() -> None:
    pensioner = ni_due(TABLES.national_insurance, "C", MONTHLY.earnings, 500_000)
    assert told(pensioner.employee)[1] == "Nothing to pay — Letter C pays no employee's contributions = £0.00"
    nobody = ni_due(TABLES.national_insurance, "X", MONTHLY.earnings, 500_000)
    assert told(nobody.employer)[1] == "Nothing to pay — Letter X bears no employer's contributions = £0.00"


def test_a_directors_year_to_date() -> None:
    due = director_due(TABLES.national_insurance, "A", 500_000, Earlier(1_000_000, 0, 75_000))
    assert told(due.employee) == [
        "Earnings of the year to date — Letter A: everyone to whom no other letter applies = £15,000.00",
        "8% of £2,430.00 — Main rate: from £12,570.00 up to £50,270.00 = £194.40",
        "Already taken — On £10,000.00 earlier in the year to date = £0.00",
        "Employee's National Insurance — For this payment = £194.40",
    ]


def test_the_employment_allowance() -> None:
    table = YEAR.table(EmploymentAllowance, DAY)
    assert told(use_allowance(table, 1_000_000, 80_000)) == [
        "Employer's National Insurance — Of all employees of the PAYE scheme = £800.00",
        "Allowance still unused — £10,500.00 a tax year, of which £10,000.00 is used = £500.00",
        "Allowance used now — The smaller of both = £500.00",
    ]


def test_a_student_loan() -> None:
    assert told(loan_due(TABLES.student_loans, "2", MONTHLY.earnings, 300_000)) == [
        "Earnings of the month — Earnings that count for National Insurance = £3,000.00",
        "Threshold for a month — £29,385.00 a year, cut to the penny = £2,448.75",
        "9% of £551.25 — Pence are dropped = £49.00",
        "Student loan, plan 2 — For this payment = £49.00",
    ]


def test_a_pension_contribution() -> None:
    due = pension_due(TABLES.pensions, Scheme("NEST", 500, 300), "month", 200_000)
    assert told(due.employee) == [
        "Pensionable pay — Of the month = £2,000.00",
        "Qualifying earnings — Between £520.00 and £4,189.00 for a month = £1,480.00",
        "5% of £1,480.00 — To the nearest penny = £74.00",
        "Less tax relief — The scheme claims 20% basic-rate tax relief from HMRC and adds it = -£14.80",
        "Your pension contribution — NEST = £59.20",
    ]
    assert told(due.employer)[-1] == "Employer's pension contribution — NEST = £44.40"


def test_sick_pay() -> None:
    spell = Spell(date(2026, 10, 5), date(2026, 10, 9), frozenset(range(5)), average_weekly(112_500, weeks=10))
    assert told(sick_pay(load_shelf(), spell).pay) == [
        "Met — Sick for 5 days in a row, of at least 1 needed.",
        "Met — 0 of at most 140 days (28 weeks) of sick pay were used before.",
        "Average weekly earnings — £1,125.00 ÷ 10 weeks = £112.50",
        "Week's rate — £123.25 or 80% of average earnings, the lower; qualifying days Mon, Tue, Wed, Thu, Fri",
        "Week to 10 Oct 2026 — 5 × £18.00 a day, up to the next penny = £90.00",
        "Statutory Sick Pay — 5 days = £90.00",
    ]


def test_mileage_over_the_years_limit() -> None:
    due = mileage_due(YEAR.table(Mileage, DAY), "car or van", 2_000, 9_000, 99_000)
    assert told(due.approved) == [
        "100 miles by car or van at £0.45 — First 10,000 miles of the tax year = £45.00",
        "100 miles by car or van at £0.25 — Miles after the first 10,000 of the tax year = £25.00",
        "Approved amount — May be paid without tax = £70.00",
    ]
    assert told(due.taxable) == [
        "Paid — For the miles of this payment = £90.00",
        "Approved — At the approved rates = -£70.00",
        "Of which taxable — What was paid above the approved amount = £20.00",
    ]


def test_holiday_pay() -> None:
    table = YEAR.table(Holiday, DAY)
    weeks = [PaidWeek(date(2026, 11, 1), 30_000, 1_500), PaidWeek(date(2026, 11, 8), 40_000, 1_800)]
    average = weeks_pay(table, date(2026, 11, 9), weeks)
    assert told(pay_for_leave(table, average, 330)) == [
        "Pay of the weeks that count — 2 paid weeks, 1 Nov 2026 to 8 Nov 2026 = £700.00",
        "A week's pay — Divided by 2, to the nearest penny = £350.00",
        "An hour's pay — £700.00 ÷ 55.00 hours = £12.73",
        "Holiday pay — 5.50 hours of leave = £70.00",
    ]
