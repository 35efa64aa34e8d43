"""How long a member's money lasts, what comes next, and what a council may ask back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from carecoop_desktop.platform.kernel.money import divide_half_up, format_money
from carecoop_desktop.platform.kernel.worked import Line, Worked

CONTINGENCY_WEEKS = 4
"""How many weeks' money an account should hold for emergencies."""


def cover_tenths(balance: int, weekly: int) -> int | None:
    """Weeks that a balance lasts, in tenths, the rest cut off; None where there is no weekly budget."""
    if weekly <= 0:
        return None
    return balance * 10 // weekly if balance >= 0 else -(-balance * 10 // weekly)


def is_low(balance: int, weekly: int) -> bool:
    """Whether a balance is below the contingency."""
    return weekly > 0 and balance < CONTINGENCY_WEEKS * weekly


def weeks_words(tenths: int | None) -> str:
    """``7.9``; a dash where it cannot be said."""
    if tenths is None:
        return "–"
    return f"{'-' if tenths < 0 else ''}{abs(tenths) // 10}.{abs(tenths) % 10}"


def cover_words(tenths: int | None) -> str:
    """``7.9 weeks' cover``."""
    return "no weekly budget" if tenths is None else f"{weeks_words(tenths)} weeks’ cover"


def state_of(balance: int, weekly: int, limit_weeks: int | None) -> tuple[str, str]:
    """The word and tone of an account's state."""
    if balance < 0:
        return "Overdrawn", "bad"
    if weekly <= 0:
        return ("No budget", "quiet")
    if is_low(balance, weekly):
        return "Low cover", "warn"
    if limit_weeks is not None and balance > (limit_weeks + CONTINGENCY_WEEKS) * weekly:
        return "Over the limit", "info"
    return "Active", "met"


def monthly(weekly: int) -> int:
    """What a weekly amount comes to in an average month."""
    return divide_half_up(weekly * 52, 12)


@dataclass(frozen=True, slots=True)
class SetAside:
    """What of a balance is spoken for, in pence."""

    unpaid: int = 0
    hmrc: int = 0
    pension: int = 0
    holiday: int = 0
    redundancy: int = 0
    one_off: int = 0
    contingency: int = 0

    @property
    def total(self) -> int:
        """All of it."""
        return sum(pence for _label, pence in self.parts())

    def parts(self) -> Iterator[tuple[str, int]]:
        """Each part with its name."""
        yield "Approved and not yet paid", self.unpaid
        yield "Due to HMRC", self.hmrc
        yield "Due to the pension provider", self.pension
        yield "Holiday built up", self.holiday
        yield "Redundancy", self.redundancy
        yield "One-off payments kept for their purpose", self.one_off
        yield "Agreed contingency", self.contingency


def available(balance: int, aside: SetAside) -> int:
    """What is left of a balance when everything that is spoken for is taken off."""
    return balance - aside.total


def surplus(balance: int, aside: SetAside, limit_weeks: int, weekly: int) -> Worked:
    """What a funder may ask back under a rule of so many weeks' money, with its working."""
    free = available(balance, aside)
    limit = limit_weeks * weekly
    return Worked(max(0, free - limit), lambda: _surplus_lines(balance, aside, limit_weeks, weekly))


def _surplus_lines(balance: int, aside: SetAside, limit_weeks: int, weekly: int) -> Iterator[Line]:
    free = available(balance, aside)
    limit = limit_weeks * weekly
    yield Line("Balance", "in the account", balance)
    for label, pence in aside.parts():
        if pence:
            yield Line(label, "set aside", -pence)
    yield Line("Available", "what is not spoken for", free)
    yield Line("Limit", f"{limit_weeks} weeks of {format_money(weekly)}", limit, "the funder's rule on unspent money")
    yield Line("May be asked back", "what is available above the limit", max(0, free - limit))


def forecast(balance: int, coming: int, going: int, months: int) -> tuple[int, ...]:
    """Month-end balances ahead when so much comes in and so much goes out each month."""
    return tuple(balance + (coming - going) * month for month in range(1, months + 1))


def usual(amounts: Sequence[int], look_back: int = 3) -> int:
    """The mean of the latest amounts, those of months without any left out at the start."""
    latest = list(amounts[-look_back:])
    while latest and latest[0] == 0:
        latest.pop(0)
    return divide_half_up(sum(latest), len(latest)) if latest else 0
