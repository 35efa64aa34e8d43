"""Enters, changes and takes out lines: one by one, in bulk, or as cells of the week grid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import select

from carecoop_desktop.platform.kernel.dates import format_date, shift_minutes, week_ending
from carecoop_desktop.platform.kernel.errors import Invalid, Issue, Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.timesheets.actions.meeting import (
    Judged,
    Met,
    Story,
    cells_now,
    conflict_of,
    stories_of,
    versions_of,
)
from carecoop_desktop.work.timesheets.permissions import ENTER
from carecoop_desktop.work.timesheets.queries import people
from carecoop_desktop.work.timesheets.queries.periods import closed_spans, frequencies
from carecoop_desktop.work.timesheets.rules.entry import Entry
from carecoop_desktop.work.timesheets.rules.kinds import KINDS
from carecoop_desktop.work.timesheets.rules.limits import line_issues
from carecoop_desktop.work.timesheets.rules.meeting import CellKey, entries_words, why_not_type
from carecoop_desktop.work.timesheets.tables import TimesheetLineRow

_LINES = TimesheetLineRow.__table__
_LOCKED = "Enter what is missing as a line of its own: it will be paid in the next pay period."


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line to be entered. Minutes are worked out where a start and a finish are given for work paid by the hour."""

    assistant_id: int
    member_id: int | None
    day: date
    kind: str = "standard"
    start: time | None = None
    finish: time | None = None
    break_minutes: int = 0
    minutes: int = 0
    nights: int = 0
    miles: int = 0
    expenses: int = 0
    note: str = ""
    state: str = "draft"

    @property
    def entry(self) -> Entry:
        """Its times and amounts, the minutes worked out."""
        minutes, nights = self.minutes, self.nights
        if self.start is not None and self.finish is not None and self.kind in KINDS:
            if KINDS[self.kind].measure == "minutes":
                minutes = minutes or shift_minutes(self.day, self.start, self.finish, self.break_minutes)
            elif KINDS[self.kind].measure == "nights":
                nights = nights or 1
        amounts = minutes, nights, self.miles, self.expenses
        return Entry(self.start, self.finish, self.break_minutes, *amounts)


@dataclass(frozen=True, slots=True)
class CellEntry:
    """What one cell of the week grid is to hold; ``was`` are the numbers and versions of the lines it held."""

    assistant_id: int
    member_id: int | None
    kind: str
    day: date
    entries: tuple[Entry, ...]
    was: tuple[tuple[int, int], ...] = ()

    @property
    def key(self) -> CellKey:
        """Which cell it is."""
        return self.assistant_id, self.member_id, self.kind, self.day


@action("Enter hours", ENTER)
def enter_lines(work: Work, lines: Sequence[NewLine]) -> range:
    """Store lines of timesheets, all or none; their numbers come back.

    A line counts as drafted, or as signed by the member where ``state`` says so. Days of a locked pay period are
    taken: they are paid with the next one.
    """
    issues = [issue for line in lines for issue in _issues(line, work.reader.today)]
    if issues:
        raise Invalid(issues)
    ids = work.add_many(TimesheetLineRow, [stored(line) for line in lines])
    work.say(f"Entered {_count(len(ids), 'line')}")
    return ids


@action("Change hours", ENTER)
def change_line(work: Work, /, line_id: int, version: int | None = None, **fields: Any) -> int:
    """Change fields of a line; its new version comes back. What the member had signed must be signed again."""
    row = work.get(TimesheetLineRow, line_id)
    _refuse_locked(row)
    values = {**_plain(row), **fields}
    line = NewLine(row.assistant_id, **{key: values[key] for key in _FIELDS})
    if not {"minutes", "nights"} & fields.keys() and {"start", "finish", "break_minutes"} & fields.keys():
        line = NewLine(row.assistant_id, **{key: values[key] for key in _FIELDS if key not in ("minutes", "nights")})
    if issues := _issues(line, work.reader.today):
        raise Invalid(issues)
    changed = stored(line)
    changed["query"] = row.query if fields.keys() <= {"note"} else ""
    changed["state"] = row.state if fields.keys() <= {"note"} else "draft"
    work.change(row, version=version, **changed)
    work.say(f"Changed {KINDS[row.kind].word.lower()} of {format_date(row.day)}")
    return row.version


