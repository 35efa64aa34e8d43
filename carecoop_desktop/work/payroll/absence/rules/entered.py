"""What may be filled in about an absence, and which two cannot be at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from carecoop_desktop.platform.kernel.dates import Span, format_date
from carecoop_desktop.platform.kernel.errors import Issue
from carecoop_desktop.work.payroll.absence.entries import Absence
from carecoop_desktop.work.payroll.absence.rules.kinds import HOLIDAY, KINDS, word

_LONGEST = 366 * 2
_FAR = date(9999, 12, 31)


class Away(Protocol):
    """An absence that stands."""

    @property
    def kind(self) -> str: ...
    @property
    def first(self) -> date: ...
    @property
    def last(self) -> date | None: ...


def absence_issues(entry: Absence, started: date | None, left: date | None) -> list[Issue]:
    """Everything wrong with one absence by itself. ``started`` and ``left`` are the PA's employment."""
    if entry.kind not in KINDS:
        return [Issue("kind", "Choose what kind of absence it is.")]
    if entry.first is None:
        return [Issue("first", "Enter the first day away.")]
    return [*_dates(entry, entry.first, started, left), *_days(entry), *_family(entry), *_notes(entry)]


def _dates(entry: Absence, first: date, started: date | None, left: date | None) -> list[Issue]:
    found = []
    kind = KINDS[entry.kind]
    if entry.last is None and not kind.open:
        found.append(Issue("last", f"{kind.word} needs its last day."))
    if entry.last is not None and entry.last < first:
        found.append(Issue("last", "The last day is before the first.", f"{format_date(first)} or later"))
    elif entry.last is not None and (entry.last - first).days > _LONGEST:
        found.append(Issue("last", "That is more than two years.", "Check the year."))
    if started is not None and first < started:
        found.append(Issue("first", f"Employment began on {format_date(started)}.", "That day or later"))
    if left is not None and entry.kind in (HOLIDAY, "unpaid") and first > left:
        found.append(Issue("first", f"Employment ended on {format_date(left)}.", "That day or earlier"))
    return found


def _days(entry: Absence) -> list[Issue]:
    found = []
    if not entry.weekdays or not set(entry.weekdays) <= set("0123456"):
        found.append(Issue("weekdays", "Choose at least one working day of the week."))
    if entry.kind == HOLIDAY and not entry.minutes:
        found.append(Issue("minutes", "Enter the hours of leave.", "Such as 37.5"))
    return found


def _family(entry: Absence) -> list[Issue]:
    kind = KINDS[entry.kind]
    if kind.pay is None:
        return []
    return [] if entry.event else [Issue("event", f"Enter the date: {kind.event[0].lower()}{kind.event[1:]}.")]


def _notes(entry: Absence) -> list[Issue]:
    if entry.note_until is not None and entry.note_from is None:
        return [Issue("note_from", "Enter the day from which the fit note counts.")]
    if entry.note_from is not None and entry.note_until is not None and entry.note_until < entry.note_from:
        return [Issue("note_until", "The fit note ends before it begins.")]
    return []


def clash(first: date, last: date | None, others: Iterable[Away]) -> str:
    """A sentence where another absence of the same PA shares a day with these; empty where none does."""
    for other in others:
        if other.first <= (last or _FAR) and first <= (other.last or _FAR):
            until = f"to {format_date(other.last)}" if other.last else "on, without an end"
            return f"{word(other.kind)} from {format_date(other.first)} {until} is recorded for these days."
    return ""


def days_away(first: date, last: date | None, window: Span) -> Span | None:
    """The part of an absence that lies in a window; an open one lasts at least to the window's end."""
    begins, ends = max(first, window.first), min(last or window.last, window.last)
    return Span(begins, ends) if begins <= ends else None
