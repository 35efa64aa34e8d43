"""The leave book: everybody's balance on a day, leave taken in a pay period and what it is paid."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select

from carecoop_desktop.people.assistants.queries import PayTerms, pay_frequencies
from carecoop_desktop.platform.kernel.dates import Span, format_date
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.kernel.money import divide_half_up, format_hours
from carecoop_desktop.platform.kernel.worked import Line
from carecoop_desktop.platform.kernel.worked import Worked as Figure
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.statutory.holiday import WeeksPay, pay_for_leave, weeks_pay
from carecoop_desktop.statutory.tables import Holiday, load_shelf
from carecoop_desktop.work.payroll.absence.queries.facts import (
    WeeksWorked,
    leave_year,
    paid_periods,
    weeks_worked,
)
from carecoop_desktop.work.payroll.absence.queries.hours import worked_minutes
from carecoop_desktop.work.payroll.absence.queries.paid import paid_absences
from carecoop_desktop.work.payroll.absence.rules.due import Payment, leave_payment
from carecoop_desktop.work.payroll.absence.rules.kinds import AWAY_SICK_OR_FAMILY, HOLIDAY
from carecoop_desktop.work.payroll.absence.rules.leave import (
    Balance,
    Leaver,
    Worked,
    away_tenths,
    balance,
    minutes_inside,
    minutes_taken,
    shares_by_member,
)
from carecoop_desktop.work.payroll.absence.rules.record import Record
from carecoop_desktop.work.payroll.absence.rules.windows import Frequencies, windows_of
from carecoop_desktop.work.payroll.absence.tables import LeaveAdjustmentRow
from carecoop_desktop.work.payroll.employers.job_sets import JobSet
from carecoop_desktop.work.timesheets.queries import PayPeriod

_ADJUSTED: Any = LeaveAdjustmentRow.__table__
_FULL = 52
Made = tuple[list[Payment], list[str], list[str]]


@dataclass(slots=True)
class LeaveBook:
    """Everything that leave of a pay period is worked out from, read at once for everybody."""

    day: date
    year: Span
    table: Holiday
    terms: Mapping[int, PayTerms]
    records: Mapping[int, Sequence[Record]]
    worked: Mapping[int, list[tuple[Span, int]]]
    adjusted: Mapping[int, int]
    weeks: Mapping[int, WeeksWorked] = field(default_factory=dict)
    windows: Mapping[int, list[Span]] = field(default_factory=dict)
    paid: Mapping[tuple[int, str, int], int] = field(default_factory=dict)

    def standing(self, who: int) -> Balance | None:
        """A PA's balance; None where no contract says how they are paid."""
        terms = self.terms[who]
        if not terms.frequency:
            return None
        records = self.records.get(who, ())
        taken = minutes_taken((one for one in records if one.kind == HOLIDAY), Span(self.year.first, self.day))
        away = [one for one in records if one.kind in AWAY_SICK_OR_FAMILY]
        periods = [Worked(span.last, minutes, away_tenths(away, span)) for span, minutes in self.worked.get(who, ())]
        person = Leaver(terms.started, terms.left, terms.weekly_minutes, terms.holiday == "rolled-up")
        average = self._average_week(who, terms, periods)
        return balance(self.table, self.year, self.day, person, periods, taken, self.adjusted.get(who, 0), average)

    def _average_week(self, who: int, terms: PayTerms, periods: Sequence[Worked]) -> int:
        """Minutes of an average week: of the weeks worked before where they are at hand, else of this leave year."""
        if who in self.weeks:
            minutes = [week.minutes for week in self.weeks[who].history()[-_FULL:] if week.minutes]
            if minutes:
                return divide_half_up(sum(minutes), len(minutes))
        known = self.worked.get(who, ())
        begins = max(terms.started or self.year.first, known[0][0].first if known else self.year.first)
        weeks = max((self.day - begins).days + 1, 7)
        return divide_half_up(sum(period.minutes for period in periods) * 7, weeks)

    def balance(self, who: int) -> dict[str, Any] | None:
        """The balance as it is kept with a payslip."""
        made = self.standing(who)
        if made is None:
            return None
        return {
            "from": format_date(made.year.first),
            "on": format_date(made.day),
            "accrued": made.accrued,
            "taken": made.taken,
            "adjusted": made.adjusted,
            "left": made.left,
            "paid_with_hours": made.paid_with_hours,
            "regular": made.regular,
            "basis": made.basis,
            "rate": made.rate,
        }

    def payments(self, who: int) -> Made:
        """Pay for leave taken, and at leaving for what was not; problems and findings, a sentence each."""
        terms = self.terms[who]
        holidays = [one for one in self.records.get(who, ()) if one.kind == HOLIDAY]
        leaving = terms.left is not None and self._inside(terms) is not None
        if not holidays and not leaving:
            return [], [], []
        findings: list[str] = []
        made = self.standing(who)
        if made is not None and made.left < 0:
            findings.append(f"{format_hours(-made.left)} more hours of leave were taken than have accrued.")
        if terms.holiday == "rolled-up":
            return [], [], findings
        try:
            found = [self._taken(terms, one) for one in holidays]
            if leaving and made is not None:
                found.append(self._left_over(terms, made))
        except Refusal as refusal:
            return [], [f"Holiday pay cannot be worked out. {refusal}"], findings
        return [payment for payment in found if payment is not None], [], findings

    def _inside(self, terms: PayTerms) -> Span | None:
        """The pay period in hand, where the PA left in it."""
        here = self.windows[terms.assistant_id][-1] if terms.assistant_id in self.windows else None
        return here if here is not None and terms.left is not None and terms.left in here else None

    def _taken(self, terms: PayTerms, record: Record) -> Payment | None:
        windows = self.windows.get(terms.assistant_id, [])
        minutes = sum(minutes_inside(record, window) for window in windows)
        already = self.paid.get((terms.assistant_id, "holiday-taken", record.id), 0)
        if not minutes and not already:
            return None
        figure = self._pay(terms, record.first, minutes)
        pence = figure.pence - already
        if not pence:
            return None
        lines = list(figure.lines)
        if already:
            lines.append(Line("Paid before", "On earlier payslips", -already, "Worked out again from the absence"))
        here = minutes_inside(record, windows[-1])
        label = f"Holiday taken, {format_hours(here)} hours" if here else "Holiday taken"
        return self._shared(terms, record.id, "holiday-taken", label, here, pence, record.first, lines)

    def _left_over(self, terms: PayTerms, made: Balance) -> Payment | None:
        already = self.paid.get((terms.assistant_id, "holiday-leaving", 0), 0)
        if made.left <= 0 or already or terms.left is None:
            return None
        label = f"Holiday not taken, {format_hours(made.left)} hours"
        return self.at_leaving(terms, terms.left, made.left, label)

    def at_leaving(self, terms: PayTerms, left: date, minutes: int, label: str, before: Sequence[Line] = ()) -> Payment:
        """Pay for minutes of leave that was not taken when a job ended; ``before`` are lines that its working begins
        with. Refusal where no rate is known."""
        after = left + timedelta(days=1)
        figure = self._pay(terms, after, minutes)
        lines = [*before, *figure.lines]
        return self._shared(terms, 0, "holiday-leaving", label, minutes, figure.pence, after, lines)

    def _pay(self, terms: PayTerms, leave_from: date, minutes: int) -> Figure:
        """Pay for minutes of leave by the 52-week average; by the contract's rate where no week was paid yet."""
        average = self._average(terms, leave_from)
        if average is not None:
            return pay_for_leave(self.table, average, minutes)
        rate = terms.rate("standard", leave_from)
        if rate is None:
            raise Refusal(f"No paid week and no rate stand before {format_date(leave_from)}.", "Set a pay rate.")
        pence = divide_half_up(minutes * rate, 60)
        text = f"{format_hours(minutes)} hours at the contract's rate: no paid week lies before"
        return Figure(pence, [Line("Holiday pay", text, pence, "Employment Rights Act 1996 s.228")])

    def _average(self, terms: PayTerms, leave_from: date) -> WeeksPay | None:
        weeks = self.weeks.get(terms.assistant_id)
        without = [
            Span(one.first, one.last or self.day)
            for one in self.records.get(terms.assistant_id, ())
            if one.kind in AWAY_SICK_OR_FAMILY
        ]
        history = weeks.history(without) if weeks is not None else []
        try:
            average = weeks_pay(self.table, leave_from, history)
        except Refusal:
            return None
        return average if average.minutes else None

    def _shared(
        self, terms: PayTerms, record_id: int, kind: str, label: str, minutes: int, pence: int, before: date,
        lines: list[Line],
    ) -> Payment:  # fmt: skip
        weeks = self.weeks.get(terms.assistant_id)
        shares = shares_by_member(pence, weeks.by_member(before) if weeks is not None else {})
        return leave_payment(record_id, kind, label, minutes, pence, shares, lines)


