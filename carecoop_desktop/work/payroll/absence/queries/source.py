"""What absence adds to the payslips of a pay period: statutory pay, leave, mileage above the approved rate."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from carecoop_desktop.people.assistants.queries import PayTerms
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.statutory.tables import MinimumWage, load_shelf
from carecoop_desktop.work.payroll.absence.queries.facts import days_worked
from carecoop_desktop.work.payroll.absence.queries.leave import LeaveBook, leave_book
from carecoop_desktop.work.payroll.absence.queries.records import away_before, records_touching
from carecoop_desktop.work.payroll.absence.queries.statutory import statutory_payments
from carecoop_desktop.work.payroll.absence.queries.travel import awake_minutes, mileage_inputs
from carecoop_desktop.work.payroll.absence.rules.due import Payment
from carecoop_desktop.work.payroll.absence.rules.entered import days_away
from carecoop_desktop.work.payroll.absence.rules.kept import keep
from carecoop_desktop.work.payroll.absence.rules.kinds import AWAY_SICK_OR_FAMILY, SICKNESS
from carecoop_desktop.work.payroll.absence.rules.record import Record
from carecoop_desktop.work.payroll.absence.rules.wage import wage_inputs
from carecoop_desktop.work.payroll.employers.job_sets import JobSet
from carecoop_desktop.work.payroll.rules.additions import Addition
from carecoop_desktop.work.timesheets.queries import PayPeriod

_ARREARS = timedelta(days=366)
"""How far back an absence may lie that was recorded after its pay period was paid."""


def absence_additions(
    reader: Reader, span: PayPeriod, terms: Mapping[int, PayTerms], own: JobSet | None = None
) -> dict[int, Addition]:
    """The share of absence in everybody's payslips of a pay period, by PA; with ``own`` in those of its jobs."""
    records, elsewhere = _here_and_elsewhere(reader, span, terms, own)
    earlier = _earlier(reader, span, records, own)
    statutory = statutory_payments(reader, span, {who: terms[who] for who in records}, records, own, earlier)
    known = {who: [*earlier.get(who, ()), *rows] for who, rows in records.items()}
    book = leave_book(reader, span, terms, known, own)
    mileage = mileage_inputs(reader, span, terms, own)
    awake = awake_minutes(reader, span, own)
    wages = load_shelf().on(MinimumWage, span.first)
    worked = days_worked(reader, records, span.span, own=own) if records else {}
    found = {}
    for who, person in terms.items():
        wage = wage_inputs(person.born, span.first, wages)
        made = _addition(person, statutory.get(who), book, mileage.get(who), awake.get(who, 0), wage)
        clashes = _worked_while_away(records.get(who, ()), worked.get(who, set()), span)
        clashes += _away_elsewhere(elsewhere.get(who, ()), records.get(who, ()), span)
        if made is not None or clashes:
            made = made or Addition()
            found[who] = Addition(made.lines, made.inputs, made.problems, (*made.findings, *clashes))
    return found


def _here_and_elsewhere(
    reader: Reader, span: PayPeriod, people: Collection[int], own: JobSet | None
) -> tuple[dict[int, list[Record]], dict[int, list[Record]]]:
    """Absences by PA: those from the jobs in hand, and those from other jobs."""
    here: dict[int, list[Record]] = {}
    elsewhere: dict[int, list[Record]] = {}
    for record in records_touching(reader, span.first - _ARREARS, span.last):
        who = record.assistant_id
        if own is not None and not own.has_record(who, record.employer_id):
            elsewhere.setdefault(who, []).append(record)
        elif who in people:
            here.setdefault(who, []).append(record)
    return here, elsewhere


def _earlier(reader: Reader, span: PayPeriod, people: Collection[int], own: JobSet | None) -> dict[int, list[Record]]:
    """Sickness and family leave too long ago to be paid for now: what came later is still worked out from it."""
    found: dict[int, list[Record]] = {}
    for record in away_before(reader, people, span.first - _ARREARS) if people else ():
        who = record.assistant_id
        if own is None or own.has_record(who, record.employer_id):
            found.setdefault(who, []).append(record)
    return found


def _addition(
    terms: PayTerms,
    statutory: tuple[list[Payment], list[str], list[str]] | None,
    book: LeaveBook,
    mileage: dict[str, object] | None,
    awake: int,
    wage: dict[str, object],
) -> Addition | None:
    payments, problems, findings = statutory or ([], [], [])
    leave, leave_problems, leave_findings = book.payments(terms.assistant_id)
    absence = _kept(payments, leave, mileage, book.balance(terms.assistant_id))
    inputs: dict[str, object] = {}
    if mileage:
        inputs |= {name: mileage[name] for name in ("mileage_taxable", "mileage_niable")}
    if absence:
        inputs["absence"] = absence
    if awake:
        inputs["awake_minutes"] = awake
    inputs |= wage
    said = [payment.why_not for payment in payments if payment.why_not]
    troubles, look = (*problems, *leave_problems), (*findings, *said, *leave_findings)
    lines = tuple(line for payment in (*payments, *leave) for line in payment.lines)
    if not (inputs or troubles or look or lines):
        return None
    return Addition(lines, inputs, troubles, look)


def _kept(
    statutory: Sequence[Payment], leave: Sequence[Payment], mileage: dict[str, object] | None, balance: object | None
) -> dict[str, object]:
    """What a payslip keeps of absence: how figures came about, what each absence was paid, what leave is left."""
    workings: dict[str, object] = {
        "statutory_pay": [row for payment in statutory for row in keep(payment.working)],
        "leave": [row for payment in leave for row in keep(payment.working)],
    }
    absence: dict[str, object] = {}
    shown = {name: rows for name, rows in workings.items() if rows}
    if mileage:
        shown["mileage_tax"] = mileage["lines"]
    if shown:
        absence["workings"] = shown
    if statutory or leave:
        absence["paid"] = [payment.paid for payment in (*statutory, *leave) if payment.lines]
    if balance is not None:
        absence["leave"] = balance
    return absence


def _away_elsewhere(others: Sequence[Record], own: Sequence[Record], span: PayPeriod) -> list[str]:
    """A sentence for sickness and family leave from another job in this pay period that none here goes with."""
    found = []
    for record in others:
        inside = days_away(record.first, record.last, span.span)
        same = any(one.first <= (record.last or span.last) and record.first <= (one.last or span.last) for one in own)
        if record.kind in AWAY_SICK_OR_FAMILY and inside is not None and not same:
            found.append(
                f"Away from another job from {format_date(inside.first)}: if the PA is away from this one too, record "
                "it for this job."
            )
    return found


def _worked_while_away(records: list[Record] | tuple[()], worked: set[date], span: PayPeriod) -> list[str]:
    """A sentence for each absence on whose days there are hours as well."""
    found = []
    for record in records:
        away = days_away(record.first, record.last, span.span)
        both = sorted(day for day in worked if away is not None and day in away)
        if both:
            days = ", ".join(format_date(day) for day in both[:3]) + (" ..." if len(both) > 3 else "")
            unpaid = " Days that were worked are not paid as sick." if record.kind == SICKNESS else ""
            found.append(f"Hours are recorded on days of absence: {days}. Check which is right.{unpaid}")
    return found
