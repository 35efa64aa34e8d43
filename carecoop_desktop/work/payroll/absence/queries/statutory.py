"""Statutory pay of everybody who is away in a pay period, and the record of why somebody does or does not get it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from carecoop_desktop.people.assistants.queries import PayTerms, pay_frequencies, pay_terms
from carecoop_desktop.platform.kernel.dates import Span
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.statutory.statutory_pay import Average, Outcome, is_small_employer
from carecoop_desktop.statutory.tables import Recovery, Shelf, load_shelf
from carecoop_desktop.work.payroll.absence.permissions import SEE_REASONS
from carecoop_desktop.work.payroll.absence.queries.facts import (
    PaidPeriod,
    class_1_of,
    days_paid_for,
    paid_periods,
    paydays,
)
from carecoop_desktop.work.payroll.absence.queries.paid import paid_absences
from carecoop_desktop.work.payroll.absence.queries.records import absence, records_of
from carecoop_desktop.work.payroll.absence.rules.due import Payment, statutory_payment
from carecoop_desktop.work.payroll.absence.rules.earnings import Payday, average_before
from carecoop_desktop.work.payroll.absence.rules.family import family_leave, tested_until
from carecoop_desktop.work.payroll.absence.rules.kinds import AWAY_SICK_OR_FAMILY, KINDS, SICKNESS
from carecoop_desktop.work.payroll.absence.rules.record import Record
from carecoop_desktop.work.payroll.absence.rules.sick import (
    SickSpell,
    linked_to,
    sick_spells,
    sickness_findings,
    whole,
    without_worked,
)
from carecoop_desktop.work.payroll.absence.rules.windows import Frequencies, windows_of
from carecoop_desktop.work.payroll.absence.settings import tax_year_before
from carecoop_desktop.work.payroll.employers.job_sets import JobSet, job_set_of
from carecoop_desktop.work.payroll.employers.queries import JobFinder, small_reliefs
from carecoop_desktop.work.payroll.employers.views import Job
from carecoop_desktop.work.timesheets.queries import PayPeriod

Paid = tuple[list[Payment], list[str], list[str]]
"""A PA's payments, problems and findings."""
DueIn = Callable[[Span], Outcome]
NO_RECORDS: Mapping[int, Sequence[Record]] = {}


def statutory_payments(
    reader: Reader,
    span: PayPeriod,
    people: Mapping[int, PayTerms],
    records: Mapping[int, Sequence[Record]],
    own: JobSet | None = None,
    earlier: Mapping[int, Sequence[Record]] = NO_RECORDS,
) -> dict[int, Paid]:
    """Statutory pay of a pay period by PA, worked out from the pay records of this office. With ``own`` that of its
    jobs: qualifying tests, averages and what is paid belong to one employer. Of absences ``earlier`` than ``records``
    nothing is paid, but they may link to what is."""
    people = {
        who: terms for who, terms in people.items() if any(one.kind in AWAY_SICK_OR_FAMILY for one in records[who])
    }
    if not people:
        return {}
    periods, often = paid_periods(reader), pay_frequencies(reader, people)
    days = paydays(reader, people, periods, own)
    already: dict[int, int] = {}
    for one in paid_absences(reader, people):
        already[one.absence_id] = already.get(one.absence_id, 0) + one.pence
    shelf = load_shelf()
    jobs = own.jobs if own is not None else main_jobs(reader, people, span.pay_date)
    back = _Back(reader, shelf.on(Recovery, span.pay_date), jobs)
    known = {who: [*linked_to(shelf, records[who], earlier.get(who, ())), *records[who]] for who in people}
    worked = _worked(reader, known, span.last, own)
    return {
        who: _of_one(
            shelf,
            span,
            terms,
            known[who],
            days[who],
            _windows(periods, span, often.get(who, ())),
            already,
            back,
            worked.get(who, frozenset()),
            {one.id for one in records[who]},
        )
        for who, terms in people.items()
    }


class _Back:
    """What the employer gets back: the table, and whether relief for small employers held when it is tested."""

    def __init__(self, reader: Reader, table: Recovery, jobs: Mapping[int, Job]) -> None:
        self.table = table
        self._reader = reader
        self._jobs = jobs
        self._said = small_reliefs(reader)
        self._known: dict[tuple[str, int | None], bool] = {}

    def small(self, record: Record) -> bool:
        """Whether the employer is a small one: as its record says, else by the last complete tax year before the
        tested week; no where that is unknown."""
        if KINDS[record.kind].pay is None:
            return False
        job = self._jobs[record.assistant_id]
        said = self._said.get(job.employer_id or 0, "")
        if said:
            return said == "yes"
        year = tax_year_before(tested_until(record))
        # What the office entered is the co-op's own; a member who is the employer has a history of their own.
        of = job.employer_id if job.member_id is not None else None
        if (year, of) not in self._known:
            paid = class_1_of(self._reader, year, of)
            self._known[year, of] = paid is not None and is_small_employer(self.table, paid)
        return self._known[year, of]


def main_jobs(reader: Reader, people: Mapping[int, PayTerms], day: date) -> dict[int, Job]:
    """Everybody's main job."""
    finder = JobFinder(reader, people, day)
    return {who: finder.main_job(who) for who in people}


