"""Contradictions between lines and locks."""

from __future__ import annotations

from datetime import date

from sqlalchemy import text

from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.timesheets.actions import NewLine, enter_lines
from carecoop_desktop.work.timesheets.queries.faults import faults


def test_each_contradiction_is_a_sentence(office: Office, periods_made) -> None:
    people = periods_made
    line = NewLine(people.marek, people.james, date(2026, 11, 16), minutes=60)
    first, second, third = office.do(enter_lines, [line, line, line]).value
    assert office.read(faults) == []
    with office.database.writing() as connection:
        for statement in (f"UPDATE timesheet_line SET state = 'locked' WHERE id = {first}",
                          f"UPDATE timesheet_line SET pay_period_id = 1 WHERE id = {second}",
                          f"UPDATE timesheet_line SET minutes = -5 WHERE id = {third}"):  # fmt: skip
            connection.execute(text(statement))
    told = office.read(faults)
    assert len(told) == 3 and told[0].startswith("2 lines of timesheets are locked without")
