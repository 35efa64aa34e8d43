"""From locked hours to everybody's payslip: read once, then one person after the other; nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from carecoop_desktop.people.assistants.queries import pay_terms
from carecoop_desktop.platform.kernel.dates import tax_year_start
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.statutory.national_insurance import Earlier
from carecoop_desktop.statutory.tables import (
    EmploymentAllowance,
    Holiday,
    MinimumWage,
    StatePensionAge,
    TaxYear,
    load_shelf,
)
from carecoop_desktop.statutory.tax_codes import after_leaving, parse_code
from carecoop_desktop.work.payroll.employers.queries import JobFinder
from carecoop_desktop.work.payroll.employers.views import Job
from carecoop_desktop.work.payroll.orders.rules import orders_taken
from carecoop_desktop.work.payroll.pensions.rules.deciding import decided, enrolment_findings
from carecoop_desktop.work.payroll.pensions.rules.kept import pension_kept
from carecoop_desktop.work.payroll.queries.additions import additions
from carecoop_desktop.work.payroll.queries.before import (
    Before,
    InPeriod,
    already_paid,
    director_letters,
    director_to_date,
    overrides_of,
    paid_before,
    waiting_corrections,
)
from carecoop_desktop.work.payroll.rules.additions import Addition, beside_main
from carecoop_desktop.work.payroll.rules.checks import findings, held_back
from carecoop_desktop.work.payroll.rules.directors import director_weeks, letter_changed
from carecoop_desktop.work.payroll.rules.letters import letter_after_leaving, letter_proposal
from carecoop_desktop.work.payroll.rules.lines import PayLine, holiday_lines, pay_lines
from carecoop_desktop.work.payroll.rules.slip import (
    Slip,
    ToDate,
    before_from_p45,
    make_slip,
    missing_terms,
    slip_inputs,
)
from carecoop_desktop.work.payroll.tables import PayRunHoursRow, PayRunRow
from carecoop_desktop.work.timesheets.queries import PayPeriod, WorkLine, locked_work
from carecoop_desktop.work.timesheets.queries import period as pay_period

LETTERS = "payroll.letters"
"""The setting that says whether NI letters that no longer fit are taken ``by-date``, or only proposed (else)."""
_HOURS: Any = PayRunHoursRow.__table__
_RUNS: Any = PayRunRow.__table__


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """One payslip: the job, the slip (None where it cannot be worked out), its inputs, its state, and what holds it
    back. ``brought`` is what earlier payslips took beyond their pay; ``leaving`` the last day, on the last payslip."""

    job: Job
    slip: Slip | None
    inputs: dict[str, Any]
    state: str
    problem: str
    brought: int = 0
    leaving: date | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Which payslips to work out. ``span`` carries the pay date, tax year and number of the run; a supplementary run
    pays only its own hours (``lines``), a regular one all others of the period (not those ``taken`` by such runs).
    ``added`` are the employments paid without hours; with ``only``, no other PAs are worked out."""

    span: PayPeriod
    run_id: int | None = None
    supplementary: bool = False
    lines: frozenset[int] = frozenset()
    taken: frozenset[int] = frozenset()
    added: tuple[int, ...] = ()
    only: frozenset[int] | None = None
    allowed: Mapping[int, str] = field(default_factory=dict)


def plan_of(reader: Reader, run: Any, allowed: Mapping[int, str] | None = None) -> Plan:
    """The plan of a stored run."""
    span = replace(
        pay_period(reader, run.pay_period_id), pay_date=run.pay_date, tax_year=run.tax_year, number=run.number
    )
    supplementary = run.kind == "supplementary"
    own: set[int] = set()
    others: set[int] = set()
    for row in reader.connection.execute(
        select(_HOURS.c.pay_run_id, _HOURS.c.timesheet_line_id)
        .join(_RUNS, _RUNS.c.id == _HOURS.c.pay_run_id)
        .where(_RUNS.c.pay_period_id == run.pay_period_id)
    ):
        (own if row[0] == run.id else others).add(row[1])
    added = tuple(run.added or ())
    return Plan(
        span, run.id, supplementary, frozenset(own), frozenset(others - own), added, allowed=allowed or {}
    )  # fmt: skip


