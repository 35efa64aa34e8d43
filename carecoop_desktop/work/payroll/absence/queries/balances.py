"""The list of everybody's leave: a line for each PA, and for each employer of those who have several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from carecoop_desktop.people.assistants.queries import PayTerms, assistant_names, pay_terms
from carecoop_desktop.platform.kernel.dates import Span
from carecoop_desktop.platform.office.permissions import SEE_RECORDS
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.absence.queries.facts import leave_year, weeks_worked
from carecoop_desktop.work.payroll.absence.queries.hours import worked_minutes
from carecoop_desktop.work.payroll.absence.queries.leave import LeaveBook, adjusted_minutes, holiday_table
from carecoop_desktop.work.payroll.absence.queries.records import records_of, records_touching
from carecoop_desktop.work.payroll.absence.rules.leave import Balance
from carecoop_desktop.work.payroll.absence.rules.record import Record
from carecoop_desktop.work.payroll.employers.job_sets import JobSet, job_sets
from carecoop_desktop.work.payroll.employers.queries import JobFinder


@dataclass(frozen=True, slots=True)
class LeaveLine:
    """A PA's leave as the list shows it; ``employer`` is named where the PA has several."""

    assistant_id: int
    name: str
    how: str
    balance: Balance
    employer: str = ""


def leave_lines(reader: Reader, day: date, assistant_ids: Sequence[int] | None = None) -> list[LeaveLine]:
    """The leave of everybody employed on a day, or of those named, by name."""
    reader.require(SEE_RECORDS)
    terms = pay_terms(reader, day, assistant_ids, under=SEE_RECORDS)
    year = leave_year(reader, day)
    records: dict[int, list[Record]] = {}
    touching = records_of(reader, assistant_ids[0]) if assistant_ids and len(assistant_ids) == 1 else None
    for record in touching if touching is not None else records_touching(reader, year.first, year.last):
        records.setdefault(record.assistant_id, []).append(record)
    names = assistant_names(reader)
    found = []
    for own in job_sets(JobFinder(reader, terms, day), terms):
        book = _book(reader, year, day, own, records)
        for who, person in book.terms.items():
            made = book.standing(who) if _employed(terms[who], person, year) else None
            if made is not None:
                employer = own.jobs[who].employer if who in own.several else ""
                found.append(LeaveLine(who, names.get(who, person.name), _how(person), made, employer))
    return sorted(found, key=lambda line: (line.name.casefold(), line.assistant_id))


def _book(reader: Reader, year: Span, day: date, own: JobSet, records: dict[int, list[Record]]) -> LeaveBook:
    mine = {who: list(_mine(own, rows)) for who, rows in records.items() if who in own.jobs}
    worked = worked_minutes(reader, year, day, None, own)
    adjusted = adjusted_minutes(reader, year, day, own)
    book = LeaveBook(day, year, holiday_table(day), own.terms, mine, worked, adjusted)
    away = {who: book.terms[who] for who, rows in mine.items() if rows}
    if away:
        book.weeks = weeks_worked(reader, away, day, own)
    return book


def _mine(own: JobSet, rows: Sequence[Record]) -> Iterator[Record]:
    return (row for row in rows if own.has_record(row.assistant_id, row.employer_id))


def _employed(person: PayTerms, job: PayTerms, year: Span) -> bool:
    return person.status in ("active", "paused") and (job.left is None or job.left >= year.first)


def _how(terms: PayTerms) -> str:
    if terms.holiday == "rolled-up":
        return "paid with each hour"
    return "regular hours" if terms.weekly_minutes else "accrues with hours"
