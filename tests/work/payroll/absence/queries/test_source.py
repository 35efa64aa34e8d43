"""Absence as it reaches payslips: paid through the run, with its working, and the ledger in balance."""

from datetime import date

import pytest

from carecoop_desktop.money.ledger.queries import owed_for_pay
from carecoop_desktop.people.assistants.actions import set_contract, set_pay_rate
from carecoop_desktop.people.assistants.entries import Contract, PayRate
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.work.payroll.absence.actions import (
    end_absence,
    remove_absence,
    set_awake_time,
    set_earlier_earnings,
    set_leave_rules,
    set_vehicle,
)
from carecoop_desktop.work.payroll.absence.queries.paid import paid_absences
from carecoop_desktop.work.payroll.actions import finish_run, start_supplementary, work_out_again
from carecoop_desktop.work.payroll.orders.actions import add_order
from carecoop_desktop.work.payroll.orders.entries import OrderEntry
from carecoop_desktop.work.payroll.queries.to_date import employer_months
from carecoop_desktop.work.payroll.rti.actions import set_employer
from carecoop_desktop.work.timesheets.actions import NewLine, approve_lines, enter_lines
from tests.work.payroll.absence.conftest import Team

HOURS = {"Ann": 100, "Bea": 30}
OWN = {"name": "Dee Valley", "office_number": "120", "paye_reference": "A1B2C3", "accounts_reference": "120PA00012345"}


def words(team: Team, run: int, name: str, figure: str) -> str:
    return " ".join(f"{line.label} {line.text}" for line in team.slip(run, name).workings[figure])


def sums_of(team: Team, kind: str) -> tuple[int, int, int]:
    """What payslips paid for a kind of absence, what of it comes back, and the compensation on top."""
    found = [one for one in team.office.read(lambda reader: list(paid_absences(reader))) if one.kind == kind]
    return sum(one.pence for one in found), sum(one.recovered for one in found), sum(one.compensation for one in found)


def test_a_week_of_sickness_is_paid_with_its_working_and_the_ledger_balances(team: Team) -> None:
    team.away("Ann", "sickness", date(2026, 5, 18), date(2026, 5, 22), self_certified=date(2026, 5, 25))
    run = team.pay(2026, 5, HOURS)
    assert team.paid(run, "Ann", "ssp") == 12_325
    view = team.slip(run, "Ann")
    assert "£3,000.00 ÷ 2 months" in words(team, run, "Ann", "statutory_pay")
    assert "5 × £24.65 a day" in words(team, run, "Ann", "statutory_pay")
    assert view.figures["gross"] == 150_000 + 12_325
    assert sum(line.pence or 0 for line in view.workings["gross"]) == view.figures["gross"]
    assert not any("sick" in finding.lower() for finding in view.findings)
    assert team.crew.faults() == []


def test_somebody_sick_all_month_gets_a_payslip_without_hours(team: Team) -> None:
    number = team.away("Ann", "sickness", date(2026, 5, 1), note_from=date(2026, 5, 1))
    run = team.pay(2026, 5, {"Bea": 30})
    # 21 working days of May 2026 at £24.65, each week that ends on a Saturday up to the penny.
    assert team.paid(run, "Ann", "ssp") == 21 * 2_465
    assert team.slip(run, "Ann").figures["minutes"] == 0
    team.office.do(end_absence, number, date(2026, 6, 5))
    assert team.paid(team.pay(2026, 6, {"Bea": 30}), "Ann", "ssp") == 5 * 2_465
    assert team.crew.faults() == []


def test_an_absence_recorded_late_is_made_good_and_one_cut_short_is_taken_back(team: Team) -> None:
    number = team.away("Ann", "sickness", date(2026, 4, 20), date(2026, 4, 24))
    first = team.pay(2026, 5, HOURS)
    assert team.paid(first, "Ann", "ssp") == 12_325
    assert "put right" in words(team, first, "Ann", "statutory_pay")
    team.office.do(end_absence, number, date(2026, 4, 22))
    second = team.pay(2026, 6, HOURS)
    assert team.paid(second, "Ann", "ssp") == -2 * 2_465
    assert sum(one.pence for one in team.office.read(lambda reader: list(paid_absences(reader)))) == 3 * 2_465
    assert team.crew.faults() == []


