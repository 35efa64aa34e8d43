"""What is kept of a personal assistant."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index

from carecoop_desktop.platform.database.base import Mapped, Record, guarded, mapped_column
from carecoop_desktop.platform.database.types import Code, MinutesCol, Name, PenceCol, Words

SEE_ADDRESS = "assistants.addresses"
SEE_BANK = "assistants.bank"
SEE_TAX = "assistants.tax"


class AssistantRow(Record):
    """A PA. ``status`` is applicant, active, paused or left; ``sex`` is M, F or empty, as HMRC's returns need it."""

    __tablename__ = "assistant"
    __table_args__ = (Index("ix_assistant_name_key", "name_key", "id"),)
    label = "personal assistant"

    number: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[Name]
    name_key: Mapped[Name]
    born: Mapped[date | None]
    sex: Mapped[Words]
    ni_number: Mapped[str | None] = mapped_column(info=guarded(SEE_TAX))
    address: Mapped[Words] = mapped_column(info=guarded(SEE_ADDRESS))
    postcode: Mapped[Words] = mapped_column(info=guarded(SEE_ADDRESS))
    phone: Mapped[Words] = mapped_column(info=guarded(SEE_ADDRESS))
    email: Mapped[Words] = mapped_column(info=guarded(SEE_ADDRESS))
    status: Mapped[Code]
    started: Mapped[date | None]
    left: Mapped[date | None]
    interests: Mapped[Words]
    languages: Mapped[Words]


class ContractRow(Record):
    """Terms from a date on. ``pay_frequency`` is monthly, weekly, fortnightly or four-weekly; ``weekly_minutes``
    0 means hours as agreed."""

    __tablename__ = "assistant_contract"
    label = "contract"

    assistant_id: Mapped[int] = mapped_column(ForeignKey("assistant.id"), index=True)
    since: Mapped[date]
    until: Mapped[date | None]
    kind: Mapped[Code]
    pay_frequency: Mapped[Code]
    weekly_minutes: Mapped[MinutesCol]
    holiday: Mapped[Code]
    note: Mapped[Words]


class PayRateRow(Record):
    """Pay for one kind of work from a date on: pence an hour, a night (sleep-in) or a mile."""

    __tablename__ = "assistant_pay_rate"
    label = "pay rate"

    assistant_id: Mapped[int] = mapped_column(ForeignKey("assistant.id"), index=True)
    kind: Mapped[Code]
    since: Mapped[date]
    pence: Mapped[PenceCol] = mapped_column(info=guarded(SEE_TAX))


class BankDetailRow(Record):
    """Where pay goes from a date on; read only by those who may see bank details."""

    __tablename__ = "assistant_bank"
    label = "bank details"

    assistant_id: Mapped[int] = mapped_column(ForeignKey("assistant.id"), index=True)
    since: Mapped[date]
    account_name: Mapped[Name] = mapped_column(info=guarded(SEE_BANK))
    sort_code: Mapped[str] = mapped_column(info=guarded(SEE_BANK))
    account_number: Mapped[str] = mapped_column(info=guarded(SEE_BANK))


class TaxDetailRow(Record):
    """Tax, NI, loans and pension from a date on. ``basis`` is cumulative or week1month1; ``loans`` like ``1+postgrad``;
    ``pension`` is none, relief-at-source, net-pay or salary-sacrifice with rates in hundredths of a percent;
    ``source`` says where it came from (P45, P6, P9, starter statement). ``p45_*`` are pay and tax of an earlier job;
    ``apprentice_until`` and ``veteran_since`` are the days that end the NI letters H and V."""

    __tablename__ = "assistant_tax"
    label = "tax details"

    assistant_id: Mapped[int] = mapped_column(ForeignKey("assistant.id"), index=True)
    since: Mapped[date]
    tax_code: Mapped[Code] = mapped_column(info=guarded(SEE_TAX))
    basis: Mapped[Code] = mapped_column(info=guarded(SEE_TAX))
    ni_letter: Mapped[Code] = mapped_column(info=guarded(SEE_TAX))
    loans: Mapped[Words] = mapped_column(info=guarded(SEE_TAX))
    pension: Mapped[Code] = mapped_column(default="none", info=guarded(SEE_TAX))
    pension_base: Mapped[Code] = mapped_column(default="qualifying")
    employee_rate: Mapped[int] = mapped_column(default=500)
    employer_rate: Mapped[int] = mapped_column(default=300)
    starter_statement: Mapped[Words]
    p45_pay: Mapped[PenceCol] = mapped_column(default=0, info=guarded(SEE_TAX))
    p45_tax: Mapped[PenceCol] = mapped_column(default=0, info=guarded(SEE_TAX))
    p45_tax_year: Mapped[Words]
    source: Mapped[Words]
    apprentice_until: Mapped[date | None]
    veteran_since: Mapped[date | None]


