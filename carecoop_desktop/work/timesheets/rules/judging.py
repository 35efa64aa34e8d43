"""All checks of a week together: what is found on each line, and on each member's week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from carecoop_desktop.platform.kernel.dates import week_ending
from carecoop_desktop.statutory.tables.employment import MinimumWage
from carecoop_desktop.work.timesheets.rules import limits, rest
from carecoop_desktop.work.timesheets.rules.findings import Finding, Piece
from carecoop_desktop.work.timesheets.rules.kinds import KINDS, cost_of


@dataclass(frozen=True, slots=True)
class Person:
    """What the checks need to know of a PA. ``rates`` are pence by kind; ``recent`` the minutes of 17 weeks."""

    started: date | None = None
    left: date | None = None
    born: date | None = None
    rates: Mapping[str, int] = field(default_factory=dict)
    recent: int = 0

    def rate(self, kind: str) -> int | None:
        """The rate of a kind; hours of a kind without its own are paid at the standard rate."""
        found = self.rates.get(kind)
        return self.rates.get("standard") if found is None and KINDS[kind].measure == "minutes" else found


NOBODY = Person()


@dataclass(frozen=True, slots=True)
class Week:
    """Against what a week's lines are checked."""

    sunday: date
    today: date
    people: Mapping[int, Person]
    budgets: Mapping[int, int]
    late: frozenset[int] = frozenset()
    wage: MinimumWage | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was found: by line, by PA and by member."""

    lines: Mapping[int, tuple[Finding, ...]]
    people: Mapping[int, tuple[Finding, ...]]
    members: Mapping[int, tuple[Finding, ...]]


def judge(lines: Sequence[Piece], week: Week) -> Judgement:
    """Check a week's lines. The lines of the days around it may be among them, so that nights and rest are seen."""
    by_line: dict[int, list[Finding]] = defaultdict(list)
    by_person: dict[int, tuple[Finding, ...]] = {}
    for assistant_id, own in _grouped(lines).items():
        person = week.people.get(assistant_id, NOBODY)
        for finding in _of_person(own, person, week):
            if finding.line_id is not None:
                by_line[finding.line_id].append(finding)
        by_person[assistant_id] = tuple(rest.average_week(person.recent))
    members = _of_members(lines, week)
    return Judgement({key: tuple(found) for key, found in by_line.items()}, by_person, members)


def line_cost(line: Piece, person: Person) -> int | None:
    """What a line costs at the PA's rates, before on-costs; None where there is no rate."""
    if KINDS[line.kind].measure == "expenses":
        return line.expenses
    rate = person.rate(line.kind)
    return None if rate is None else cost_of(line.kind, getattr(line, KINDS[line.kind].measure), rate)


def _grouped(lines: Iterable[Piece]) -> dict[int, list[Piece]]:
    grouped: dict[int, list[Piece]] = defaultdict(list)
    for line in lines:
        grouped[line.assistant_id].append(line)
    return grouped


def _of_person(own: list[Piece], person: Person, week: Week) -> Iterator[Finding]:
    yield from rest.overlaps(own)
    yield from rest.short_rests(own)
    yield from rest.weekly_rest(own, week.sunday)
    for line in own:
        yield from limits.odd_date(line, week.today, line.id in week.late)
        yield from limits.odd_length(line)
        yield from limits.odd_night(line)
        yield from limits.odd_claim(line)
        yield from limits.not_employed(line, person.started, person.left)
        if week.wage is not None:
            yield from limits.below_minimum(line, person.rate(line.kind), person.born, week.wage)


def _of_members(lines: Iterable[Piece], week: Week) -> dict[int, tuple[Finding, ...]]:
    costs: dict[int, int] = defaultdict(int)
    for line in lines:
        if line.member_id is not None and week_ending(line.day) == week.sunday:
            costs[line.member_id] += line_cost(line, week.people.get(line.assistant_id, NOBODY)) or 0
    found = {member: tuple(limits.over_budget(cost, week.budgets.get(member))) for member, cost in costs.items()}
    return {member: findings for member, findings in found.items() if findings}
