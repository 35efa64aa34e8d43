"""Hours that wait for somebody: by state, and by week."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from sqlalchemy import select

from carecoop_desktop.platform.kernel.dates import week_ending
from carecoop_desktop.platform.office.permissions import SEE_RECORDS
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.timesheets.tables import TimesheetLineRow

_LINES = TimesheetLineRow.__table__


def open_lines(reader: Reader, last: date, *states: str, own: bool = False) -> list[int]:
    """The lines up to a day that are in one of these states, by number; ``own`` takes only the co-op's own ones."""
    reader.require(SEE_RECORDS)
    wanted = select(_LINES.c.id).where(_LINES.c.state.in_(states), _LINES.c.day <= last).order_by(_LINES.c.id)
    if own:
        wanted = wanted.where(_LINES.c.member_id.is_(None))
    return list(reader.connection.execute(wanted).scalars())


def waiting_by_week(reader: Reader) -> dict[date, Counter[str]]:
    """How many sheets (a PA's week with one member in one kind) wait in each week, by Sunday and state.

    A sheet with a question counts as queried only. Weeks still to come are left out.
    """
    names = ("assistant_id", "member_id", "kind", "day", "state")
    wanted = select(*(_LINES.c[name] for name in names)).where(
        _LINES.c.state.in_(("signed", "queried")), _LINES.c.day <= reader.today + timedelta(days=6)
    )
    sheets: dict[tuple[object, ...], str] = {}
    for assistant_id, member_id, kind, day, state in reader.connection.execute(wanted):
        key = (week_ending(day), assistant_id, member_id, kind)
        if sheets.get(key) != "queried":
            sheets[key] = state
    found: dict[date, Counter[str]] = {}
    for (sunday, *_), state in sheets.items():
        found.setdefault(sunday, Counter())[state] += 1  # type: ignore[arg-type]
    return dict(sorted(found.items()))


def waiting_count(reader: Reader) -> int:
    """The number on the rail: sheets signed by members or asked about, not approved yet."""
    return sum(sum(counts.values()) for counts in waiting_by_week(reader).values())
