"""Workings kept with a payslip come back as they were."""

import json

from carecoop_desktop.platform.kernel.worked import Line
from carecoop_desktop.work.payroll.absence.rules.kept import FIGURE_TITLES, absence_workings, keep, rule_of

LINES = (Line("Average", "£1 ÷ 1", 100, "a rule", "a source"), Line("Met", "Yes."))


def test_lines_survive_plain_json() -> None:
    inputs = json.loads(json.dumps({"absence": {"workings": {"statutory_pay": keep(LINES)}}}))
    assert absence_workings(inputs) == {"statutory_pay": LINES}


def test_the_balance_of_leave_is_told_after_its_pay() -> None:
    leave = {"from": "1 Apr 2026", "on": "31 May 2026", "accrued": 720, "taken": 300, "adjusted": 60, "left": 480,
             "paid_with_hours": False, "regular": False, "basis": 6000, "rate": 1207}  # fmt: skip
    found = absence_workings({"absence": {"workings": {"leave": keep(LINES)}, "leave": leave}})["leave"]
    assert found[:2] == LINES
    accrued, *others = [line.text for line in found[2:]]
    assert accrued.startswith("12.00 hours in the leave year from 1 Apr 2026: 12.07% of 100.00 hours worked")
    assert others == ["1.00 hours", "-5.00 hours", "8.00 hours on 31 May 2026"]


def test_payslips_without_absence_gain_nothing() -> None:
    assert absence_workings({"tax_code": "1257L"}) == {}


def test_a_line_names_the_rule_that_pays_it() -> None:
    assert "Sick Pay" in rule_of("ssp", "contract") and "Part XII" in rule_of("shpp", "contract")
    assert rule_of("standard", "contract") == "contract"
    assert set(FIGURE_TITLES) >= {"statutory_pay", "leave", "mileage_tax", "minimum_wage"}
