"""The main job's first half: the latest month's hours signed, questions settled, approved, declared and locked."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, time, timedelta

from carecoop_desktop.platform.kernel.dates import week_ending
from carecoop_desktop.platform.office.demo import DemoPlan
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.timesheets.actions import (
    answer_query,
    approve_lines,
    change_line,
    declare_sheets,
    lock_period,
    sign_lines,
)
from carecoop_desktop.work.timesheets.demo.year import latest_periods
from carecoop_desktop.work.timesheets.queries import GridLine, PayPeriod, WeekGrid, sheets, week_grid
from carecoop_desktop.work.timesheets.queries.waiting import open_lines


def do_month(office: Office, plan: DemoPlan) -> None:
    """Take every pay period whose work is done from drafts to the lock, as the office does at the month's end."""
    done = office.read(latest_periods, plan.today)
    if not done:
        return
    last = max(span.last for span in done)
    _straighten(office, min(span.first for span in done), last)
    asked = office.read(open_lines, last, "queried")
    if asked:
        office.do(answer_query, asked, "Checked with the member; it is right as it stands.")
    drafts = set(office.read(open_lines, last, "draft")) - set(office.read(open_lines, last, "draft", own=True))
    if drafts:
        office.do(sign_lines, sorted(drafts))
    ready = office.read(open_lines, last, "draft", "signed")
    if ready:
        office.do(approve_lines, ready)
    for span in done:
        _declare_and_lock(office, span)


def _declare_and_lock(office: Office, span: PayPeriod) -> None:
    missing = {
        sheet.assistant_id: "complete" if sheet.lines else "nil"
        for sheet in office.read(sheets, span.id)
        if sheet.missing or sheet.contradicts
    }
    if missing:
        office.do(declare_sheets, span.id, missing)
    office.do(lock_period, span.id)


def _straighten(office: Office, first: date, last: date) -> None:
    """Visits that run into the next one end where it begins, as the PAs say when asked."""
    sunday = week_ending(first)
    while sunday <= week_ending(last):
        for line, finish in _runs_over(office.read(week_grid, sunday)):
            office.do(change_line, line.id, line.version, finish=finish)
        sunday += timedelta(days=7)


def _runs_over(grid: WeekGrid) -> list[tuple[GridLine, time]]:
    days: dict[tuple[int, date], list[GridLine]] = defaultdict(list)
    for row in grid.rows:
        for cell in row.cells:
            days[row.assistant_id, cell.day] += [line for line in cell.lines if line.entry.finish is not None]
    found = []
    for lines in days.values():
        for line in lines:
            if any(one.word == "Overlap" for one in line.findings):
                found += [(line, start) for start in _starts_inside(line, lines)[:1]]
    return found


def _starts_inside(line: GridLine, lines: list[GridLine]) -> list[time]:
    """The starts of other visits that lie inside this one, earliest first."""
    start, finish = line.entry.start, line.entry.finish
    if start is None or finish is None:
        return []
    starts = [other.entry.start for other in lines if other.entry.start is not None]
    return sorted(other for other in starts if start < other < finish)
