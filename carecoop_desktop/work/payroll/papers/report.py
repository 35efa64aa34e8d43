"""A table of payroll as a plain value: one shape for screen, PDF and CSV."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.money import format_hours, format_money, plain_money

Value = str | int | date | None
TEXT, CODE, MONEY, HOURS, NUMBER, DAY = "text", "code", "money", "hours", "number", "date"


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its words and what its values are. ``total`` is whether it is summed; ``short`` heads it on paper."""

    title: str
    kind: str = TEXT
    total: bool = False
    short: str = ""

    def shown(self, value: Value) -> str:
        """A value as staff read it."""
        if value is None:
            return ""
        if isinstance(value, int) and self.kind in (MONEY, HOURS):
            return format_money(value) if self.kind == MONEY else format_hours(value)
        return format_date(value) if isinstance(value, date) else str(value)

    def plain(self, value: Value) -> Value:
        """A value as a file wants it: money and hours as figures without signs."""
        if isinstance(value, int) and self.kind in (MONEY, HOURS):
            return plain_money(value) if self.kind == MONEY else format_hours(value).replace(",", "")
        return value


@dataclass(frozen=True, slots=True)
class Report:
    """A table with what stands above and below it. ``notes`` are sentences under it; ``name`` begins its file's."""

    name: str
    title: str
    context: str
    office: str
    practice: bool
    fields: tuple[Field, ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[str, ...] = ()

    def totals(self) -> tuple[Value, ...] | None:
        """The last row: sums where a column has them; None where nothing is summed."""
        if not any(each.total for each in self.fields) or not self.rows:
            return None
        sums: list[Value] = [
            sum(row[place] or 0 for row in self.rows) if each.total else None  # type: ignore[misc]
            for place, each in enumerate(self.fields)
        ]
        if not self.fields[0].total:
            sums[0] = "Total"
        return tuple(sums)

    def shown(self) -> list[tuple[str, ...]]:
        """The rows as staff read them, without the totals."""
        return [self._line(row) for row in self.rows]

    def shown_totals(self) -> tuple[str, ...] | None:
        """The totals as staff read them."""
        totals = self.totals()
        return None if totals is None else self._line(totals)

    def _line(self, row: Sequence[Value]) -> tuple[str, ...]:
        return tuple(
            value if isinstance(value, str) else each.shown(value) for each, value in zip(self.fields, row, strict=True)
        )

    def csv_rows(self) -> list[tuple[Value, ...]]:
        """The rows and the totals as a file wants them."""
        totals = self.totals()
        lines = [*self.rows, *([totals] if totals else [])]
        return [tuple(each.plain(value) for each, value in zip(self.fields, line, strict=True)) for line in lines]
