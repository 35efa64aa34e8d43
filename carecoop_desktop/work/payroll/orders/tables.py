"""What is kept of attachment orders and of what each payslip paid to them."""

from __future__ import annotations

from collections.abc import Mapping as Values
from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint

from carecoop_desktop.platform.database.base import Mapped, Record, guarded, mapped_column
from carecoop_desktop.platform.database.types import Code, PenceCol, Words

_SEEN = guarded("payroll.orders")


class AttachmentOrderRow(Record):
    """One order on one PA, by the names of ``rules.KINDS``; amounts in pence for a pay period.

    ``employer_id`` is the employer whom it is addressed to (None: that of the main job). ``since`` is the first payday
    it counts for, ``until`` the last (None: until it is paid or ended). ``total`` 0 means that it runs on;
    ``taken_before``, ``carried`` and ``carried_protected`` are what an earlier payroll had taken and left over.
    ``payee_*`` say where the money goes, under which reference.
    """

    __tablename__ = "attachment_order"
    __table_args__ = (Index("ix_attachment_order_assistant", "assistant_id", "id"),)
    label = "attachment order"

    assistant_id: Mapped[int] = mapped_column(ForeignKey("assistant.id"))
    kind: Mapped[Code] = mapped_column(info=_SEEN)
    reference: Mapped[Words] = mapped_column(info=_SEEN)
    issued_by: Mapped[Words] = mapped_column(info=_SEEN)
    received: Mapped[date]
    since: Mapped[date]
    until: Mapped[date | None]
    ended_why: Mapped[Words] = mapped_column(info=_SEEN)
    normal: Mapped[PenceCol] = mapped_column(info=_SEEN)
    protected: Mapped[PenceCol] = mapped_column(info=_SEEN)
    higher: Mapped[bool] = mapped_column(default=False)
    total: Mapped[PenceCol] = mapped_column(info=_SEEN)
    taken_before: Mapped[PenceCol] = mapped_column(info=_SEEN)
    carried: Mapped[PenceCol] = mapped_column(info=_SEEN)
    carried_protected: Mapped[PenceCol] = mapped_column(info=_SEEN)
    fee: Mapped[bool] = mapped_column(default=True)
    payee: Mapped[Words] = mapped_column(info=_SEEN)
    payee_sort_code: Mapped[Words] = mapped_column(info=_SEEN)
    payee_account: Mapped[Words] = mapped_column(info=_SEEN)
    payee_reference: Mapped[Words] = mapped_column(info=_SEEN)
    note: Mapped[Words] = mapped_column(info=_SEEN)
    employer_id: Mapped[int | None] = mapped_column(ForeignKey("employer.id"))


class OrderTakenRow(Record):
    """What one finished payslip took for one order, the employer's fee, and what is carried to the next payday.

    ``to_date`` is all that was taken up to and with it.
    """

    __tablename__ = "order_taken"
    __table_args__ = (UniqueConstraint("order_id", "payslip_id"), Index("ix_order_taken_run", "pay_run_id", "order_id"))
    label = "deduction by an order"

    order_id: Mapped[int] = mapped_column(ForeignKey("attachment_order.id"))
    payslip_id: Mapped[int] = mapped_column(ForeignKey("payslip.id"), index=True)
    pay_run_id: Mapped[int] = mapped_column(ForeignKey("pay_run.id"))
    paid_on: Mapped[date]
    taken: Mapped[PenceCol] = mapped_column(info=_SEEN)
    fee: Mapped[PenceCol] = mapped_column(info=_SEEN)
    carried: Mapped[PenceCol] = mapped_column(info=_SEEN)
    carried_protected: Mapped[PenceCol] = mapped_column(info=_SEEN)
    to_date: Mapped[PenceCol] = mapped_column(info=_SEEN)

    @classmethod
    def issued(cls, before: Values[str, Any]) -> bool:
        """As its payslip: issued once."""
        return True
