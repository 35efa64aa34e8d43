"""The demo office has absences to look at, none of which changes what was paid."""

from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.absence.queries.paid import paid_absences
from carecoop_desktop.work.payroll.absence.queries.records import records_touching
from carecoop_desktop.work.payroll.absence.queries.statutory import decision


def test_leave_is_booked_and_a_maternity_leave_qualifies(living: Office) -> None:
    records = living.read(records_touching, living.today, living.today.replace(year=2028))
    kinds = [record.kind for record in records]
    assert kinds.count("maternity") == 1 and kinds.count("holiday") >= 2
    assert all(record.first > living.today for record in records)
    mother = next(record for record in records if record.kind == "maternity")
    found = living.read(decision, mother.id)
    assert [check.passed for check in found.outcome.checks].count(False) == 0
    assert living.read(lambda reader: list(paid_absences(reader))) == []
