"""What Today keeps of itself, so that the next start can show it before anything heavy is imported."""

from __future__ import annotations

from typing import Any

from carecoop_desktop.platform.database.base import Base, Mapped, mapped_column
from carecoop_desktop.platform.database.types import JsonText, Moment, Name, Words


class TodayKeptRow(Base):
    """Today as one person last read it. ``mark`` says of which state of the office and of which day."""

    __tablename__ = "today_kept"

    user_name: Mapped[Name] = mapped_column(primary_key=True)
    at: Mapped[Moment]
    mark: Mapped[Words]
    content: Mapped[Any] = mapped_column(JsonText)
