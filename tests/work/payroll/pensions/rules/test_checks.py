"""What a scheme cannot be, beside the field it stands in."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from carecoop_desktop.statutory.tables import load_shelf
from carecoop_desktop.statutory.tables.employment import AutoEnrolment
from carecoop_desktop.work.payroll.pensions.rules.checks import scheme_issues
from tests.work.payroll.pensions.conftest import a_scheme

LAW = load_shelf().on(AutoEnrolment, date(2026, 6, 1))


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        ({}, set()),
        ({"name": " "}, {"name"}),
        ({"relief": "magic"}, {"relief"}),
        ({"layout": "fax"}, {"layout"}),
        ({"basis": "set 4"}, {"basis"}),
        ({"employee_rate": 10_001}, {"employee_rate"}),
        ({"employer_rate": 299, "employee_rate": 600}, {"employer_rate"}),
        ({"employee_rate": 499}, {"employee_rate"}),
        ({"employee_rate": 499, "automatic": False}, set()),
        ({"basis": "set 1"}, {"employer_rate"}),
        ({"basis": "set 1", "employer_rate": 400}, set()),
        ({"basis": "set 3", "employee_rate": 400}, set()),
        ({"employer_reference": "12345"}, {"employer_reference"}),
        ({"employer_reference": "12345", "layout": "plain"}, set()),
    ],
)
def test_a_scheme_reaches_the_minimum_of_its_basis(changed: dict[str, Any], fields: set[str]) -> None:
    entry = replace(a_scheme(), **changed)
    assert {issue.field for issue in scheme_issues(LAW, entry, ["nest", "plain"])} == fields
