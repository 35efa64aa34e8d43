"""What is kept of PAYE schemes and of who is employed in which."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index

from carecoop_desktop.people.assistants.tables import SEE_TAX
from carecoop_desktop.platform.database.base import Mapped, Record, guarded, mapped_column
from carecoop_desktop.platform.database.types import Code, JsonText, PenceCol, Words


class EmployerRow(Record):
    """One PAYE scheme: the co-op's own (the first, without a member), or a member's who is the employer themself.

    ``allowance`` is yes, no or empty, and ``allowance_answers`` how its questions were answered, in their order (yes or
    no each). With ``allowance_shared`` what the Employment Allowance saves is taken off what members are charged;
    without it, it stays with the employer. ``small_relief`` is yes where statutory pay is recovered as a small
    employer. Only test files are made without a ``vendor_id``.
    """

    __tablename__ = "employer"
    label = "employer"

    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    name: Mapped[Words]
    office_number: Mapped[Words]
    paye_reference: Mapped[Words]
    accounts_reference: Mapped[Words]
    cotax: Mapped[Words] = mapped_column(info=guarded("payroll.see"))
    sautr: Mapped[Words] = mapped_column(info=guarded("payroll.see"))
    sender_id: Mapped[Words]
    vendor_id: Mapped[Words]
    allowance: Mapped[Words]
    allowance_answers: Mapped[Any | None] = mapped_column(JsonText)
    allowance_shared: Mapped[bool] = mapped_column(default=False)
    small_relief: Mapped[Words]
    bank_sort_code: Mapped[Words] = mapped_column(info=guarded("payroll.see"))
    bank_account: Mapped[Words] = mapped_column(info=guarded("payroll.see"))
    service_user: Mapped[Words]
    address: Mapped[Words] = mapped_column(info=guarded("payroll.see"))
    postcode: Mapped[Words] = mapped_column(info=guarded("payroll.see"))
    closed: Mapped[date | None]


class EmploymentRow(Record):
    """A PA's job with one employer, under its payroll number. ``left_on`` is the last day of it; ``p45_issued`` the
    pay day whose payslip carried the leaving day. A director's NI is worked out by ``director_method``, annual or
    alternative, between ``director_since`` and ``director_until``. ``workplace_postcode`` is told to HMRC under the NI
    letters of freeports and investment zones."""

    __tablename__ = "employment"
    __table_args__ = (Index("ix_employment_employer_number", "employer_id", "number"),)
    label = "employment"

    assistant_id: Mapped[int] = mapped_column(ForeignKey("assistant.id"), index=True)
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"))
    number: Mapped[Code]
    started: Mapped[date | None]
    left_on: Mapped[date | None]
    p45_issued: Mapped[date | None]
    director_since: Mapped[date | None]
    director_until: Mapped[date | None]
    director_method: Mapped[Words]
    workplace_postcode: Mapped[Words]


class EmploymentTaxRow(Record):
    """Tax details of one employment from a day on, where they are not those of the PA's own page: a second job has a
    code of its own. Words as in the PA's tax details."""

    __tablename__ = "employment_tax"
    label = "tax details of an employment"

    employment_id: Mapped[int] = mapped_column(ForeignKey("employment.id"), index=True)
    since: Mapped[date]
    tax_code: Mapped[Code] = mapped_column(info=guarded(SEE_TAX))
    basis: Mapped[Code] = mapped_column(info=guarded(SEE_TAX))
    ni_letter: Mapped[Code] = mapped_column(info=guarded(SEE_TAX))
    loans: Mapped[Words] = mapped_column(info=guarded(SEE_TAX))
    starter_statement: Mapped[Words]
    p45_pay: Mapped[PenceCol] = mapped_column(default=0, info=guarded(SEE_TAX))
    p45_tax: Mapped[PenceCol] = mapped_column(default=0, info=guarded(SEE_TAX))
    p45_tax_year: Mapped[Words]
    source: Mapped[Words]