@action("Take out hours", ENTER)
def remove_line(work: Work, line_id: int, version: int | None = None) -> None:
    """Take a line out; the history keeps it. With ``version``, one that was changed since raises Conflict."""
    row = work.get(TimesheetLineRow, line_id)
    _refuse_locked(row)
    work.remove(row, version=version)
    work.say(f"Took out {KINDS[row.kind].word.lower()} of {format_date(row.day)}")


@action("Fill in timesheets", ENTER)
def fill_cells(work: Work, cells: Sequence[CellEntry]) -> int:
    """Make cells of the week grid hold what was typed or pasted, all in one change that one undo takes back.

    Cells that hold other lines than were read raise HoursConflict, all of them at once, and nothing is written.
    """
    issues = [issue for cell in cells for issue in _cell_issues(cell, work.reader.today)]
    if issues:
        raise Invalid(issues)
    _write(work, cells)
    work.say(_told(work, cells))
    return len(cells)


@action("Copy last week", ENTER)
def copy_last_week(
    work: Work, sunday: date, assistant_ids: Sequence[int] | None = None, *,
    known: Collection[CellKey] | None = None, instead: Sequence[CellEntry] = (),
) -> int:  # fmt: skip
    """Put last week's hours into the week that ends on this Sunday, as drafts, where nothing was entered yet.

    Claims (miles, expenses) and training are not copied; neither are days of a locked pay period or of a PA who left.
    ``known`` are the cells that were seen to be filled: others that are filled by now raise HoursConflict. ``instead``
    are cells that were filled meanwhile and take last week's hours all the same.
    """
    monday = sunday - timedelta(days=6)
    taken, earlier = _week(work, monday, sunday), _week(work, monday - timedelta(days=7), monday - timedelta(days=1))
    at_work = people.working(work.reader, monday, sunday)
    closed, paid_so = closed_spans(work.reader, monday, sunday), frequencies(work.reader, sunday)
    full: dict[CellKey, list[Any]] = defaultdict(list)
    for row in taken:
        full[row.assistant_id, row.member_id, row.kind, row.day].append(row)
    lines: list[NewLine] = []
    kept: dict[CellKey, list[NewLine]] = defaultdict(list)
    for row in earlier:
        day = row.day + timedelta(days=7)
        shut = any(day in period.span for period in closed.get(paid_so.get(row.assistant_id, "monthly"), ()))
        wanted = assistant_ids is None or row.assistant_id in assistant_ids
        if wanted and not shut and row.assistant_id in at_work and KINDS[row.kind].with_member:
            line = NewLine(row.assistant_id, row.member_id, day, row.kind, **_times(row))
            key = row.assistant_id, row.member_id, row.kind, day
            (kept[key] if key in full else lines).append(line)
    _refuse_filled(work, kept, full, known, {cell.key for cell in instead}, rest=bool(lines or instead))
    if not lines and not instead:
        raise Refusal("There is nothing to copy.", "Last week has no hours, or this week has them already.")
    _write(work, instead)
    work.add_many(TimesheetLineRow, [stored(line) for line in lines])
    count = len(lines) + sum(len(cell.entries) for cell in instead)
    work.say(f"Copied {_count(count, 'line')} into the week ending {format_date(sunday)}")
    return count


def _refuse_filled(
    work: Work, kept: dict[CellKey, list[NewLine]], full: dict[CellKey, list[Any]],
    known: Collection[CellKey] | None, chosen: Collection[CellKey], *, rest: bool,
) -> None:  # fmt: skip
    """Cells that last week has hours for, that were empty when they were read, and that are filled by now."""
    if known is None:
        return
    met = [
        Met(key, (), tuple(full[key]), entries)
        for key, lines in kept.items()
        if key not in known and key not in chosen
        for entries in [tuple(line.entry for line in lines)]
        if not _same(full[key], entries)
    ]
    if met:
        conflict = conflict_of(work, stories_of(work, met), _typed)
        conflict.rest = rest
        raise conflict


def stored(line: NewLine) -> dict[str, Any]:
    """A new line as the table keeps it."""
    entry = line.entry
    return {
        "assistant_id": line.assistant_id, "member_id": line.member_id, "day": line.day, "kind": line.kind,
        "start": entry.start, "finish": entry.finish, "break_minutes": entry.break_minutes,
        "minutes": entry.minutes, "nights": entry.nights, "miles": entry.miles, "expenses": entry.expenses,
        "state": line.state, "note": line.note, "query": "", "pay_period_id": None,
    }  # fmt: skip


