"""What is kept of files to HMRC: each as it was sent, and what HMRC had to say."""

from __future__ import annotations

from collections.abc import Mapping as Values
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey

from carecoop_desktop.platform.database.base import Mapped, Record, guarded, mapped_column
from carecoop_desktop.platform.database.types import Code, Json, Moment, UtcMoment, Words

_MOVES = ("version", "state", "correlation", "endpoint", "again_after", "answered", "words", "answer")


class FilingRow(Record):
    """One file for HMRC, ``kind`` fps or eps, of an employer: of a pay run, or of a tax month.

    ``xml`` is the file as it was sent, without the password; ``mark`` its IRmark as people compare it. ``people`` are
    the PAs in it in their order, with their names. ``state`` is made, waiting (HMRC has it), accepted, refused or lost
    (sent, and no answer came). ``test`` is a test in HMRC's live service. ``answer`` is HMRC's last answer as it came,
    ``words`` what it says.
    """

    __tablename__ = "filing"
    label = "file for HMRC"

    kind: Mapped[Code]
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"), index=True)
    pay_run_id: Mapped[int | None] = mapped_column(ForeignKey("pay_run.id"), index=True)
    tax_year: Mapped[Code]
    tax_month: Mapped[int | None]
    mark: Mapped[Words]
    mark_sent: Mapped[Words]
    late: Mapped[Words]
    test: Mapped[bool] = mapped_column(default=False)
    made: Mapped[Moment]
    by: Mapped[Words]
    people: Mapped[Json]
    xml: Mapped[Words] = mapped_column(info=guarded("assistants.addresses"))
    state: Mapped[Code]
    correlation: Mapped[Words]
    endpoint: Mapped[Words]
    again_after: Mapped[int] = mapped_column(default=0, server_default="0")
    answered: Mapped[datetime | None] = mapped_column(UtcMoment)
    words: Mapped[Words]
    answer: Mapped[Words] = mapped_column(info=guarded("assistants.addresses"))

    @classmethod
    def issued(cls, before: Values[str, Any]) -> bool:
        """What was made for HMRC is kept as it is."""
        return True

    @classmethod
    def thaws(cls, before: Values[str, Any], after: Values[str, Any]) -> bool:
        """Only what HMRC says is added, until it has accepted or refused."""
        same = all(before[key] == after[key] for key in before if key not in _MOVES)
        return same and before["state"] not in ("accepted", "refused")


class FilingComplaintRow(Record):
    """One error that HMRC found in a file, and the PA whom it is about, where it is about one."""

    __tablename__ = "filing_complaint"
    label = "error found by HMRC"

    filing_id: Mapped[int] = mapped_column(ForeignKey("filing.id"), index=True)
    assistant_id: Mapped[int | None] = mapped_column(ForeignKey("assistant.id"), index=True)
    number: Mapped[Code]
    kind: Mapped[Words]
    text: Mapped[Words]
    location: Mapped[Words]

    @classmethod
    def issued(cls, before: Values[str, Any]) -> bool:
        """What HMRC said stays said."""
        return True
