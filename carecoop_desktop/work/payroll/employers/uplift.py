"""The change of codes on 6 April (P9X): everybody's code carried into the new tax year at once, with a preview."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from carecoop_desktop.people.assistants.permissions import CHANGE_PAY
from carecoop_desktop.people.assistants.queries import assistant_names
from carecoop_desktop.people.assistants.tables import AssistantRow, TaxDetailRow
from carecoop_desktop.platform.kernel.dates import tax_year_of, tax_year_start
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.statutory.tables import TaxCodes, load_shelf
from carecoop_desktop.statutory.tax_codes import parse_code, uplifted
from carecoop_desktop.work.payroll.employers.tables import EmploymentRow, EmploymentTaxRow
from carecoop_desktop.work.payroll.permissions import SEE_PAY

SOURCE = "P9X"
_TAX: Any = TaxDetailRow.__table__
_JOB_TAX: Any = EmploymentTaxRow.__table__
_JOBS: Any = EmploymentRow.__table__
_PEOPLE: Any = AssistantRow.__table__


@dataclass(frozen=True, slots=True)
class Uplift:
    """One code before and after 6 April. ``job`` is the employment whose own code it is, None for the PA's own page;
    ``kept`` says why nothing is written (a notice for the new year is there already)."""

    assistant_id: int
    name: str
    job: int | None
    before: str
    after: str
    kept: str = ""

    @property
    def changes(self) -> bool:
        """Whether a new code is written."""
        return not self.kept and self.before != self.after


def next_tax_year(today: date) -> str:
    """The tax year that codes are carried into: the coming one from January on, else the present one."""
    return tax_year_of(today.replace(month=4, day=6)) if today.month <= 4 else tax_year_of(today)


def uplift_preview(reader: Reader, tax_year: str) -> list[Uplift]:
    """What the change of 6 April makes of every code in force the day before, by name. PAs who left are not in it."""
    reader.require(SEE_PAY)
    since = tax_year_start(tax_year)
    codes = load_shelf().year(tax_year).table(TaxCodes, since)
    names = assistant_names(reader)
    staying = set(reader.connection.execute(select(_PEOPLE.c.id).where(_PEOPLE.c.status != "left")).scalars())
    found = []
    for who, job, row, newer in (*_own(reader, since), *_of_jobs(reader, since)):
        if who not in staying:
            continue
        before = parse_code(row.tax_code + (" M1" if row.basis == "week1month1" else ""))
        kept = f"Has code {newer.tax_code} for the new year already" if newer is not None else ""
        found.append(Uplift(who, names.get(who, ""), job, str(before), str(uplifted(before, codes)), kept))
    return sorted(found, key=lambda one: (one.name.casefold(), one.job or 0))


def _own(reader: Reader, since: date) -> list[tuple[int, int | None, Any, Any]]:
    rows = reader.connection.execute(select(_TAX).order_by(_TAX.c.since, _TAX.c.id)).all()
    return [(who, None, *pair) for who, pair in _split(rows, "assistant_id", since).items()]


def _of_jobs(reader: Reader, since: date) -> list[tuple[int, int | None, Any, Any]]:
    rows = reader.connection.execute(select(_JOB_TAX).order_by(_JOB_TAX.c.since, _JOB_TAX.c.id)).all()
    pairs = _split(rows, "employment_id", since)
    running = reader.connection.execute(select(_JOBS.c.id, _JOBS.c.assistant_id).where(_JOBS.c.left_on.is_(None)))
    return [(row.assistant_id, row.id, *pairs[row.id]) for row in running if row.id in pairs]


def _split(rows: Any, whose: str, since: date) -> dict[int, tuple[Any, Any]]:
    """By PA or job: the details in force before 6 April, and the first that were set for the new year (or None)."""
    before: dict[int, Any] = {}
    newer: dict[int, Any] = {}
    for row in rows:
        key = getattr(row, whose)
        if row.since < since:
            before[key] = row
        else:
            newer.setdefault(key, row)
    return {key: (row, newer.get(key)) for key, row in before.items()}


@action("Carry tax codes into a new tax year", CHANGE_PAY)
def uplift_codes(work: Work, tax_year: str) -> int:
    """Raise codes by their suffix from 6 April as HMRC's P9X says, and make them cumulative again; all at once.

    A PA whose own notice for the new year is recorded already keeps that. Figures of earlier jobs do not go along.
    Returns how many codes were changed.
    """
    since = tax_year_start(tax_year)
    wanted = [one for one in uplift_preview(work.reader, tax_year) if one.changes]
    if not wanted:
        raise Refusal(f"No code changes on 6 April {since.year}.", "Notices for single PAs are set on their own pages.")
    own = {one.assistant_id: one.after for one in wanted if one.job is None}
    of_jobs = {one.job: one.after for one in wanted if one.job is not None}
    rows = [row for who, _, row, _ in _own(work.reader, since) if who in own]
    work.add_many(TaxDetailRow, [_fresh(row, own[row.assistant_id], since, "assistant_id") for row in rows])
    jobs = [row for _, job, row, _ in _of_jobs(work.reader, since) if job in of_jobs]
    work.add_many(EmploymentTaxRow, [_fresh(row, of_jobs[row.employment_id], since, "employment_id") for row in jobs])
    work.say(f"Changed {len(wanted)} tax codes from 6 April {since.year}")
    return len(wanted)


def _fresh(row: Any, code: str, since: date, whose: str) -> dict[str, Any]:
    """The same details with the new code; the year begins without an earlier job's figures."""
    values = {name: value for name, value in row._mapping.items() if name not in ("id", "version")}
    fresh = {"since": since, "tax_code": code, "basis": "cumulative", "p45_pay": 0, "p45_tax": 0, "p45_tax_year": "",
             "starter_statement": "", "source": SOURCE}  # fmt: skip
    assert whose in values
    return {**values, **fresh}
