"""Fills the demo office with hours: earlier months as they were paid, the latest month as it came in."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, time, timedelta

from carecoop_desktop.platform.kernel.dates import month_start, tax_year_of, week_ending
from carecoop_desktop.platform.office.demo import DemoPlan
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.timesheets.actions import (
    NewLine,
    approve_lines,
    declare_sheets,
    enter_lines,
    make_periods,
    query_lines,
    set_pay_day,
    take_over_period,
)
from carecoop_desktop.work.timesheets.demo.stand_ins import with_stand_ins
from carecoop_desktop.work.timesheets.demo.weeks import Pattern, patterns, week_lines
from carecoop_desktop.work.timesheets.queries import PayPeriod, frequencies, periods, sheets
from carecoop_desktop.work.timesheets.queries import people as reading

_QUESTIONS = (
    "The member remembers you leaving earlier. Which is right?",
    "Is this the visit that was moved from Tuesday?",
    "There is no receipt for this. Can you bring it?",
)


def fill(office: Office, plan: DemoPlan) -> None:
    """Enter every week from the plan's first day to its last full week, in the states that an office would see."""
    office.do(set_pay_day, 31)
    links, terms = office.read(reading.all_links), office.read(reading.employed)
    paid_so = office.read(frequencies, plan.today)
    _make_periods(office, plan, {"monthly", *paid_so.values()})
    lines = [line for line in _all_lines(links, plan) if _employed(line, terms)]
    for span in office.read(periods):
        if span.last < month_start(plan.today):
            _take_over(office, plan, span, [line for line in lines if span.first <= line.day <= span.last], paid_so)
    held = max(span.last for span in office.read(periods) if span.state != "open")
    latest = [line for line in lines if line.day > _since(line, paid_so, plan, held)]
    matched = {(link.assistant_id, link.member_id) for link in links}
    sunday = plan.today - timedelta(days=plan.today.weekday() + 1)
    _latest(office, plan, with_stand_ins(latest, matched, sunday, plan.dice("timesheets stand-ins")))


def _make_periods(office: Office, plan: DemoPlan, paid_so: Iterable[str]) -> None:
    for frequency in sorted(paid_so):
        for year in _tax_years(plan):
            office.do(make_periods, year, frequency, plan.first)


def _tax_years(plan: DemoPlan) -> list[str]:
    return sorted({tax_year_of(plan.first + timedelta(days=27)), tax_year_of(plan.today)})


def _since(line: NewLine, paid_so: Mapping[int, str], plan: DemoPlan, held: date) -> date:
    """The last day that was taken over for this PA."""
    return held if paid_so.get(line.assistant_id, "monthly") == "monthly" else _last_sunday(plan)


def _last_sunday(plan: DemoPlan) -> date:
    day = month_start(plan.today) - timedelta(days=1)
    return day - timedelta(days=(day.weekday() + 1) % 7)


def _all_lines(links: Sequence[reading.Agreed], plan: DemoPlan) -> Iterable[NewLine]:
    dice = plan.dice("timesheets")
    weeks: list[Pattern] = patterns(links, dice)
    monday = plan.first - timedelta(days=plan.first.weekday())
    while monday + timedelta(days=6) < plan.today:
        for pattern in weeks:
            yield from (line for line in week_lines(pattern, monday, dice) if line.day >= plan.first)
        monday += timedelta(days=7)


def _employed(line: NewLine, terms: dict[int, tuple[date | None, date | None]]) -> bool:
    started, left = terms[line.assistant_id]
    return (started is None or started <= line.day) and (left is None or line.day <= left)


def _take_over(
    office: Office, plan: DemoPlan, span: PayPeriod, lines: Sequence[NewLine], paid_so: Mapping[int, str]
) -> None:
    own = [line for line in lines if paid_so.get(line.assistant_id, "monthly") == span.frequency]
    worked = {line.assistant_id for line in own}
    here = office.read(sheets, span.id)
    kinds = {one.assistant_id: "complete" if one.assistant_id in worked else "nil" for one in here}
    office.do(take_over_period, span.id, own, kinds, paid=span.first < plan.pay_from)


