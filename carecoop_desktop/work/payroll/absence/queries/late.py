"""Leave that hours earn which came to light after the last payslip: it is paid with them, as at leaving."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from carecoop_desktop.people.assistants.queries import PayTerms
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.kernel.money import format_hours
from carecoop_desktop.platform.kernel.worked import Line
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.statutory.figures import percent
from carecoop_desktop.work.payroll.absence.queries.facts import leave_year, weeks_worked
from carecoop_desktop.work.payroll.absence.queries.hours import worked_minutes
from carecoop_desktop.work.payroll.absence.queries.leave import LeaveBook, adjusted_minutes, holiday_table
from carecoop_desktop.work.payroll.absence.queries.paid import paid_absences
from carecoop_desktop.work.payroll.absence.queries.records import records_touching
from carecoop_desktop.work.payroll.absence.rules.due import Payment
from carecoop_desktop.work.payroll.absence.rules.kept import keep
from carecoop_desktop.work.payroll.absence.rules.leave import Balance
from carecoop_desktop.work.payroll.employers.job_sets import JobSet
from carecoop_desktop.work.payroll.rules.additions import Addition
from carecoop_desktop.work.timesheets.queries import PayPeriod

AT_LEAVING = "holiday-leaving"


def late_leave(
    reader: Reader, span: PayPeriod, own: JobSet, late: Mapping[int, int], found: Mapping[int, Addition]
) -> dict[int, Addition]:
    """What PAs who left are paid with, by PA: what they are paid with anyhow (``found``), and the leave that the
    minutes earn which are paid now (``late``)."""
    made = {}
    for who, minutes in late.items():
        extra = found.get(who, Addition())
        try:
            payment = _payment(reader, span, own, who, minutes)
        except Refusal as refusal:
            problem = f"Holiday pay cannot be worked out. {refusal}"
            made[who] = replace(extra, problems=(*extra.problems, problem))
        else:
            made[who] = extra if payment is None else _with(extra, payment)
    return made


def _payment(reader: Reader, span: PayPeriod, own: JobSet, who: int, minutes: int) -> Payment | None:
    job, terms = own.jobs[who], own.terms[who]
    if job.left is None or terms.holiday == "rolled-up":
        return None
    book = _book(reader, span, own, terms, job.left)
    known = book.worked.get(who, ())
    if span.last < book.year.first:  # that leave year is over: only what is paid now still counts
        known = [*((window, paid) for window, paid in known if window != span.span), (span.span, minutes)]
    before = [(window, paid - minutes if window == span.span else paid) for window, paid in known]
    now, without = (replace(book, worked={who: list(each)}).standing(who) for each in (known, before))
    if now is None or without is None:
        return None
    left = _left(reader, own, who, now, without, settled=job.p45_issued is not None)
    if left <= 0:
        return None
    return book.at_leaving(terms, job.left, left, _label(left), [_earned(now, without, minutes)])


def _book(reader: Reader, span: PayPeriod, own: JobSet, terms: PayTerms, left: date) -> LeaveBook:
    """The leave year in which the job ended, to its end or that of the pay period, whichever is later."""
    who, year, day = terms.assistant_id, leave_year(reader, left), max(left, span.last)
    records = [
        one for one in records_touching(reader, min(year.first, day - timedelta(days=366)), day)
        if one.assistant_id == who and own.has_record(who, one.employer_id)
    ]  # fmt: skip
    worked, adjusted = worked_minutes(reader, year, day, span, own), adjusted_minutes(reader, year, day, own)
    people = {who: terms}
    weeks = weeks_worked(reader, people, day, own)
    return LeaveBook(day, year, holiday_table(left), people, {who: records}, worked, adjusted, weeks)


def _left(reader: Reader, own: JobSet, who: int, now: Balance, without: Balance, *, settled: bool) -> int:
    """The minutes to be paid. What was left without these hours was paid with the last payslip; where more leave was
    taken than had accrued, they make up for that first. Where there was no last payslip yet, all of it is due."""
    if settled:
        return min(now.accrued - without.accrued, now.left)
    paid = sum(
        one.minutes for one in paid_absences(reader, [who])
        if one.kind == AT_LEAVING and own.has_slip(who, one.employer_id)
    )  # fmt: skip
    return now.left - paid


def _label(minutes: int) -> str:
    return f"Holiday not taken, {format_hours(minutes)} hours"


def _earned(now: Balance, without: Balance, minutes: int) -> Line:
    text = (
        f"{format_hours(minutes)} hours paid after leaving: with them {format_hours(now.accrued)} hours of leave have "
        f"accrued, without them {format_hours(without.accrued)}"
    )
    if not now.regular:
        text += f" ({percent(now.rate)} of each pay period's hours, to the nearest hour)"
    if now.left < now.accrued - without.accrued:
        text += f"; {format_hours(now.taken)} hours were taken"
    return Line("Leave earned", text, None, "Working Time Regulations 1998 regs 14, 15B")


def _with(extra: Addition, payment: Payment) -> Addition:
    """What a payslip is paid with, and this. Of what has no line on it nothing is kept as paid."""
    absence = dict(extra.inputs.get("absence", {}))
    kinds = {line.kind for line in extra.lines}
    absence["paid"] = [*(one for one in absence.get("paid", ()) if one["kind"] in kinds), payment.paid]
    workings = dict(absence.get("workings", {}))
    workings["leave"] = [*_rows(workings.get("leave", ()), kinds), *keep(payment.working)]
    absence["workings"] = workings
    return replace(extra, lines=(*extra.lines, *payment.lines), inputs={**extra.inputs, "absence": absence})


def _rows(rows: Sequence[object], kinds: set[str]) -> Sequence[object]:
    return rows if "holiday-taken" in kinds else ()
