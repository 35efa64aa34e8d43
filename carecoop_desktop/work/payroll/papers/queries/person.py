"""One job's year with who it was: what P60, P45 and the year card say."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import func, select

from carecoop_desktop.people.assistants.permissions import SEE_ADDRESSES
from carecoop_desktop.people.assistants.queries import find_assistants
from carecoop_desktop.people.assistants.tables import AssistantRow
from carecoop_desktop.platform.kernel.dates import tax_year_end
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.employers.queries import employments
from carecoop_desktop.work.payroll.permissions import SEE_PAY
from carecoop_desktop.work.payroll.queries.reading import OFFICE_NAME, OfficeMark
from carecoop_desktop.work.payroll.queries.to_date import YearFigures, p45_figures, year_figures
from carecoop_desktop.work.payroll.rti.employer import Employer, employer_of, employers
from carecoop_desktop.work.payroll.tables import PayRunRow, PayslipRow

_PEOPLE: Any = AssistantRow.__table__
_SLIPS: Any = PayslipRow.__table__
_RUNS: Any = PayRunRow.__table__
MALE, FEMALE = "M", "F"
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Person:
    """Who the paper is for. Address and postcode are empty where the reader may not see them."""

    name: str
    number: str
    ni_number: str
    born: date | None
    sex: str
    address: str
    postcode: str

    @property
    def surname(self) -> str:
        """The last word of the name."""
        return self.name.rpartition(" ")[2]

    @property
    def forenames(self) -> str:
        """Everything before the last word."""
        return self.name.rpartition(" ")[0]


@dataclass(frozen=True, slots=True)
class JobYear:
    """A job's tax year up to its last payslip. ``over`` is whether the tax year has ended; ``loans`` says which loans
    were still taken from the last payslip, as plan 1, 2, 4, 5 or postgrad."""

    office: OfficeMark
    employer: Employer
    person: Person
    tax_year: str
    figures: YearFigures
    over: bool
    loans: tuple[str, ...] = ()


def p60_years(reader: Reader, tax_year: str, assistant_id: int | None = None) -> list[JobYear]:
    """Everybody who gets a P60: in a job on the last day of the tax year (or, before it, today). By name.

    Somebody who left has a P45 instead. Refusal where nobody was paid.
    """
    reader.require(SEE_PAY)
    ended = _ended(reader, min(tax_year_end(tax_year), reader.today))
    figures = [
        one
        for one in year_figures(reader, tax_year)
        if (assistant_id is None or one.assistant_id == assistant_id) and one.leaving is None and one.job not in ended
    ]
    if not figures:
        raise Refusal(f"Nobody gets a P60 for {tax_year}.", "Those who left during the year have a P45 instead.")
    return sorted(_years(reader, tax_year, figures), key=lambda one: (one.person.name.casefold(), one.figures.job))


def p45_year(reader: Reader, employment_id: int) -> JobYear:
    """What a leaver's P45 says; Refusal before the payslip with the last day is issued."""
    reader.require(SEE_PAY)
    reader.require(SEE_ADDRESSES)
    found = p45_figures(reader, employment_id)
    if found is None or found.last_paid is None:
        raise Refusal("The P45 is not due yet.", "It is written after the payslip with the last day is issued.")
    return _years(reader, _tax_year(reader, found.payslips[-1]), [found])[0]


def leavers(reader: Reader, tax_year: str) -> list[tuple[int, str, date]]:
    """The jobs of a tax year that ended on a payslip: employment, name and last day, by name."""
    reader.require(SEE_PAY)
    jobs = {job.id: job.assistant for job in employments(reader)}
    found = [
        (one.job, jobs[one.job], one.leaving)
        for one in year_figures(reader, tax_year)
        if one.leaving is not None and one.job in jobs
    ]
    return sorted(found, key=lambda one: (one[1].casefold(), one[0]))


