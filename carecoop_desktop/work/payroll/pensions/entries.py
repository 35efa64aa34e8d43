"""What the actions of pensions are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class SchemeEntry:
    """A scheme as it is typed in; rates in hundredths of a per cent, the employee's with its tax relief.
    ``employer_id`` None is the co-op's own."""

    name: str
    provider: str = ""
    relief: str = "relief-at-source"
    basis: str = "qualifying"
    employee_rate: int = 500
    employer_rate: int = 300
    duties_start: date | None = None
    automatic: bool = True
    layout: str = "nest"
    employer_reference: str = ""
    group_name: str = ""
    payment_source: str = ""
    contact: str = ""
    employer_id: int | None = None


@dataclass(frozen=True, slots=True)
class MembershipEntry:
    """Somebody who is, or was, in a scheme before the office kept it here."""

    assistant_id: int
    since: date
    until: date | None = None
    ended: str = ""
    member_number: str = ""
