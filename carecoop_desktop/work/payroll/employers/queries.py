"""Reads PAYE schemes and employments."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select

from carecoop_desktop.people.assistants.permissions import SEE_TAX
from carecoop_desktop.people.assistants.queries import P45, PayTerms, TaxLine
from carecoop_desktop.people.assistants.tables import AssistantRow
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.employers.tables import EmployerRow, EmploymentRow, EmploymentTaxRow
from carecoop_desktop.work.payroll.employers.views import Employment, Job, JobTax, Scheme
from carecoop_desktop.work.payroll.permissions import SEE_PAY

_EMPLOYERS: Any = EmployerRow.__table__
_JOBS: Any = EmploymentRow.__table__
_TAX: Any = EmploymentTaxRow.__table__
_PEOPLE: Any = AssistantRow.__table__
_NEVER = date.max
_SCHEME = ("id", "name", "member_id", "office_number", "paye_reference", "allowance", "allowance_shared", "closed",
           "version", "allowance_answers")  # fmt: skip


def schemes(reader: Reader) -> list[Scheme]:
    """Every PAYE scheme, the co-op's own first."""
    reader.require(SEE_PAY)
    return every_scheme(reader)


def every_scheme(reader: Reader) -> list[Scheme]:
    """As ``schemes``, for payroll's own working out, whoever sets it off."""
    columns = select(*(_EMPLOYERS.c[name] for name in _SCHEME))
    rows = reader.connection.execute(columns.order_by(_EMPLOYERS.c.member_id.is_not(None), _EMPLOYERS.c.id))
    return [_scheme(row) for row in rows]


def _scheme(row: Any) -> Scheme:
    reference = f"{row.office_number}/{row.paye_reference}" if row.paye_reference else ""
    return Scheme(
        row.id, row.name, row.member_id, reference, row.allowance, bool(row.allowance_shared), row.closed,
        row.version, tuple(row.allowance_answers or ()),
    )  # fmt: skip


def employer_choices(reader: Reader) -> list[tuple[int, str]]:
    """What a form offers where records belong to one of several employers: 0 is a PA's main job. Empty in an office
    with a single employer."""
    known = every_scheme(reader)
    return [(0, "The main job"), *((one.id, one.name) for one in known)] if len(known) > 1 else []


def scheme_owners(reader: Reader) -> list[tuple[int | None, str]]:
    """Whose pension scheme one may be: the co-op (None) or a member who is the employer; empty with one employer."""
    known = every_scheme(reader)
    rest = [(one.id, one.name) for one in known if one.member_id is not None]
    return [(None, known[0].name), *rest] if rest else []


def employments(reader: Reader, assistant_id: int | None = None, employer_id: int | None = None) -> list[Employment]:
    """Jobs by PA and start: of one PA, of one employer, or all."""
    reader.require(SEE_PAY)
    wanted = (
        select(_JOBS, _PEOPLE.c.name.label("assistant"), _EMPLOYERS.c.name.label("employer"))
        .join(_PEOPLE, _PEOPLE.c.id == _JOBS.c.assistant_id)
        .join(_EMPLOYERS, _EMPLOYERS.c.id == _JOBS.c.employer_id)
        .order_by(_PEOPLE.c.name_key, _JOBS.c.id)
    )
    if assistant_id is not None:
        wanted = wanted.where(_JOBS.c.assistant_id == assistant_id)
    if employer_id is not None:
        wanted = wanted.where(_JOBS.c.employer_id == employer_id)
    names = Employment.__dataclass_fields__
    return [Employment(**{name: getattr(row, name) for name in names}) for row in reader.connection.execute(wanted)]


def job_tax(reader: Reader, employment_id: int) -> JobTax:
    """The tax details that a job has of its own; none for those who may not see them."""
    mark = reader.mark
    if not reader.may(SEE_TAX):
        return JobTax(mark, ())
    names = [name for name in TaxLine.__dataclass_fields__ if name in _TAX.c]
    rows = reader.connection.execute(
        select(*(_TAX.c[name] for name in names))
        .where(_TAX.c.employment_id == employment_id)
        .order_by(_TAX.c.since.desc(), _TAX.c.id.desc())
    )
    pension: dict[str, Any] = {"pension": "none", "pension_base": "qualifying", "employee_rate": 0, "employer_rate": 0}
    return JobTax(mark, tuple(TaxLine(**pension, **row) for row in rows.mappings()))


