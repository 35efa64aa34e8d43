"""A few visits by a new face, and nobody's pay is another for it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from datetime import date, time, timedelta

from carecoop_desktop.work.timesheets.actions.lines import NewLine
from carecoop_desktop.work.timesheets.demo.stand_ins import NOTE, with_stand_ins

SUNDAY = date(2026, 11, 29)
MATCHED = {(1, 11), (2, 12)}


def visit(assistant: int, day: date, finish: time = time(12), member: int = 0, start: time = time(9)) -> NewLine:
    return NewLine(assistant, member or 10 + assistant, day, "standard", start, finish)


def hours(lines: Iterable[NewLine]) -> Counter[tuple[int, date]]:
    counted: Counter[tuple[int, date]] = Counter()
    for line in lines:
        counted[line.assistant_id, line.day] += line.entry.minutes
    return counted


def stood_in(lines: list[NewLine], matched: set[tuple[int, int]] | None = None) -> list[NewLine]:
    return with_stand_ins(lines, MATCHED if matched is None else matched, SUNDAY, random.Random(5))


def test_two_visits_change_hands_and_hours_stay() -> None:
    lines = [visit(1, SUNDAY), visit(2, SUNDAY, time(13), start=time(10))]
    found = stood_in(lines)
    assert [(line.assistant_id, line.member_id, line.note) for line in found] == [(1, 12, NOTE), (2, 11, NOTE)]
    assert hours(found) == hours(lines)


def test_few_of_many_change_hands_and_each_member_keeps_their_minutes() -> None:
    lines = [visit(who, SUNDAY - timedelta(days=back)) for back in range(28) for who in range(1, 13)]
    found = stood_in(lines, {(who, 10 + who) for who in range(1, 13)})
    strange = [line for line in found if line.member_id != 10 + line.assistant_id]
    assert len(strange) == 2 * (len(lines) // 120)
    assert hours(found) == hours(lines)
    of_members = [sorted((line.member_id, line.day, line.entry.minutes) for line in each) for each in (found, lines)]
    assert of_members[0] == of_members[1]


def test_what_would_change_pay_or_make_two_visits_at_once_stays() -> None:
    apart = [visit(1, SUNDAY), visit(2, SUNDAY - timedelta(days=1))]
    longer = [visit(1, SUNDAY), visit(2, SUNDAY, time(13))]
    part = [visit(1, SUNDAY, time(11, 30)), visit(2, SUNDAY, time(11, 30))]
    early = [visit(1, SUNDAY - timedelta(days=28)), visit(2, SUNDAY - timedelta(days=28))]
    double = [visit(1, SUNDAY), visit(2, SUNDAY), visit(3, SUNDAY, time(16), member=11, start=time(15))]
    for lines in (apart, longer, part, early, double):
        assert stood_in(lines) == lines


def test_a_pa_matched_with_the_other_member_is_no_new_face() -> None:
    lines = [visit(1, SUNDAY), visit(2, SUNDAY)]
    assert stood_in(lines, MATCHED | {(1, 12)}) == lines


def test_journeys_and_nights_stay_with_who_made_them() -> None:
    nights = [NewLine(who, 10 + who, SUNDAY, "waking-night", time(22), time(7)) for who in (1, 2)]
    training = [NewLine(who, None, SUNDAY, "training", minutes=120) for who in (1, 2)]
    assert stood_in([*nights, *training]) == [*nights, *training]
