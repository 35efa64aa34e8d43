"""Everything that the payslips of one run are worked out from, read once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import cached_property

from carecoop_desktop.people.assistants.queries import pay_terms
from carecoop_desktop.platform.kernel.dates import tax_year_start
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.statutory.tables import (
    MinimumWage,
    StatePensionAge,
    TaxYear,
    load_shelf,
)
from carecoop_desktop.work.payroll.absence.queries.late import late_leave
from carecoop_desktop.work.payroll.actions.plans import Plan
from carecoop_desktop.work.payroll.employers.job_sets import JobSet, job_sets
from carecoop_desktop.work.payroll.employers.queries import JobFinder
from carecoop_desktop.work.payroll.employers.views import Job
from carecoop_desktop.work.payroll.queries.additions import additions
from carecoop_desktop.work.payroll.queries.before import (
    Before,
    InPeriod,
    already_paid,
    overrides_of,
    paid_before,
    waiting_corrections,
)
from carecoop_desktop.work.payroll.queries.wrong_letter import arrears_of, waiting_letters
from carecoop_desktop.work.payroll.rules.additions import Addition, beside_lead
from carecoop_desktop.work.payroll.rules.lines import HOURLY
from carecoop_desktop.work.timesheets.queries import WorkLine, locked_work

LETTERS = "payroll.letters"
"""The setting that says whether NI letters that no longer fit are taken ``by-date``, or only proposed (else)."""


class RunFacts:
    """Everything that the payslips of one run are worked out from, read once."""

    def __init__(self, reader: Reader, plan: Plan) -> None:
        self.reader, self.plan, self.span = reader, plan, plan.span
        span = plan.span
        shelf = load_shelf()
        self.law_day = max(span.pay_date, tax_year_start(span.tax_year))
        self.year: TaxYear = shelf.year(span.tax_year)
        self.wages = shelf.on(MinimumWage, span.first)
        self.ages = self.year.table(StatePensionAge, self.law_day)
        everybody = pay_terms(reader, span.pay_date)
        pieces = [piece for piece in locked_work(reader, span.id) if self._mine(piece)]
        working = {piece.assistant_id for piece in pieces}
        self.terms = {
            who: own
            for who, own in everybody.items()
            if (own.frequency == span.frequency or who in working) and (plan.only is None or who in plan.only)
        }
        self.jobs = JobFinder(reader, everybody, span.pay_date)
        self.by_letter = reader.setting(LETTERS) == "by-date"
        self.before: Before = paid_before(reader, span, plan.run_id)
        self.in_period: dict[tuple[int, int | None], InPeriod] = dict(self.before.in_period)
        self.allowance_used = dict(self.before.allowance_used)
        self.corrections = waiting_corrections(reader)
        self.overrides = overrides_of(reader, plan.run_id)
        self.letters = waiting_letters(reader)
        self.arrears = arrears_of(reader, span.tax_year, span.pay_date, plan.run_id)
        self.pieces = self._by_job(pieces)
        self.sets = job_sets(self.jobs, self.terms)
        self.added = self._additions()

    @cached_property
    def _leads(self) -> dict[tuple[int, int | None], int]:
        """By PA and employer, the job that has what is not for hours."""
        return {(who, job.employer_id): job.key for own in self.sets for who, job in own.jobs.items()}

    def _mine(self, piece: WorkLine) -> bool:
        if self.plan.only is not None and piece.assistant_id not in self.plan.only:
            return False
        return piece.id in self.plan.lines if self.plan.supplementary else piece.id not in self.plan.taken

    def _by_job(self, pieces: Iterable[WorkLine]) -> dict[int, tuple[Job, list[WorkLine]]]:
        found: dict[int, tuple[Job, list[WorkLine]]] = {}
        for piece in pieces:
            job = self.jobs.job_for(piece.assistant_id, piece.member_id, piece.day)
            found.setdefault(id(job), (job, []))[1].append(piece)
        return found

    def _additions(self) -> dict[int, Addition]:
        """What other parts bring; in a supplementary run nobody who was paid gets the same lines twice."""
        found = additions(self.reader, self.span, self.sets)
        done: set[int] = set()
        if self.plan.supplementary:
            paid = already_paid(self.reader, self.span.id)
            done = {own.jobs[who].key for own in self.sets for who, employer in paid if own.has_slip(who, employer)}
        found = {job: replace(one, lines=()) if job in done else one for job, one in found.items()}
        for own in self.sets:
            if late := self._late(own, done):
                extra = {who: found[own.jobs[who].key] for who in late if own.jobs[who].key in found}
                made = late_leave(self.reader, self.span, own, late, extra)
                found |= {own.jobs[who].key: one for who, one in made.items()}
        return found

    def _late(self, own: JobSet, done: Collection[int]) -> dict[int, int]:
        """By PA, the minutes that a set's jobs are paid for now and that the last payslip should have had."""
        found: dict[int, int] = {}
        for job, pieces in self.pieces.values():
            lead = own.jobs.get(job.terms.assistant_id)
            if lead is None or lead.left is None or lead.employer_id != job.employer_id:
                continue
            missed = lead.key in done and lead.p45_issued is None and lead.left <= self.span.last
            if missed or self.after_leaving(lead):
                minutes = sum(piece.minutes for piece in pieces if piece.kind in HOURLY)
                found[job.terms.assistant_id] = found.get(job.terms.assistant_id, 0) + minutes
        return found

    def after_leaving(self, job: Job) -> bool:
        """Whether a job is paid after its P45: with late hours of an earlier pay period, too."""
        if job.p45_issued is None or job.left is None:
            return False
        span = self.span
        return job.left <= (max(span.last, span.pay_date) if self.plan.supplementary else span.last)

    def wanted(self) -> list[tuple[Job, list[WorkLine], Addition]]:
        """Every payslip to be made, with its hours and what other parts add; a person's main job comes first."""
        found: dict[int, tuple[Job, list[WorkLine]]] = dict(self.pieces)
        for job in self._without_hours():
            found.setdefault(id(job), (job, []))
        ordered = sorted(found.values(), key=lambda one: (one[0].terms.assistant_id, not one[0].main, one[0].key))
        return [(job, pieces, self._added_to(job)) for job, pieces in ordered]

    def _added_to(self, job: Job) -> Addition:
        lead = self._leads.get((job.terms.assistant_id, job.employer_id))
        if lead is None:
            return Addition()
        extra = self.added.get(lead, Addition())
        return extra if lead == job.key else beside_lead(extra)

    def _without_hours(self) -> list[Job]:
        """Who is paid although no hours are: by an addition, a correction, or because somebody was added."""
        paid = {job for job, extra in self.added.items() if extra.lines}
        jobs = [job for own in self.sets for job in own.jobs.values() if job.key in paid]
        for number in (*self.corrections, *self.letters, *self.plan.added):
            job = self.jobs.job(number)
            if job is None or (self.plan.only is not None and job.terms.assistant_id not in self.plan.only):
                continue
            if job.terms.frequency == self.span.frequency or number in self.plan.added:
                jobs.append(job)
        return jobs
