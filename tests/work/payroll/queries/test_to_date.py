"""Figures to date: by job and year equal to the payslips, by employer and tax month equal to the years."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from carecoop_desktop.people.assistants.actions import assistant_left
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.employers.actions import claim_allowance
from carecoop_desktop.work.payroll.employers.queries import employments, schemes
from carecoop_desktop.work.payroll.queries import payslips, runs
from carecoop_desktop.work.payroll.queries.to_date import employer_months, p45_figures, year_figures
from tests.work.payroll.crew import Crew, Parts, crew_in


def _three_months(office: Office) -> Parts:
    made = crew_in(office)
    for month in (4, 5, 6):
        made.pay(month, {"Ann": 150, "Bea": 100})
    return made.parts


@pytest.fixture
def crew(office: Office, built: Any) -> Crew:
    return Crew(office, *built(_three_months))


def test_the_years_figures_are_the_sums_of_the_payslips(living: Office) -> None:
    slips = [view for run in living.read(runs) for view in living.read(payslips, run.id)]
    found = living.read(year_figures, "2026-27")
    assert found
    for one in found:
        own = [view for view in slips if view.assistant_id == one.assistant_id]
        assert one.payslips == [view.id for view in own]
        assert one.sums.tax == sum(view.figures["tax"] for view in own)
        assert one.gross == sum(view.figures["gross"] for view in own)
        assert sum(letter.employee for letter in one.letters.values()) == sum(view.figures["ee_ni"] for view in own)
        assert one.sums.loan + one.sums.postgraduate == sum(view.figures["student_loans"] for view in own)


def test_months_and_years_agree(living: Office) -> None:
    own = living.read(schemes)[0].id
    months = living.read(employer_months, own, "2026-27")
    years = living.read(year_figures, "2026-27", own)
    assert [month.number for month in months] == list(range(1, 13))
    assert sum(month.tax for month in months) == sum(one.sums.tax for one in years)
    assert sum(month.er_ni for month in months) == sum(x.employer for one in years for x in one.letters.values())
    assert months[0].first == date(2026, 4, 6) and months[-1].last == date(2027, 4, 5)


def test_the_allowance_is_used_up_in_order(crew: Crew) -> None:
    office = crew.office
    own = office.read(schemes)[0].id
    without = office.read(employer_months, own, "2026-27")
    assert all(month.allowance == 0 for month in without)
    office.do(claim_allowance, own, ["yes"] * 5)
    claimed = office.read(employer_months, own, "2026-27")
    assert [month.allowance for month in claimed[:3]] == [month.er_ni for month in without[:3]]
    assert claimed[0].due == without[0].due - without[0].er_ni


def test_a_day_cuts_the_year_off(crew: Crew) -> None:
    (ann, _) = crew.office.read(year_figures, "2026-27", None, date(2026, 5, 31))
    assert (len(ann.payslips), ann.sums.taxable, ann.last_number) == (2, 450_000, 2)


def test_a_leavers_p45(crew: Crew) -> None:
    office = crew.office
    job = next(job for job in office.read(employments) if job.assistant_id == crew.ids["Ann"])
    assert office.read(p45_figures, job.id) is None
    office.do(assistant_left, crew.ids["Ann"], date(2026, 7, 10))
    crew.pay(7, {"Ann": 20, "Bea": 10})
    told = office.read(p45_figures, job.id)
    assert told is not None
    assert (told.leaving, told.tax_code, told.last_number, told.number) == (date(2026, 7, 10), "1257L", 4, "A0")
    # Hours, and the leave that was not taken.
    assert told.sums.taxable > 3 * 225_000 + 30_000 and told.gross == told.sums.taxable
