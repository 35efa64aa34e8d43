"""What is kept of statements that were issued."""

from __future__ import annotations

from collections.abc import Mapping as Values
from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index

from carecoop_desktop.platform.database.base import Mapped, Record, mapped_column
from carecoop_desktop.platform.database.types import Json, PenceCol, Words


class StatementRow(Record):
    """A statement as it was issued: its month, what it said (``content``) and who issued it."""

    __tablename__ = "statement"
    __table_args__ = (Index("ix_statement_member_first", "member_id", "first"),)
    label = "statement"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    first: Mapped[date]
    last: Mapped[date]
    issued_on: Mapped[date]
    issued_by: Mapped[Words]
    closing: Mapped[PenceCol]
    content: Mapped[Json]

    @classmethod
    def issued(cls, before: Values[str, Any]) -> bool:
        """An issued statement stands."""
        return True
