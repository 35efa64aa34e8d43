"""PAs with several employers: one job for each of them, and which payslips, hours and records belong to it.

Attachment orders are addressed to one employer, pension duties and statutory pay are each employer's own, and leave is
a contract's. Contracts with the same employer count together, as they do for National Insurance.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from carecoop_desktop.people.assistants.queries import PayTerms
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.employers.queries import JobFinder
from carecoop_desktop.work.payroll.employers.views import Job


@dataclass(frozen=True, slots=True)
class JobSet:
    """One job of each PA. What has no employer of its own belongs to the main job: records are older than jobs."""

    jobs: Mapping[int, Job]
    several: frozenset[int]
    finder: JobFinder

    @property
    def terms(self) -> dict[int, PayTerms]:
        """The terms of each job, by PA. Contracted weekly hours are those of the main job."""
        return {who: job.terms if job.main else replace(job.terms, weekly_minutes=0) for who, job in self.jobs.items()}

    def has_record(self, who: int, employer_id: int | None) -> bool:
        """Whether something that the office recorded for an employer (None: the main job) belongs here."""
        job = self.jobs.get(who)
        if job is None or who not in self.several:
            return job is not None
        return job.main if employer_id is None else employer_id == job.employer_id

    def has_slip(self, who: int, employer_id: int | None) -> bool:
        """Whether a payslip belongs here; those from before there were several employers are the co-op's."""
        job = self.jobs.get(who)
        if job is None or who not in self.several:
            return job is not None
        return (self.finder.first_employer if employer_id is None else employer_id) == job.employer_id

    def has_work(self, who: int, member_id: int | None, day: date) -> bool:
        """Whether hours for a member on a day were worked in this job."""
        job = self.jobs.get(who)
        if job is None or who not in self.several:
            return job is not None
        return self.finder.job_for(who, member_id, day).employer_id == job.employer_id

    def among(self, people: Collection[int]) -> list[int]:
        """Those of some PAs who have several employers and a job here."""
        return sorted(who for who in people if who in self.several and who in self.jobs)


def job_sets(finder: JobFinder, people: Collection[int]) -> list[JobSet]:
    """Every job of these PAs, one with each employer: first everybody's main job, then second ones, and so on."""
    leads = {who: finder.leading_jobs(who) for who in people}
    several = frozenset(who for who, jobs in leads.items() if len(jobs) > 1)
    most = max((len(jobs) for jobs in leads.values()), default=0)
    return [
        JobSet({who: jobs[place] for who, jobs in leads.items() if len(jobs) > place}, several, finder)
        for place in range(most)
    ]


def job_set_of(reader: Reader, terms: PayTerms, day: date, employer_id: int | None) -> JobSet:
    """One PA's job with an employer, None for the main one."""
    who = terms.assistant_id
    sets = job_sets(JobFinder(reader, {who: terms}, day), [who])
    return next((one for one in sets if one.has_record(who, employer_id)), sets[0])
