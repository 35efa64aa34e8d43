"""A crew with a pension scheme that PAs are enrolled in."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.pensions.actions import add_scheme
from carecoop_desktop.work.payroll.pensions.entries import SchemeEntry
from tests.work.payroll.crew import ADULT, Crew, crew_in

YOUNG = date(2004, 6, 20)
"""Turns 22 on 20 June 2026."""


@dataclass(frozen=True)
class Fund:
    """A crew and the number of its scheme."""

    crew: Crew
    scheme: int

    @property
    def office(self) -> Office:
        """The office they are in."""
        return self.crew.office

    def figures(self, run: int, name: str) -> tuple[int, int]:
        """Employee's and employer's contribution of one payslip."""
        figures = self.crew.slip(run, name).figures
        return figures["ee_pension"], figures["er_pension"]


def a_scheme(**more: Any) -> SchemeEntry:
    """NEST with its usual rates, duties since April 2020."""
    given = {"provider": "NEST Corporation", "duties_start": date(2020, 4, 1), "employer_reference": "EMP123456789",
             "payment_source": "Clients account", **more}  # fmt: skip
    return SchemeEntry("NEST", **given)


@pytest.fixture
def crew(office: Office) -> Crew:
    """Ann, Bea (both adults) and Cal, who turns 22 in June."""
    return crew_in(office, {"Ann": ADULT, "Bea": ADULT, "Cal": YOUNG})


@pytest.fixture
def fund(crew: Crew) -> Fund:
    """The crew with the scheme set up."""
    return Fund(crew, crew.office.do(add_scheme, a_scheme()).value)
