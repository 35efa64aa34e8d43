"""What Today and the evidence ask of timesheets."""

from __future__ import annotations

from datetime import date, time, timedelta

from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.timesheets import checks
from carecoop_desktop.work.timesheets.actions import (
    NewLine,
    declare_sheets,
    enter_lines,
    query_lines,
    set_pay_day,
)
from carecoop_desktop.work.timesheets.actions.locking import make_periods
from carecoop_desktop.work.timesheets.queries import period_for, sheets

MONDAY = date(2026, 11, 23)


def test_signed_lines_are_counted_and_the_rest_named(office: Office, people) -> None:
    office.do(enter_lines, [NewLine(people.marek, people.james, MONDAY, minutes=60, state="signed"),
                            NewLine(people.marek, people.james, MONDAY, minutes=60)])  # fmt: skip
    found = office.read(checks.timesheets_signed)
    assert (found.met, found.total, found.ok) == (1, 2, False)
    assert found.gaps == (("assistants", people.marek, "Marek Nowak", "1 of 2 lines not signed yet"),)


def test_rest_is_counted_by_week_and_pa(office: Office, people) -> None:
    office.do(enter_lines, [
        NewLine(people.marek, people.james, MONDAY, start=time(14), finish=time(23)),
        NewLine(people.marek, people.james, MONDAY + timedelta(1), start=time(7), finish=time(9)),
        NewLine(people.sian, people.james, MONDAY, start=time(7), finish=time(9)),
    ])  # fmt: skip
    found = office.read(checks.staff_rest_respected)
    assert (found.met, found.total) == (1, 2)
    assert found.gaps[0][1] == people.marek and "29 Nov: Only 8.0 h" in found.gaps[0][3]


def test_hours_given_and_known_faces(office: Office, people) -> None:
    lines = [NewLine(people.sian, people.aled, MONDAY - timedelta(7 * n), minutes=780) for n in range(4)]
    office.do(enter_lines, [*lines, NewLine(people.marek, people.aled, MONDAY, minutes=60)])
    given = office.read(checks.hours_delivered_vs_plan)
    assert (given.met, given.total) == (1, 2)
    assert given.gaps[0][2] == "James Hollis"
    known = office.read(checks.known_face_visits)
    assert (known.met, known.total) == (4, 5)


def test_an_empty_office_has_no_gap_and_nothing_to_do(office: Office) -> None:
    for check in (checks.timesheets_signed, checks.staff_rest_respected, checks.known_face_visits):
        assert office.read(check).ok
    assert office.read(checks.today_items) == []


def test_today_names_weeks_to_approve_and_missing_sheets(office: Office, people) -> None:
    office.do(set_pay_day, 31)
    office.do(make_periods, "2026-27", "monthly", date(2026, 11, 1))
    both = [NewLine(one, people.james, MONDAY, minutes=60, state="signed") for one in (people.marek, people.sian)]
    ids = office.do(enter_lines, both).value
    office.do(query_lines, ids[:1], "When?")
    week, missing = office.read(checks.today_items)
    assert week.why == "1 signed by members, 1 with an open question"
    assert week.record_id == date(2026, 11, 29).toordinal()
    assert (missing.when, missing.tone) == ("Pay day today", "bad")
    assert missing.what == "2 sheets are missing for November 2026"
    period = office.read(period_for, "monthly", MONDAY)
    office.do(declare_sheets, period.id, {one.assistant_id: "complete" for one in office.read(sheets, period.id)})
    assert len(office.read(checks.today_items)) == 1