def test_what_was_paid_for_stays_recorded(team: Team) -> None:
    number = team.away("Ann", "sickness", date(2026, 5, 18), date(2026, 5, 22))
    team.pay(2026, 5, HOURS)
    with pytest.raises(Refusal, match="Pay was paid"):
        team.office.do(remove_absence, number)


def test_too_little_pay_on_record_holds_the_payslip_until_it_is_entered(bare: Team) -> None:
    for month in (1, 2):
        bare.pay(2026, month, HOURS)
    bare.away("Ann", "sickness", date(2026, 3, 16), date(2026, 3, 20))
    run = bare.draft(2026, 3, HOURS)
    held = bare.slip(run, "Ann")
    assert held.state == "problem" and "less than eight weeks" in held.problem
    assert bare.slip(run, "Bea").state == "ready"
    for day in (date(2025, 11, 28), date(2025, 12, 31)):
        bare.office.do(set_earlier_earnings, bare.who("Ann"), day, 150_000)
    bare.office.do(work_out_again, run)
    # Old rules: three waiting days, then two at £118.75 ÷ 5.
    assert bare.paid(run, "Ann", "ssp") == 2 * 2_375


def test_sickness_linked_across_april_2026(bare: Team) -> None:
    for name, pence in (("Ann", 150_000), ("Bea", 45_000)):
        for day in (date(2025, 11, 28), date(2025, 12, 31)):
            bare.office.do(set_earlier_earnings, bare.who(name), day, pence)
    for month in (1, 2):
        bare.pay(2026, month, HOURS)
    for name in ("Ann", "Bea"):
        bare.away(name, "sickness", date(2026, 3, 23), date(2026, 3, 27))
    march = bare.pay(2026, 3, HOURS)
    assert bare.paid(march, "Ann", "ssp") == 2 * 2_375
    assert bare.paid(march, "Bea", "ssp") == 0
    assert any("of at least £125.00 needed" in finding for finding in bare.slip(march, "Bea").findings)
    for name in ("Ann", "Bea"):
        bare.away(name, "sickness", date(2026, 4, 13), date(2026, 4, 17))
    april = bare.pay(2026, 4, HOURS)
    assert bare.paid(april, "Ann", "ssp") == 12_325
    # £450 a month is £103.84615 a week; 80% of it over five days is £16.6153 a day, five of them up to the penny.
    assert bare.paid(april, "Bea", "ssp") == 8_308
    assert bare.crew.faults() == []


def test_hours_on_a_day_of_absence_are_a_finding(team: Team) -> None:
    team.away("Ann", "sickness", date(2026, 5, 4), date(2026, 5, 5))
    run = team.draft(2026, 5, HOURS)
    assert any("4 May 2026, 5 May 2026" in finding for finding in team.slip(run, "Ann").findings)


def test_maternity_pay_for_six_weeks_then_flat_with_what_the_employer_gets_back(team: Team) -> None:
    for month in (5, 6, 7, 8):
        team.pay(2026, month, HOURS)
    team.office.do(set_leave_rules, "04-01", 40_000_00, "2025-26")
    team.away("Ann", "maternity", date(2026, 9, 7), event=date(2026, 10, 20), notified=date(2026, 7, 1),
              evidence="MATB1", evidence_seen=date(2026, 7, 3))  # fmt: skip
    september = team.pay(2026, 9, {"Bea": 30})
    # £1,500 a month is £346.15384 a week; 90% is £311.53846, for 24 of 7 days.
    assert team.paid(september, "Ann", "smp") == 106_814
    october = team.pay(2026, 10, {"Bea": 30})
    # 18 days of the first six weeks, then 13 at £194.32 a week.
    assert team.paid(october, "Ann", "smp") == 116_198
    paid, back, more = sums_of(team, "smp")
    assert paid == 106_814 + 116_198 and back == paid
    assert more == 9_613 + 10_458
    record = [month.due for year in ("2025-26", "2026-27") for month in team.office.read(employer_months, None, year)]
    assert team.office.read(owed_for_pay)["hmrc-owed"] == sum(record) - back - more
    assert "Evidence received" in words(team, october, "Ann", "statutory_pay")
    assert team.crew.faults() == []


