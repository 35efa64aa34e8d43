"""What is kept of a circle."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey

from carecoop_desktop.platform.database.base import Mapped, Record, mapped_column
from carecoop_desktop.platform.database.types import Name, Words


class CircleRow(Record):
    """A circle: its name, area and when it meets."""

    __tablename__ = "circle"
    label = "circle"

    name: Mapped[Name] = mapped_column(unique=True)
    name_key: Mapped[Name]
    area: Mapped[Words]
    meets: Mapped[Words]


class CircleMemberRow(Record):
    """A member belongs to a circle for a time."""

    __tablename__ = "circle_member"
    label = "place in a circle"

    circle_id: Mapped[int] = mapped_column(ForeignKey("circle.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    since: Mapped[date]
    until: Mapped[date | None]