def small_reliefs(reader: Reader) -> dict[int, str]:
    """What the office says of each employer's relief for small employers: yes, no or nothing."""
    rows = reader.connection.execute(select(_EMPLOYERS.c.id, _EMPLOYERS.c.small_relief))
    return {row.id: row.small_relief for row in rows}


def employers_of(reader: Reader, assistant_id: int, day: date) -> list[tuple[int, str]]:
    """Those who employ a PA, or did, by number and name: first the employer of what is the main job on a day."""
    return JobFinder(reader, {}, day).employers_of(assistant_id)


class JobFinder:
    """Whose job a piece of work belongs to: a member who is the employer pays their own hours, the co-op the rest."""

    def __init__(self, reader: Reader, terms: Mapping[int, PayTerms], payday: date) -> None:
        self._terms = terms
        self._schemes = every_scheme(reader)
        self._first = self._schemes[0] if self._schemes else None
        self._of_member = {one.member_id: one for one in self._schemes if one.member_id is not None}
        self._rows: dict[int, list[Any]] = {}
        for row in reader.connection.execute(select(_JOBS).order_by(_JOBS.c.id)):
            self._rows.setdefault(row.assistant_id, []).append(row)
        self._numbered = {row.id: row for rows in self._rows.values() for row in rows}
        self._tax = _tax_rows(reader, payday)
        self._payday = payday
        self._made: dict[tuple[int, int | None, int | None], Job] = {}

    def job_for(self, assistant_id: int, member_id: int | None, day: date) -> Job:
        """The job in which somebody worked for a member (None: for the co-op itself) on a day."""
        scheme = self._scheme_of(member_id, day)
        return self._job(assistant_id, scheme, self._row_of(assistant_id, scheme, day))

    def main_job(self, assistant_id: int) -> Job:
        """The job that has the PA's own tax details; what is not for a member's hours is paid in it."""
        row = self._main_row(assistant_id)
        if row is None:
            return self._job(assistant_id, self._first, None)
        return self._job(assistant_id, self._by_id(row.employer_id), row)

    def employers_of(self, assistant_id: int) -> list[tuple[int, str]]:
        """Those who employ a PA, or did: number and name, that of the main job first."""
        main = self._main_row(assistant_id)
        numbers = {row.employer_id for row in self._rows.get(assistant_id, ())}
        named = [(one.id, one.name) for one in self._schemes if one.id in numbers]
        return sorted(named, key=lambda one: main is None or one[0] != main.employer_id)

    @property
    def first_employer(self) -> int | None:
        """The co-op's own PAYE scheme."""
        return self._first.id if self._first else None

    def leading_jobs(self, assistant_id: int) -> list[Job]:
        """One job with each employer of a PA, the main job first: with others the one that runs, else the newest."""
        main = self.main_job(assistant_id)
        newest: dict[int, Any] = {}
        for row in self._rows.get(assistant_id, ()):
            known = newest.get(row.employer_id)
            if known is None or self._runs(row) or not self._runs(known):
                newest[row.employer_id] = row
        others = [row for employer, row in sorted(newest.items()) if employer != main.employer_id]
        return [main, *(self._job(assistant_id, self._by_id(row.employer_id), row) for row in others)]

    def _runs(self, row: Any) -> bool:
        return row.left_on is None or bool(row.left_on >= self._payday)

    def job(self, employment_id: int) -> Job | None:
        """An employment by its number; None where the PA is not among those to be paid."""
        row = self._numbered.get(employment_id)
        if row is None or row.assistant_id not in self._terms:
            return None
        return self._job(row.assistant_id, self._by_id(row.employer_id), row)

    def _scheme_of(self, member_id: int | None, day: date) -> Scheme | None:
        own = self._of_member.get(member_id) if member_id is not None else None
        return own if own is not None and own.open_on(day) else self._first

    def _by_id(self, employer_id: int) -> Scheme | None:
        return next((one for one in self._schemes if one.id == employer_id), None)

    def _row_of(self, assistant_id: int, scheme: Scheme | None, day: date) -> Any | None:
        rows = [row for row in self._rows.get(assistant_id, ()) if scheme is not None and row.employer_id == scheme.id]
        within = [row for row in rows if _within(row, day)]
        return (within or rows or [None])[-1]

    def _main_row(self, assistant_id: int) -> Any | None:
        rows = self._rows.get(assistant_id, [])
        running = [row for row in rows if self._runs(row)] or rows
        first = self._first.id if self._first else 0
        return min(running, key=lambda row: (row.employer_id != first, row.id), default=None)

    def _job(self, assistant_id: int, scheme: Scheme | None, row: Any | None) -> Job:
        key = (assistant_id, scheme.id if scheme else None, row.id if row is not None else None)
        if key not in self._made:
            self._made[key] = self._make(assistant_id, scheme, row)
        return self._made[key]

    def _several(self, assistant_id: int) -> bool:
        return len({row.employer_id for row in self._rows.get(assistant_id, ())}) > 1

    def _make(self, assistant_id: int, scheme: Scheme | None, row: Any | None) -> Job:
        terms = self._terms[assistant_id]
        if row is None:
            return self._unrecorded(terms, scheme)
        assert scheme is not None
        main = row is self._main_row(assistant_id)
        number, left = row.number or terms.number, row.left_on or (terms.left if main else None)
        return Job(
            row.id, scheme.id, scheme.name, scheme.member_id, number, left, row.p45_issued,
            replace(self._own_terms(terms, row, main), number=number, left=left), main,
            _shares_allowance(scheme), "", row.director_since, row.director_until, row.director_method,
        )  # fmt: skip

    def _unrecorded(self, terms: PayTerms, scheme: Scheme | None) -> Job:
        """A job by the PA's own terms, where no employment says more; with another employer than the co-op unknown."""
        if scheme is None:
            return Job(None, None, "", None, terms.number, terms.left, None, terms)
        return Job(
            None, scheme.id, scheme.name, scheme.member_id, terms.number, terms.left, None, terms,
            unknown="" if scheme is self._first else f"No job with {scheme.name} is recorded.",
            allowance_shared=_shares_allowance(scheme),
        )  # fmt: skip

    def _own_terms(self, terms: PayTerms, row: Any, main: bool) -> PayTerms:
        """The PA's terms as they hold in one employment: its own tax details, and a pension in the main job alone."""
        own = self._tax.get(row.id)
        if own is not None:
            terms = replace(terms, **_tax_terms(own))
        elif not main and self._runs(row):
            terms = replace(terms, tax_code="", basis="", ni_letter="", loans=(), starter_statement="", p45=None)
        if not main:
            return replace(terms, pension="none", started=row.started)
        if self._several(terms.assistant_id) and row.started is not None:
            return replace(terms, started=row.started)
        return terms


