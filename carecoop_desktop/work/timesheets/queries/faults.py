"""Contradictions between lines and locks; there should be none."""

from __future__ import annotations

from sqlalchemy import func, or_, select

from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.timesheets.tables import PayPeriodRow, TimesheetLineRow

_LINES, _PERIODS = TimesheetLineRow.__table__, PayPeriodRow.__table__


def faults(reader: Reader) -> list[str]:
    """What is wrong, as sentences; empty where all is well."""
    homeless = select(func.count()).where(or_(
        (_LINES.c.state == "locked") & _LINES.c.pay_period_id.is_(None),
        (_LINES.c.state != "locked") & _LINES.c.pay_period_id.is_not(None),
    ))  # fmt: skip
    open_lock = (
        select(func.count())
        .select_from(_LINES.join(_PERIODS, _PERIODS.c.id == _LINES.c.pay_period_id))
        .where(or_(_PERIODS.c.state == "open", _PERIODS.c.last < _LINES.c.day))
    )
    negative = select(func.count()).where(
        or_(_LINES.c.minutes < 0, _LINES.c.nights < 0, _LINES.c.miles < 0, _LINES.c.expenses < 0)
    )
    told = (
        (homeless, "are locked without a pay period, or carry one without being locked"),
        (open_lock, "are locked by a pay period that is open or ends before them"),
        (negative, "hold an amount below nothing"),
    )
    counts = [(reader.connection.execute(query).scalar_one(), what) for query, what in told]
    return [f"{count} lines of timesheets {what}." for count, what in counts if count]
