"""What is kept of hours worked."""

from __future__ import annotations

from collections.abc import Mapping as Values
from datetime import date, time
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint

from carecoop_desktop.platform.database.base import Mapped, Record, mapped_column
from carecoop_desktop.platform.database.types import Code, MinutesCol, PenceCol, Words


class PayPeriodRow(Record):
    """A pay period: ``frequency`` monthly, weekly, fortnightly or four-weekly, ``number`` its tax month or week,
    the days of work it covers and
    the pay date. ``state`` is open, locked or paid."""

    __tablename__ = "pay_period"
    __table_args__ = (UniqueConstraint("frequency", "tax_year", "number"),)
    label = "pay period"

    frequency: Mapped[Code]
    tax_year: Mapped[Code]
    number: Mapped[int]
    first: Mapped[date] = mapped_column(index=True)
    last: Mapped[date]
    pay_date: Mapped[date]
    state: Mapped[Code] = mapped_column(default="open")


class TimesheetLineRow(Record):
    """One piece of work, or one claim, on one day: a cell of the week grid.

    ``kind`` is standard, waking-night, sleep-in, travel, training, mileage or expenses. ``minutes`` are paid minutes
    with breaks off and clock changes counted (0 for a sleep-in, whose nights stand in ``nights``); ``miles`` are tenths
    of a mile; ``expenses`` pence. A line without a member is the co-op's own cost. ``state`` is draft, signed, queried,
    approved or locked; a locked line carries its pay period and is never altered again.
    """

    __tablename__ = "timesheet_line"
    __table_args__ = (
        Index("ix_timesheet_line_day_id", "day", "id"),
        Index("ix_timesheet_line_assistant_day", "assistant_id", "day"),
        Index("ix_timesheet_line_member_day", "member_id", "day"),
        Index("ix_timesheet_line_state_day", "state", "day"),
    )
    label = "timesheet line"

    assistant_id: Mapped[int] = mapped_column(ForeignKey("assistant.id"))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    day: Mapped[date]
    kind: Mapped[Code]
    start: Mapped[time | None]
    finish: Mapped[time | None]
    break_minutes: Mapped[int] = mapped_column(default=0)
    minutes: Mapped[MinutesCol] = mapped_column(default=0)
    nights: Mapped[int] = mapped_column(default=0)
    miles: Mapped[int] = mapped_column(default=0)
    expenses: Mapped[PenceCol] = mapped_column(default=0)
    state: Mapped[Code] = mapped_column(default="draft")
    note: Mapped[Words]
    query: Mapped[Words]
    pay_period_id: Mapped[int | None] = mapped_column(ForeignKey("pay_period.id"), index=True)

    @classmethod
    def issued(cls, before: Values[str, Any]) -> bool:
        """A locked line has been paid from."""
        locked: bool = before["state"] == "locked"
        return locked

    @classmethod
    def thaws(cls, before: Values[str, Any], after: Values[str, Any]) -> bool:
        """Unlocking a period that was never paid gives its lines back, changed in nothing else."""
        given_back: bool = after["state"] == "approved"
        return given_back and all(
            before[key] == after[key] for key in before if key not in ("state", "pay_period_id", "version")
        )


class DeclarationRow(Record):
    """A PA's sheet for a pay period was declared complete, or nil: nothing worked. A missing one shows."""

    __tablename__ = "sheet_declaration"
    __table_args__ = (UniqueConstraint("pay_period_id", "assistant_id"),)
    label = "declaration"

    pay_period_id: Mapped[int] = mapped_column(ForeignKey("pay_period.id"))
    assistant_id: Mapped[int] = mapped_column(ForeignKey("assistant.id"), index=True)
    kind: Mapped[Code]
    declared: Mapped[date]
    by: Mapped[Words]
