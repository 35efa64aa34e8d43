"""Absences of the demo office: leave that is booked and a maternity leave to come. None of it changes past pay."""

from __future__ import annotations

from datetime import timedelta

from carecoop_desktop.people.assistants.queries import pay_terms
from carecoop_desktop.platform.office.demo import DemoPlan
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.absence.actions import record_absence
from carecoop_desktop.work.payroll.absence.entries import Absence


def fill(office: Office, plan: DemoPlan) -> None:
    """Four weeks of leave over Christmas, and one PA whose child is due in February."""
    terms = office.read(pay_terms, plan.today)
    people = [who for who, own in terms.items() if own.status == "active" and own.frequency == "monthly"]
    monday = plan.today + timedelta(days=7 - plan.today.weekday())
    for number, who in enumerate(people[1:8:2]):
        first = monday + timedelta(weeks=number)
        booked = Absence("holiday", first, first + timedelta(days=4), minutes=25 * 60, reason="Agreed with the circle")
        office.do(record_absence, who, booked)
    due = plan.today + timedelta(weeks=10)
    mother = next((who for who in people if terms[who].sex == "F" and terms[who].started), None)
    if mother is not None:
        leave = Absence(
            "maternity", due - timedelta(weeks=3), event=due, notified=plan.today - timedelta(weeks=4),
            evidence="MATB1", evidence_seen=plan.today - timedelta(weeks=3),
        )  # fmt: skip
        office.do(record_absence, mother, leave)
