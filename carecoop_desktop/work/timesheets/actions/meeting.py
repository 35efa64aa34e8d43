"""Finds the cells that another desk was quicker in, and who changed what when; nothing is written over unseen."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from carecoop_desktop.platform.kernel.dates import format_date, format_moment
from carecoop_desktop.platform.office.images import image, restored
from carecoop_desktop.platform.office.tables import ChangeRow, ChangeSetRow
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.timesheets.queries import people
from carecoop_desktop.work.timesheets.rules.entry import Entry
from carecoop_desktop.work.timesheets.rules.kinds import KINDS
from carecoop_desktop.work.timesheets.rules.meeting import CellConflict, CellKey, Held, HoursConflict, both_words
from carecoop_desktop.work.timesheets.tables import TimesheetLineRow

_LINES, _CHANGES, _SETS = TimesheetLineRow.__table__, ChangeRow.__table__, ChangeSetRow.__table__
_CHUNK = 500
Versions = Mapping[int, int]
"""Numbers of lines, each with the version that was read."""


@dataclass(frozen=True, slots=True)
class Met:
    """A cell of which somebody had read ``was`` while ``now`` stands there; ``entries`` are what it was to hold."""

    key: CellKey
    was: tuple[tuple[int, int], ...]
    now: tuple[Any, ...]
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """What the history tells of a cell: what was read, what stands, who was last and when (UTC, ISO)."""

    before: tuple[Held, ...]
    theirs: tuple[Held, ...]
    who: str
    when: str


Judged = tuple[str, str]
"""Mine in words, and why it cannot be chosen (empty where it can)."""


def cells_now(work: Work, keys: Collection[CellKey]) -> dict[CellKey, list[Any]]:
    """The lines that stand in each of these cells."""
    wanted = set(keys)
    found: dict[CellKey, list[Any]] = defaultdict(list)
    days, ids = {key[3] for key in wanted}, sorted({key[0] for key in wanted})
    for start in range(0, len(ids), _CHUNK):
        fits = _LINES.c.assistant_id.in_(ids[start : start + _CHUNK]), _LINES.c.day.between(min(days), max(days))
        for row in work.connection.execute(select(_LINES).where(*fits).order_by(_LINES.c.id)):
            key = row.assistant_id, row.member_id, row.kind, row.day
            if key in wanted:
                found[key].append(row)
    return found


def lines_now(work: Work, ids: Collection[int]) -> dict[int, Any]:
    """These lines as they stand, by number; those that are gone are missing."""
    found: dict[int, Any] = {}
    listed = list(ids)
    for start in range(0, len(listed), _CHUNK):
        wanted = select(_LINES).where(_LINES.c.id.in_(listed[start : start + _CHUNK]))
        found |= {row.id: row for row in work.connection.execute(wanted)}
    return found


def versions_of(rows: Iterable[Any]) -> tuple[tuple[int, int], ...]:
    """Numbers and versions of stored lines."""
    return tuple((row.id, row.version) for row in rows)


def held(row: Any) -> Held:
    """A stored line as the rules know it."""
    entry = Entry(**{name: getattr(row, name) for name in Entry.__dataclass_fields__})
    return Held(row.id, row.version, entry, row.state, row.note, row.query)


def conflict_of(work: Work, told: Sequence[tuple[Met, Story]], judge: Callable[[Met, Story], Judged]) -> HoursConflict:
    """The conflict to raise over these cells: both values of each, who and when, as the history tells it."""
    names = _Names(work)
    cells = [_told(cell, story, judge(cell, story), names) for cell, story in told]
    return HoursConflict(_sentence(cells, [story for _, story in told]), cells)


def stories_of(work: Work, met: Sequence[Met]) -> list[tuple[Met, Story]]:
    """Each cell with what the history tells of it."""
    past = _past(work, met)
    rows = lines_now(work, [line_id for cell in met for line_id, _ in cell.was])
    return [(cell, _story(cell, rows, past)) for cell in met]


def keys_of(work: Work, now: Mapping[int, Any], ids: Collection[int]) -> dict[int, CellKey]:
    """The cell of each line; that of a line which is gone is known from the history."""
    found: dict[int, CellKey] = {}
    for line_id in set(ids) - now.keys():
        for change in _changes(work, [line_id]):
            if change.kind == "delete":
                old = restored(_LINES, _loaded(change.before))
                found[line_id] = old["assistant_id"], old["member_id"], old["kind"], old["day"]
    return found | {i: (row.assistant_id, row.member_id, row.kind, row.day) for i, row in now.items()}


def _told(cell: Met, story: Story, judged: Judged, names: _Names) -> CellConflict:
    before, theirs = both_words(cell.key[2], story.before, story.theirs)
    mine, why_not = judged
    ids = tuple(line_id for line_id, _ in cell.was)
    return CellConflict(cell.key, names.of(cell.key), before, mine, theirs, story.who, story.when, why_not, ids,
                        versions_of(cell.now), cell.entries)  # fmt: skip


class _Names:
    """Who a cell is about, by name."""

    def __init__(self, work: Work) -> None:
        self._assistants, self._members = people.assistants_by_id(work.reader), people.members_by_id(work.reader)

    def of(self, key: CellKey) -> str:
        """PA, member, kind and day."""
        assistant, member, kind, day = key
        whom = f" with {self._members[member].name}" if member else ""
        return f"{self._assistants[assistant].name}{whom}, {KINDS[kind].word.lower()}, {_short(day)}"


def _short(day: date) -> str:
    return f"{day:%a} {format_date(day)}"


# -- the history -------------------------------------------------------------------------------------------------------


def _past(work: Work, met: Sequence[Met]) -> dict[int, list[Any]]:
    ids = {line_id for cell in met for line_id, _ in cell.was} | {row.id for cell in met for row in cell.now}
    found: dict[int, list[Any]] = defaultdict(list)
    for change in _changes(work, sorted(ids)):
        found[change.row_id].append(change)
    return found


def _changes(work: Work, ids: Sequence[int]) -> list[Any]:
    """What happened to these lines, the oldest first."""
    wanted = (
        select(_CHANGES.c.row_id, _CHANGES.c.kind, _CHANGES.c.before, _CHANGES.c.after,
               _SETS.c.id.label("set_id"), _SETS.c.user_name, _SETS.c.at)
        .join(_SETS, _SETS.c.id == _CHANGES.c.set_id)
        .where(_CHANGES.c.table_name == _LINES.name)
        .order_by(_SETS.c.id, _CHANGES.c.position)
    )  # fmt: skip
    found: list[Any] = []
    for start in range(0, len(ids), _CHUNK):
        found += work.connection.execute(wanted.where(_CHANGES.c.row_id.in_(ids[start : start + _CHUNK]))).all()
    return found


def _story(cell: Met, rows: Mapping[int, Any], past: Mapping[int, list[Any]]) -> Story:
    was = dict(cell.was)
    before = [line for i, version in cell.was if (line := _as_read(rows.get(i), past.get(i, []), version)) is not None]
    newer = [c for i, version in was.items() for c in past.get(i, []) if _is_newer(c, version)]
    newer += [change for row in cell.now if row.id not in was for change in past.get(row.id, [])]
    last = max(newer, key=lambda change: change.set_id, default=None)
    who, when = (last.user_name, last.at.isoformat()) if last is not None else ("another desk", "")
    return Story(tuple(before), tuple(held(row) for row in cell.now), who, when)


def _is_newer(change: Any, version: int) -> bool:
    return change.kind == "delete" or bool(_loaded(change.after).get("version", 0) > version)


def _as_read(row: Any | None, changes: Sequence[Any], version: int) -> Held | None:
    """A line as it was at the version that was read: what came after, taken back one by one."""
    values: dict[str, Any] = {} if row is None else image(dict(row._mapping))
    for change in reversed(changes):
        before = _loaded(change.before)
        if change.kind == "delete":
            values = before
        elif change.kind == "update" and _is_newer(change, version):
            values |= before
    if not values:
        return None
    old = restored(_LINES, values)
    entry = Entry(**{name: old[name] for name in Entry.__dataclass_fields__})
    return Held(old["id"], version, entry, old["state"], old["note"], old["query"])


def _loaded(value: Any) -> dict[str, Any]:
    return json.loads(value) if isinstance(value, str) else dict(value or {})


def _sentence(cells: Sequence[CellConflict], stories: Sequence[Story]) -> str:
    if len(cells) > 1:
        names = list(dict.fromkeys(story.who for story in stories))
        whose = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
        return f"{whose[:1].upper()}{whose[1:]} changed {len(cells)} of these cells meanwhile."
    cell, last = cells[0], stories[0]
    if not last.when:
        return f"The hours of {format_date(cell.key[3])} were changed at another desk just now."
    deed = "changed" if cell.lines else "took out"
    return f"{cell.who} {deed} the hours of {cell.name}, at {format_moment(datetime.fromisoformat(cell.when))}."
