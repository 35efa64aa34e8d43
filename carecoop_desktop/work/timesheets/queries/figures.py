"""Figures over many weeks: what was delivered against what was agreed, and who came."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from carecoop_desktop.platform.office.permissions import SEE_RECORDS
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.timesheets.queries import people
from carecoop_desktop.work.timesheets.tables import TimesheetLineRow

_LINES = TimesheetLineRow.__table__
_VISITS = ("standard", "waking-night", "sleep-in")


@dataclass(frozen=True, slots=True)
class Delivery:
    """A member's hours in some weeks: minutes worked, and minutes agreed with their PAs."""

    member_id: int
    member: str
    worked: int
    planned: int


def deliveries(reader: Reader, first: date, last: date) -> list[Delivery]:
    """Hours worked against hours agreed, for every member with an agreed week, over whole weeks."""
    reader.require(SEE_RECORDS)
    wanted = (
        select(_LINES.c.member_id, func.sum(_LINES.c.minutes))
        .where(_LINES.c.day.between(first, last), _LINES.c.kind.in_(("standard", "waking-night")))
        .group_by(_LINES.c.member_id)
    )
    worked = {row[0]: int(row[1]) for row in reader.connection.execute(wanted)}
    agreed: dict[int, int] = defaultdict(int)
    for (_, member_id), minutes in people.links_in(reader, first, last).items():
        agreed[member_id] += minutes
    names = people.members_by_id(reader)
    weeks = ((last - first).days + 1) // 7
    return [Delivery(key, names[key].name, worked.get(key, 0), agreed[key] * weeks) for key in sorted(agreed)]


@dataclass(frozen=True, slots=True)
class Continuity:
    """A member's visits in some weeks, and how many of them were made by a PA they know."""

    member_id: int
    member: str
    visits: int
    known: int


def continuity(reader: Reader, first: date, last: date) -> list[Continuity]:
    """Visits by known faces: a PA who is matched with the member or had come before these days."""
    reader.require(SEE_RECORDS)
    pair = _LINES.c.member_id, _LINES.c.assistant_id
    wanted = (
        select(*pair, func.count())
        .where(_LINES.c.day.between(first, last), _LINES.c.kind.in_(_VISITS), _LINES.c.member_id.is_not(None))
        .group_by(*pair)
    )
    visits = {(row[0], row[1]): row[2] for row in reader.connection.execute(wanted)}
    known = _known_pairs(reader, first, last)
    names = people.members_by_id(reader)
    total: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for (member_id, assistant_id), count in visits.items():
        total[member_id][0] += count
        total[member_id][1] += count if (member_id, assistant_id) in known else 0
    return [Continuity(key, names[key].name, *counts) for key, counts in sorted(total.items())]


def _known_pairs(reader: Reader, first: date, last: date) -> set[tuple[int, int]]:
    earlier = select(_LINES.c.member_id, _LINES.c.assistant_id).where(_LINES.c.day < first).distinct()
    linked = {(member_id, assistant_id) for assistant_id, member_id in people.links_in(reader, first, last)}
    return linked | {(row[0], row[1]) for row in reader.connection.execute(earlier)}


def signed_share(reader: Reader, first: date, last: date) -> list[tuple[int, str, int, int]]:
    """For each PA: number, name, lines that members have signed, and all lines worked with members."""
    reader.require(SEE_RECORDS)
    wanted = (
        select(_LINES.c.assistant_id, _LINES.c.state, func.count())
        .where(_LINES.c.day.between(first, last), _LINES.c.kind.in_(_VISITS))
        .group_by(_LINES.c.assistant_id, _LINES.c.state)
    )
    counts: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for assistant_id, state, count in reader.connection.execute(wanted):
        counts[assistant_id][0] += count if state in ("signed", "approved", "locked") else 0
        counts[assistant_id][1] += count
    names = people.assistants_by_id(reader)
    return [(key, names[key].name, signed, total) for key, (signed, total) in sorted(counts.items())]