def test_maternity_without_evidence_is_refused_in_words(team: Team) -> None:
    for month in (5, 6, 7, 8):
        team.pay(2026, month, HOURS)
    team.away("Bea", "maternity", date(2026, 9, 7), event=date(2026, 10, 20), notified=date(2026, 7, 1))
    run = team.draft(2026, 9, {"Ann": 100, "Bea": 30})
    said = " ".join(team.slip(run, "Bea").findings)
    assert "No Statutory Maternity Pay" in said and "No evidence received" in said
    assert "lower earnings limit" in said and team.paid(run, "Bea", "smp") == 0


@pytest.mark.parametrize(
    ("kind", "code", "last"),
    [
        ("paternity", "spp", date(2026, 5, 17)),
        ("adoption", "sap", date(2026, 5, 17)),
        ("shared-parental", "shpp", date(2026, 5, 17)),
        ("bereavement", "spbp", date(2026, 5, 17)),
        ("neonatal", "sncp", date(2026, 5, 17)),
    ],
)
def test_every_kind_of_family_pay_goes_through_a_run(team: Team, kind: str, code: str, last: date) -> None:
    event = {"paternity": date(2026, 5, 2), "shared-parental": date(2026, 5, 2)}.get(kind, date(2026, 5, 1))
    for day in (date(2025, 10, 31), date(2025, 11, 28), date(2025, 12, 31)):
        team.office.do(set_earlier_earnings, team.who("Ann"), day, 150_000)
    team.away("Ann", kind, date(2026, 5, 4), last, event=event, notified=date(2026, 2, 1), evidence="seen",
              evidence_seen=date(2026, 2, 2), partner_declared=True)  # fmt: skip
    run = team.pay(2026, 5, {"Ann": 10, "Bea": 30})
    expected = 62_308 if kind == "adoption" else 2 * 19_432
    assert team.paid(run, "Ann", code) == expected
    _, back, more = sums_of(team, code)
    assert (back, more) == ((expected * 92 + 50) // 100, 0)
    assert team.crew.faults() == []


def test_leave_taken_is_paid_by_the_average_and_charged_to_those_it_was_earned_with(team: Team) -> None:
    team.away("Ann", "holiday", date(2026, 5, 25), date(2026, 5, 29), minutes=20 * 60)
    run = team.pay(2026, 5, HOURS)
    assert team.paid(run, "Ann", "holiday-taken") == 20 * 1_500
    [line] = [line for line in team.slip(run, "Ann").lines if line.kind == "holiday-taken"]
    assert line.member_id == team.crew.member and line.label == "Holiday taken, 20.00 hours"
    leave = team.slip(run, "Ann").inputs["absence"]["leave"]
    assert (leave["accrued"], leave["taken"], leave["left"]) == (24 * 60, 20 * 60, 4 * 60)
    assert "Leave left 4.00 hours on 31 May 2026" in words(team, run, "Ann", "leave")
    assert team.crew.faults() == []


def test_leave_over_two_pay_periods_is_paid_in_each(team: Team) -> None:
    team.away("Ann", "holiday", date(2026, 5, 28), date(2026, 6, 3), minutes=25 * 60)
    assert team.paid(team.pay(2026, 5, HOURS), "Ann", "holiday-taken") == 10 * 1_500
    assert team.paid(team.pay(2026, 6, HOURS), "Ann", "holiday-taken") == 15 * 1_500


def test_leave_of_rolled_up_contracts_is_not_paid_twice(team: Team) -> None:
    contract = Contract(date(2026, 5, 1), holiday="rolled-up")
    team.office.do(set_contract, team.who("Ann"), contract)
    team.away("Ann", "holiday", date(2026, 5, 25), date(2026, 5, 29), minutes=20 * 60)
    run = team.pay(2026, 5, HOURS)
    assert team.paid(run, "Ann", "holiday-taken") == 0 and team.paid(run, "Ann", "holiday") == 18_105
    assert team.slip(run, "Ann").inputs["absence"]["leave"]["paid_with_hours"] is True


def test_mileage_above_the_approved_rate_is_taxed_and_counts_for_ni(team: Team) -> None:
    team.office.do(set_pay_rate, team.who("Ann"), PayRate("mileage", 55, date(2026, 5, 1)))
    driven = NewLine(team.who("Ann"), team.crew.member, date(2026, 5, 20), kind="mileage", miles=1_000, state="signed")
    run = team.pay(2026, 5, HOURS, (driven,))
    figures = team.slip(run, "Ann").figures
    assert figures["expenses"] == 5_500 and figures["gross"] == 150_000
    assert figures["taxable"] == 151_000 and figures["niable"] == 151_000
    assert figures["net"] == 150_000 + 5_500 - figures["tax"] - figures["ee_ni"]
    assert "Of which taxable" in words(team, run, "Ann", "mileage_tax")
    assert team.crew.faults() == []


def test_after_ten_thousand_miles_the_rest_is_taxed_but_not_niable(team: Team) -> None:
    team.office.do(set_pay_rate, team.who("Ann"), PayRate("mileage", 45, date(2026, 4, 1)))
    for month, days, miles in ((5, 25, 3_960), (6, 1, 2_000)):
        driven = tuple(
            NewLine(team.who("Ann"), team.crew.member, date(2026, month, day + 1), kind="mileage", miles=miles,
                    state="signed")
            for day in range(days)
        )  # fmt: skip
        run = team.pay(2026, month, HOURS, driven)
    figures = team.slip(run, "Ann").figures
    assert figures["taxable"] - figures["gross"] == 2_000
    assert figures["niable"] == figures["gross"]


def test_a_cyclist_has_the_rate_of_a_bicycle(team: Team) -> None:
    team.office.do(set_pay_rate, team.who("Ann"), PayRate("mileage", 45, date(2026, 4, 1)))
    team.office.do(set_vehicle, team.who("Ann"), date(2026, 4, 1), "bicycle")
    ridden = NewLine(team.who("Ann"), team.crew.member, date(2026, 5, 20), kind="mileage", miles=100, state="signed")
    run = team.pay(2026, 5, HOURS, (ridden,))
    assert team.slip(run, "Ann").figures["taxable"] == 150_000 + 250


def test_time_awake_in_a_sleep_in_counts_for_the_minimum_wage(team: Team) -> None:
    who, member = team.who("Ann"), team.crew.member
    team.office.do(set_pay_rate, who, PayRate("standard", 1_271, date(2026, 5, 1)))
    team.office.do(set_pay_rate, who, PayRate("sleep-in", 2_000, date(2026, 5, 1)))
    night = NewLine(who, member, date(2026, 5, 20), kind="sleep-in", nights=1, state="signed")
    run = team.draft(2026, 5, HOURS, (night,))
    assert team.slip(run, "Ann").state == "ready"
    team.office.do(set_awake_time, who, date(2026, 5, 20), 120)
    team.office.do(work_out_again, run)
    held = team.slip(run, "Ann")
    assert held.state == "problem" and held.allowable and "Under the minimum wage" in held.problem
    assert "Awake during sleep-ins 2.00 hours" in words(team, run, "Ann", "minimum_wage")


def test_a_sick_day_that_was_worked_is_not_paid_as_sick(team: Team) -> None:
    # Monday to Friday, of which Wednesday was worked.
    team.away("Ann", "sickness", date(2026, 5, 18), date(2026, 5, 22), self_certified=date(2026, 5, 25))
    worked = NewLine(team.who("Ann"), team.crew.member, date(2026, 5, 20), minutes=120, state="signed")
    run = team.draft(2026, 5, HOURS, (worked,))
    assert team.paid(run, "Ann", "ssp") == 4 * 2_465
    assert any("not paid as sick" in finding for finding in team.slip(run, "Ann").findings)
    assert sum(line.pence or 0 for line in team.slip(run, "Ann").workings["statutory_pay"] if line.pence) >= 4 * 2_465


def test_hours_that_come_late_take_the_sick_pay_of_their_day_back(team: Team) -> None:
    team.away("Ann", "sickness", date(2026, 5, 18), date(2026, 5, 22), self_certified=date(2026, 5, 25))
    team.pay(2026, 5, HOURS)
    late = NewLine(team.who("Ann"), team.crew.member, date(2026, 5, 20), minutes=600, state="signed")
    team.office.do(approve_lines, list(team.office.do(enter_lines, [late]).value))
    span = team.period(2026, 5)
    team.office.do(finish_run, team.office.do(start_supplementary, span.id, span.pay_date).value)
    june = team.pay(2026, 6, HOURS)
    assert team.paid(june, "Ann", "ssp") == -2_465
    assert team.crew.faults() == []


def test_a_sickness_whose_every_day_was_worked_is_not_paid_and_says_why(team: Team) -> None:
    team.away("Ann", "sickness", date(2026, 5, 4), date(2026, 5, 5))
    run = team.draft(2026, 5, HOURS)
    assert team.paid(run, "Ann", "ssp") == 0
    assert "Hours are recorded on every day of it." in " ".join(team.slip(run, "Ann").findings)


def test_an_order_takes_nothing_of_family_pay_but_of_sick_pay(team: Team) -> None:
    order = OrderEntry("council-tax", "CT1", "Council", date(2026, 5, 1), date(2026, 5, 1))
    for name in ("Ann", "Bea"):
        team.office.do(add_order, team.who(name), order)
    for day in (date(2025, 10, 31), date(2025, 11, 28), date(2025, 12, 31)):
        team.office.do(set_earlier_earnings, team.who("Ann"), day, 150_000)
    team.away("Ann", "adoption", date(2026, 5, 4), date(2026, 5, 31), event=date(2026, 5, 1),
              notified=date(2026, 2, 1), evidence="seen", evidence_seen=date(2026, 2, 2))  # fmt: skip
    team.away("Bea", "sickness", date(2026, 5, 4), date(2026, 5, 29), note_from=date(2026, 5, 4))
    run = team.draft(2026, 5, {"Ann": 10, "Bea": 10})
    # Of Ann only the £150.00 of her hours counts: under the table's first band. Bea's sick pay counts in full.
    assert team.paid(run, "Ann", "sap") > 120_000 and team.slip(run, "Ann").figures["orders"] == 0
    bea = team.slip(run, "Bea").figures
    assert bea["gross"] > 30_000 and bea["orders"] > 0


def test_small_employers_relief_is_that_of_the_employer_of_the_job(team: Team) -> None:
    office = team.office
    office.do(set_employer, OWN | {"small_relief": "yes"})
    for day in (date(2025, 10, 31), date(2025, 11, 28), date(2025, 12, 31)):
        office.do(set_earlier_earnings, team.who("Ann"), day, 150_000)
    team.away("Ann", "paternity", date(2026, 5, 4), date(2026, 5, 17), event=date(2026, 5, 2),
              notified=date(2026, 2, 1), evidence="seen", evidence_seen=date(2026, 2, 2))  # fmt: skip
    paid = team.slip(team.draft(2026, 5, {"Ann": 10}), "Ann").inputs["absence"]["paid"][0]
    assert paid["recovered"] == paid["pence"] == 2 * 19_432 and paid["compensation"] > 0
