"""One absence as rules and screens take it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Record:
    """An absence with everything that pay needs of it; see the table for what each value means."""

    id: int
    version: int
    assistant_id: int
    kind: str
    first: date
    last: date | None
    weekdays: str = "01234"
    minutes: int = 0
    reason: str = ""
    self_certified: date | None = None
    note_from: date | None = None
    note_until: date | None = None
    event: date | None = None
    adoption: bool = False
    notified: date | None = None
    late_accepted: bool = False
    evidence: str = ""
    evidence_seen: date | None = None
    partner_declared: bool = False
    withheld: str = ""
    employer_id: int | None = None

    @property
    def days(self) -> frozenset[int]:
        """The qualifying days of the week, Monday 0."""
        return frozenset(int(digit) for digit in self.weekdays)
