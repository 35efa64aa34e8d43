"""One job of each PA with each employer, and what belongs to it."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.people.assistants.queries import pay_terms
from carecoop_desktop.people.members.actions import add_member
from carecoop_desktop.platform.kernel.errors import Invalid
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import SEE_RECORDS
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.payroll.employers.actions import add_employer, add_employment, end_employment, record_jobs
from carecoop_desktop.work.payroll.employers.choosing import employer_for
from carecoop_desktop.work.payroll.employers.job_sets import JobSet, job_set_of, job_sets
from carecoop_desktop.work.payroll.employers.queries import (
    JobFinder,
    employer_choices,
    employers_of,
    employments,
    scheme_owners,
)
from tests.work.payroll.crew import Crew, crew_in

MAY = date(2026, 5, 1)


@action("An employer of a test", SEE_RECORDS)
def choose_employer(work: Work, assistant_id: int, employer_id: int | None) -> int | None:
    return employer_for(work, assistant_id, employer_id)


@pytest.fixture
def crew(office: Office) -> Crew:
    made = crew_in(office)
    office.do(record_jobs)
    return made


def hays(crew: Crew, name: str) -> tuple[int, int]:
    """A job of a PA with Ann Hay from April on: the employer and the member."""
    member = int(crew.office.do(add_member, name="Ann Hay", number="M2").value)
    employer = int(crew.office.do(add_employer, {}, member).value)
    crew.office.do(add_employment, crew.ids[name], employer, date(2026, 4, 1), "H1")
    return employer, member


def sets(reader: Reader) -> list[JobSet]:
    terms = pay_terms(reader, MAY)
    return job_sets(JobFinder(reader, terms, MAY), terms)


def test_with_one_employer_everything_is_the_main_jobs(crew: Crew) -> None:
    (only,) = crew.office.read(sets)
    ann = crew.ids["Ann"]
    assert only.several == frozenset() and only.terms[ann].started == date(2025, 1, 1)
    assert only.has_record(ann, None) and only.has_record(ann, 99)
    assert only.has_slip(ann, None) and only.has_work(ann, crew.member, MAY)
    assert not only.has_record(0, None) and not only.has_slip(0, None) and not only.has_work(0, None, MAY)
    assert crew.office.read(employer_choices) == [] == crew.office.read(scheme_owners)


def test_what_belongs_to_which_of_two_employers(crew: Crew) -> None:
    bea, ann = crew.ids["Bea"], crew.ids["Ann"]
    employer, member = hays(crew, "Bea")
    main, second = crew.office.read(sets)
    own = main.jobs[bea].employer_id
    assert main.several == {bea} and set(second.jobs) == {bea} and main.among([ann, bea]) == [bea]
    assert [each.has_record(bea, None) for each in (main, second)] == [True, False]
    assert [each.has_record(bea, employer) for each in (main, second)] == [False, True]
    # Payslips from before there were several employers are the co-op's.
    assert [each.has_slip(bea, None) for each in (main, second)] == [True, False]
    assert [each.has_slip(bea, own) for each in (main, second)] == [True, False]
    assert [each.has_work(bea, member, MAY) for each in (main, second)] == [False, True]
    assert second.terms[bea].started == date(2026, 4, 1) and second.terms[bea].pension == "none"
    assert [name for _, name in crew.office.read(employers_of, bea, MAY)][1] == "Ann Hay"
    assert crew.office.read(employer_choices)[0] == (0, "The main job")
    assert [number for number, _ in crew.office.read(scheme_owners)] == [None, employer]


def test_a_record_stays_with_its_employer_when_another_job_becomes_the_main_one(crew: Crew) -> None:
    office, bea = crew.office, crew.ids["Bea"]
    assert office.do(choose_employer, bea, None).value is None
    employer, _ = hays(crew, "Bea")
    kept = office.do(choose_employer, bea, None).value
    assert kept is not None and kept != employer
    first = next(job.id for job in office.read(employments) if job.assistant_id == bea)
    office.do(end_employment, first, date(2026, 4, 20))
    one = office.read(lambda reader: job_set_of(reader, pay_terms(reader, MAY)[bea], MAY, kept))
    main = office.read(lambda reader: job_set_of(reader, pay_terms(reader, MAY)[bea], MAY, None))
    assert (one.jobs[bea].employer_id, main.jobs[bea].employer_id) == (kept, employer)
    with pytest.raises(Invalid):
        office.do(choose_employer, crew.ids["Ann"], employer)
