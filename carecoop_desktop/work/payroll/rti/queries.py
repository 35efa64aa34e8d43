"""What a finished run and the tax year so far come to for each PA: read from the payslips, as the FPS reports it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import and_, func, or_, select

from carecoop_desktop.people.assistants.permissions import SEE_ADDRESSES
from carecoop_desktop.people.assistants.queries import PayTerms, pay_terms
from carecoop_desktop.people.assistants.tables import AssistantRow
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.statutory.national_insurance import ni_due
from carecoop_desktop.statutory.periods import pay_period
from carecoop_desktop.statutory.student_loans import POSTGRADUATE, loan_due
from carecoop_desktop.statutory.tables import load_shelf
from carecoop_desktop.work.payroll.employers.queries import employments, job_terms
from carecoop_desktop.work.payroll.permissions import SEE_PAY
from carecoop_desktop.work.payroll.queries.before import JOB
from carecoop_desktop.work.payroll.queries.reading import run_view
from carecoop_desktop.work.payroll.queries.views import RunView
from carecoop_desktop.work.payroll.rti.statutory import add_up, directorship, statutory_by_slip
from carecoop_desktop.work.payroll.tables import PayRunRow, PayslipRow
from carecoop_desktop.work.timesheets.tables import PayPeriodRow

_SLIPS: Any = PayslipRow.__table__
_RUNS: Any = PayRunRow.__table__
_PERIODS: Any = PayPeriodRow.__table__
_PEOPLE: Any = AssistantRow.__table__


@dataclass(slots=True)
class Sums:
    """Pay and deductions in pence. ``pension_before_tax`` is under a net pay arrangement, ``pension_after_tax`` taken
    from net pay (relief at source); salary sacrifice is neither. ``benefits`` are taxed through payroll besides pay:
    mileage above the approved rates."""

    taxable: int = 0
    tax: int = 0
    loan: int = 0
    postgraduate: int = 0
    pension_before_tax: int = 0
    pension_after_tax: int = 0
    benefits: int = 0

    def add(self, other: Sums) -> None:
        """Count another payment in."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass(slots=True)
class Letter:
    """Earnings and contributions in pence under one NI letter. ``employer`` and ``employee`` are contributions."""

    letter: str
    earnings: int = 0
    at_lel: int = 0
    lel_to_pt: int = 0
    pt_to_uel: int = 0
    employer: int = 0
    employee: int = 0

    def add(self, other: Letter) -> None:
        """Count another payment under the same letter in."""
        for name in self.__slots__[1:]:
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass(frozen=True, slots=True)
class Payment:
    """One payslip as the FPS sees it. ``orders`` is what attachment orders and their fees take from net pay,
    ``ni_only`` what counts for National Insurance but not for tax. ``moved`` are earnings and contributions of earlier
    payslips that it takes off a wrong letter and adds to the right one, ``ni_borne`` is what the employee bears now."""

    payslip_id: int
    tax_code: str
    non_cumulative: bool
    loan_plan: str
    postgraduate: bool
    pension: str
    sums: Sums
    ni: Letter
    orders: int = 0
    ni_only: int = 0
    moved: tuple[Letter, ...] = ()
    ni_borne: int = 0

    def in_period(self, letter: str) -> Letter:
        """What this payment reports of a letter: its own earnings, and contributions with those that it puts right."""
        own = replace(self.ni) if letter == self.ni.letter else Letter(letter)
        for one in self.moved:
            if one.letter == letter:
                own.employer += one.employer
                own.employee += one.employee
        return own


@dataclass(slots=True)
class PersonPaid:
    """One PA of a run: who they are, this payment, and the tax year in this employment up to and with it.

    ``starter`` is set on the first payment of somebody who began after the office's first pay run; ``left_before`` on
    a payment after one that already reported the leaving day. ``director`` is AN or AL (annual, alternative) and
    ``director_week`` the tax week of an appointment in this tax year. ``statutory`` is statutory pay of the year by
    kind. ``aggregated`` is set where several jobs with one employer count together for National Insurance.
    ``workplace`` is its postcode, where one is kept.
    """

    terms: PayTerms
    address: str
    postcode: str
    payment: Payment
    starter: bool = False
    left_before: bool = False
    year: Sums = field(default_factory=Sums)
    letters: dict[str, Letter] = field(default_factory=dict)
    director: str = ""
    director_week: int = 0
    statutory: dict[str, int] = field(default_factory=dict)
    aggregated: bool = False
    workplace: str = ""


