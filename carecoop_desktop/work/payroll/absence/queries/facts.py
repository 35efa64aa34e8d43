"""What absence needs of runs, payslips and hours: windows already paid, paydays, weeks worked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, or_, select

from carecoop_desktop.people.assistants.queries import PayTerms, pay_frequencies
from carecoop_desktop.platform.kernel.dates import Span, week_ending
from carecoop_desktop.platform.kernel.money import pay_for
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.statutory.holiday import PaidWeek
from carecoop_desktop.statutory.periods import PAY_PERIODS
from carecoop_desktop.work.payroll.absence.rules.earnings import Payday
from carecoop_desktop.work.payroll.absence.rules.windows import frequency_on
from carecoop_desktop.work.payroll.absence.settings import CLASS_1, LEAVE_YEAR, LEAVE_YEAR_BEGINS, leave_year_of
from carecoop_desktop.work.payroll.absence.tables import EarlierEarningsRow, EmployerEarningsRow
from carecoop_desktop.work.payroll.employers.job_sets import JobSet
from carecoop_desktop.work.payroll.employers.tables import EmployerRow
from carecoop_desktop.work.payroll.rules.lines import HOURLY
from carecoop_desktop.work.payroll.tables import PayRunRow, PayslipRow
from carecoop_desktop.work.timesheets.tables import PayPeriodRow, TimesheetLineRow

_RUNS, _SLIPS, _PERIODS, _WORK, _EARLIER, _OTHERS, _EMPLOYERS = (
    row.__table__
    for row in (
        PayRunRow,
        PayslipRow,
        PayPeriodRow,
        TimesheetLineRow,
        EarlierEarningsRow,
        EmployerEarningsRow,
        EmployerRow,
    )
)
_LOOK_BACK = timedelta(weeks=106)
_RUNS_OF_A_YEAR = {period.name: period.periods // period.length for period in PAY_PERIODS.values()}


@dataclass(frozen=True, slots=True)
class PaidPeriod:
    """A pay period with a finished run: the days of work it covers and when it was paid."""

    id: int
    frequency: str
    first: date
    last: date
    paid_on: date


def paid_periods(reader: Reader) -> list[PaidPeriod]:
    """Every pay period with a finished run, oldest first; a supplementary run does not count twice."""
    rows = reader.connection.execute(
        select(_PERIODS.c.id, _PERIODS.c.frequency, _PERIODS.c.first, _PERIODS.c.last, func.min(_RUNS.c.pay_date))
        .join(_RUNS, _RUNS.c.pay_period_id == _PERIODS.c.id)
        .where(_RUNS.c.state == "finished")
        .group_by(_PERIODS.c.id, _PERIODS.c.frequency, _PERIODS.c.first, _PERIODS.c.last)
        .order_by(_PERIODS.c.first, _PERIODS.c.id)
    )
    return [PaidPeriod(*row) for row in rows]


def paydays(
    reader: Reader, people: Mapping[int, PayTerms], periods: Collection[PaidPeriod], own: JobSet | None = None
) -> dict[int, list[Payday]]:
    """Every payday of those PAs: what was paid, nought on normal paydays without pay, and earlier earnings. With
    ``own`` of its jobs' employers alone: earnings with different employers are not added together."""
    paid = _paid_on(reader, people, own)
    found: dict[int, list[Payday]] = {person: [] for person in people}
    often = pay_frequencies(reader, people)
    for person, terms in people.items():
        for period in periods:
            employed = terms.started is None or terms.started <= period.last
            due = frequency_on(often.get(person, ()), period.last) == period.frequency
            if due and (employed or (person, period.paid_on) in paid):
                amount = paid.pop((person, period.paid_on), 0)
                found[person].append(Payday(period.paid_on, amount, period.first, period.last, period.frequency))
    for (person, day), amount in paid.items():
        found[person].append(Payday(day, amount))
    for person, employer, day, pence in _earlier(reader, people):
        if own is None or own.has_record(person, employer):
            found[person].append(Payday(day, pence))
    return found


def _paid_on(reader: Reader, people: Collection[int], own: JobSet | None) -> dict[tuple[int, date], int]:
    """What issued payslips paid, by PA and day, in pence that count for National Insurance."""
    paid: dict[tuple[int, date], int] = {}
    rows = reader.connection.execute(
        select(_SLIPS.c.assistant_id, _RUNS.c.pay_date, _SLIPS.c.niable, _SLIPS.c.employer_id)
        .join(_RUNS, _RUNS.c.id == _SLIPS.c.pay_run_id)
        .where(_SLIPS.c.state == "issued", _SLIPS.c.assistant_id.in_(sorted(people)))
    )
    for person, day, niable, employer in rows:
        if own is None or own.has_slip(person, employer):
            paid[person, day] = paid.get((person, day), 0) + niable
    return paid


def _earlier(reader: Reader, people: Collection[int]) -> Iterator[tuple[int, int | None, date, int]]:
    """Earnings from before this office's payslips: PA, employer (None: the main job's), day and pence."""
    wanted = sorted(people)
    main = select(_EARLIER.c.assistant_id, _EARLIER.c.paid_on, _EARLIER.c.pence)
    for who, day, pence in reader.connection.execute(main.where(_EARLIER.c.assistant_id.in_(wanted))):
        yield who, None, day, pence
    o = _OTHERS.c
    rest = select(o.assistant_id, o.employer_id, o.paid_on, o.pence).where(o.assistant_id.in_(wanted))
    for who, employer, day, pence in reader.connection.execute(rest):
        yield who, employer, day, pence


