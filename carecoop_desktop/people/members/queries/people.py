"""Members themselves: names, heads, whole records, counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from carecoop_desktop.people.members.permissions import SEE_ADDRESSES
from carecoop_desktop.people.members.rules import STATUSES, need_words
from carecoop_desktop.people.members.tables import InformationNeedRow, MemberRow
from carecoop_desktop.platform.database.lists.folding import fold
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.reader import Reader

_M, _NEEDS = MemberRow.__table__, InformationNeedRow.__table__


@dataclass(frozen=True, slots=True)
class MemberHead:
    """What stands at the top of every page of a member; ``address`` is empty for those who may not see it."""

    id: int
    number: str
    name: str
    known_as: str
    status: str
    quote: str
    joined: date | None
    information_needs: tuple[str, ...]
    address: str
    contact_by: str
    born: date | None

    @property
    def first_name(self) -> str:
        """What to call them."""
        return self.known_as or self.name.split()[0]

    @property
    def status_word(self) -> str:
        """The standing as staff say it."""
        return STATUSES[self.status]


@dataclass(frozen=True, slots=True)
class MemberRecord:
    """Everything that ``change_member`` can change, with the version that was read.

    ``addresses_shown`` is False where address, telephone and e-mail are empty because the reader may not see them.
    """

    id: int
    version: int
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
    addresses_shown: bool = True


@dataclass(frozen=True, slots=True)
class MemberKey:
    """What two records of one person would share."""

    id: int
    number: str
    name: str
    name_key: str
    born: date | None
    nhs_number: str | None


@dataclass(frozen=True, slots=True)
class MemberCounts:
    """How many members there are, by standing."""

    active: int = 0
    joining: int = 0
    paused: int = 0
    left: int = 0

    @property
    def present(self) -> int:
        """All who have not left."""
        return self.active + self.joining + self.paused


def member_names(reader: Reader) -> dict[int, str]:
    """Every member's name by id, those who left included."""
    return {row.id: row.name for row in reader.connection.execute(select(_M.c.id, _M.c.name).order_by(_M.c.id))}


def member_ids(reader: Reader, *statuses: str) -> list[int]:
    """The members in these standings (all who have not left when none is named), by name."""
    wanted = statuses or ("active", "joining", "paused")
    found = select(_M.c.id).where(_M.c.status.in_(wanted)).order_by(_M.c.name_key, _M.c.id)
    return list(reader.connection.execute(found).scalars())


def member_head(reader: Reader, member_id: int) -> MemberHead:
    """The head of a member's pages. Refusal when there is no such member."""
    row = _one(reader, member_id)
    address = ", ".join(part for part in (row.address, row.postcode) if part) if reader.may(SEE_ADDRESSES) else ""
    return MemberHead(
        row.id,
        row.number,
        row.name,
        row.known_as,
        row.status,
        row.quote,
        row.joined,
        information_needs(reader, member_id),
        address,
        row.contact_by,
        row.born,
    )


def information_needs(reader: Reader, member_id: int) -> tuple[str, ...]:
    """How information must reach a member, in words; a recorded "no particular need" is none."""
    found = select(_NEEDS).where(_NEEDS.c.member_id == member_id, _NEEDS.c.need != "none").order_by(_NEEDS.c.id)
    return tuple(need_words(row.need, row.detail) for row in reader.connection.execute(found))


def member_record(reader: Reader, member_id: int) -> MemberRecord:
    """The whole record for a form."""
    row = dict(_one(reader, member_id)._mapping)
    row.pop("name_key")
    shown = reader.may(SEE_ADDRESSES)
    if not shown:
        row.update(address="", postcode="", phone="", email="")
    return MemberRecord(**row, addresses_shown=shown)


def member_keys(reader: Reader) -> list[MemberKey]:
    """What every member could be mistaken by, for finding doubles."""
    columns = (_M.c.id, _M.c.number, _M.c.name, _M.c.name_key, _M.c.born, _M.c.nhs_number)
    return [MemberKey(*row) for row in reader.connection.execute(select(*columns).order_by(_M.c.id))]


def member_counts(reader: Reader) -> MemberCounts:
    """How many members there are, by standing."""
    rows = reader.connection.execute(select(_M.c.status, func.count()).group_by(_M.c.status))
    return MemberCounts(**dict(tuple(row) for row in rows))


def find_members(reader: Reader, typed: str, limit: int = 12) -> list[tuple[int, str]]:
    """Members whose name contains what was typed, accents aside, or whose number it is: for type-ahead."""
    wanted = fold(typed)
    found = (
        select(_M.c.id, _M.c.name, _M.c.number)
        .where(_M.c.name_key.contains(wanted, autoescape=True) | (_M.c.number == typed.strip()))
        .order_by(_M.c.name_key, _M.c.id)
        .limit(limit)
    )
    return [(row.id, row.name) for row in reader.connection.execute(found)]


def _one(reader: Reader, member_id: int) -> Any:
    row = reader.connection.execute(select(_M).where(_M.c.id == member_id)).first()
    if row is None:
        raise Refusal("This member is no longer there.", "Somebody may have removed them; look in the history.")
    return row