def _latest(office: Office, plan: DemoPlan, lines: Sequence[NewLine]) -> None:
    """The latest month: its first weeks approved, then signed, some asked about, the last week still coming in."""
    dice = plan.dice("timesheets latest")
    sunday = plan.today - timedelta(days=plan.today.weekday() + 1)
    entered = [replace(line, state=_state(line, sunday, dice)) for line in _with_slips(lines, sunday, dice)]
    ids = list(office.do(enter_lines, entered).value)
    early = [number for number, line in zip(ids, entered, strict=True) if line.day <= sunday - timedelta(days=14)]
    if early:
        office.do(approve_lines, early)
    recent = [
        n for n, line in zip(ids, entered, strict=True) if line.state == "signed" and line.day > sunday - timedelta(14)
    ]
    for question in _QUESTIONS:
        asked = sorted(dice.sample(recent, max(1, len(recent) // 90)))
        office.do(query_lines, asked, question)
    _declare_some(office, plan)


def _state(line: NewLine, sunday: date, dice: random.Random) -> str:
    if line.member_id is None:
        return "draft"
    if line.day <= sunday - timedelta(days=14):
        return "signed"
    return "signed" if dice.random() < (0.9 if line.day <= sunday - timedelta(days=7) else 0.6) else "draft"


def _with_slips(lines: Sequence[NewLine], sunday: date, dice: random.Random) -> list[NewLine]:
    """The same lines, with a slip of the pen in the last two weeks: a finish that runs into the next visit."""
    double: dict[tuple[date, int, date], list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        if line.day > sunday - timedelta(days=14) and line.kind == "standard" and line.start:
            double[week_ending(line.day), line.assistant_id, line.day].append(place)
    found = list(lines)
    for week in sorted({key[0] for key in double}):
        keys = sorted(key for key, places in double.items() if key[0] == week and len(places) > 1)
        for key in dice.sample(keys, min(len(keys), max(2, len(keys) // 40))):
            _run_on(found, double[key])
    return [*found, *_late_evenings(found, sunday, dice)]


def _run_on(found: list[NewLine], places: list[int]) -> None:
    """Let the first visit of a day finish an hour into the second."""
    first, second = sorted(places, key=lambda place: found[place].start or time())[:2]
    follows = found[second].start
    if follows is not None:
        found[first] = replace(found[first], finish=follows.replace(hour=follows.hour + 1))


def _late_evenings(lines: Sequence[NewLine], sunday: date, dice: random.Random) -> list[NewLine]:
    """One late evening before an early start, as it happens when somebody else is ill."""
    week = [line for line in lines if line.kind == "standard" and sunday - timedelta(6) <= line.day < sunday]
    early = {(line.assistant_id, line.day) for line in week if line.start and line.start < time(9)}
    tired = [line for line in week if (line.assistant_id, line.day + timedelta(days=1)) in early]
    if not tired:
        return []
    chosen = dice.choice(tired)
    return [replace(chosen, start=time(20, 30), finish=time(22, 30), note="Stood in for a colleague who was ill")]


def _declare_some(office: Office, plan: DemoPlan) -> None:
    """Most sheets of the latest month are declared; a few are still missing."""
    open_now = [span for span in office.read(periods) if span.state == "open" and plan.today in span.span]
    for span in open_now:
        here = office.read(sheets, span.id)
        kinds = {one.assistant_id: "complete" if one.lines else "nil" for place, one in enumerate(here) if place % 7}
        if kinds:
            office.do(declare_sheets, span.id, kinds)


def latest_periods(reader: Reader, today: date) -> list[PayPeriod]:
    """The open pay periods whose work is done, or is done today."""
    return [span for span in periods(reader) if span.state == "open" and span.last <= today]
