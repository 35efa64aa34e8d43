"""The working weeks of the demo office: the same pattern each week, a little different each time."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from carecoop_desktop.work.timesheets.actions.lines import NewLine
from carecoop_desktop.work.timesheets.queries.people import Agreed

_EARLIEST, _LATEST = 7 * 60, 20 * 60
_VISIT = 270
_NIGHT = 9 * 60
_SPENT = ("Cinema ticket", "Swimming", "Lunch out", "Bus fares", "Museum café", "Parking at the hospital")


@dataclass(slots=True)
class Visit:
    """A standing visit of a PA to a member: weekday, start and length in minutes."""

    member_id: int
    weekday: int
    start: int
    length: int
    kind: str = "standard"


@dataclass(slots=True)
class Pattern:
    """A PA's usual week: visits, and the weekday that is free so that a day and a night of rest lie together."""

    assistant_id: int
    links: Sequence[Agreed]
    day_off: int
    visits: list[Visit] = field(default_factory=list)


def patterns(links: Sequence[Agreed], dice: random.Random) -> list[Pattern]:
    """A usual week for everybody who is matched with a member, each link given about the hours that were agreed."""
    by_person: dict[int, list[Agreed]] = defaultdict(list)
    for link in links:
        by_person[link.assistant_id].append(link)
    return [_pattern(number, own, dice, place) for place, (number, own) in enumerate(sorted(by_person.items()))]


def _pattern(assistant_id: int, links: Sequence[Agreed], dice: random.Random, place: int) -> Pattern:
    nights = place % 8 == 3
    pattern = Pattern(assistant_id, links, 6 if nights or place % 2 else dice.randrange(7))
    free = {weekday: _EARLIEST + 15 * dice.randrange(5) for weekday in range(7) if weekday != pattern.day_off}
    for order, link in enumerate(links):
        minutes = link.weekly
        if nights and order == 0 and minutes >= _NIGHT:
            minutes -= _NIGHT
            pattern.visits.append(_night(link, pattern.day_off, _NIGHT, "waking-night"))
        elif place % 8 == 6 and order == 0:
            pattern.visits.append(_night(link, pattern.day_off, 0, "sleep-in"))
        pattern.visits += _deal(link, minutes, free, dice)
    return pattern


def _night(link: Agreed, day_off: int, length: int, kind: str) -> Visit:
    return Visit(link.member_id, (day_off - 1) % 7, 22 * 60, length, kind)


def _deal(link: Agreed, minutes: int, free: dict[int, int], dice: random.Random) -> Iterator[Visit]:
    """Spread minutes over days, always where there is most room, in quarters of an hour."""
    if minutes <= 0:
        return
    parts = max(1, min(len(free), round(minutes / _VISIT)))
    usual = max(60, minutes // parts // 15 * 15)
    for part in range(parts):
        length = usual if part < parts - 1 else minutes - usual * (parts - 1)
        weekday = min(free, key=lambda day: (free[day], dice.random()))
        length = min(length, _LATEST - free[weekday])
        if length >= 45:
            yield Visit(link.member_id, weekday, free[weekday], length)
            free[weekday] += length + 15 * dice.randint(1, 2)


def week_lines(pattern: Pattern, monday: date, dice: random.Random) -> Iterator[NewLine]:
    """What a PA enters for one week."""
    worked: set[int] = set()
    for visit in pattern.visits:
        day = monday + timedelta(days=visit.weekday)
        if not _running(pattern, visit.member_id, day) or dice.random() < 0.015:
            continue
        yield _line(pattern.assistant_id, visit, day, dice)
        worked.add(visit.member_id)
    yield from _claims(pattern, monday, sorted(worked), dice)


def _running(pattern: Pattern, member_id: int, day: date) -> bool:
    return any(
        link.member_id == member_id and link.since <= day and (link.until is None or day <= link.until)
        for link in pattern.links
    )


def _line(assistant_id: int, visit: Visit, day: date, dice: random.Random) -> NewLine:
    if visit.kind == "sleep-in":
        return NewLine(assistant_id, visit.member_id, day, visit.kind, time(22), time(7), nights=1)
    if visit.kind == "waking-night":
        return NewLine(assistant_id, visit.member_id, day, visit.kind, time(22), time(7))
    shorter = 15 * dice.choice((0, 0, 0, 0, 0, 0, 0, 1)) if visit.length > 90 else 0
    return NewLine(assistant_id, visit.member_id, day, visit.kind, _clock(visit.start),
                   _clock(visit.start + visit.length - shorter))  # fmt: skip


def _clock(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)


def _claims(pattern: Pattern, monday: date, members: list[int], dice: random.Random) -> Iterator[NewLine]:
    if not members:
        return
    who = pattern.assistant_id
    days = sorted({visit.weekday for visit in pattern.visits})
    if who % 3 == 0:
        for weekday in days[: 1 + dice.randrange(2)]:
            miles = 10 * dice.randrange(4, 28)
            yield NewLine(who, members[0], monday + timedelta(days=weekday), "mileage", miles=miles)
    if dice.random() < 0.07:
        day = monday + timedelta(days=dice.choice(days))
        spent = dice.randrange(8, 60) * 25
        yield NewLine(who, dice.choice(members), day, "expenses", expenses=spent, note=dice.choice(_SPENT))
    if len(members) > 1 and who % 4 == 1:
        yield NewLine(who, None, monday + timedelta(days=days[0]), "travel", minutes=15 * dice.randint(1, 3))
    if monday.isocalendar().week % 13 == who % 13:
        yield NewLine(who, None, monday + timedelta(days=days[0]), "training", minutes=120, note="Refresher course")
