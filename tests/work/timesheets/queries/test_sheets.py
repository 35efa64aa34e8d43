"""Sheets of a pay period."""

from __future__ import annotations

from datetime import date

from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.timesheets.actions import NewLine, declare_sheet, enter_lines
from carecoop_desktop.work.timesheets.queries import frequencies, period_for, sheets

NOVEMBER = date(2026, 11, 16)


def test_a_sheet_counts_lines_by_state_and_those_from_earlier(office: Office, periods_made) -> None:
    people = periods_made
    period = office.read(period_for, "monthly", NOVEMBER)
    office.do(enter_lines, [
        NewLine(people.marek, people.james, NOVEMBER, minutes=120, state="signed"),
        NewLine(people.marek, people.james, NOVEMBER, minutes=60),
        NewLine(people.marek, people.james, date(2026, 10, 20), minutes=30),
    ])  # fmt: skip
    office.do(declare_sheet, period.id, people.sian, "nil")
    marek, sian = office.read(sheets, period.id)
    assert (marek.assistant, marek.minutes, marek.open, marek.late) == ("Marek Nowak", 210, 3, 1)
    assert dict(marek.lines) == {"signed": 1, "draft": 2}
    assert (marek.word, sian.word) == (("Missing", "warn"), ("Nil", "quiet"))
    assert sian.by == "Priya Shah" and sian.declared == date(2026, 11, 30)
    assert (marek.missing, sian.missing) == (True, False)


def test_weekly_paid_pas_have_weekly_sheets(office: Office, periods_made) -> None:
    people = periods_made
    week = office.read(period_for, "weekly", NOVEMBER)
    assert [one.assistant for one in office.read(sheets, week.id)] == ["Tolu Ade"]
    assert office.read(frequencies, NOVEMBER)[people.tolu] == "weekly"
    assert office.read(period_for, "monthly", date(2031, 1, 1)) is None