def _worked(
    reader: Reader, records: Mapping[int, Sequence[Record]], until: date, own: JobSet | None = None
) -> dict[int, set[date]]:
    """The days on which those who were sick have hours that are paid, in the job that they were away from: who can do
    the work of one contract may be unfit for another's (SSCBA 1992 s.151(4))."""
    sick = [one for own in records.values() for one in own if one.kind == SICKNESS and one.first <= until]
    if not sick:
        return {}
    window = Span(min(one.first for one in sick), until)
    return days_paid_for(reader, {one.assistant_id for one in sick}, window, own)


def _windows(periods: Sequence[PaidPeriod], span: PayPeriod, history: Frequencies) -> list[Span]:
    """The pay periods that this office has paid up to now, and the one in hand as the last."""
    done = ((one.frequency, Span(one.first, one.last)) for one in periods if one.id != span.id)
    return windows_of(done, (span.frequency, span.span), history)


def _of_one(
    shelf: Shelf,
    span: PayPeriod,
    terms: PayTerms,
    records: Sequence[Record],
    days: Sequence[Payday],
    windows: Sequence[Span],
    already: Mapping[int, int],
    back: _Back,
    worked: Collection[date],
    payable: Collection[int],
) -> Paid:
    payments: list[Payment] = []
    problems: list[str] = []
    findings: list[str] = []
    try:
        for record, due in dues(shelf, terms, records, days, span.last, worked):
            if record.id not in payable:
                continue
            paid = already.get(record.id, 0)
            made = statutory_payment(record, due, windows, paid, back.table, back.small(record))
            if made is not None:
                payments.append(made)
            if record.kind == SICKNESS and record.first <= span.last and (record.last or span.last) >= span.first:
                findings += sickness_findings(record, span.last)
    except Refusal as refusal:
        problems.append(f"Statutory pay cannot be worked out. {refusal}")
    return payments, problems, findings


def dues(
    shelf: Shelf,
    terms: PayTerms,
    records: Sequence[Record],
    days: Sequence[Payday],
    until: date,
    worked: Collection[date] = (),
) -> list[tuple[Record, DueIn]]:
    """Every absence of a PA that statutory pay belongs to, with what is due for it in a window. Days that were
    ``worked`` are no days of sickness."""

    def average_of(limit: date) -> Average:
        return average_before(days, limit, terms.frequency or "monthly", terms.started)

    sick = [one for one in records if one.kind == SICKNESS]
    family = [one for one in records if KINDS[one.kind].pay is not None]
    parts = [part for one in sick for part in without_worked(one, worked, until)]
    spells = sick_spells(shelf, parts, average_of, until, terms.left)
    found: list[tuple[Record, DueIn]] = [
        (one, partial(whole, own, shelf)) for one, own in _sick_and_due(sick, parts, spells, until)
    ]
    for record in family:
        leave = family_leave(record, family, average_of, terms.started, terms.left)
        found.append((record, partial(leave.due, shelf)))
    return found


def _sick_and_due(
    sick: Sequence[Record], parts: Sequence[Record], spells: Sequence[SickSpell], until: date
) -> Iterator[tuple[Record, list[SickSpell]]]:
    """Each sickness that has begun with its spells: none where all of its days were worked."""
    for one in sick:
        own = [spell for spell in spells if spell.record.id == one.id]
        if own or (one.first <= until and not any(part.id == one.id for part in parts)):
            yield one, own


@dataclass(frozen=True, slots=True)
class Decision:
    """Why a PA does or does not get statutory pay for an absence, and what the whole of it comes to."""

    record: Record
    name: str
    number: str
    born: date | None
    ni_number: str
    outcome: Outcome
    until: date
    office: str
    practice: bool


def decision(reader: Reader, absence_id: int, until: date | None = None) -> Decision:
    """Works an absence out as the law sees it, up to its last day or a day that is named."""
    reader.require(SEE_REASONS)
    line = absence(reader, absence_id)
    if line.record is None:
        raise Refusal("Why this PA is away is not shown to your role.")
    record = line.record
    if record.kind not in AWAY_SICK_OR_FAMILY:
        raise Refusal("The law gives no statutory pay for this kind of absence.")
    until = until or record.last or max(reader.today, record.first)
    terms = pay_terms(reader, until, [record.assistant_id], under=SEE_REASONS)[record.assistant_id]
    who = record.assistant_id
    job = job_set_of(reader, terms, until, record.employer_id)
    terms = job.terms[who]
    days = paydays(reader, {who: terms}, paid_periods(reader), job)[who]
    shelf = load_shelf()
    own = [one for one in records_of(reader, who) if job.has_record(who, one.employer_id)]
    worked = _worked(reader, {who: own}, until, job).get(who, set())
    due = next((due for one, due in dues(shelf, terms, own, days, until, worked) if one.id == record.id), None)
    if due is None:
        raise Refusal("This absence lies outside the employment.", "Check its dates and the PA's record.")
    outcome = due(Span(record.first, until))
    of_member = job.jobs[who].member_id is not None
    name = job.jobs[who].employer if of_member else str(reader.setting("office.name", ""))
    return Decision(
        record, terms.name, terms.number, terms.born, terms.ni_number or "", outcome, until, name, reader.practice
    )