class VettingItemRow(Record):
    """One item of Schedule 3 (identity, conduct, why-left, qualifications, history, health) as held on file."""

    __tablename__ = "assistant_vetting"
    __table_args__ = (Index("ix_assistant_vetting_assistant_id_item", "assistant_id", "item"),)
    label = "vetting item"

    assistant_id: Mapped[int] = mapped_column(ForeignKey("assistant.id"))
    item: Mapped[Code]
    held: Mapped[Words]
    checked: Mapped[date | None]
    checked_by: Mapped[Words]
    complete: Mapped[bool] = mapped_column(default=False)


class DbsCheckRow(Record):
    """A DBS certificate seen, and its last Update Service check. ``renew_by`` follows the office's policy."""

    __tablename__ = "assistant_dbs"
    label = "DBS check"

    assistant_id: Mapped[int] = mapped_column(ForeignKey("assistant.id"), index=True)
    level: Mapped[Code]
    barred_lists: Mapped[Words]
    certificate: Mapped[Code]
    issued_on: Mapped[date]
    seen: Mapped[date | None]
    seen_by: Mapped[Words]
    update_service: Mapped[bool] = mapped_column(default=False)
    status_checked: Mapped[date | None]
    renew_by: Mapped[date]
    decision: Mapped[Words]


class RightToWorkRow(Record):
    """A right-to-work check: how, when, by whom, and when to look again (None: no limit)."""

    __tablename__ = "assistant_right_to_work"
    label = "right-to-work check"

    assistant_id: Mapped[int] = mapped_column(ForeignKey("assistant.id"), index=True)
    method: Mapped[Words]
    checked: Mapped[date]
    checked_by: Mapped[Words]
    follow_up: Mapped[date | None]


class ReferenceRow(Record):
    """A reference asked for and received."""

    __tablename__ = "assistant_reference"
    label = "reference"

    assistant_id: Mapped[int] = mapped_column(ForeignKey("assistant.id"), index=True)
    referee: Mapped[Words]
    relation: Mapped[Words]
    asked: Mapped[date | None]
    received: Mapped[date | None]
    verified: Mapped[bool] = mapped_column(default=False)


class TrainingRow(Record):
    """A course done; ``renew_by`` None means it need not be renewed."""

    __tablename__ = "assistant_training"
    __table_args__ = (Index("ix_assistant_training_assistant_id_course", "assistant_id", "course"),)
    label = "training"

    assistant_id: Mapped[int] = mapped_column(ForeignKey("assistant.id"))
    course: Mapped[Code]
    done: Mapped[date]
    renew_by: Mapped[date | None]
    given_by: Mapped[Words]


class SupervisionRow(Record):
    """A supervision, appraisal or observed practice that took place."""

    __tablename__ = "assistant_supervision"
    label = "supervision"

    assistant_id: Mapped[int] = mapped_column(ForeignKey("assistant.id"), index=True)
    kind: Mapped[Code]
    held: Mapped[date]
    by: Mapped[Words]
    note: Mapped[Words]


class SupportLinkRow(Record):
    """A PA supports a member: since when, for how long a week, and what they share."""

    __tablename__ = "support_link"
    __table_args__ = (Index("ix_support_link_pair", "assistant_id", "member_id"),)
    label = "match"

    assistant_id: Mapped[int] = mapped_column(ForeignKey("assistant.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    since: Mapped[date]
    until: Mapped[date | None]
    weekly_minutes: Mapped[MinutesCol]
    match: Mapped[Words]
