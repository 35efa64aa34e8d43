"""What is kept of money: accounts, journals and their postings. Journals are never altered."""

from __future__ import annotations

from collections.abc import Mapping as Values
from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index

from carecoop_desktop.platform.database.base import Mapped, Record, mapped_column
from carecoop_desktop.platform.database.types import Code, Name, PenceCol, Words


class AccountRow(Record):
    """An account. ``kind`` is member (money held for one member), client-bank (where members' money lies), office-bank,
    owed (HMRC, pension, net pay), income or cost of the co-op; ``side`` is debit or credit: where it usually stands."""

    __tablename__ = "account"
    label = "account"

    code: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[Name]
    kind: Mapped[Code] = mapped_column(index=True)
    side: Mapped[Code]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), unique=True)


class JournalRow(Record):
    """One balanced entry. ``source`` and ``source_id`` name the paper behind it (pay_run 7, receipt ...);
    ``corrects`` points at the entry that this one puts right."""

    __tablename__ = "journal"
    __table_args__ = (Index("ix_journal_source", "source", "source_id"), Index("ix_journal_day_id", "day", "id"))
    label = "journal entry"

    day: Mapped[date]
    text: Mapped[Words]
    source: Mapped[Code]
    source_id: Mapped[int | None]
    corrects: Mapped[int | None] = mapped_column(ForeignKey("journal.id"))

    @classmethod
    def issued(cls, before: Values[str, Any]) -> bool:
        """A posted entry stands; a correction is a new one."""
        return True


class PostingRow(Record):
    """One side of an entry: ``pence`` is positive for a debit and negative for a credit. ``heading`` says what for
    (wages, on-costs, expenses, fee, direct-payment, contribution, ...); ``day`` repeats the journal's for reading."""

    __tablename__ = "posting"
    __table_args__ = (Index("ix_posting_account_day", "account_id", "day", "id"),)
    label = "posting"

    journal_id: Mapped[int] = mapped_column(ForeignKey("journal.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    day: Mapped[date]
    heading: Mapped[Code]
    pence: Mapped[PenceCol]
    funder_id: Mapped[int | None] = mapped_column(ForeignKey("funder.id"))
    minutes: Mapped[int] = mapped_column(default=0)
    text: Mapped[Words]

    @classmethod
    def issued(cls, before: Values[str, Any]) -> bool:
        """As its journal."""
        return True
