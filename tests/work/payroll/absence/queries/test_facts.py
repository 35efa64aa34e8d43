"""Class 1 of a tax year, which says who is a small employer."""

from collections.abc import Sequence
from datetime import date

import pytest

from carecoop_desktop.people.members.tables import MemberRow
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import SEE_RECORDS
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.payroll.absence.queries.facts import class_1_of
from carecoop_desktop.work.payroll.employers.tables import EmployerRow
from carecoop_desktop.work.payroll.tables import PayRunRow, PayslipRow
from carecoop_desktop.work.timesheets.tables import PayPeriodRow
from tests.work.payroll.crew import crew_in

FIRST = date(2025, 4, 6)
NOTHING = ("minutes", "gross", "taxable", "niable", "tax", "ee_pension", "er_pension", "student_loans", "expenses",
           "net", "employer_cost", "taxable_to_date", "tax_to_date", "ni_to_date")  # fmt: skip
YEARS = [("weekly", 52), ("fortnightly", 26), ("four-weekly", 13), ("monthly", 12)]


@action("Class 1 of a test", SEE_RECORDS)
def pay_class_1(work: Work, who: int, frequency: str, numbers: Sequence[int], employer: int | None, pence: int) -> None:
    """A finished run of each number, with half of the pence from the employee and half from the employer."""
    rows = [{"frequency": frequency, "tax_year": "2025-26", "number": number, "pay_date": FIRST} for number in numbers]
    periods = work.add_many(PayPeriodRow, [{**row, "first": FIRST, "last": FIRST, "state": "paid"} for row in rows])
    runs = work.add_many(PayRunRow, [
        {**row, "pay_period_id": period, "state": "finished", "rules": "", "started_by": "", "finished_by": "",
         "note": "", "kind": "regular"}
        for row, period in zip(rows, periods, strict=True)
    ])  # fmt: skip
    work.add_many(PayslipRow, [
        {**dict.fromkeys(NOTHING, 0), "pay_run_id": run, "assistant_id": who, "state": "issued", "problem": "",
         "tax_code": "BR", "ni_letter": "A", "ee_ni": pence // 2, "er_ni": pence // 2, "inputs": {},
         "employer_id": employer, "number": "", "relief": ""}
        for run in runs
    ])  # fmt: skip


@action("A member who employs", SEE_RECORDS)
def employing_member(work: Work) -> int:
    member = work.add(MemberRow(number="M9", name="Mo", name_key="mo", status="active", joined=FIRST, left=None)).id
    return work.add(EmployerRow(name="Mo", member_id=member)).id


@pytest.mark.parametrize(("frequency", "year"), YEARS)
def test_a_whole_year_of_runs_is_known_however_often_they_were(office: Office, frequency: str, year: int) -> None:
    who = crew_in(office).ids["Ann"]
    office.do(pay_class_1, who, frequency, range(1, year), None, 1_000)
    assert office.read(class_1_of, "2025-26") is None
    office.do(pay_class_1, who, frequency, [year], None, 1_000)
    assert office.read(class_1_of, "2025-26") == year * 1_000


def test_weekly_and_monthly_pay_count_together_and_a_member_s_own_apart(office: Office) -> None:
    crew = crew_in(office)
    member = office.do(employing_member).value
    office.do(pay_class_1, crew.ids["Ann"], "monthly", range(1, 13), None, 100_000)
    office.do(pay_class_1, crew.ids["Bea"], "weekly", range(1, 20), None, 10_000)
    office.do(pay_class_1, crew.ids["Bea"], "four-weekly", range(1, 14), member, 20_000)
    assert office.read(class_1_of, "2025-26") == 12 * 100_000 + 19 * 10_000
    assert office.read(class_1_of, "2025-26", member) == 13 * 20_000
    assert office.read(class_1_of, "2024-25") is None
