"""The demo office's hours: paid up to March, locked up to October, and November on its way."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from carecoop_desktop.platform.office.demo import PLANS
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.timesheets import checks
from carecoop_desktop.work.timesheets.demo import do_month
from carecoop_desktop.work.timesheets.demo.weeks import patterns, week_lines
from carecoop_desktop.work.timesheets.queries import locked_work, periods, problems_of, sheets, week_grid
from carecoop_desktop.work.timesheets.queries.faults import faults
from carecoop_desktop.work.timesheets.queries.people import Agreed

PLAN = PLANS["small"]
NOVEMBER = date(2026, 11, 1)


def test_a_pattern_gives_each_match_about_its_hours_and_everybody_rest() -> None:
    links = [Agreed(1, member, date(2025, 1, 1), None, 60 * hours) for member, hours in ((1, 6), (2, 12), (3, 9))]
    (pattern,) = patterns(links, PLAN.dice("a test"))
    lines = list(week_lines(pattern, date(2026, 11, 16), PLAN.dice("a week")))
    minutes = Counter[int]()
    for line in lines:
        if line.kind == "standard":
            minutes[line.member_id or 0] += line.entry.minutes
    assert all(abs(minutes[member] - 60 * hours) <= 300 for member, hours in ((1, 6), (2, 12), (3, 9)))
    assert (pattern.day_off + 0) not in {line.day.weekday() for line in lines if line.kind == "standard"}


def test_earlier_months_stand_as_they_were_paid(living: Office) -> None:
    found = {span.first: span for span in living.read(periods, "monthly")}
    assert found[date(2025, 12, 1)].state == found[date(2026, 3, 1)].state == "paid"
    assert all(living.read(locked_work, found[date(2026, month, 1)].id) for month in range(4, 11))
    assert found[NOVEMBER].state == "open"
    assert found[NOVEMBER].pay_date == date(2026, 11, 30)
    assert living.read(faults) == []


def test_hours_are_near_what_was_agreed(living: Office) -> None:
    summary = living.read(week_grid, date(2026, 11, 15)).summary
    assert summary.entered * 100 > summary.planned * 85


def test_the_latest_weeks_give_the_office_something_to_do(living: Office) -> None:
    states = Counter(row.state for sunday in (22, 29) for row in living.read(week_grid, date(2026, 11, sunday)).rows)
    assert states["signed"] and states["draft"] and states["queried"]
    assert {item.button for item in living.read(checks.today_items)} == {"Approve hours", "See sheets"}


def test_a_night_over_the_clock_change_is_counted(living: Office) -> None:
    nights = [work for span in living.read(periods) for work in living.read(locked_work, span.id)
              if work.kind == "waking-night" and work.day in (date(2026, 10, 24), date(2026, 3, 28))]  # fmt: skip
    assert {(work.day.month, work.minutes) for work in nights} <= {(10, 600), (3, 480)}


def test_the_month_is_signed_answered_approved_declared_and_locked(living: Office) -> None:
    do_month(living, PLAN)
    (november,) = [span for span in living.read(periods, "monthly") if span.first == NOVEMBER]
    assert november.state == "locked"
    assert all(sheet.kind and not sheet.open for sheet in living.read(sheets, november.id))
    assert len(living.read(locked_work, november.id)) > 20
    sundays = [date(2026, 11, 1) + timedelta(days=7 * week) for week in range(5)]
    assert not [one for sunday in sundays for _, one in living.read(problems_of, sunday) if one.word == "Overlap"]
    assert living.read(faults) == []
    do_month(living, PLAN)