def leave_book(
    reader: Reader,
    span: PayPeriod,
    terms: Mapping[int, PayTerms],
    records: Mapping[int, Sequence[Record]],
    own: JobSet | None = None,
) -> LeaveBook:
    """The book of a pay period that is being paid: balances stand on its last day, its own hours included."""
    year = leave_year(reader, span.last)
    worked = worked_minutes(reader, year, span.last, span, own)
    adjusted = adjusted_minutes(reader, year, span.last, own)
    book = LeaveBook(span.last, year, holiday_table(span.last), terms, records, worked, adjusted)
    needed = {who: person for who, person in terms.items() if _needs_weeks(person, records.get(who, ()), span)}
    if needed:
        leave = (one.first for who in needed for one in records.get(who, ()) if one.kind == HOLIDAY)
        book.weeks = weeks_worked(reader, needed, span.last, own, since=min(leave, default=None))
        book.paid = _paid(reader, needed, own)
        book.windows = _windows(reader, span, needed)
    return book


def _windows(reader: Reader, span: PayPeriod, people: Collection[int]) -> dict[int, list[Span]]:
    """The pay periods that each was paid by so far, and the one in hand; alike for all who are paid alike."""
    done = [(one.frequency, Span(one.first, one.last)) for one in paid_periods(reader) if one.id != span.id]
    often = pay_frequencies(reader, people)
    made: dict[Frequencies, list[Span]] = {}
    found = {}
    for who in people:
        history = often.get(who, ())
        if history not in made:
            made[history] = windows_of(done, (span.frequency, span.span), history)
        found[who] = made[history]
    return found


