"""One payslip from its hours to its figures; nothing is written here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from carecoop_desktop.platform.kernel.dates import tax_year_start
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.statutory.national_insurance import Earlier
from carecoop_desktop.statutory.tables import (
    EmploymentAllowance,
    Holiday,
)
from carecoop_desktop.statutory.tax_codes import after_leaving, parse_code
from carecoop_desktop.work.payroll.actions.plans import WorkedOut
from carecoop_desktop.work.payroll.actions.run_facts import RunFacts
from carecoop_desktop.work.payroll.employers.views import Job
from carecoop_desktop.work.payroll.orders.rules import orders_taken
from carecoop_desktop.work.payroll.pensions.rules.deciding import decided, enrolment_findings
from carecoop_desktop.work.payroll.pensions.rules.kept import pension_kept
from carecoop_desktop.work.payroll.queries.before import (
    InPeriod,
    director_letters,
    director_to_date,
)
from carecoop_desktop.work.payroll.queries.wrong_letter import letter_changes
from carecoop_desktop.work.payroll.rules.additions import Addition
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
from carecoop_desktop.work.payroll.rules.wrong_letter import Moved, settled, told_of
from carecoop_desktop.work.timesheets.queries import WorkLine


class OnePayslip:
    """One payslip of a run: its lines, its inputs, its figures, and whether anything holds it back."""

    def __init__(self, facts: RunFacts, job: Job, pieces: Sequence[WorkLine], extra: Addition) -> None:
        self.facts, self.job, self.pieces, self.extra = facts, job, pieces, extra
        self.told: list[str] = []
        self.holds: list[str] = []
        left = job.left
        self.after_leaving = facts.after_leaving(job)
        last = left is not None and left <= facts.span.last and job.p45_issued is None
        self.leaving = left if last else None

    def work_out(self) -> WorkedOut:
        """The payslip; what later payslips of the run depend on is counted into the facts."""
        facts, job = self.facts, self.job
        lines, missing = self._lines()
        inputs = self._inputs()
        troubles = [*([job.unknown] if job.unknown else []), *self._missing_terms(), *missing, *self.extra.problems]
        if troubles:
            return self._problem(inputs, " ".join(troubles))
        try:
            inputs |= decided(inputs, lines, facts.year)
            slip = make_slip(inputs, lines, facts.year)
            if letters := self._letters_put_right(slip):
                inputs["ni_correction"] = letters
                slip = make_slip(inputs, lines, facts.year)
            relief = self._relief(slip)
            if relief:
                inputs["ni_relief"] = relief
                slip = make_slip(inputs, lines, facts.year)
        except Refusal as refusal:
            return self._problem(inputs, str(refusal))
        self._count_in(slip)
        inputs |= orders_taken(inputs, slip.result.orders) | pension_kept(inputs, slip.gross, slip.result)
        return self._judged(slip, inputs)

    def _judged(self, slip: Slip, inputs: dict[str, Any]) -> WorkedOut:
        facts, job = self.facts, self.job
        person = replace(job.terms, ni_letter=inputs["ni_letter"])
        brought = facts.before.owed.get(job.key, 0) + inputs.get("ni_correction", {}).get("advanced", 0)
        self.told += findings(person, facts.span.pay_date, slip, facts.year)
        if brought and slip.result.net.pence + brought < 0:
            self.told.append("What earlier payslips took beyond the pay is still owed and goes on to the next.")
        inputs = {**inputs, "findings": [*self.told, *self.extra.findings, *enrolment_findings(inputs)]}
        holds = " ".join(filter(None, (held_back(job.terms, facts.span.first, slip, facts.wages), *self.holds)))
        allowed = facts.plan.allowed.get(job.terms.assistant_id, "")
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
        facts, terms = self.facts, self.job.terms
        lines, missing = pay_lines(self.pieces, terms.rate)
        if terms.holiday == "rolled-up":
            lines += holiday_lines(lines, facts.year.table(Holiday, facts.law_day).accrual)
        lines += self.extra.lines
        lines += self._corrections()
        if self.job.member_id is not None:
            lines = [replace(line, member_id=self.job.member_id) for line in lines]
        return self._set_by_hand(lines), missing

    def _corrections(self) -> list[PayLine]:
        rows = self.facts.corrections.get(self.job.employment_id or 0, ())
        return [
            PayLine(
                row.kind, row.label_text, row.member_id, row.unit, row.quantity, row.rate, row.pence, row.reason,
                None, row.corrects_id,
            )
            for row in rows
        ]  # fmt: skip

    def _set_by_hand(self, lines: list[PayLine]) -> list[PayLine]:
        waiting = {row.line_key: row for row in self.facts.overrides.get(self.job.employment_id or 0, ())}
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
        facts, job = self.facts, self.job
        terms = self._terms_now()
        earlier = before_from_p45(job.terms.p45, facts.law_day) if not self.after_leaving else ToDate()
        paid = facts.before.to_date.get(job.key, ToDate())
        total = ToDate(earlier.taxable + paid.taxable, earlier.tax + paid.tax, paid.ee_ni)
        inputs = {**slip_inputs(terms, facts.law_day, total), "frequency": facts.span.frequency, **self.extra.inputs}
        inputs["number"] = facts.span.number
        if numbers := [row.id for row in facts.corrections.get(job.employment_id or 0, ())]:
            inputs["corrections"] = numbers
        return inputs | self._earlier(terms.ni_letter)

    def _terms_now(self) -> Any:
        """The terms with what the date changes: pay after the P45, and a letter that no longer fits."""
        facts, terms = self.facts, self.job.terms
        left = self.job.left
        if self.after_leaving and left is not None and terms.tax_code:
            try:
                code = after_leaving(parse_code(terms.tax_code)).basic
            except Refusal:
                return terms
            letter = letter_after_leaving(terms.ni_letter, left, facts.span.pay_date)
            self.told.append(f"Paid after the P45: code {code} on a week 1 or month 1 basis.")
            terms = replace(terms, tax_code=code, basis="week1month1", ni_letter=letter)
        due = letter_proposal(terms, facts.span.pay_date, facts.ages) if facts.by_letter else None
        if due is None:
            return terms
        self.told.append(f"NI letter {due.letter} is taken instead of {terms.ni_letter}: {due.why}")
        return replace(terms, ni_letter=due.letter)

    def _earlier(self, letter: str) -> dict[str, Any]:
        facts, job = self.facts, self.job
        who, span = job.terms.assistant_id, facts.span
        weeks = director_weeks(job, span.tax_year, span.pay_date, span.frequency)
        if weeks and job.director_since is not None:
            since = max(job.director_since, tax_year_start(span.tax_year))
            earlier = director_to_date(facts.reader, who, job.employer_id, span.tax_year, since, span.pay_date)
            before = director_letters(facts.reader, who, job.employer_id, span.tax_year, since, span.pay_date)
            self.holds += letter_changed(before, letter)
            return {"director_weeks": weeks, "earlier": list(earlier)}
        same = facts.in_period.get((who, job.employer_id))
        if same is None:
            return {}
        return {"earlier": list(same.ni), "contributed": list(same.contributed)}

    def _count_in(self, slip: Slip) -> None:
        """Another job with the same employer in this run goes on from this payslip."""
        key = (self.job.terms.assistant_id, self.job.employer_id)
        known = self.facts.in_period.get(key, InPeriod(Earlier(), (0, 0, 0)))
        result = slip.result
        ni = result.ni  # without what earlier payslips are put right by
        now = (result.niable, ni.employee.pence, ni.employer.pence, result.loan.pence, result.postgraduate.pence)
        pension = (slip.gross, result.pension_ee.pence, result.pension_er.pence)
        self.facts.in_period[key] = InPeriod(
            Earlier(*(a + b for a, b in zip(known.ni, now, strict=True))),
            (known.contributed[0] + pension[0], known.contributed[1] + pension[1], known.contributed[2] + pension[2]),
        )

    def _letters_put_right(self, slip: Slip) -> dict[str, Any]:
        """What a wrong NI letter on earlier payslips adds to this one, and what of arrears the employee bears now."""
        facts, job = self.facts, self.job
        rows = [row for row in facts.letters.get(job.employment_id or 0, ()) if self._may_put_right(row)]
        changes = [one for row in rows for one in self._changes(row)]
        before, borne = facts.arrears.left.get(job.key, 0), facts.arrears.borne.get(job.key, 0)
        arrears = sum(one.employee for one in changes)
        done = settled(arrears, before, slip.result.ni.employee.pence, borne)
        left = max(before + arrears - done.taken, 0)
        ended = self.leaving is not None or self.after_leaving
        if not changes and not done.taken and not (left and ended):
            return {}
        self.told += told_of(changes, done.taken, left, ended)
        return {
            "employee": arrears,
            "employer": sum(one.employer for one in changes),
            "taken": done.taken,
            "advanced": done.advanced,
            "left": left,
            "ended": ended,
            "letters": [row.id for row in rows],
            "moved": [one.kept() for one in changes],
        }

    def _changes(self, row: Any) -> list[Moved]:
        return letter_changes(self.facts.reader, row.employment_id, row.tax_year, row.since, row.letter)

    def _may_put_right(self, row: Any) -> bool:
        """A run moves the figures to date of its own tax year, and of earnings periods before its own: those of its own
        are worked out together with it."""
        span = self.facts.span
        if row.tax_year != span.tax_year:
            self.told.append(f"A wrong NI letter of {row.tax_year} cannot be put right in {span.tax_year}.")
            return False
        if any((one.stood.frequency, one.stood.number) == (span.frequency, span.number) for one in self._changes(row)):
            self.told.append("A wrong NI letter waits for the next run: one of its payslips is of this pay period.")
            return False
        return True

    def _relief(self, slip: Slip) -> int:
        """What Employment Allowance takes off this payslip's charge, where the office passes it on."""
        employer, due = self.job.employer_id, slip.result.er_ni.pence
        used = self.facts.allowance_used.get(employer, 0)
        self.facts.allowance_used[employer] = used + due
        if not self.job.allowance_shared:
            return 0
        left = self.facts.year.table(EmploymentAllowance, self.facts.law_day).amount - used
        return max(min(left, due), 0)
