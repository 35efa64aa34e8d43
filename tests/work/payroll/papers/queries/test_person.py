"""Who gets a P60 and who a P45, and with which figures."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.platform.kernel.errors import NotAllowed, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.payroll.employers.queries import employments
from carecoop_desktop.work.payroll.papers.queries.person import (
    Person,
    assistants_called,
    job_years,
    leavers,
    p45_year,
    p60_years,
)
from carecoop_desktop.work.payroll.queries import payslips, runs
from tests.work.payroll.crew import Crew


def job_of(crew: Crew, name: str) -> int:
    return next(job.id for job in crew.office.read(employments) if job.assistant_id == crew.ids[name])


def test_a_p60_is_the_sum_of_the_payslips(living: Office) -> None:
    slips = [view for run in living.read(runs) for view in living.read(payslips, run.id)]
    years = living.read(p60_years, "2026-27")
    assert years and [one.person.name for one in years] == sorted(one.person.name for one in years)
    for one in years:
        own = [view for view in slips if view.assistant_id == one.figures.assistant_id and view.state == "issued"]
        assert one.figures.sums.taxable == sum(view.figures["taxable"] for view in own)
        assert one.figures.sums.tax == sum(view.figures["tax"] for view in own)
        assert not one.over


def test_who_left_has_a_p45_instead(left: Crew) -> None:
    office = left.office
    assert [one.person.name for one in office.read(p60_years, "2026-27")] == ["Ann Ward"]
    assert office.read(leavers, "2026-27") == [(job_of(left, "Bea"), "Bea Ward", date(2026, 6, 10))]
    year = office.read(p45_year, job_of(left, "Bea"))
    assert (year.figures.leaving, year.tax_year, year.person.number) == (date(2026, 6, 10), "2026-27", "A1")
    assert year.employer.paye_reference == "A1B2C3" and year.loans == ()
    with pytest.raises(Refusal, match="Nobody gets a P60"):
        office.read(p60_years, "2026-27", left.ids["Bea"])


def test_no_p45_before_the_last_payslip(crew: Crew) -> None:
    with pytest.raises(Refusal, match="not due yet"):
        crew.office.read(p45_year, job_of(crew, "Ann"))
    with pytest.raises(Refusal, match="Nobody gets"):
        crew.office.read(p60_years, "2025-26")
    assert crew.office.read(leavers, "2026-27") == []


def test_a_pas_jobs_of_a_year(left: Crew) -> None:
    (year,) = left.office.read(job_years, "2026-27", left.ids["Bea"])
    assert len(year.figures.payslips) == 3 and year.office.practice == left.office.read(lambda r: r.practice)


def test_names_are_taken_apart_at_the_last_space() -> None:
    person = Person("Anna Maria Kowalska", "7", "", None, "F", "", "")
    assert (person.forenames, person.surname) == ("Anna Maria", "Kowalska")
    assert Person("Cher", "7", "", None, "F", "", "").surname == "Cher"


def test_a_pa_is_found_by_number_or_name(crew: Crew) -> None:
    office = crew.office
    assert office.read(assistants_called, "a1") == [crew.ids["Bea"]]
    assert office.read(assistants_called, "Ann") == [crew.ids["Ann"]]
    assert office.read(assistants_called, "nobody") == []


def test_addresses_need_their_right(crew: Crew) -> None:
    office = crew.office
    office.user = User("Kay", Role.TREASURER)
    assert office.read(p60_years, "2026-27")[0].person.address == ""
    with pytest.raises(NotAllowed):
        office.read(p45_year, 1)