def work_out_slips(reader: Reader, pay_period_id: int, allowed: Mapping[int, str] | None = None) -> list[WorkedOut]:
    """Read a locked pay period's hours and work out everybody's pay; nothing is written.

    ``allowed`` holds, by PA, the reason for which a check is overruled.
    """
    return work_out_plan(reader, Plan(pay_period(reader, pay_period_id), allowed=allowed or {}))


def work_out_plan(reader: Reader, plan: Plan) -> list[WorkedOut]:
    """Work out every payslip of a run; Refusal where there is nobody to pay."""
    made = _Desk(reader, plan).slips()
    if not made:
        raise Refusal("There are no locked hours in this pay period.", "Approve and lock the timesheets first.")
    return made


class _Desk:
    """Everything that the payslips of one run are worked out from, read once."""

    def __init__(self, reader: Reader, plan: Plan) -> None:
        self.reader, self.plan, self.span = reader, plan, plan.span
        span = plan.span
        shelf = load_shelf()
        self.law_day = max(span.pay_date, tax_year_start(span.tax_year))
        self.year: TaxYear = shelf.year(span.tax_year)
        self.wages = shelf.on(MinimumWage, span.first)
        self.ages = self.year.table(StatePensionAge, self.law_day)
        everybody = pay_terms(reader, span.pay_date)
        pieces = [piece for piece in locked_work(reader, span.id) if self._mine(piece)]
        working = {piece.assistant_id for piece in pieces}
        self.terms = {
            who: own
            for who, own in everybody.items()
            if (own.frequency == span.frequency or who in working) and (plan.only is None or who in plan.only)
        }
        self.jobs = JobFinder(reader, everybody, span.pay_date)
        self.by_letter = reader.setting(LETTERS) == "by-date"
        self.before: Before = paid_before(reader, span, plan.run_id)
        self.in_period: dict[tuple[int, int | None], InPeriod] = dict(self.before.in_period)
        self.allowance_used = dict(self.before.allowance_used)
        self.corrections = waiting_corrections(reader)
        self.overrides = overrides_of(reader, plan.run_id)
        self.pieces = self._by_job(pieces)
        self.added = self._additions()

    def _mine(self, piece: WorkLine) -> bool:
        if self.plan.only is not None and piece.assistant_id not in self.plan.only:
            return False
        return piece.id in self.plan.lines if self.plan.supplementary else piece.id not in self.plan.taken

    def _by_job(self, pieces: Iterable[WorkLine]) -> dict[int, tuple[Job, list[WorkLine]]]:
        found: dict[int, tuple[Job, list[WorkLine]]] = {}
        for piece in pieces:
            job = self.jobs.job_for(piece.assistant_id, piece.member_id, piece.day)
            found.setdefault(id(job), (job, []))[1].append(piece)
        return found

    def _additions(self) -> dict[int, Addition]:
        """What other parts bring; in a supplementary run nobody who was paid gets the same lines twice."""
        found = additions(self.reader, self.span, self.terms)
        if not self.plan.supplementary:
            return found
        paid = already_paid(self.reader, self.span.id)
        return {who: replace(one, lines=()) if who in paid else one for who, one in found.items()}

    def slips(self) -> list[WorkedOut]:
        wanted: dict[int, tuple[Job, list[WorkLine]]] = dict(self.pieces)
        for job in self._without_hours():
            wanted.setdefault(id(job), (job, []))
        ordered = sorted(wanted.values(), key=lambda one: (one[0].terms.assistant_id, not one[0].main, one[0].key))
        made = []
        for job, pieces in ordered:
            extra = self.added.get(job.terms.assistant_id, Addition())
            if not job.main:
                extra = beside_main(extra, self.jobs.main_job(job.terms.assistant_id).employer)
            made.append(_One(self, job, pieces, extra).work_out())
        return made

    def _without_hours(self) -> list[Job]:
        """Who is paid although no hours are: by an addition, a correction, or because somebody was added."""
        jobs = [self.jobs.main_job(who) for who, extra in self.added.items() if extra.lines]
        for number in (*self.corrections, *self.plan.added):
            job = self.jobs.job(number)
            if job is None or (self.plan.only is not None and job.terms.assistant_id not in self.plan.only):
                continue
            if job.terms.frequency == self.span.frequency or number in self.plan.added:
                jobs.append(job)
        return jobs