@dataclass(frozen=True, slots=True)
class RunPaid:
    """A finished run with everybody paid in it, by name. ``late`` is HMRC's letter for why it is told after payday."""

    run: RunView
    people: tuple[PersonPaid, ...]
    late: str = ""


def run_paid(reader: Reader, run_id: int, employer_id: int | None = None) -> RunPaid:
    """The figures of a finished run and all figures to date, of one employer. Refusal while the run is a draft, and
    where several employers paid in it and none is named."""
    reader.require(SEE_PAY)
    reader.require(SEE_ADDRESSES)
    run = run_view(reader, run_id)
    if run.state != "finished":
        raise Refusal("This pay run is not finished yet.", "Finish it first; then it can be reported.")
    whose = _one_employer(reader, run_id, employer_id)
    by_job = _by_job(_year_so_far(reader, run, whose))
    who = {job: rows[0].assistant_id for job, rows in by_job.items()}
    terms = pay_terms(reader, run.pay_date, set(who.values()))
    jobs = job_terms(reader, terms, (job for job in by_job if job > 0), run.pay_date)
    homes = _homes(reader, set(who.values()))
    places = {one.id: one.workplace_postcode for one in employments(reader)}
    earlier, opening = _paid_earlier(reader, run), _opening(reader)
    statutory = statutory_by_slip(reader, [row.id for rows in by_job.values() for row in rows])
    together = Counter(who.values())
    people = []
    for job, rows in by_job.items():
        own = jobs[job].terms if job in jobs else terms[who[job]]
        one = _person(rows, own, homes[who[job]], run)
        people.append(one)
        one.statutory = add_up(statutory.get(row.id, {}) for row in rows)
        one.workplace = places.get(job, "")
        one.aggregated = together[who[job]] > 1
        if job in jobs:
            one.director, one.director_week = directorship(jobs[job], run)
        one.starter = job not in earlier and _began_since(one.terms, opening)
        one.left_before = _left_by(one.terms, earlier.get(job))
    return RunPaid(run, tuple(sorted(people, key=lambda one: (one.terms.name.casefold(), one.terms.assistant_id))))


def _by_job(rows: Iterable[Any]) -> dict[int, list[Any]]:
    by_job: dict[int, list[Any]] = {}
    for row in rows:
        by_job.setdefault(row.job, []).append(row)
    return by_job


def _began_since(terms: PayTerms, opening: date) -> bool:
    return terms.started is not None and terms.started >= opening


def _left_by(terms: PayTerms, last_paid_for: date | None) -> bool:
    return terms.left is not None and last_paid_for is not None and terms.left <= last_paid_for


def _before(run: RunView) -> Any:
    """Runs paid before this one; on one payday those of a smaller number come first."""
    return or_(_RUNS.c.pay_date < run.pay_date, and_(_RUNS.c.pay_date == run.pay_date, _RUNS.c.id < run.id))


def employers_of_run(reader: Reader, run_id: int) -> list[int | None]:
    """The employers who pay somebody in a run; None stands for payslips from before there were several."""
    reader.require(SEE_PAY)
    found = select(_SLIPS.c.employer_id).where(_SLIPS.c.pay_run_id == run_id).distinct()
    return sorted(reader.connection.execute(found).scalars(), key=lambda one: one or 0)


def _one_employer(reader: Reader, run_id: int, employer_id: int | None) -> int | None:
    here = employers_of_run(reader, run_id)
    if employer_id is None and len(here) <= 1:
        return here[0] if here else None
    if employer_id is None:
        raise Refusal("Several employers pay in this run.", "Name one: the file is made for each employer apart.")
    if employer_id not in here and None not in here:
        raise Refusal("This employer pays nobody in this run.", "Choose another employer or run.")
    return employer_id


def _year_so_far(reader: Reader, run: RunView, employer_id: int | None) -> Iterable[Any]:
    """Payslips of every job of an employer in the run from 6 April up to and with it, oldest first."""
    in_run = select(JOB).where(_SLIPS.c.pay_run_id == run.id)
    if employer_id is not None:
        in_run = in_run.where(or_(_SLIPS.c.employer_id == employer_id, _SLIPS.c.employer_id.is_(None)))
    jobs = set(reader.connection.execute(in_run).scalars())
    rows = reader.connection.execute(
        select(_SLIPS, _RUNS.c.rules, _RUNS.c.pay_date, JOB.label("job"))
        .join(_RUNS, _RUNS.c.id == _SLIPS.c.pay_run_id)
        .where(_RUNS.c.tax_year == run.tax_year, _RUNS.c.state == "finished")
        .where(or_(_before(run), _RUNS.c.id == run.id))
        .order_by(_RUNS.c.pay_date, _RUNS.c.id)
    )
    return [row for row in rows if row.job in jobs]


