"""What is kept of those who are paid besides PAs: the accounts of pension providers."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint

from carecoop_desktop.platform.database.base import Mapped, Record
from carecoop_desktop.platform.database.types import Code, Name, Words


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