def job_years(reader: Reader, tax_year: str, assistant_id: int) -> list[JobYear]:
    """Every job of a PA in a tax year, those that ended too."""
    reader.require(SEE_PAY)
    return _years(reader, tax_year, [one for one in year_figures(reader, tax_year) if one.assistant_id == assistant_id])


def assistants_called(reader: Reader, wanted: str) -> list[int]:
    """The PAs with this payroll number, or else with these words in the name."""
    reader.require(SEE_PAY)
    numbered = select(_PEOPLE.c.id).where(func.lower(_PEOPLE.c.number) == wanted.strip().lower())
    found = list(reader.connection.execute(numbered).scalars())
    return found or [one for one, _ in find_assistants(reader, wanted, 2)]


def _ended(reader: Reader, day: date) -> set[int]:
    return {job.id for job in employments(reader) if job.left_on is not None and job.left_on < day}


def _tax_year(reader: Reader, payslip_id: int) -> str:
    wanted = select(_RUNS.c.tax_year).join(_SLIPS, _SLIPS.c.pay_run_id == _RUNS.c.id).where(_SLIPS.c.id == payslip_id)
    return str(reader.connection.execute(wanted).scalar_one())


def _years(reader: Reader, tax_year: str, figures: Collection[YearFigures]) -> list[JobYear]:
    office = OfficeMark(str(reader.setting(OFFICE_NAME, "")), reader.practice)
    own = employer_of(reader) or Employer(name=office.name)
    schemes = {one.id: one for one in employers(reader)}
    people = _people(reader, {one.assistant_id for one in figures})
    last = _inputs(reader, [one.payslips[-1] for one in figures])
    over = reader.today > tax_year_end(tax_year)
    found = []
    for one in figures:
        inputs = last[one.payslips[-1]]
        told = inputs.get("issued_to", {})
        mark = office._replace(name=told.get("office") or office.name)
        employer = _as_issued(schemes.get(one.employer_id, own), told.get("employer", {}))
        person = _person(people[one.assistant_id], one, reader, told)
        found.append(JobYear(mark, employer, person, tax_year, one, over, _loans(inputs)))
    return found


def _as_issued(employer: Employer, told: Mapping[str, Any]) -> Employer:
    """The employer as the last payslip of the year named them; what it does not say is today's."""
    return replace(employer, **{name: value for name, value in told.items() if value})


def _people(reader: Reader, wanted: Collection[int]) -> Mapping[int, Any]:
    columns = [_PEOPLE.c[name] for name in ("id", "name", "number", "ni_number", "born", "sex", "address", "postcode")]
    return {row.id: row for row in reader.connection.execute(select(*columns)) if row.id in wanted}


def _person(row: Any, figures: YearFigures, reader: Reader, told: Mapping[str, Any]) -> Person:
    """As the last payslip of the year was issued; what was not known then is today's."""
    name, ni_number = told.get("name") or row.name, told.get("ni_number") or row.ni_number or ""
    issued = (told["address"], told.get("postcode", "")) if told.get("address") else None
    home = issued or (row.address or "", row.postcode or "")
    if not reader.may(SEE_ADDRESSES):
        home = ("", "")
    return Person(name, figures.number or row.number, ni_number, row.born, row.sex or "", *home)


def _inputs(reader: Reader, slips: Collection[int]) -> dict[int, dict[str, Any]]:
    """What these payslips were worked out from and issued with."""
    found: dict[int, dict[str, Any]] = {}
    wanted = sorted(set(slips))
    for start in range(0, len(wanted), _AT_ONCE):
        chunk = select(_SLIPS.c.id, _SLIPS.c.inputs).where(_SLIPS.c.id.in_(wanted[start : start + _AT_ONCE]))
        found |= {row.id: row.inputs for row in reader.connection.execute(chunk)}
    return found


def _loans(inputs: Mapping[str, Any]) -> tuple[str, ...]:
    plans = [str(inputs.get("loan_plan") or "")] + (["postgrad"] if inputs.get("postgraduate") else [])
    return tuple(plan for plan in plans if plan)
