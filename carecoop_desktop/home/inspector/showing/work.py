"""Hours and visits of the last four whole weeks."""

from __future__ import annotations

from carecoop_desktop.home.inspector.rules import four_weeks_before
from carecoop_desktop.home.inspector.showing.sheets import Cell, Mark, Section, Sheet
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.money import format_hours
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.timesheets.queries import continuity, deliveries

_NEARLY = 90


def visit_list(reader: Reader) -> Sheet:
    """For each member: hours agreed and given, visits, and how many by somebody they know."""
    first, last = four_weeks_before(reader.today)
    known = {one.member_id: one for one in continuity(reader, first, last)}
    rows: list[tuple[Cell, ...]] = []
    opens = []
    for one in sorted(deliveries(reader, first, last), key=lambda found: found.member):
        visits = known.get(one.member_id)
        faces = f"{visits.known} of {visits.visits}" if visits else "none"
        rows.append((one.member, format_hours(one.planned), format_hours(one.worked), _given(one.worked, one.planned),
                     faces))  # fmt: skip
        opens.append(("plan", one.member_id))
    columns = ("Member", "Hours agreed", "Hours given", "", "Visits by a known face")
    context = f"{format_date(first)} to {format_date(last)}"
    sections = (Section("Hours given against hours agreed", columns, tuple(rows), tuple(opens)),)
    return Sheet("hours", None, "Hours and visits", context, sections, f"Hours and visits ({len(rows)} members)")


def _given(worked: int, planned: int) -> Mark:
    if planned == 0:
        return Mark("none agreed", "quiet")
    share = worked * 100 // planned
    return Mark(f"{share}%", "met" if share >= _NEARLY else "warn")
