"""What is kept of pay runs and payslips."""

from __future__ import annotations

from collections.abc import Mapping as Values
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from carecoop_desktop.platform.database.base import Record
from carecoop_desktop.platform.database.types import Code, Json, MinutesCol, PenceCol, UtcMoment, Words


class PayRunRow(Record):
    """One pay run over a pay period. ``state`` is draft or finished; ``rules`` is the version of the tax-year tables
    that it was worked out with."""

    __tablename__ = "pay_run"
    label = "pay run"

    pay_period_id: Mapped[int] = mapped_column(ForeignKey("pay_period.id"), index=True)
    frequency: Mapped[Code]
    tax_year: Mapped[Code]
    number: Mapped[int]
    pay_date: Mapped[date] = mapped_column(index=True)
    state: Mapped[Code]
    rules: Mapped[Words]
    started_by: Mapped[Words]
    finished: Mapped[datetime | None] = mapped_column(UtcMoment)
    finished_by: Mapped[Words]

    @classmethod
    def issued(cls, before: Values[str, Any]) -> bool:
        """A finished run stands."""
        return bool(before["state"] == "finished")


class PayslipRow(Record):
    """One PA's pay in one run: all amounts in pence. ``inputs`` holds what the figures were worked out from (code,
    letter, pay to date before, ...), enough to work them out again. ``state`` is ready, problem or issued."""

    __tablename__ = "payslip"
    __table_args__ = (
        UniqueConstraint("pay_run_id", "assistant_id"),
        Index("ix_payslip_assistant", "assistant_id", "id"),
    )
    label = "payslip"

    pay_run_id: Mapped[int] = mapped_column(ForeignKey("pay_run.id"))
    assistant_id: Mapped[int] = mapped_column(ForeignKey("assistant.id"))
    state: Mapped[Code]
    problem: Mapped[Words]
    tax_code: Mapped[Words]
    ni_letter: Mapped[Words]
    minutes: Mapped[MinutesCol]
    gross: Mapped[PenceCol]
    taxable: Mapped[PenceCol]
    niable: Mapped[PenceCol]
    tax: Mapped[PenceCol]
    ee_ni: Mapped[PenceCol]
    er_ni: Mapped[PenceCol]
    ee_pension: Mapped[PenceCol]
    er_pension: Mapped[PenceCol]
    student_loans: Mapped[PenceCol]
    expenses: Mapped[PenceCol]
    net: Mapped[PenceCol]
    employer_cost: Mapped[PenceCol]
    taxable_to_date: Mapped[PenceCol]
    tax_to_date: Mapped[PenceCol]
    ni_to_date: Mapped[PenceCol]
    inputs: Mapped[Json]

    @classmethod
    def issued(cls, before: Values[str, Any]) -> bool:
        """An issued payslip is never altered."""
        return bool(before["state"] == "issued")


class PayslipLineRow(Record):
    """One line of a payslip's top half: hours by rate, nights, miles, expenses.

    ``quantity`` is minutes, nights, tenths of a mile or 0 by ``unit``; ``rate`` pence for an hour, night or mile;
    ``member_id`` None is the co-op's own cost.
    """

    __tablename__ = "payslip_line"
    label = "payslip line"

    payslip_id: Mapped[int] = mapped_column(ForeignKey("payslip.id"), index=True)
    position: Mapped[int]
    kind: Mapped[Code]
    label_text: Mapped[Words]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    unit: Mapped[Code]
    quantity: Mapped[int]
    rate: Mapped[PenceCol]
    pence: Mapped[PenceCol]


class PayslipChargeRow(Record):
    """Whose money pays a payslip: the employer's cost shared between members and the co-op, to the penny."""

    __tablename__ = "payslip_charge"
    label = "charge"

    payslip_id: Mapped[int] = mapped_column(ForeignKey("payslip.id"), index=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    minutes: Mapped[MinutesCol]
    pay: Mapped[PenceCol]
    on_costs: Mapped[PenceCol]
    expenses: Mapped[PenceCol]
    pence: Mapped[PenceCol]
