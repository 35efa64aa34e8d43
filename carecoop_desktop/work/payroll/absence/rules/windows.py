"""The pay periods by which somebody was paid: of the frequency that the contract named at the time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from carecoop_desktop.platform.kernel.dates import Span

Frequencies = tuple[tuple[date, str], ...]
"""How often somebody was to be paid, from which day on, oldest first."""

_LONGEST = timedelta(days=31)


def frequency_on(history: Frequencies, day: date, otherwise: str = "") -> str:
    """How often somebody was paid on a day; before the first contract as by that."""
    begun = [frequency for since, frequency in history if since <= day]
    return begun[-1] if begun else history[0][1] if history else otherwise


def windows_of(periods: Iterable[tuple[str, Span]], here: tuple[str, Span], history: Frequencies) -> list[Span]:
    """The periods of a person's own frequency before the one in hand, oldest first, and that one as the last.

    Where the frequency changed, a period begins on the day after the last of the other kind: no day is paid for twice,
    and none is left out.
    """
    own = [
        (frequency, window)
        for frequency, window in periods
        if window.last < here[1].last and frequency_on(history, window.last, here[0]) == frequency
    ]
    found: list[Span] = []
    before = ""
    for frequency, window in [*own, here]:
        changed = found and frequency != before and frequency_on(history, window.last, frequency) == frequency
        span = _after(found[-1].last, window) if changed else window
        if span is not None:
            found.append(span)
            before = frequency
    return found


def _after(last: date, window: Span) -> Span | None:
    """A period from the day after ``last``, unless there is a long time between; None where nothing of it is left."""
    begins = last + timedelta(days=1)
    if window.first - begins > _LONGEST:
        return window
    return Span(begins, window.last) if begins <= window.last else None
