"""Sheets: what each PA has for a pay period, and whether it was declared complete or nil."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import func, select

from carecoop_desktop.platform.office.permissions import SEE_RECORDS
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.timesheets.queries import people
from carecoop_desktop.work.timesheets.queries.periods import PayPeriod, frequencies, period
from carecoop_desktop.work.timesheets.tables import DeclarationRow, TimesheetLineRow

_LINES, _DECLARED = TimesheetLineRow.__table__, DeclarationRow.__table__


@dataclass(frozen=True, slots=True)
class Sheet:
    """One PA's sheet for a pay period. ``kind`` is complete, nil or, while it is missing, empty.

    ``lines`` counts its lines by state; ``late`` those of earlier days that no lock holds yet.
    """

    assistant_id: int
    assistant: str
    kind: str
    minutes: int = 0
    nights: int = 0
    declared: date | None = None
    by: str = ""
    late: int = 0
    lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def missing(self) -> bool:
        """Whether nobody has said yet that it is all there."""
        return not self.kind

    @property
    def open(self) -> int:
        """Lines that are not approved yet."""
        return sum(count for state, count in self.lines.items() if state in ("draft", "signed", "queried"))

    @property
    def contradicts(self) -> bool:
        """Declared nil, yet there are lines."""
        return self.kind == "nil" and sum(self.lines.values()) > 0

    @property
    def word(self) -> tuple[str, str]:
        """The word and tone that its state is shown with."""
        if self.contradicts:
            return "Nil, but has hours", "bad"
        return {"complete": ("Complete", "met"), "nil": ("Nil", "quiet")}.get(self.kind, ("Missing", "warn"))


def sheets(reader: Reader, period_id: int) -> list[Sheet]:
    """The sheets of everybody who is paid in a pay period, by name."""
    reader.require(SEE_RECORDS)
    return sheets_of(reader, period(reader, period_id))


def sheets_of(reader: Reader, span: PayPeriod) -> list[Sheet]:
    """As ``sheets``, for a pay period that was read already."""
    names = people.assistants_by_id(reader)
    amounts = _amounts(reader, span)
    declared = _declarations(reader, span.id)
    paid_so = frequencies(reader, span.last)
    wanted = {key for key in people.working(reader, span.first, span.last) | amounts.keys() if key in names}
    rows = [
        _sheet(key, names[key].name, amounts.get(key, []), declared.get(key), span)
        for key in wanted
        if paid_so.get(key, "monthly") == span.frequency
    ]
    return sorted(rows, key=lambda sheet: (names[sheet.assistant_id].key, sheet.assistant_id))


def _amounts(reader: Reader, span: PayPeriod) -> dict[int, list[Any]]:
    """Sums by PA and state of the lines in the period, and of earlier ones that no lock holds."""
    early = (_LINES.c.day < span.first).label("early")
    wanted = select(
        _LINES.c.assistant_id, _LINES.c.state, early, func.count().label("lines"),
        func.sum(_LINES.c.minutes).label("minutes"), func.sum(_LINES.c.nights).label("nights"),
    ).group_by(_LINES.c.assistant_id, _LINES.c.state, early)  # fmt: skip
    inside = _LINES.c.day.between(span.first, span.last)
    found: dict[int, list[Any]] = defaultdict(list)
    for row in reader.connection.execute(wanted.where(inside)):
        found[row.assistant_id].append(row)
    if span.state == "open":
        waiting = _LINES.c.state.in_(("draft", "signed", "queried", "approved"))
        for row in reader.connection.execute(wanted.where(waiting, _LINES.c.day < span.first)):
            found[row.assistant_id].append(row)
    return dict(found)


def _declarations(reader: Reader, period_id: int) -> dict[int, Any]:
    rows = reader.connection.execute(select(_DECLARED).where(_DECLARED.c.pay_period_id == period_id))
    return {row.assistant_id: row for row in rows}


def _sheet(assistant_id: int, name: str, rows: list[Any], declared: Any, span: PayPeriod) -> Sheet:
    states: Counter[str] = Counter()
    for row in rows:
        states[row.state] += row.lines
    return Sheet(
        assistant_id,
        name,
        declared.kind if declared else "",
        sum(int(row.minutes) for row in rows),
        sum(int(row.nights) for row in rows),
        declared.declared if declared else None,
        declared.by if declared else "",
        sum(row.lines for row in rows if row.early),
        dict(states),
    )
