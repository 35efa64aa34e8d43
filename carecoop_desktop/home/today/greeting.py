"""The words at the top of Today."""

from __future__ import annotations

from datetime import date, datetime

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip


def greeting(name: str, now: datetime) -> str:
    """``Good morning, Priya``: by the clock on the wall and the first name."""
    part = "morning" if now.hour < 12 else "afternoon" if now.hour < 18 else "evening"
    return f"Good {part}, {name.split()[0] if name.split() else name}"


def line(day: date, waiting: int) -> str:
    """``Sunday 22 November 2026 · 7 things need the office``."""
    things = "nothing needs" if not waiting else "1 thing needs" if waiting == 1 else f"{waiting} things need"
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year} · {things} the office"
