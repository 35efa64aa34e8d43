"""The people around a member, information needs, consents, and what members asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from carecoop_desktop.people.members.permissions import SEE_ADDRESSES
from carecoop_desktop.people.members.rules import (
    CONSENT_BASES,
    CONSENT_SUBJECTS,
    CONTACT_ROLES,
    Due,
    consent_state,
    in_force,
    need_words,
    request_state,
    review_state,
)
from carecoop_desktop.people.members.tables import (
    ChangeRequestRow,
    ConsentRow,
    ContactRow,
    InformationNeedRow,
)
from carecoop_desktop.platform.office.reader import Reader

_CONTACTS, _NEEDS = ContactRow.__table__, InformationNeedRow.__table__
_CONSENTS, _REQUESTS = ConsentRow.__table__, ChangeRequestRow.__table__


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody around a member. Telephone and e-mail are empty for those who may not see them."""

    id: int
    version: int
    name: str
    relation: str
    role: str
    phone: str
    email: str
    since: date | None
    until: date | None
    note: str
    current: bool

    @property
    def role_word(self) -> str:
        """The role as staff say it."""
        return CONTACT_ROLES[self.role]

    @property
    def who(self) -> str:
        """``Janet Hollis (mother)``; the relation alone where the name is not known."""
        if not self.name:
            return f"{self.relation.capitalize()} (name not recorded)"
        return f"{self.name} ({self.relation})" if self.relation else self.name


@dataclass(frozen=True, slots=True)
class Need:
    """How information must reach a member, and when that is looked at again."""

    id: int
    version: int
    need: str
    detail: str
    recorded: date
    review: date | None
    state: Due

    @property
    def words(self) -> str:
        """``Easy Read, short sentences``."""
        return need_words(self.need, self.detail)


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent or a refusal, who gave it, on what basis, and how it stands today."""

    id: int
    version: int
    subject: str
    given: bool
    recorded: date
    given_by: str
    basis: str
    review: date | None
    withdrawn: date | None
    state: Due

    @property
    def subject_word(self) -> str:
        """What it is about."""
        return CONSENT_SUBJECTS[self.subject]

    @property
    def basis_word(self) -> str:
        """On what basis it was given."""
        return CONSENT_BASES.get(self.basis, self.basis)


@dataclass(frozen=True, slots=True)
class AskedFor:
    """Something a member asked to be different. ``days`` from asked to answered, None while it is open."""

    id: int
    version: int
    member_id: int
    asked: date
    what: str
    asked_through: str
    result: str
    answered: date | None
    answer: str
    days: int | None
    state: Due


def contacts_of(reader: Reader, member_id: int, *, ended: bool = False) -> list[Contact]:
    """The people around a member, by legal role; those whose role ended only when asked for."""
    rows = reader.connection.execute(select(_CONTACTS).where(_CONTACTS.c.member_id == member_id))
    order = list(CONTACT_ROLES)
    found = [_contact(reader, row) for row in rows]
    found.sort(key=lambda contact: (not contact.current, order.index(contact.role), contact.id))
    return [contact for contact in found if contact.current or ended]


def _contact(reader: Reader, row: Any) -> Contact:
    shown = reader.may(SEE_ADDRESSES)
    return Contact(
        row.id,
        row.version,
        row.name,
        row.relation,
        row.role,
        row.phone if shown else "",
        row.email if shown else "",
        row.since,
        row.until,
        row.note,
        row.until is None or (in_force(row.since, row.until, reader.today) and row.until > reader.today),
    )


def needs_of(reader: Reader, member_id: int) -> list[Need]:
    """How information must reach a member, oldest first."""
    rows = reader.connection.execute(select(_NEEDS).where(_NEEDS.c.member_id == member_id).order_by(_NEEDS.c.id))
    return [
        Need(
            row.id, row.version, row.need, row.detail, row.recorded, row.review, review_state(row.review, reader.today)
        )
        for row in rows
    ]


def consents_of(reader: Reader, member_id: int, *, earlier: bool = False) -> list[Consent]:
    """A member's consents that stand, by subject; with ``earlier`` the withdrawn and replaced ones after them."""
    rows = reader.connection.execute(
        select(_CONSENTS)
        .where(_CONSENTS.c.member_id == member_id)
        .order_by(_CONSENTS.c.recorded.desc(), _CONSENTS.c.id.desc())
    )
    order = list(CONSENT_SUBJECTS)
    found = [
        Consent(
            row.id,
            row.version,
            row.subject,
            row.given,
            row.recorded,
            row.given_by,
            row.basis,
            row.review,
            row.withdrawn,
            consent_state(row.given, row.withdrawn, row.review, reader.today),
        )
        for row in rows
    ]
    found.sort(key=lambda consent: (consent.withdrawn is not None, order.index(consent.subject)))
    return [consent for consent in found if consent.withdrawn is None or earlier]


def requests_of(reader: Reader, member_id: int | None = None, *, only_open: bool = False) -> list[AskedFor]:
    """What a member (or every member) asked for: open ones first, then the newest."""
    statement = select(_REQUESTS).order_by(_REQUESTS.c.asked.desc(), _REQUESTS.c.id.desc())
    if member_id is not None:
        statement = statement.where(_REQUESTS.c.member_id == member_id)
    if only_open:
        statement = statement.where(_REQUESTS.c.result == "open")
    found = [_asked(row, reader.today) for row in reader.connection.execute(statement)]
    return sorted(found, key=lambda request: request.result != "open")


def _asked(row: Any, today: date) -> AskedFor:
    days = None if row.answered is None else (row.answered - row.asked).days
    return AskedFor(
        row.id,
        row.version,
        row.member_id,
        row.asked,
        row.what,
        row.asked_through,
        row.result,
        row.answered,
        row.answer,
        days,
        request_state(row.asked, row.answered, row.result, today),
    )
