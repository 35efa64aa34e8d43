"""What is kept of funders and their agreements."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey

from carecoop_desktop.platform.database.base import Mapped, Record, mapped_column
from carecoop_desktop.platform.database.types import Code, Name, PenceCol, Words


class FunderRow(Record):
    """A funder. ``kind`` is council, icb, self or other; ``code`` the GSS or NHS code; ``surplus_weeks`` its rule on
    how many weeks' money may stand in an account before it asks some back (None: no rule known)."""

    __tablename__ = "funder"
    label = "funder"

    name: Mapped[Name] = mapped_column(unique=True)
    name_key: Mapped[Name]
    kind: Mapped[Code]
    code: Mapped[Words]
    surplus_weeks: Mapped[int | None]


class AgreementRow(Record):
    """What a funder pays for one member. ``scheme`` is DP, PHB, s117, self or other; ``weekly`` is the gross weekly
    budget and ``contribution`` the member's own assessed share of it, both in pence a week."""

    __tablename__ = "agreement"
    label = "agreement"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    funder_id: Mapped[int] = mapped_column(ForeignKey("funder.id"), index=True)
    scheme: Mapped[Code]
    reference: Mapped[Words]
    weekly: Mapped[PenceCol]
    contribution: Mapped[PenceCol]
    frequency: Mapped[Code]
    start: Mapped[date]
    end: Mapped[date | None]
    review: Mapped[date | None]
    note: Mapped[Words]
