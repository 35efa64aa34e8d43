"""Reads one table of a year file, field by field, and refuses what it cannot trust with a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from carecoop_desktop.platform.kernel.dates import Span, format_date
from carecoop_desktop.platform.kernel.errors import Refusal

_REMEDY = "Ask whoever supplied the file for a corrected one; until then the tables already here stay in use."
_WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a table comes from and for which days it holds."""

    span: Span
    source: str
    checked_on: date
    uncertain: str = ""

    @property
    def citation(self) -> str:
        """The source as a line of working names it."""
        return f"{self.source} (checked {format_date(self.checked_on)})"


class Fields:
    """The named values of one table. Every reader refuses a missing or senseless value, ``finish`` an unknown one."""

    def __init__(self, values: Mapping[str, object], where: str) -> None:
        self._values = values
        self._where = where
        self._read: set[str] = set()

    def refusal(self, complaint: str) -> Refusal:
        """A refusal of the file that names the place."""
        return Refusal(f"In {self._where}, {complaint}.", _REMEDY)

    def _take(self, name: str) -> object:
        self._read.add(name)
        if name not in self._values:
            raise self.refusal(f"“{name}” is missing")
        return self._values[name]

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def names(self) -> tuple[str, ...]:
        """The names of all values, in the file's order."""
        return tuple(self._values)

    def _number(self, name: str) -> Decimal:
        value = self._take(name)
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise self.refusal(f"“{name}” is not a number")
        if isinstance(value, Decimal) and not value.is_finite():
            raise self.refusal(f"“{name}” is not a number")
        if value < 0:
            raise self.refusal(f"“{name}” is below zero")
        return Decimal(value)

    def _hundredths(self, name: str, kind: str) -> int:
        value = self._number(name) * 100
        if value != value.to_integral_value():
            raise self.refusal(f"“{name}” has more decimal places than {kind} can have")
        return int(value)

    def pounds(self, name: str) -> int:
        """An amount written in pounds, in pence."""
        return self._hundredths(name, "an amount of money")

    def percent(self, name: str) -> int:
        """A percentage in hundredths of one per cent: ``1.85`` -> 185. None in the tables is of more than the whole."""
        value = self._hundredths(name, "a percentage")
        if value > _WHOLE:
            raise self.refusal(f"“{name}” is more than 100 per cent")
        return value

    def whole(self, name: str) -> int:
        """A whole number."""
        value = self._number(name)
        if value != value.to_integral_value():
            raise self.refusal(f"“{name}” is not a whole number")
        return int(value)

    def tenths(self, name: str) -> int:
        """A number with at most one decimal place, in tenths: ``5.6`` -> 56."""
        value = self._number(name) * 10
        if value != value.to_integral_value():
            raise self.refusal(f"“{name}” has more than one decimal place")
        return int(value)

    def text(self, name: str) -> str:
        """Words; not empty."""
        value = self._take(name)
        if not isinstance(value, str) or not value.strip():
            raise self.refusal(f"“{name}” does not say anything")
        return value.strip()

    def text_or(self, name: str, default: str) -> str:
        """Words, or ``default`` where there are none."""
        return self.text(name) if name in self else default

    def day(self, name: str) -> date:
        """A civil date."""
        value = self._take(name)
        if isinstance(value, datetime) or not isinstance(value, date):
            raise self.refusal(f"“{name}” is not a date")
        return value

    def group(self, name: str) -> Fields:
        """A table inside this one."""
        value = self._take(name)
        if not isinstance(value, dict):
            raise self.refusal(f"“{name}” is not a table")
        return Fields(value, f"{self._where}, {name}")

    def each(self, name: str) -> Iterator[Fields]:
        """The tables of a list of tables; at least one."""
        value = self._take(name)
        if not isinstance(value, list) or not value or not all(isinstance(one, dict) for one in value):
            raise self.refusal(f"“{name}” is not a list of tables")
        for number, one in enumerate(value, start=1):
            yield Fields(one, f"{self._where}, {name} {number}")

    def origin(self) -> Origin:
        """The days, source and date of checking that every table must name."""
        first, last = self.day("first_day"), self.day("last_day")
        if last < first:
            raise self.refusal(f"the last day, {format_date(last)}, is before the first, {format_date(first)}")
        return Origin(Span(first, last), self.text("source"), self.day("checked_on"), self.text_or("uncertain", ""))

    def finish(self) -> None:
        """Refuse values that nobody asked for: a misspelt name must not be passed over."""
        if unknown := [name for name in self._values if name not in self._read]:
            raise self.refusal(f"“{unknown[0]}” is not known")
