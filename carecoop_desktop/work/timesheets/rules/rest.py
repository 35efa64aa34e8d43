"""Overlapping shifts and the rest that the Working Time Regulations 1998 ask for: 11 hours a day, 24 hours a week."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from carecoop_desktop.platform.kernel.dates import LONDON, week_ending
from carecoop_desktop.platform.kernel.money import divide_half_up
from carecoop_desktop.work.timesheets.rules.findings import Finding, Piece, local, minutes_between
from carecoop_desktop.work.timesheets.rules.kinds import hours_text

DAILY_REST = 11 * 60
WEEKLY_REST = 24 * 60
AVERAGE_WEEK = 48 * 60
REFERENCE_WEEKS = 17
_DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def overlaps(lines: Sequence[Piece]) -> Iterator[Finding]:
    """Shifts of one PA that lie over one another, told on both, with whom and by how much."""
    timed = sorted((line for line in lines if line.bounds), key=_begins)
    for place, line in enumerate(timed):
        for other in timed[place + 1 :]:
            if _begins(other) >= _ends(line):
                break
            minutes = minutes_between(_begins(other), min(_ends(line), _ends(other)))
            yield _overlap(line, other, minutes)
            yield _overlap(other, line, minutes)


def _overlap(line: Piece, other: Piece, minutes: int) -> Finding:
    whom = other.member if other.member_id != line.member_id else "another shift"
    return Finding(
        "bad", "Overlap", f"{hours_text(minutes)} h overlaps {whom or 'another shift'} {other.times}.", line.id
    )


def _begins(line: Piece) -> datetime:
    assert line.bounds
    return line.bounds[0]


def _ends(line: Piece) -> datetime:
    assert line.bounds
    return line.bounds[1]


@dataclass(slots=True)
class _Duty:
    """Shifts that follow one another without a gap: a sleep-in and the morning after it are one duty."""

    begin: datetime
    end: datetime
    last: Piece


def _duties(lines: Iterable[Piece]) -> list[_Duty]:
    duties: list[_Duty] = []
    for line in sorted((line for line in lines if line.bounds), key=_begins):
        if duties and _begins(line) <= duties[-1].end:
            if _ends(line) > duties[-1].end:
                duties[-1].end, duties[-1].last = _ends(line), line
        else:
            duties.append(_Duty(_begins(line), _ends(line), line))
    return duties


def short_rests(lines: Sequence[Piece]) -> Iterator[Finding]:
    """Less than 11 hours between the end of one day's work and the start of the next day's."""
    for duty, following in pairwise(_duties(lines)):
        rest = minutes_between(duty.end, following.begin)
        begins = local(following.begin)
        if rest < DAILY_REST and begins.date() > local(duty.begin).date():
            sentence = (
                f"Only {hours_text(rest)} h before {_DAY_NAMES[begins.weekday()]}’s {begins:%H:%M} start; "
                f"{DAILY_REST // 60} h is the rule."
            )
            yield Finding("warn", "Rest", sentence, duty.last.id)


def weekly_rest(lines: Sequence[Piece], sunday: date) -> Iterator[Finding]:
    """A week, Monday to Sunday, without 24 hours free. Days with hours but no times count where all seven have work."""
    week = [line for line in lines if week_ending(line.day) == sunday and (line.minutes or line.nights)]
    if not week:
        return
    longest = _longest_gap(lines, sunday)
    if len({line.day for line in week}) == 7 and any(not line.bounds for line in week):
        longest = 0
    if longest < WEEKLY_REST:
        told = f"The week’s longest rest is {hours_text(longest)} h" if longest else "There is work on all seven days"
        last = max(week, key=lambda line: line.day)
        yield Finding("warn", "Weekly rest", f"{told}; 24 h in a row is the rule.", last.id)


def _longest_gap(lines: Sequence[Piece], sunday: date) -> int:
    begin = datetime.combine(sunday - timedelta(days=6), time(), LONDON)
    end = datetime.combine(sunday + timedelta(days=1), time(), LONDON)
    longest, free_from = 0, begin
    for duty in _duties(lines):
        if duty.end <= begin or duty.begin >= end:
            continue
        longest = max(longest, minutes_between(free_from, max(duty.begin, begin)))
        free_from = max(free_from, duty.end)
    return max(longest, minutes_between(min(free_from, end), end))


def average_week(minutes: int, weeks: int = REFERENCE_WEEKS) -> Iterator[Finding]:
    """More than 48 hours a week on average over the reference weeks: a note, since a PA may have opted out."""
    average = divide_half_up(minutes, weeks)
    if average > AVERAGE_WEEK:
        yield Finding(
            "warn",
            "48 hours",
            f"{hours_text(divide_half_up(average, 6) * 6)} h a week on average over {weeks} weeks; "
            "more than 48 needs the PA’s written opt-out.",
        )
