"""What is entered about funders and agreements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Funder:
    """A funder. ``surplus_weeks``: how many weeks' money it lets stand before it asks some back (None: not known)."""

    name: str
    kind: str = "council"
    code: str = ""
    surplus_weeks: int | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a funder pays for one member: the gross weekly budget, and the member's own share of it, in pence."""

    member_id: int
    funder_id: int
    scheme: str
    weekly: int | None
    start: date | None
    contribution: int | None = 0
    frequency: str = "four-weekly"
    reference: str = ""
    end: date | None = None
    review: date | None = None
    note: str = ""
