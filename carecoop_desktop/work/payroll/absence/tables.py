"""What is kept of absence: who is away, earnings from before this office's payslips, leave brought forward."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, UniqueConstraint

from carecoop_desktop.platform.database.base import Mapped, Record, guarded, mapped_column
from carecoop_desktop.platform.database.types import Code, MinutesCol, PenceCol, Words

SEE_WHY = "absence.reasons"


class AbsenceRow(Record):
    """A PA is away from ``first`` to ``last`` (None: still away). Why is read only by those who may.

    ``weekdays`` are the qualifying days as digits, Monday 0. ``minutes`` is the leave of a holiday in all. ``event`` is
    the day the child is due, of the match, of the death or of the start of neonatal care. ``notified`` is when the PA
    told the office, ``evidence`` what was seen on ``evidence_seen``; ``late_accepted`` means that the office took late
    notice all the same. ``withheld`` is the office's own reason why no statutory pay is due. ``employer_id`` is the
    employer whose job the PA is away from (None: the main job); somebody with two has an absence for each.
    """

    __tablename__ = "absence"
    __table_args__ = (Index("ix_absence_assistant_first", "assistant_id", "first"),)
    label = "absence"

    assistant_id: Mapped[int] = mapped_column(ForeignKey("assistant.id"))
    kind: Mapped[Code] = mapped_column(info=guarded(SEE_WHY))
    first: Mapped[date] = mapped_column(index=True)
    last: Mapped[date | None]
    weekdays: Mapped[Code]
    minutes: Mapped[MinutesCol] = mapped_column(default=0)
    reason: Mapped[Words] = mapped_column(info=guarded(SEE_WHY))
    self_certified: Mapped[date | None] = mapped_column(info=guarded(SEE_WHY))
    note_from: Mapped[date | None] = mapped_column(info=guarded(SEE_WHY))
    note_until: Mapped[date | None] = mapped_column(info=guarded(SEE_WHY))
    event: Mapped[date | None] = mapped_column(info=guarded(SEE_WHY))
    adoption: Mapped[bool] = mapped_column(default=False, info=guarded(SEE_WHY))
    notified: Mapped[date | None]
    late_accepted: Mapped[bool] = mapped_column(default=False)
    evidence: Mapped[Words] = mapped_column(info=guarded(SEE_WHY))
    evidence_seen: Mapped[date | None]
    partner_declared: Mapped[bool] = mapped_column(default=False, info=guarded(SEE_WHY))
    withheld: Mapped[Words] = mapped_column(info=guarded(SEE_WHY))
    employer_id: Mapped[int | None] = mapped_column(ForeignKey("employer.id"))


class EarlierEarningsRow(Record):
    """Pay liable for National Insurance that a PA was paid on a day before this office's payslips begin."""

    __tablename__ = "earlier_earnings"
    __table_args__ = (UniqueConstraint("assistant_id", "paid_on"),)
    label = "earlier earnings"
    guard = "payroll.see"

    assistant_id: Mapped[int] = mapped_column(ForeignKey("assistant.id"))
    paid_on: Mapped[date]
    pence: Mapped[PenceCol]


class EmployerEarningsRow(Record):
    """Earlier earnings with another employer than that of the main job: each employer's averages are its own."""

    __tablename__ = "employer_earnings"
    __table_args__ = (UniqueConstraint("assistant_id", "employer_id", "paid_on"),)
    label = "earlier earnings with an employer"
    guard = "payroll.see"

    assistant_id: Mapped[int] = mapped_column(ForeignKey("assistant.id"))
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"), index=True)
    paid_on: Mapped[date]
    pence: Mapped[PenceCol]


class LeaveAdjustmentRow(Record):
    """Leave given or taken off by the office: brought forward from an earlier year or program, in minutes.

    ``employer_id`` None means the main job.
    """

    __tablename__ = "leave_adjustment"
    label = "leave adjustment"

    assistant_id: Mapped[int] = mapped_column(ForeignKey("assistant.id"), index=True)
    day: Mapped[date]
    minutes: Mapped[MinutesCol]
    why: Mapped[Words]
    employer_id: Mapped[int | None] = mapped_column(ForeignKey("employer.id"))


class AwakeTimeRow(Record):
    """Minutes of a sleep-in spent awake for the purpose of working: they count for the minimum wage."""

    __tablename__ = "sleep_in_awake"
    __table_args__ = (UniqueConstraint("assistant_id", "day"),)
    label = "time awake in a sleep-in"

    assistant_id: Mapped[int] = mapped_column(ForeignKey("assistant.id"))
    day: Mapped[date] = mapped_column(index=True)
    minutes: Mapped[MinutesCol]


class VehicleRow(Record):
    """What a PA drives or rides for work from a day on: ``car or van``, ``motorcycle`` or ``bicycle``."""

    __tablename__ = "assistant_vehicle"
    __table_args__ = (UniqueConstraint("assistant_id", "since"),)
    label = "vehicle"

    assistant_id: Mapped[int] = mapped_column(ForeignKey("assistant.id"))
    since: Mapped[date]
    vehicle: Mapped[Code]