@dataclass(slots=True)
class WeeksWorked:
    """One PA's weeks with pay, by their Sunday: pence, minutes, and pence by member."""

    pay: dict[date, int] = field(default_factory=dict)
    minutes: dict[date, int] = field(default_factory=dict)
    members: dict[date, dict[int | None, int]] = field(default_factory=dict)

    def history(self, without: Collection[Span] = ()) -> list[PaidWeek]:
        """The weeks as the 52-week average takes them; weeks that touch a span of ``without`` are left out."""
        return [
            PaidWeek(sunday, pence, self.minutes.get(sunday, 0))
            for sunday, pence in sorted(self.pay.items())
            if not any(span.first <= sunday and sunday - timedelta(days=6) <= span.last for span in without)
        ]

    def by_member(self, before: date) -> dict[int | None, int]:
        """Whose hours the pay of the year before a day was for."""
        found: dict[int | None, int] = {}
        for sunday, parts in self.members.items():
            if before - timedelta(weeks=52) <= sunday < before:
                for member, pence in parts.items():
                    found[member] = found.get(member, 0) + pence
        return found


def weeks_worked(
    reader: Reader, people: Mapping[int, PayTerms], until: date, own: JobSet | None = None, since: date | None = None
) -> dict[int, WeeksWorked]:
    """The weeks of locked hours of those PAs up to a day, at the rates that held then: of the two years before it, or
    before leave that began ``since``."""
    found = {person: WeeksWorked() for person in people}
    wanted = select(
        _WORK.c.assistant_id, _WORK.c.member_id, _WORK.c.day, _WORK.c.kind, _WORK.c.minutes, _WORK.c.nights
    ).where(
        _WORK.c.assistant_id.in_(sorted(people)),
        _WORK.c.day.between(min(since or until, until) - _LOOK_BACK, until),
        _WORK.c.state == "locked",
    )
    for row in reader.connection.execute(wanted):
        pence = _pay_of(row, people[row.assistant_id])
        if pence and (own is None or own.has_work(row.assistant_id, row.member_id, row.day)):
            _count(found[row.assistant_id], row, pence)
    return found


def _pay_of(row: Any, terms: PayTerms) -> int:
    if row.kind in HOURLY and row.minutes:
        return pay_for(row.minutes, terms.rate(row.kind, row.day) or 0)
    return row.nights * (terms.rate("sleep-in", row.day) or 0) if row.nights else 0


def _count(weeks: WeeksWorked, row: Any, pence: int) -> None:
    sunday = week_ending(row.day)
    weeks.pay[sunday] = weeks.pay.get(sunday, 0) + pence
    if row.kind in HOURLY:
        weeks.minutes[sunday] = weeks.minutes.get(sunday, 0) + row.minutes
    parts = weeks.members.setdefault(sunday, {})
    parts[row.member_id] = parts.get(row.member_id, 0) + pence


def days_worked(
    reader: Reader, assistant_ids: Collection[int], window: Span, *only: Any, own: JobSet | None = None
) -> dict[int, set[date]]:
    """On which days of a window those PAs have hours or nights, in whatever state (or only those meant)."""
    found: dict[int, set[date]] = {}
    wanted = select(_WORK.c.assistant_id, _WORK.c.day, _WORK.c.member_id).where(
        _WORK.c.assistant_id.in_(sorted(assistant_ids)),
        _WORK.c.day.between(window.first, window.last),
        (_WORK.c.minutes > 0) | (_WORK.c.nights > 0),
        *only,
    )
    for person, day, member in reader.connection.execute(wanted):
        if own is None or own.has_work(person, member, day):
            found.setdefault(person, set()).add(day)
    return found


def days_paid_for(
    reader: Reader, assistant_ids: Collection[int], window: Span, own: JobSet | None = None
) -> dict[int, set[date]]:
    """On which days of a window those PAs have hours or nights that are paid or about to be."""
    return days_worked(reader, assistant_ids, window, _WORK.c.state == "locked", own=own)


def class_1_of(reader: Reader, tax_year: str, employer_id: int | None = None) -> int | None:
    """Gross Class 1 (employees' and employer's) of a tax year: as set, else of a whole year of finished runs, however
    often they were.

    None where neither says. Without ``employer_id`` the co-op's; of one what its own payslips say.
    """
    entered = reader.setting(CLASS_1.format(tax_year)) if employer_id is None else None
    if entered is not None:
        return int(entered)
    members = select(_EMPLOYERS.c.id).where(_EMPLOYERS.c.member_id.is_not(None))
    coops = or_(_SLIPS.c.employer_id.is_(None), _SLIPS.c.employer_id.not_in(members))
    rows = reader.connection.execute(
        select(
            _RUNS.c.frequency,
            func.count(func.distinct(_RUNS.c.number)),
            func.coalesce(func.sum(_SLIPS.c.ee_ni + _SLIPS.c.er_ni), 0),
        )
        .join(_SLIPS, _SLIPS.c.pay_run_id == _RUNS.c.id)
        .where(_RUNS.c.tax_year == tax_year, _RUNS.c.state == "finished")
        .where(coops if employer_id is None else _SLIPS.c.employer_id == employer_id)
        .group_by(_RUNS.c.frequency)
    ).all()
    whole = any(runs >= _RUNS_OF_A_YEAR[frequency] for frequency, runs, _ in rows)
    return sum(int(paid) for *_, paid in rows) if whole else None


def leave_year(reader: Reader, day: date) -> Span:
    """The office's leave year that a day lies in."""
    return leave_year_of(str(reader.setting(LEAVE_YEAR, LEAVE_YEAR_BEGINS)), day)


def leave_year_begins(reader: Reader) -> str:
    """The month and day on which the office's leave year begins, like ``04-01``."""
    return str(reader.setting(LEAVE_YEAR, LEAVE_YEAR_BEGINS))
