"""Visits by a new face: two PAs exchange a visit, as it happens when the usual one cannot come."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta

from carecoop_desktop.work.timesheets.actions.lines import NewLine

_WEEKS = timedelta(weeks=4)
_EVERY = 120
NOTE = "Stood in for the usual PA"


def with_stand_ins(
    lines: Sequence[NewLine], matched: Collection[tuple[int, int]], sunday: date, dice: random.Random
) -> list[NewLine]:
    """The same lines; in the four weeks up to ``sunday`` a few visits of PAs not matched with the member.

    Only visits as long as each other change hands, each the member's one visit of the day: everybody's hours stay as
    they are, and nobody is visited twice at once. They last whole hours, because pay is rounded member by member: so
    it stays the same to the penny.
    ``matched`` are pairs of a PA and a member.
    """
    found = list(lines)
    visits = [place for place, line in enumerate(lines) if _is_visit(line) and sunday - _WEEKS < line.day <= sunday]
    pairs = [(one, two) for one, two in _as_long(lines, visits)
             if not {(lines[one].assistant_id, lines[two].member_id),
                     (lines[two].assistant_id, lines[one].member_id)} & set(matched)]  # fmt: skip
    for one, two in dice.sample(pairs, min(len(pairs), max(1, len(visits) // _EVERY))):
        found[one] = replace(lines[one], member_id=lines[two].member_id, note=NOTE)
        found[two] = replace(lines[two], member_id=lines[one].member_id, note=NOTE)
    return found


def _is_visit(line: NewLine) -> bool:
    return line.kind == "standard" and line.member_id is not None


def _as_long(lines: Sequence[NewLine], visits: Sequence[int]) -> list[tuple[int, int]]:
    """Visits of one day and length in pairs; none stands in two pairs."""
    seen = Counter((lines[place].member_id, lines[place].day) for place in visits)
    slots: dict[tuple[date, int], list[int]] = defaultdict(list)
    for place in visits:
        minutes = lines[place].entry.minutes
        if minutes % 60 == 0 and seen[lines[place].member_id, lines[place].day] == 1:
            slots[lines[place].day, minutes].append(place)
    return [pair for places in slots.values() for pair in zip(places[::2], places[1::2], strict=False)]