class _One:
    """One payslip."""

    def __init__(self, desk: _Desk, job: Job, pieces: Sequence[WorkLine], extra: Addition) -> None:
        self.desk, self.job, self.pieces, self.extra = desk, job, pieces, extra
        self.told: list[str] = []
        self.holds: list[str] = []
        left = job.left
        self.after_leaving = job.p45_issued is not None and left is not None and left < desk.span.first
        last = left is not None and left <= desk.span.last and job.p45_issued is None
        self.leaving = left if last else None

    def work_out(self) -> WorkedOut:
        desk, job = self.desk, self.job
        lines, missing = self._lines()
        inputs = self._inputs()
        troubles = [*([job.unknown] if job.unknown else []), *self._missing_terms(), *missing, *self.extra.problems]
        if troubles:
            return self._problem(inputs, " ".join(troubles))
        try:
            inputs |= decided(inputs, lines, desk.year)
            slip = make_slip(inputs, lines, desk.year)
            relief = self._relief(slip)
            if relief:
                inputs["ni_relief"] = relief
                slip = make_slip(inputs, lines, desk.year)
        except Refusal as refusal:
            return self._problem(inputs, str(refusal))
        self._count_in(slip)
        inputs |= orders_taken(inputs, slip.result.orders) | pension_kept(inputs, slip.gross, slip.result)
        return self._judged(slip, inputs)

    def _judged(self, slip: Slip, inputs: dict[str, Any]) -> WorkedOut:
        desk, job = self.desk, self.job
        person = replace(job.terms, ni_letter=inputs["ni_letter"])
        brought = desk.before.owed.get(job.key, 0)
        self.told += findings(person, desk.span.pay_date, slip, desk.year)
        if brought and slip.result.net.pence + brought < 0:
            self.told.append("What earlier payslips took beyond the pay is still owed and goes on to the next.")
        inputs = {**inputs, "findings": [*self.told, *self.extra.findings, *enrolment_findings(inputs)]}
        holds = " ".join(filter(None, (held_back(job.terms, desk.span.first, slip, desk.wages), *self.holds)))
        allowed = desk.plan.allowed.get(job.terms.assistant_id, "")
        if holds and not allowed:
            held = {**inputs, "allowable": True}
            return WorkedOut(job, slip, held, "problem", holds, brought, self.leaving)
        return WorkedOut(job, slip, {**inputs, "allowed": allowed}, "ready", "", brought, self.leaving)

    def _problem(self, inputs: dict[str, Any], why: str) -> WorkedOut:
        return WorkedOut(self.job, None, {**inputs, "findings": []}, "problem", why)

    def _missing_terms(self) -> list[str]:
        missing = missing_terms(self.job.terms)
        if missing and not self.job.main:
            return [f"No tax details are recorded for the job with {self.job.employer}."]
        return missing

    # -- lines --------------------------------------------------------------------------------------------------

    def _lines(self) -> tuple[list[PayLine], list[str]]:
        desk, terms = self.desk, self.job.terms
        lines, missing = pay_lines(self.pieces, terms.rate)
        if terms.holiday == "rolled-up":
            lines += holiday_lines(lines, desk.year.table(Holiday, desk.law_day).accrual)
        lines += self.extra.lines
        lines += self._corrections()
        if self.job.member_id is not None:
            lines = [replace(line, member_id=self.job.member_id) for line in lines]
        return self._set_by_hand(lines), missing

    def _corrections(self) -> list[PayLine]:
        rows = self.desk.corrections.get(self.job.employment_id or 0, ())
        return [
            PayLine(
                row.kind, row.label_text, row.member_id, row.unit, row.quantity, row.rate, row.pence, row.reason,
                None, row.corrects_id,
            )
            for row in rows
        ]  # fmt: skip

    def _set_by_hand(self, lines: list[PayLine]) -> list[PayLine]:
        waiting = {row.line_key: row for row in self.desk.overrides.get(self.job.employment_id or 0, ())}
        made = []
        for line in lines:
            row = waiting.pop(line.key, None)
            made.append(line if row is None else replace(line, pence=row.pence, was=line.pence, note=row.reason))
        for row in waiting.values():
            what = row.line_key.split("|")[3]
            self.told.append(f"The amount set by hand for “{what}” no longer fits any line and was left out.")
        return made

    # -- inputs -------------------------------------------------------------------------------------------------

    def _inputs(self) -> dict[str, Any]:
        desk, job = self.desk, self.job
        terms = self._terms_now()
        earlier = before_from_p45(job.terms.p45, desk.law_day) if not self.after_leaving else ToDate()
        paid = desk.before.to_date.get(job.key, ToDate())
        total = ToDate(earlier.taxable + paid.taxable, earlier.tax + paid.tax, paid.ee_ni)
        inputs = {**slip_inputs(terms, desk.law_day, total), "frequency": desk.span.frequency, **self.extra.inputs}
        inputs["number"] = desk.span.number
        if numbers := [row.id for row in desk.corrections.get(job.employment_id or 0, ())]:
            inputs["corrections"] = numbers
        return inputs | self._earlier(terms.ni_letter)

    def _terms_now(self) -> Any:
        """The terms with what the date changes: pay after the P45, and a letter that no longer fits."""
        desk, terms = self.desk, self.job.terms
        left = self.job.left
        if self.after_leaving and left is not None and terms.tax_code:
            try:
                code = after_leaving(parse_code(terms.tax_code)).basic
            except Refusal:
                return terms
            letter = letter_after_leaving(terms.ni_letter, left, desk.span.pay_date)
            self.told.append(f"Paid after the P45: code {code} on a week 1 or month 1 basis.")
            terms = replace(terms, tax_code=code, basis="week1month1", ni_letter=letter)
        due = letter_proposal(terms, desk.span.pay_date, desk.ages) if desk.by_letter else None
        if due is None:
            return terms
        self.told.append(f"NI letter {due.letter} is taken instead of {terms.ni_letter}: {due.why}")
        return replace(terms, ni_letter=due.letter)

    def _earlier(self, letter: str) -> dict[str, Any]:
        desk, job = self.desk, self.job
        who, span = job.terms.assistant_id, desk.span
        weeks = director_weeks(job, span.tax_year, span.pay_date, span.frequency)
        if weeks and job.director_since is not None:
            since = max(job.director_since, tax_year_start(span.tax_year))
            earlier = director_to_date(desk.reader, who, job.employer_id, span.tax_year, since, span.pay_date)
            before = director_letters(desk.reader, who, job.employer_id, span.tax_year, since, span.pay_date)
            self.holds += letter_changed(before, letter)
            return {"director_weeks": weeks, "earlier": list(earlier)}
        same = desk.in_period.get((who, job.employer_id))
        if same is None:
            return {}
        return {"earlier": list(same.ni), "contributed": list(same.contributed)}

    def _count_in(self, slip: Slip) -> None:
        """Another job with the same employer in this run goes on from this payslip."""
        key = (self.job.terms.assistant_id, self.job.employer_id)
        known = self.desk.in_period.get(key, InPeriod(Earlier(), (0, 0, 0)))
        result = slip.result
        now = (result.niable, result.ee_ni.pence, result.er_ni.pence, result.loan.pence, result.postgraduate.pence)
        pension = (slip.gross, result.pension_ee.pence, result.pension_er.pence)
        self.desk.in_period[key] = InPeriod(
            Earlier(*(a + b for a, b in zip(known.ni, now, strict=True))),
            (known.contributed[0] + pension[0], known.contributed[1] + pension[1], known.contributed[2] + pension[2]),
        )

    def _relief(self, slip: Slip) -> int:
        """What Employment Allowance takes off this payslip's charge, where the office passes it on."""
        employer, due = self.job.employer_id, slip.result.er_ni.pence
        used = self.desk.allowance_used.get(employer, 0)
        self.desk.allowance_used[employer] = used + due
        if not self.job.allowance_shared:
            return 0
        left = self.desk.year.table(EmploymentAllowance, self.desk.law_day).amount - used
        return max(min(left, due), 0)
