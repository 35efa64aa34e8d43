"""Makes sure that employers and employments stand before anybody is paid: made from what the office knows already."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select

from carecoop_desktop.people.assistants.tables import AssistantRow
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.payroll.employers.tables import EmployerRow, EmploymentRow
from carecoop_desktop.work.payroll.rti.employer import EMPLOYER, FIELDS
from carecoop_desktop.work.payroll.tables import PayRunRow, PayslipRow
from carecoop_desktop.work.timesheets.tables import PayPeriodRow

_OFFICE_NAME = "office.name"
_PEOPLE: Any = AssistantRow.__table__
_JOBS: Any = EmploymentRow.__table__
_SLIPS: Any = PayslipRow.__table__
_RUNS: Any = PayRunRow.__table__
_PERIODS: Any = PayPeriodRow.__table__


def first_employer(work: Work) -> EmployerRow:
    """The co-op's own scheme; made from what the office's settings said of it where it does not stand yet."""
    found = work.one(EmployerRow, EmployerRow.member_id.is_(None))
    if found is not None:
        return found
    kept = work.reader.setting(EMPLOYER) or {}
    values = {name: str(kept.get(name, "")) for name in FIELDS}
    values["name"] = values["name"] or str(work.reader.setting(_OFFICE_NAME, "")) or "The co-operative"
    return work.add(EmployerRow(**values))


def stand_employments(work: Work, assistant_ids: Iterable[int]) -> None:
    """A job with the co-op for everybody named who has no job yet, or whose last one ended before they came back.

    Payslips of the time before employments were recorded are told which one they were for.
    """
    employer = first_employer(work)
    jobs: dict[int, list[Any]] = {}
    for row in work.connection.execute(select(_JOBS).order_by(_JOBS.c.id)):
        jobs.setdefault(row.assistant_id, []).append(row)
    rows = work.connection.execute(select(_PEOPLE.c.id, _PEOPLE.c.number, _PEOPLE.c.started, _PEOPLE.c.left))
    people = {row.id: row for row in rows}
    paid = _paid_until(work)
    fresh = []
    for who in sorted({*assistant_ids, *paid}):
        own, person = jobs.get(who, []), people[who]
        if not own:
            fresh.append(_employment(person, employer.id, person.number, paid.get(who)))
        elif person.left is None and all(row.p45_issued is not None for row in own):
            fresh.append(_employment(person, employer.id, f"{person.number}-{len(own) + 1}", None))
    work.add_many(EmploymentRow, fresh)
    if paid:
        _adopt(work, employer.id)


def _employment(person: Any, employer_id: int, number: str, paid: Any) -> dict[str, Any]:
    told = paid is not None and person.left is not None and person.left <= paid.last
    return {
        "assistant_id": person.id,
        "employer_id": employer_id,
        "number": number,
        "started": person.started,
        "left_on": person.left if told else None,
        "p45_issued": paid.pay_date if told else None,
        "director_since": None,
        "director_until": None,
        "director_method": "",
    }


def _paid_until(work: Work) -> dict[int, Any]:
    """The PAs of payslips without an employment: the last day of work paid for, and its payday."""
    rows = work.connection.execute(
        select(
            _SLIPS.c.assistant_id,
            func.max(_PERIODS.c.last).label("last"),
            func.max(_RUNS.c.pay_date).label("pay_date"),
        )
        .join(_RUNS, _RUNS.c.id == _SLIPS.c.pay_run_id)
        .join(_PERIODS, _PERIODS.c.id == _RUNS.c.pay_period_id)
        .where(_SLIPS.c.employment_id.is_(None), _RUNS.c.state == "finished")
        .group_by(_SLIPS.c.assistant_id)
    )
    return {row.assistant_id: row for row in rows}


def _adopt(work: Work, employer_id: int) -> None:
    jobs = work.connection.execute(
        select(_JOBS.c.assistant_id, func.min(_JOBS.c.id), func.min(_JOBS.c.number))
        .where(_JOBS.c.employer_id == employer_id)
        .group_by(_JOBS.c.assistant_id)
    )
    own = {row[0]: {"employment_id": row[1], "employer_id": employer_id, "number": row[2]} for row in jobs}
    slips = work.connection.execute(
        select(_SLIPS.c.id, _SLIPS.c.assistant_id).where(_SLIPS.c.employment_id.is_(None), _SLIPS.c.state == "issued")
    ).all()
    work.change_many(PayslipRow, [(row.id, own[row.assistant_id]) for row in slips if row.assistant_id in own])
