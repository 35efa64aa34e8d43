"""What screens are given of files to HMRC: frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

STATES = {
    "made": ("not sent", "warn"),
    "waiting": ("HMRC is looking", "info"),
    "accepted": ("accepted", "met"),
    "refused": ("refused", "bad"),
    "lost": ("no answer", "bad"),
}
"""Words and tone of each state."""


@dataclass(frozen=True, slots=True)
class Filing:
    """One file for HMRC and what became of it."""

    id: int
    kind: str
    employer_id: int
    employer: str
    pay_run_id: int | None
    tax_year: str
    tax_month: int | None
    mark: str
    test: bool
    made: datetime
    by: str
    people: int
    state: str
    correlation: str
    endpoint: str
    again_after: int
    answered: datetime | None
    words: str
    title: str


@dataclass(frozen=True, slots=True)
class Objection:
    """One error of HMRC's; ``name`` is the PA it is about, empty where it is about the file."""

    number: str
    text: str
    assistant_id: int | None
    name: str
    location: str


@dataclass(frozen=True, slots=True)
class DueFile:
    """What HMRC is to be told, or paid, by a day: kind fps, eps or payment. ``pence`` is what is to be paid."""

    kind: str
    employer_id: int
    employer: str
    title: str
    due: date
    tax_year: str
    pay_run_id: int | None = None
    tax_month: int | None = None
    pence: int = 0
