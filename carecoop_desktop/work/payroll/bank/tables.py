"""What is kept of payments: the accounts of pension providers, and whom each saved bank file pays."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint

from carecoop_desktop.platform.database.base import Mapped, Record, mapped_column
from carecoop_desktop.platform.database.types import Code, JsonText, Moment, Name, Words


class PayeeAccountRow(Record):
    """The account that a pension scheme is paid into, under the reference that its provider asks for."""

    __tablename__ = "payee_account"
    __table_args__ = (UniqueConstraint("kind", "of_id"),)
    label = "payee's account"
    guard = "payroll.see"

    kind: Mapped[Code]
    of_id: Mapped[int]
    name: Mapped[Name]
    sort_code: Mapped[Code]
    account: Mapped[Code]
    reference: Mapped[Words]


class BankFileRow(Record):
    """A bank file that was saved of a finished run: when, by whom, and whom it pays, so that nobody is paid twice.

    ``paid`` names them by kind as ``Payment.keys`` does; how much they got is not kept a second time.
    """

    __tablename__ = "bank_file"
    label = "bank file"
    guard = "payroll.see"

    pay_run_id: Mapped[int] = mapped_column(ForeignKey("pay_run.id"), index=True)
    layout: Mapped[Code]
    at: Mapped[Moment]
    by: Mapped[Words]
    paid: Mapped[Any] = mapped_column(JsonText)
