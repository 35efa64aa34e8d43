"""What happens to members that rooms above want to hear of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ImportedMember:
    """A row of an office's spreadsheet that became a member, with what belongs to higher rooms.

    ``council`` is the funder's name as typed, ``scheme`` DP, PHB, s117, self, other or ``""`` where nothing was
    given; ``weekly`` and ``contribution`` are pence a week, None where nothing was given.
    """

    member_id: int
    new: bool
    council: str
    scheme: str
    weekly: int | None
    contribution: int | None
    circle: str
    joined: date | None


@dataclass(frozen=True, slots=True)
class MembersImported:
    """An import of members was written; published inside its transaction. ``seen`` is the last change that whoever
    accepted it had seen; None where nobody had looked."""

    rows: tuple[ImportedMember, ...]
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class MemberLeft:
    """A member left the co-operative on a day; places in circles and matches with PAs end with it."""

    member_id: int
    day: date
