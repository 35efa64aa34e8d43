"""Working days of a week as people type them: ``Mon-Fri``, ``Mon Wed Fri``, ``every day``."""

from __future__ import annotations

from carecoop_desktop.platform.kernel.dates import WEEKDAYS
from carecoop_desktop.platform.kernel.errors import Invalid, Issue

_ACCEPTED = "Such as Mon-Fri, or Mon Wed Sat"


def read_days(typed: str, field: str = "weekdays") -> str:
    """Digits of the days, Monday 0. Raises Invalid for what is no day."""
    words = typed.lower().replace(",", " ").replace("–", "-").replace(" - ", "-").replace(" to ", "-").split()
    if words in (["every", "day"], ["all"], ["daily"]):
        return "0123456"
    found: set[int] = set()
    for word in words:
        first, _, last = word.partition("-")
        begins, ends = _day(first, field), _day(last or first, field)
        found |= {day % 7 for day in range(begins, ends + (8 if ends < begins else 1))}
    if not found:
        raise Invalid([Issue(field, "Enter the working days of the week.", _ACCEPTED)])
    return "".join(str(day) for day in sorted(found))


def _day(word: str, field: str) -> int:
    fits = [number for number, name in enumerate(WEEKDAYS) if len(word) > 1 and _same(name.lower(), word)]
    if len(fits) != 1:
        raise Invalid([Issue(field, f"“{word}” is no day of the week.", _ACCEPTED)])
    return fits[0]


def _same(name: str, word: str) -> bool:
    return name.startswith(word) or word.startswith(name)


def days_words(digits: str) -> str:
    """The days as the form shows them: a run of days as ``Mon-Fri``."""
    days = [int(digit) for digit in digits]
    if len(days) == len(WEEKDAYS):
        return "every day"
    if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
        return f"{WEEKDAYS[days[0]][:3]}-{WEEKDAYS[days[-1]][:3]}"
    return " ".join(WEEKDAYS[day][:3] for day in days)
