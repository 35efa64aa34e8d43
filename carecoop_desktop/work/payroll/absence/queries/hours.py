"""Minutes worked by pay period, which leave accrues with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import func, select

from carecoop_desktop.platform.kernel.dates import Span
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.employers.job_sets import JobSet
from carecoop_desktop.work.payroll.rules.lines import HOURLY
from carecoop_desktop.work.payroll.tables import PayRunRow, PayslipRow
from carecoop_desktop.work.timesheets.queries import PayPeriod
from carecoop_desktop.work.timesheets.tables import PayPeriodRow, TimesheetLineRow

_RUNS, _SLIPS, _PERIODS, _WORK = (row.__table__ for row in (PayRunRow, PayslipRow, PayPeriodRow, TimesheetLineRow))
Minutes = dict[int, list[tuple[Span, int]]]


def worked_minutes(reader: Reader, year: Span, day: date, span: PayPeriod | None, own: JobSet | None = None) -> Minutes:
    """Minutes worked by pay period of the leave year up to a day: from issued payslips, and of the period in hand.

    With ``own`` those of its jobs alone.
    """
    wanted = (
        select(
            _SLIPS.c.assistant_id, _PERIODS.c.first, _PERIODS.c.last, _SLIPS.c.employer_id, func.sum(_SLIPS.c.minutes)
        )
        .join(_RUNS, _RUNS.c.id == _SLIPS.c.pay_run_id)
        .join(_PERIODS, _PERIODS.c.id == _RUNS.c.pay_period_id)
        .where(_SLIPS.c.state == "issued", _PERIODS.c.last.between(year.first, day))
        .group_by(_SLIPS.c.assistant_id, _PERIODS.c.id, _PERIODS.c.first, _PERIODS.c.last, _SLIPS.c.employer_id)
        .order_by(_PERIODS.c.last, _PERIODS.c.id)
    )
    if span is not None:
        wanted = wanted.where(_PERIODS.c.id != span.id)
    found: Minutes = {}
    for who, first, last, employer, minutes in reader.connection.execute(wanted):
        if own is None or own.has_slip(who, employer):
            _count(found, who, Span(first, last), int(minutes))
    if span is not None:
        for who, minutes in _in_hand(reader, span, own):
            _count(found, who, span.span, minutes)
    return found


def _count(found: Minutes, who: int, window: Span, minutes: int) -> None:
    """Several payslips of one pay period are rounded together."""
    known = found.setdefault(who, [])
    if known and known[-1][0] == window:
        known[-1] = (window, known[-1][1] + minutes)
    else:
        known.append((window, minutes))


def _in_hand(reader: Reader, span: PayPeriod, own: JobSet | None) -> Iterator[tuple[int, int]]:
    """The hours of the period being paid, by PA; line by line only of those with several employers."""
    mine = (_WORK.c.pay_period_id == span.id, _WORK.c.kind.in_(HOURLY))
    several = own.several if own is not None else frozenset()
    for who, total in reader.connection.execute(
        select(_WORK.c.assistant_id, func.sum(_WORK.c.minutes)).where(*mine).group_by(_WORK.c.assistant_id)
    ):
        if who not in several and (own is None or who in own.jobs):
            yield who, int(total)
    if own is None or not several:
        return
    lines: Any = select(_WORK.c.assistant_id, _WORK.c.member_id, _WORK.c.day, _WORK.c.minutes).where(
        *mine, _WORK.c.assistant_id.in_(own.among(several))
    )
    sums: dict[int, int] = {}
    for who, member, day, minutes in reader.connection.execute(lines):
        if own.has_work(who, member, day):
            sums[who] = sums.get(who, 0) + int(minutes)
    yield from sums.items()
