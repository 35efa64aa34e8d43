"""How an entry is made up.

Two books stand apart. The clients' book holds what belongs to members: their accounts, the clients' bank account,
what is owed to PAs, HMRC and pension providers out of it, and what the co-op owes to it (``due-from-office``). The
co-op's own book holds its bank, its fees and its own pay, with the mirror of that debt (``due-to-clients``). Every
entry balances in each book by itself, and moves the two mirrors alike. So it holds at any moment, whatever was posted:

    sum of member balances = clients' bank + due from the co-op - owed to PAs, HMRC and pension providers

A pay run takes the whole employer's cost from the members and sets up what is owed; paying it out moves only the bank.
The co-op's own share of a pay run, and its fees, are settled between the two banks later.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from carecoop_desktop.money.ledger.rules.words import CLIENTS, OFFICE, book_of
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.kernel.money import format_money


@dataclass(frozen=True, slots=True)
class Leg:
    """One side of an entry: positive pence are a debit, negative a credit."""

    account: str
    heading: str
    pence: int
    funder_id: int | None = None
    minutes: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A whole entry, with the paper behind it."""

    day: date
    text: str
    source: str
    legs: tuple[Leg, ...]
    source_id: int | None = None
    corrects: int | None = None


def check_entry(entry: Entry) -> None:
    """Raise Refusal unless the entry balances in each book and moves both mirrors alike."""
    if not entry.legs:
        raise Refusal(f"“{entry.text}” has no amounts.", "Nothing was posted.")
    for book, words in ((CLIENTS, "the clients' money"), (OFFICE, "the co-op's own money")):
        over = sum(leg.pence for leg in entry.legs if book_of(leg.account) == book)
        if over:
            raise Refusal(
                f"“{entry.text}” does not balance in {words}: it is {format_money(abs(over))} out.",
                "Nothing was posted.",
            )
    if _moved(entry.legs, "due-from-office") + _moved(entry.legs, "due-to-clients"):
        raise Refusal(f"“{entry.text}” moves money between the two books on one side only.", "Nothing was posted.")


def _moved(legs: Sequence[Leg], account: str) -> int:
    return sum(leg.pence for leg in legs if leg.account == account)


def transfer(pence: int, heading: str, text: str = "") -> tuple[Leg, Leg]:
    """The two mirrors: the co-op owes the clients' account so much more (less, where negative)."""
    return (
        Leg("due-from-office", heading, pence, text=text),
        Leg("due-to-clients", heading, -pence, text=text),
    )


def reversed_legs(legs: Sequence[Leg], text: str) -> tuple[Leg, ...]:
    """The same legs the other way round."""
    return tuple(Leg(leg.account, leg.heading, -leg.pence, leg.funder_id, -leg.minutes, text) for leg in legs)
