"""What is kept of a member."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index

from carecoop_desktop.platform.database.base import Mapped, Record, guarded, mapped_column
from carecoop_desktop.platform.database.types import Code, Name, Words


class MemberRow(Record):
    """A member. ``status`` is joining, active, paused or left; ``employer`` says who legally employs their PAs
    (co-op, member, other) and ``directs_care`` who is in charge of the care (member, representative, co-op)."""

    __tablename__ = "member"
    __table_args__ = (Index("ix_member_name_key", "name_key", "id"),)
    label = "member"

    number: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[Name]
    name_key: Mapped[Name]
    known_as: Mapped[Words]
    born: Mapped[date | None]
    nhs_number: Mapped[str | None] = mapped_column(unique=True)
    address: Mapped[Words] = mapped_column(info=guarded("members.addresses"))
    postcode: Mapped[Words] = mapped_column(info=guarded("members.addresses"))
    phone: Mapped[Words] = mapped_column(info=guarded("members.addresses"))
    email: Mapped[Words] = mapped_column(info=guarded("members.addresses"))
    status: Mapped[Code]
    joined: Mapped[date | None]
    left: Mapped[date | None]
    employer: Mapped[Code] = mapped_column(default="co-op")
    directs_care: Mapped[Code] = mapped_column(default="member")
    quote: Mapped[Words]
    about_me: Mapped[Words]
    important_to_me: Mapped[Words]
    how_to_support_me: Mapped[Words]
    about_written: Mapped[date | None]
    contact_by: Mapped[Words]
    plan_review: Mapped[date | None]


class ContactRow(Record):
    """Somebody around a member. ``role`` is the legal standing: suitable-person, lpa-health, lpa-money, deputy,
    nominee, advocate, next-of-kin, emergency, other."""

    __tablename__ = "member_contact"
    label = "contact"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    name: Mapped[Name]
    relation: Mapped[Words]
    role: Mapped[Code]
    phone: Mapped[Words] = mapped_column(info=guarded("members.addresses"))
    email: Mapped[Words] = mapped_column(info=guarded("members.addresses"))
    since: Mapped[date | None]
    until: Mapped[date | None]
    note: Mapped[Words]


class InformationNeedRow(Record):
    """How information must reach a member (Accessible Information Standard): format, support and when to look again."""

    __tablename__ = "member_information_need"
    label = "information need"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    need: Mapped[Code]
    detail: Mapped[Words]
    recorded: Mapped[date]
    review: Mapped[date | None]


class ConsentRow(Record):
    """A consent given or refused. ``given_by`` is the member or the person who may decide for them, ``basis`` why."""

    __tablename__ = "member_consent"
    label = "consent"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    subject: Mapped[Code]
    given: Mapped[bool]
    recorded: Mapped[date]
    given_by: Mapped[Words]
    basis: Mapped[Words]
    review: Mapped[date | None]
    withdrawn: Mapped[date | None]


class ChangeRequestRow(Record):
    """Something a member asked to be different, and how long it took. ``result`` is open, done or declined."""

    __tablename__ = "member_change_request"
    label = "request"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    asked: Mapped[date]
    what: Mapped[Words]
    asked_through: Mapped[Words]
    result: Mapped[Code] = mapped_column(default="open")
    answered: Mapped[date | None]
    answer: Mapped[Words]
