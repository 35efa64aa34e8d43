"""Lines for pay, for figures and as a list."""

from __future__ import annotations

from datetime import date, timedelta

from carecoop_desktop.platform.database.lists import query
from carecoop_desktop.platform.database.lists.shape import ListRequest, Sort
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.timesheets.actions import NewLine, enter_lines, sign_lines
from carecoop_desktop.work.timesheets.queries import (
    day_of_line,
    line_reader,
    minutes_by_assistant,
    weeks_of,
    worked_minutes,
)
from carecoop_desktop.work.timesheets.queries.lines import LINES
from carecoop_desktop.work.timesheets.queries.waiting import open_lines, waiting_by_week, waiting_count

MONDAY = date(2026, 11, 16)


def _fill(office: Office, people) -> list[int]:
    lines = [NewLine(people.marek, people.james, MONDAY + timedelta(n), minutes=60) for n in range(10)]
    lines.append(NewLine(people.sian, people.aled, MONDAY, "sleep-in", nights=1))
    lines.append(NewLine(people.sian, None, MONDAY, "travel", minutes=30))
    return list(office.do(enter_lines, lines).value)


def test_minutes_by_member_and_by_pa(office: Office, people) -> None:
    _fill(office, people)
    assert office.read(worked_minutes, MONDAY, MONDAY + timedelta(6)) == {people.james: 420, people.aled: 0}
    assert office.read(minutes_by_assistant, MONDAY, MONDAY, member_id=people.aled) == [("Siân Davies", 0, 1)]
    assert office.read(minutes_by_assistant, MONDAY, MONDAY + timedelta(9), assistant_id=people.marek) == [
        ("Marek Nowak", 600, 0)]  # fmt: skip


def test_weeks_of_a_pa_latest_first(office: Office, people) -> None:
    ids = _fill(office, people)
    office.do(sign_lines, ids[:2])
    found = office.read(weeks_of, people.marek, MONDAY, MONDAY + timedelta(20))
    assert [(week.sunday, week.minutes, week.open) for week in found] == [
        (date(2026, 11, 29), 180, 3), (date(2026, 11, 22), 420, 7)]  # fmt: skip


def test_the_list_sorts_and_filters_in_the_database(office: Office, people) -> None:
    ids = _fill(office, people)
    office.do(sign_lines, ids[:4])
    reader = line_reader(office)
    assert reader.count(ListRequest()) == 12
    assert reader.count(ListRequest().filtered("signed")) == 4
    assert reader.count(ListRequest().filtered("member", people.james)) == 10
    first = reader.page_after(ListRequest().sorted_by(Sort("day")), None, 3)
    assert [row.values[0] for row in first] == [MONDAY] * 3
    office.read(lambda reader: query.count(reader.connection, LINES, ListRequest().searched("marek")))


def test_the_week_of_a_line(office: Office, people) -> None:
    ids = _fill(office, people)
    assert office.read(day_of_line, ids[3]) == MONDAY + timedelta(3)
    assert office.read(day_of_line, 9999) is None


def test_what_waits_is_counted_by_sheet_and_week(office: Office, people) -> None:
    ids = _fill(office, people)
    office.do(sign_lines, ids[:11])
    weeks = office.read(waiting_by_week)
    assert {day: dict(counts) for day, counts in weeks.items()} == {
        date(2026, 11, 22): {"signed": 2}, date(2026, 11, 29): {"signed": 1}}  # fmt: skip
    assert office.read(waiting_count) == 3
    assert office.read(open_lines, MONDAY, "draft", own=True) == [ids[11]]