def _shares_allowance(scheme: Scheme) -> bool:
    return scheme.allowance_shared and scheme.allowance == "yes"


def _within(row: Any, day: date) -> bool:
    return (row.started is None or row.started <= day) and day <= (row.left_on or _NEVER)


def _tax_rows(reader: Reader, day: date) -> dict[int, Any]:
    """Each employment's own tax details in force on a day; none where the server keeps them from this person."""
    if not reader.reads_all:
        return {}
    rows = reader.connection.execute(select(_TAX).where(_TAX.c.since <= day).order_by(_TAX.c.since, _TAX.c.id))
    return {row.employment_id: row for row in rows}


def _tax_terms(row: Any) -> dict[str, Any]:
    return {
        "tax_code": row.tax_code,
        "basis": row.basis,
        "ni_letter": row.ni_letter,
        "loans": tuple(part for part in row.loans.split("+") if part),
        "starter_statement": row.starter_statement,
        "p45": P45(row.p45_pay, row.p45_tax, row.p45_tax_year) if row.p45_tax_year else None,
    }


def job_terms(
    reader: Reader, terms: Mapping[int, PayTerms], employment_ids: Iterable[int | None], payday: date
) -> dict[int, Job]:
    """The jobs with these numbers, with their terms on a payday."""
    wanted: Collection[int] = {one for one in employment_ids if one is not None}
    if not wanted:
        return {}
    finder = JobFinder(reader, terms, payday)
    found = {one: finder.job(one) for one in wanted}
    return {number: job for number, job in found.items() if job is not None}
