"""The employer payment record adds up to the payslips."""

from __future__ import annotations

from datetime import date

from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.papers.queries.months import payment_months, payment_record
from carecoop_desktop.work.payroll.queries import payslips, runs
from tests.work.payroll.crew import Crew


def test_months_add_up_to_the_payslips(living: Office) -> None:
    slips = [view for run in living.read(runs) for view in living.read(payslips, run.id) if view.state == "issued"]
    record = living.read(payment_record, "2026-27")
    totals = record.totals()
    assert totals is not None
    assert totals[3] == sum(view.figures["tax"] for view in slips)
    assert totals[4] == sum(view.figures["student_loans"] for view in slips)
    assert totals[5] == sum(view.figures["ee_ni"] for view in slips)
    assert totals[6] == sum(view.figures["er_ni"] for view in slips)
    due, taken = totals[10], (totals[7], totals[8], totals[9])
    assert due == sum(int(each) for each in totals[3:7]) - sum(int(each) for each in taken)  # type: ignore[arg-type]


def test_only_months_that_have_begun_stand_on_it(crew: Crew) -> None:
    record = crew.office.read(payment_record, "2026-27")
    assert [row[0] for row in record.rows] == list(range(1, 9))
    assert record.rows[0][1:3] == (date(2026, 4, 6), date(2026, 5, 5)) and record.rows[0][-1] == date(2026, 5, 22)
    assert "120/A1B2C3" in record.notes[0] and "not claimed" in record.notes[1] and "Levy" in record.notes[2]


def test_a_month_owes_less_what_is_recovered(crew: Crew) -> None:
    months = crew.office.read(payment_months, "2026-27")
    assert len(months) == 12 and months[0].due == months[0].month.due > 0
    assert months[0].recovered == 0 and months[11].due == 0
