"""Pay by kind of work, and whether it reaches the minimum wage."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from carecoop_desktop.platform.kernel.dates import age_on, format_date
from carecoop_desktop.platform.kernel.errors import Issue
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.statutory.tables.employment import MinimumWage

RATE_KINDS: Mapping[str, str] = {
    "standard": "Standard hour",
    "waking-night": "Waking-night hour",
    "sleep-in": "Sleep-in, a night",
    "travel": "Travel hour",
    "training": "Training hour",
    "mileage": "Mile",
}
"""What can have a rate, in the office's words."""

BY_THE_HOUR = frozenset({"standard", "waking-night", "travel", "training"})
_MOST = {"mileage": 200, "sleep-in": 50_000}
_MOST_AN_HOUR = 20_000


def rate_of(rates: Mapping[str, int], kind: str) -> int | None:
    """The rate of a kind; hours of any kind without a rate of their own are paid like standard hours."""
    if kind in rates:
        return rates[kind]
    return rates.get("standard") if kind in BY_THE_HOUR else None


def rate_issues(kind: str, pence: int | None) -> list[Issue]:
    """What is wrong with a rate as typed."""
    if kind not in RATE_KINDS:
        return [Issue("kind", "This kind of work has no rate.", ", ".join(RATE_KINDS.values()))]
    if pence is None or pence <= 0:
        return [Issue("pence", "The rate is missing.", "An amount above £0.00.")]
    most = _MOST.get(kind, _MOST_AN_HOUR)
    if pence > most:
        sentence = f"{format_money(pence)} is too much for one {_unit(kind)}."
        return [Issue("pence", sentence, f"Up to {format_money(most)}.")]
    return []


def _unit(kind: str) -> str:
    return {"mileage": "mile", "sleep-in": "night"}.get(kind, "hour")


def minimum_wage(table: MinimumWage, born: date, day: date) -> int:
    """The lowest lawful hourly rate in pence at somebody's age on a day (apprentices apart)."""
    age = age_on(born, day)
    return next(rate.hourly for rate in table.rates if age >= rate.from_age)


def wage_warning(table: MinimumWage, kind: str, pence: int, born: date | None, day: date) -> str:
    """A sentence where an hourly rate lies below the minimum wage; empty where all is well or it cannot be told.

    It warns and does not refuse: an apprentice may lawfully be paid less.
    """
    if kind not in BY_THE_HOUR or born is None:
        return ""
    least = minimum_wage(table, born, day)
    if pence >= least:
        return ""
    return (
        f"{format_money(pence)} is below the minimum wage of {format_money(least)} an hour "
        f"at {age_on(born, day)} on {format_date(day)}."
    )
