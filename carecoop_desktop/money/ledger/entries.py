"""What the actions of the ledger are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Receipt:
    """Money that came into the clients' bank account for one member; ``funder_id`` None is the member's own."""

    member_id: int
    funder_id: int | None
    heading: str
    pence: int
    day: date
    text: str = ""


@dataclass(frozen=True, slots=True)
class Payment:
    """Money paid out of the clients' bank account for one member."""

    member_id: int
    heading: str
    pence: int
    day: date
    text: str = ""


@dataclass(frozen=True, slots=True)
class EarlierWages:
    """Wages that an earlier payroll paid for one member's support."""

    member_id: int
    minutes: int
    pence: int