def _paid_earlier(reader: Reader, run: RunView) -> dict[int, date]:
    """The last day that any earlier run, in any tax year, paid for, of every job paid before."""
    rows = reader.connection.execute(
        select(JOB, func.max(_PERIODS.c.last))
        .join(_RUNS, _RUNS.c.id == _SLIPS.c.pay_run_id)
        .join(_PERIODS, _PERIODS.c.id == _RUNS.c.pay_period_id)
        .where(_RUNS.c.state == "finished", _before(run))
        .group_by(JOB)
    )
    return {row[0]: row[1] for row in rows}


def _opening(reader: Reader) -> date:
    """The first day of work that this office paid; those who began before were reported by whoever paid them then."""
    statement = (
        select(func.min(_PERIODS.c.first))
        .join(_RUNS, _RUNS.c.pay_period_id == _PERIODS.c.id)
        .where(_RUNS.c.state == "finished")
    )
    opening: date = reader.connection.execute(statement).scalar_one()
    return opening


def _homes(reader: Reader, wanted: Collection[int]) -> dict[int, tuple[str, str]]:
    rows = reader.connection.execute(select(_PEOPLE.c.id, _PEOPLE.c.address, _PEOPLE.c.postcode))
    return {row.id: (row.address, row.postcode) for row in rows if row.id in wanted}


def _person(rows: list[Any], terms: PayTerms, home: tuple[str, str], run: RunView) -> PersonPaid:
    payments = [payment_of(row) for row in rows]
    last = payments[-1]
    if rows[-1].pay_run_id != run.id:
        raise Fault(f"The payslips of {terms.name} are out of order.", retry=False)
    made = PersonPaid(terms, *home, last)
    for payment in payments:
        made.year.add(payment.sums)
        for part in (payment.ni, *payment.moved):
            made.letters.setdefault(part.letter, Letter(part.letter)).add(part)
    return made


def payment_of(row: Any) -> Payment:
    """One payslip row; what it does not hold itself is worked out again from its inputs with the tables of its run."""
    inputs = row.inputs
    if row.at_lel is None:
        postgraduate, bands = _again(row)
    else:
        postgraduate, bands = row.postgraduate_loan or 0, (row.at_lel, row.lel_to_pt, row.pt_to_uel)
    pension = inputs["pension"]
    sums = Sums(
        row.taxable,
        row.tax,
        row.student_loans - postgraduate,
        postgraduate,
        row.ee_pension if pension == "net-pay" else 0,
        row.ee_pension if pension == "relief-at-source" else 0,
        inputs.get("mileage_taxable", 0),
    )
    own = row.er_ni - row.er_ni_arrears, row.ee_ni - row.ni_arrears
    ni = Letter(row.ni_letter, row.niable, *bands, *own)
    return Payment(
        row.id,
        row.tax_code,
        bool(inputs["non_cumulative"]),
        inputs["loan_plan"],
        bool(inputs["postgraduate"]),
        pension,
        sums,
        ni,
        row.orders + row.order_fees,
        max(inputs.get("mileage_niable", 0) - inputs.get("mileage_taxable", 0), 0),
        tuple(_moved(inputs.get("ni_correction", {}).get("moved", ()))),
        ni.employee + row.ni_taken,
    )


def _moved(changes: Iterable[dict[str, Any]]) -> Iterator[Letter]:
    """Off the wrong letter what was reported, to the right one what should have been."""
    for one in changes:
        yield Letter(one["from"], *(-pence for pence in one["was"]))
        yield Letter(one["to"], *one["now"])


def _again(row: Any) -> tuple[int, tuple[int, int, int]]:
    """What payslips of the first version do not hold: the postgraduate loan, and the earnings between the limits."""
    inputs = row.inputs
    year = load_shelf().version(row.rules).deductions(row.pay_date)
    period = pay_period(inputs["frequency"]).earnings
    due = ni_due(year.national_insurance, row.ni_letter, period, row.niable)
    if (due.employee.pence, due.employer.pence) != (row.ee_ni, row.er_ni):
        raise Fault(f"The National Insurance of payslip {row.id} cannot be worked out again.", retry=False)
    postgraduate = 0
    if inputs["postgraduate"]:
        alone = not inputs["loan_plan"]
        again = loan_due(year.student_loans, POSTGRADUATE, period, row.niable).pence
        postgraduate = row.student_loans if alone else min(row.student_loans, again)
    return postgraduate, (due.at_lel, due.lel_to_pt, due.pt_to_uel)
