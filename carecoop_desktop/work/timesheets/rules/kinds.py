"""The kinds of work and claims, what each is measured in, and the words for states."""

from __future__ import annotations

from dataclasses import dataclass

from carecoop_desktop.platform.kernel.money import divide_half_up, format_hours, format_money


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of line: ``measure`` is the column that holds its amount."""

    code: str
    word: str
    measure: str
    with_member: bool = False

    @property
    def timed(self) -> bool:
        """Whether it has a start and a finish: work done, as against a claim."""
        return self.measure in ("minutes", "nights")


KINDS = {
    kind.code: kind
    for kind in (
        Kind("standard", "Standard", "minutes", True),
        Kind("waking-night", "Waking night", "minutes", True),
        Kind("sleep-in", "Sleep-in", "nights", True),
        Kind("travel", "Travel", "minutes"),
        Kind("training", "Training", "minutes"),
        Kind("mileage", "Mileage", "miles"),
        Kind("expenses", "Expenses", "expenses"),
    )
}

STATES = {
    "draft": ("Draft", "quiet"),
    "signed": ("Member signed", "met"),
    "queried": ("Query", "warn"),
    "approved": ("Approved", "met"),
    "locked": ("Locked", "info"),
}
"""The word and the tone of each state of a line."""

_ORDER = ("queried", "draft", "signed", "approved", "locked")


def least_done(states: list[str]) -> str:
    """The state that a group of lines is in: that of the line which needs most doing. Empty for no lines."""
    return min(states, key=_ORDER.index) if states else ""


def miles_text(tenths: int) -> str:
    """Tenths of a mile as staff read them: ``120`` -> ``12``, ``125`` -> ``12.5``."""
    whole, rest = divmod(tenths, 10)
    return f"{whole:,}.{rest}" if rest else f"{whole:,}"


def hours_text(minutes: int) -> str:
    """Minutes as a cell shows them: one decimal where that is exact, else two. ``210`` -> ``3.5``."""
    if minutes % 6 == 0:
        tenths = minutes // 6
        return f"{tenths // 10:,}.{tenths % 10}"
    return format_hours(minutes)


def amount_text(kind: str, amount: int, *, total: bool = False) -> str:
    """An amount of a kind, with its unit where it is not hours. A total says more than a cell."""
    measure = KINDS[kind].measure
    if measure == "miles":
        return f"{miles_text(amount)} mi"
    if measure == "expenses":
        return format_money(amount)
    if measure == "nights":
        return f"{amount} {'night' if amount == 1 else 'nights'}" if total else str(amount)
    return format_hours(amount) if total else hours_text(amount)


def cost_of(kind: str, amount: int, rate: int) -> int:
    """Pence for an amount of a kind at its rate: an hour, a night or a mile. Expenses cost what they are."""
    measure = KINDS[kind].measure
    if measure == "expenses":
        return amount
    if measure == "nights":
        return amount * rate
    return divide_half_up(amount * rate, 10 if measure == "miles" else 60)
