"""What is kept of pension schemes, memberships, assessments, contributions and letters."""

from __future__ import annotations

from collections.abc import Mapping as Values
from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint

from carecoop_desktop.platform.database.base import Mapped, Record, guarded, mapped_column
from carecoop_desktop.platform.database.types import Code, Json, Name, PenceCol, Words

_SEEN = guarded("payroll.pensions")


class PensionSchemeRow(Record):
    """A pension scheme. ``relief`` and ``basis`` by the names of ``rules.words``; rates in hundredths of a per cent.

    ``duties_start`` is the day from which the employer must enrol; ``automatic`` marks the one scheme that PAs are
    enrolled in without being asked. ``employer_id`` is whose scheme it is, None the co-op's. ``layout`` names the
    contribution file, the references are what it asks for.
    """

    __tablename__ = "pension_scheme"
    label = "pension scheme"

    name: Mapped[Name]
    provider: Mapped[Words]
    relief: Mapped[Code]
    basis: Mapped[Code]
    employee_rate: Mapped[int]
    employer_rate: Mapped[int]
    duties_start: Mapped[date | None]
    automatic: Mapped[bool] = mapped_column(default=False)
    layout: Mapped[Code]
    employer_reference: Mapped[Words]
    group_name: Mapped[Words]
    payment_source: Mapped[Words]
    contact: Mapped[Words]
    closed: Mapped[date | None]
    employer_id: Mapped[int | None] = mapped_column(ForeignKey("employer.id"))


class PensionMembershipRow(Record):
    """A PA in a scheme from a day on. ``how`` and ``ended`` by the names of ``rules.words``; ``told`` is the day of the
    enrolment letter, from which the opt-out month runs.

    Rates of 0 are the scheme's. After an opt-out ``refund_*`` is what is given back with the next payslip, and
    ``refunded_by`` the payslip that did. ``enrolled_by`` is the payslip that a PA was enrolled with.
    """

    __tablename__ = "pension_membership"
    __table_args__ = (Index("ix_pension_membership_assistant", "assistant_id", "since"),)
    label = "pension membership"

    assistant_id: Mapped[int] = mapped_column(ForeignKey("assistant.id"))
    scheme_id: Mapped[int] = mapped_column(ForeignKey("pension_scheme.id"), index=True)
    since: Mapped[date]
    how: Mapped[Code] = mapped_column(info=_SEEN)
    until: Mapped[date | None]
    ended: Mapped[Words] = mapped_column(info=_SEEN)
    told: Mapped[date | None]
    employee_rate: Mapped[int] = mapped_column(default=0)
    employer_rate: Mapped[int] = mapped_column(default=0)
    member_number: Mapped[Words] = mapped_column(info=_SEEN)
    refund_employee: Mapped[PenceCol] = mapped_column(default=0, server_default="0", info=_SEEN)
    refund_employer: Mapped[PenceCol] = mapped_column(default=0, server_default="0", info=_SEEN)
    refund_relief: Mapped[PenceCol] = mapped_column(default=0, server_default="0", info=_SEEN)
    refunded_by: Mapped[int | None] = mapped_column(ForeignKey("payslip.id"))
    enrolled_by: Mapped[int | None] = mapped_column(ForeignKey("payslip.id"))


class PensionPostponementRow(Record):
    """Enrolment put off from a day until the deferral date; ``told`` is the day of the notice. Each employer puts off
    its own (``employer_id`` None: that of the main job)."""

    __tablename__ = "pension_postponement"
    label = "postponement of a pension"

    assistant_id: Mapped[int] = mapped_column(ForeignKey("assistant.id"), index=True)
    begins: Mapped[date]
    until: Mapped[date]
    told: Mapped[date | None]
    employer_id: Mapped[int | None] = mapped_column(ForeignKey("employer.id"))


class PensionDutyRow(Record):
    """A duty of the employer under a scheme: ``kind`` is declaration or re-enrolment. For a re-enrolment ``day`` is the
    date chosen, for a declaration the date by which it is due; ``done`` and ``reference`` once it was declared."""

    __tablename__ = "pension_duty"
    label = "pension duty"

    scheme_id: Mapped[int] = mapped_column(ForeignKey("pension_scheme.id"), index=True)
    kind: Mapped[Code]
    day: Mapped[date]
    done: Mapped[date | None]
    reference: Mapped[Words]


class PensionAssessmentRow(Record):
    """What a PA was under automatic enrolment on one finished payslip, and why."""

    __tablename__ = "pension_assessment"
    __table_args__ = (Index("ix_pension_assessment_assistant", "assistant_id", "paid_on"),)
    label = "pension assessment"

    payslip_id: Mapped[int] = mapped_column(ForeignKey("payslip.id"), unique=True)
    assistant_id: Mapped[int] = mapped_column(ForeignKey("assistant.id"))
    paid_on: Mapped[date]
    period: Mapped[Code]
    earnings: Mapped[PenceCol] = mapped_column(info=_SEEN)
    standing: Mapped[Code] = mapped_column(info=_SEEN)
    enrol: Mapped[bool] = mapped_column(default=False)
    why: Mapped[Words] = mapped_column(info=_SEEN)

    @classmethod
    def issued(cls, before: Values[str, Any]) -> bool:
        """As its payslip."""
        return True


class PensionPaidRow(Record):
    """Contributions of one finished payslip to one scheme: ``base`` is the pay that the rates are a share of. Refunds
    after an opt-out are below nothing."""

    __tablename__ = "pension_paid"
    __table_args__ = (
        UniqueConstraint("payslip_id", "membership_id"),
        Index("ix_pension_paid_run", "pay_run_id", "scheme_id"),
    )
    label = "pension contribution"

    payslip_id: Mapped[int] = mapped_column(ForeignKey("payslip.id"))
    pay_run_id: Mapped[int] = mapped_column(ForeignKey("pay_run.id"))
    membership_id: Mapped[int] = mapped_column(ForeignKey("pension_membership.id"), index=True)
    scheme_id: Mapped[int] = mapped_column(ForeignKey("pension_scheme.id"))
    assistant_id: Mapped[int] = mapped_column(ForeignKey("assistant.id"))
    paid_on: Mapped[date]
    pensionable: Mapped[PenceCol] = mapped_column(info=_SEEN)
    base: Mapped[PenceCol] = mapped_column(info=_SEEN)
    employee: Mapped[PenceCol] = mapped_column(info=_SEEN)
    employer: Mapped[PenceCol] = mapped_column(info=_SEEN)
    relief: Mapped[PenceCol] = mapped_column(info=_SEEN)

    @classmethod
    def issued(cls, before: Values[str, Any]) -> bool:
        """As its payslip."""
        return True


class PensionLetterRow(Record):
    """A letter as it was issued: ``facts`` hold every word of it that came from the records."""

    __tablename__ = "pension_letter"
    __table_args__ = (Index("ix_pension_letter_assistant", "assistant_id", "id"),)
    label = "pension letter"

    assistant_id: Mapped[int] = mapped_column(ForeignKey("assistant.id"))
    kind: Mapped[Code] = mapped_column(info=_SEEN)
    day: Mapped[date]
    by: Mapped[Words]
    facts: Mapped[Json] = mapped_column(info=_SEEN)

    @classmethod
    def issued(cls, before: Values[str, Any]) -> bool:
        """What was sent stands."""
        return True
