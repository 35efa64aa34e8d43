"""What an action is given about absence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Absence:
    """One absence as it is typed: ``weekdays`` are digits, Monday 0; see the table for the rest."""

    kind: str
    first: date | None
    last: date | None = None
    weekdays: str = "01234"
    minutes: int | None = None
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
