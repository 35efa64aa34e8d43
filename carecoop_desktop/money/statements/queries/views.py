"""A statement as one value: what screen, paper and CSV all read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class MoneyIn:
    """One stream of money: what was to come and what came."""

    funder: str
    stream: str
    expected: int
    received: int

    @property
    def variance(self) -> int:
        """More (positive) or less than was to come."""
        return self.received - self.expected


@dataclass(frozen=True, slots=True)
class MoneyOut:
    """What went out under one heading."""

    heading: str
    pence: int


@dataclass(frozen=True, slots=True)
class HoursUsed:
    """One PA's minutes in the month, worked and as agreed, and sleep-in nights."""

    assistant: str
    planned: int
    worked: int
    nights: int = 0


@dataclass(frozen=True, slots=True)
class Aside:
    """One part of the money that is spoken for, with the words that explain it."""

    label: str
    pence: int
    words: str


@dataclass(frozen=True, slots=True)
class SurplusTest:
    """What one funder may ask back by its rule. ``lines`` are its working: label, words, pence."""

    funder: str
    weeks: int
    limit: int
    available: int
    surplus: int
    lines: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Transaction:
    """One line of the account; ``pence`` is positive for money in."""

    day: date
    heading: str
    text: str
    minutes: int
    pence: int
    balance: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """The account at month-ends, behind and ahead, and whether the next month can be paid."""

    months: tuple[date, ...]
    known: tuple[int, ...]
    ahead: tuple[int, ...]
    contingency: int
    coming: int
    going: int
    word: str
    tone: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Issued:
    """When and by whom a statement was issued."""

    on: date
    by: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A member's month of money and hours."""

    member_id: int
    number: str
    name: str
    called: str
    office: str
    practice: bool
    first: date
    last: date
    made_on: date
    information_needs: tuple[str, ...]
    large_print: bool
    funders: tuple[str, ...]
    weekly: int
    opening: int
    coming: int
    going: int
    closing: int
    tenths: int | None
    money_in: tuple[MoneyIn, ...]
    arrears: int
    money_out: tuple[MoneyOut, ...]
    hours: tuple[HoursUsed, ...]
    set_aside: tuple[Aside, ...]
    surplus: tuple[SurplusTest, ...]
    outlook: Outlook
    needs_you: tuple[str, ...]
    transactions: tuple[Transaction, ...]
    issued: Issued | None = None

    @property
    def month(self) -> str:
        """``November 2026``."""
        return f"{self.first:%B %Y}"

    @property
    def minutes(self) -> int:
        """Minutes worked for this member in the month."""
        return sum(line.worked for line in self.hours)

    @property
    def planned(self) -> int:
        """Minutes agreed for the month."""
        return sum(line.planned for line in self.hours)