_FIELDS = (
    "member_id", "day", "kind", "start", "finish", "break_minutes", "minutes", "nights", "miles", "expenses", "note",
)  # fmt: skip


def _plain(row: TimesheetLineRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _FIELDS}


def _issues(line: NewLine, today: date) -> list[Issue]:
    found = list(line_issues(line.kind, line.member_id, line.day, line.entry, today))
    if line.state not in ("draft", "signed"):
        found.append(Issue("state", "New hours are drafts, or signed by the member.", "draft, signed"))
    return found


def _cell_issues(cell: CellEntry, today: date) -> Iterable[Issue]:
    for entry in cell.entries:
        yield from line_issues(cell.kind, cell.member_id, cell.day, entry, today)


def _write(work: Work, cells: Sequence[CellEntry]) -> None:
    """Fill cells that still hold what was read; those that hold what is wanted already are left as they are."""
    now = cells_now(work, [cell.key for cell in cells])
    changed = {cell.key for cell in cells if set(cell.was) != set(versions_of(now[cell.key]))}
    met = [Met(cell.key, cell.was, tuple(now[cell.key]), cell.entries) for cell in cells
           if cell.key in changed and not _same(now[cell.key], cell.entries)]  # fmt: skip
    if met:
        raise conflict_of(work, stories_of(work, met), _typed)
    fresh = [line for cell in cells if cell.key not in changed for line in _fill(work, cell)]
    work.add_many(TimesheetLineRow, [stored(line) for line in fresh])


def _typed(cell: Met, story: Story) -> Judged:
    return entries_words(cell.key[2], cell.entries), why_not_type(story.theirs)


def _same(rows: Sequence[Any], entries: Sequence[Entry]) -> bool:
    """Whether the other desk entered just what was wanted here."""
    return [_amounts(row) for row in rows] == [_amounts(entry) for entry in entries]


def _amounts(line: Any) -> dict[str, Any]:
    return {name: getattr(line, name) for name in Entry.__dataclass_fields__}


def _fill(work: Work, cell: CellEntry) -> list[NewLine]:
    """Change the lines that the cell held as far as they go; take out those too many, give back those to be added."""
    kept = cell.was[: len(cell.entries)]
    for (line_id, version), entry in zip(kept, cell.entries, strict=False):
        row = _held(work, line_id)
        if _amounts(entry) != _amounts(row):
            work.change(row, version=version, **_amounts(entry), state="draft", query="")
    for line_id, version in cell.was[len(kept) :]:
        work.remove(_held(work, line_id), version=version)
    more = cell.entries[len(kept) :]
    return [NewLine(cell.assistant_id, cell.member_id, cell.day, cell.kind, **_amounts(entry)) for entry in more]


def _held(work: Work, line_id: int) -> TimesheetLineRow:
    row = work.get(TimesheetLineRow, line_id)
    _refuse_locked(row)
    return row


def _refuse_locked(row: TimesheetLineRow) -> None:
    if row.state == "locked":
        raise Refusal(f"The hours of {format_date(row.day)} are locked for pay.", _LOCKED)


def _week(work: Work, first: date, last: date) -> list[Any]:
    return list(work.connection.execute(select(_LINES).where(_LINES.c.day.between(first, last)).order_by(_LINES.c.id)))


def _times(row: Any) -> dict[str, Any]:
    """Times as they were; the minutes only where there are no times, since a clock change may lie in the new week."""
    timed = row.start is not None and row.finish is not None
    times = {"start": row.start, "finish": row.finish, "break_minutes": row.break_minutes, "nights": row.nights}
    return {**times, "minutes": 0 if timed else row.minutes}


def _told(work: Work, cells: Sequence[CellEntry]) -> str:
    if len(cells) != 1:
        return f"Filled in {_count(len(cells), 'cell')} of the week ending {format_date(week_ending(cells[0].day))}"
    names = people.assistants_by_id(work.reader)
    deed = "Entered" if not cells[0].was else ("Changed" if cells[0].entries else "Took out")
    what = f"{KINDS[cells[0].kind].word.lower()} of {names[cells[0].assistant_id].name}"
    return f"{deed} {what}, {format_date(cells[0].day)}"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