def _needs_weeks(terms: PayTerms, records: Sequence[Record], span: PayPeriod) -> bool:
    return bool(records) or (terms.left is not None and terms.left in span.span)


def _paid(reader: Reader, people: Mapping[int, PayTerms], own: JobSet | None) -> dict[tuple[int, str, int], int]:
    found: dict[tuple[int, str, int], int] = {}
    for one in paid_absences(reader, people):
        if own is not None and not own.has_slip(one.assistant_id, one.employer_id):
            continue
        key = (one.assistant_id, one.kind, one.absence_id)
        found[key] = found.get(key, 0) + one.pence
    return found


def holiday_table(day: date) -> Holiday:
    """The law of holiday on a day."""
    return load_shelf().on(Holiday, day)


def adjusted_minutes(reader: Reader, year: Span, day: date, own: JobSet | None = None) -> dict[int, int]:
    """Leave given or taken off by the office in the leave year so far, by PA."""
    rows = reader.connection.execute(
        select(_ADJUSTED.c.assistant_id, _ADJUSTED.c.employer_id, func.sum(_ADJUSTED.c.minutes))
        .where(_ADJUSTED.c.day.between(year.first, min(day, year.last)))
        .group_by(_ADJUSTED.c.assistant_id, _ADJUSTED.c.employer_id)
    )
    found: dict[int, int] = {}
    for who, employer, minutes in rows:
        if own is None or own.has_record(who, employer):
            found[who] = found.get(who, 0) + int(minutes)
    return found
