"""What is kept of inspectors' visits: who, when, and every record that was shown."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Text

from carecoop_desktop.platform.database.base import Mapped, Record, guarded, mapped_column
from carecoop_desktop.platform.database.types import Code, Moment, Name, UtcMoment, Words


class VisitRow(Record):
    """A visit: the inspector and their body, who opened the room, and the hash of the PIN that closes it."""

    __tablename__ = "inspection_visit"
    label = "inspection visit"

    inspector: Mapped[Name]
    body: Mapped[Name]
    started: Mapped[Moment]
    started_by: Mapped[Words]
    ended: Mapped[datetime | None] = mapped_column(UtcMoment)
    pin_hash: Mapped[str] = mapped_column(Text, info=guarded("office.users"))


class ViewedRow(Record):
    """One record shown during a visit."""

    __tablename__ = "inspection_view"
    label = "record shown"

    visit_id: Mapped[int] = mapped_column(ForeignKey("inspection_visit.id"), index=True)
    at: Mapped[Moment]
    kind: Mapped[Code]
    record_id: Mapped[int | None]
    title: Mapped[Words]
