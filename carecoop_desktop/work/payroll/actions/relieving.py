"""What a finished run changes of the employers' debts to HMRC beyond its payslips, kept with the run."""

from __future__ import annotations

from collections.abc import Collection

from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.payroll.employers.tables import EmployerRow
from carecoop_desktop.work.payroll.events import Relief
from carecoop_desktop.work.payroll.queries.reliefs import reliefs_posted, reliefs_to_date
from carecoop_desktop.work.payroll.tables import PayRunReliefRow, PayRunRow


def keep_reliefs(work: Work, run: PayRunRow, employer_ids: Collection[int | None]) -> tuple[Relief, ...]:
    """What the employers paid in this run are relieved of since their last: the tax year's figures less what earlier
    runs posted. So a claim made or ended in the year is settled with the next run."""
    found = [row for row in work.all(EmployerRow) if row.id in employer_ids]
    due, posted = reliefs_to_date(work.reader, run.tax_year, found), reliefs_posted(work.reader, run.tax_year)
    made = []
    rows = []
    for employer in found:
        for key in sorted(key for key in {*due, *posted} if key[0] == employer.id):
            pence = due.get(key, 0) - posted.get(key, 0)
            if pence:
                made.append(Relief(key[1], employer.name, employer.member_id, pence))
                rows.append({"pay_run_id": run.id, "employer_id": employer.id, "kind": key[1], "pence": pence})
    work.add_many(PayRunReliefRow, rows)
    return tuple(made)
