"""What staff fill in about a member and the people around them: plain values that the actions take and check."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypedDict


class MemberFields(TypedDict, total=False):
    """A member's own fields, as ``add_member`` and ``change_member`` take them; what is left out stays as it is."""

    number: str
    name: str
    known_as: str
    born: date | None
    nhs_number: str | None
    address: str
    postcode: str
    phone: str
    email: str
    status: str
    joined: date | None
    left: date | None
    employer: str
    directs_care: str
    quote: str
    about_me: str
    important_to_me: str
    how_to_support_me: str
    about_written: date | None
    contact_by: str
    plan_review: date | None


@dataclass(frozen=True, slots=True)
class NewContact:
    """Somebody around a member, in one legal role."""

    member_id: int
    name: str
    role: str
    relation: str = ""
    phone: str = ""
    email: str = ""
    since: date | None = None
    until: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class NewNeed:
    """How information must reach a member; ``recorded`` None means today."""

    member_id: int
    need: str
    detail: str = ""
    recorded: date | None = None
    review: date | None = None


@dataclass(frozen=True, slots=True)
class NewConsent:
    """A consent given or refused; ``recorded`` None means today."""

    member_id: int
    subject: str
    given: bool
    given_by: str
    basis: str
    recorded: date | None = None
    review: date | None = None
    withdrawn: date | None = None


@dataclass(frozen=True, slots=True)
class NewRequest:
    """Something a member asked to be different; ``asked`` None means today. ``result`` is open, done or declined."""

    member_id: int
    what: str
    asked_through: str = ""
    asked: date | None = None
    result: str = "open"
    answered: date | None = None
    answer: str = ""
