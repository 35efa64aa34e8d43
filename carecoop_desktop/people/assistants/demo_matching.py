"""Deals the demo office's hours out: each member a few PAs, each PA 20 to 35 hours a week."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

from carecoop_desktop.people.assistants.entries import Support
from carecoop_desktop.people.assistants.queries.support import members_to_support
from carecoop_desktop.platform.office.demo import DemoPlan
from carecoop_desktop.platform.office.office import Office

_INTERESTS = (
    "Football", "Music", "Gym", "Gardening", "Cooking", "Cinema", "Swimming", "Chapel", "Knitting", "Bird-watching",
    "Rugby", "Walking", "Painting", "Allotment", "Board games", "Dogs", "Baking", "Choir", "Cars", "Local history",
)  # fmt: skip
_STEP = 30


def match_up(office: Office, plan: DemoPlan, started: Sequence[date]) -> list[list[Support]]:
    """For each PA, by place, the members to support; together about what the PA is there for."""
    dice = plan.dice("matches")
    members = office.read(members_to_support)
    room = [dice.randrange(40, 71) * _STEP for _ in started]
    needs = _needs(dice, len(members), sum(room))
    dealt: list[dict[int, int]] = [{} for _ in started]
    order = sorted(range(len(members)), key=lambda place: -needs[place])
    for place in order:
        _deal(dice, members[place][0], needs[place], room, dealt)
    joined = dict(members)
    return [
        [
            _support(dice, plan, member, minutes, max(started[pa], joined[member]))
            for member, minutes in sorted(mine.items())
        ]
        for pa, mine in enumerate(dealt)
    ]


def _needs(dice: random.Random, count: int, total: int) -> list[int]:
    """Weekly minutes of each member: from six hours to a week and a half of work, adding up to what there is."""
    weights = [dice.choice((2, 3, 3, 4, 4, 5, 6, 8)) for _ in range(count)]
    share = total / max(sum(weights), 1)
    return [max(int(weight * share) // _STEP * _STEP, 6 * 60) for weight in weights]


def _deal(dice: random.Random, member: int, need: int, room: list[int], dealt: list[dict[int, int]]) -> None:
    left = need
    while left > 0:
        free = [pa for pa in range(len(room)) if room[pa] > 0 and member not in dealt[pa]]
        if not free:
            return
        chosen = dice.choice(sorted(free, key=lambda pa: -room[pa])[:3])
        part = min(left, room[chosen], dice.randrange(8, 21) * _STEP)
        if left - part < 2 * 60:
            part = min(left, room[chosen])
        dealt[chosen][member] = part
        room[chosen] -= part
        left -= part


def _support(dice: random.Random, plan: DemoPlan, member: int, minutes: int, since: date) -> Support:
    day = since + timedelta(days=dice.randint(0, 20))
    return Support(member, min(day, plan.today), minutes, dice.choice(_INTERESTS))
