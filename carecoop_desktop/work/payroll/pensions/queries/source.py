"""What the records say of each PA's pension on a payday: terms of members, refunds, and who may have to be enrolled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from carecoop_desktop.people.assistants.queries import PayTerms
from carecoop_desktop.platform.kernel.dates import add_months
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.statutory.tables import load_shelf
from carecoop_desktop.statutory.tables.employment import AutoEnrolment
from carecoop_desktop.work.payroll.employers.job_sets import JobSet
from carecoop_desktop.work.payroll.pensions.queries.standing import (
    Membership,
    Postponement,
    SchemeView,
    automatic_schemes,
    duties,
    memberships,
    postponements,
)
from carecoop_desktop.work.payroll.pensions.rules.dates import enrolment_day
from carecoop_desktop.work.payroll.rules.additions import Addition
from carecoop_desktop.work.timesheets.queries import PayPeriod


def pensions_due(
    reader: Reader, span: PayPeriod, terms: Mapping[int, PayTerms], own: JobSet | None = None
) -> dict[int, Addition]:
    """Each PA's pension on a period's payday. PAs without a record keep the terms of their tax details. With ``own``
    the pension of its jobs: each employer assesses, postpones and enrols for itself, in a scheme of its own."""
    known = _Records(reader, span, own)
    found = {who: known.inputs(own) for who, own in terms.items()}
    return {who: Addition(inputs=inputs) for who, inputs in found.items() if inputs}


class _Records:
    """The records of everybody, read once."""

    def __init__(self, reader: Reader, span: PayPeriod, own: JobSet | None) -> None:
        self.span, self.own = span, own
        self.schemes = automatic_schemes(reader)
        self.table = load_shelf().on(AutoEnrolment, span.pay_date)
        self.members: dict[int, list[Membership]] = {}
        for each in memberships(reader):
            if self._mine(each):
                self.members.setdefault(each.assistant_id, []).append(each)
        self.put_off = {each.assistant_id: each.until for each in postponements(reader) if self._mine(each)}
        self.again: dict[int, date] = {}
        for scheme in self.schemes.values():
            chosen = duties(reader, scheme.id, "re-enrolment")
            if (day := next((day for day, _ in chosen if span.first <= day <= span.last), None)) is not None:
                self.again[scheme.id] = day

    def _mine(self, record: Membership | Postponement) -> bool:
        return self.own is None or self.own.has_record(record.assistant_id, record.employer_id)

    def _scheme(self, who: int) -> SchemeView | None:
        """The scheme that the employer enrols in. A member who is the employer needs one of their own."""
        job = self.own.jobs[who] if self.own is not None else None
        if job is None or job.member_id is None:
            return self.schemes.get(job.employer_id if job else None) or self.schemes.get(None)
        return self.schemes.get(job.employer_id)

    def inputs(self, terms: PayTerms) -> dict[str, Any]:
        """What one PA's payslip is worked out from."""
        own = self.members.get(terms.assistant_id, [])
        active = next((each for each in own if each.active(self.span.pay_date)), None)
        refund = next((each for each in own if each.to_refund and each is not active), None)
        found: dict[str, Any] = {}
        if active is not None:
            found = _terms(active.relief, active.basis, active.employee_rate, active.employer_rate)
            found["pension_scheme"] = {"id": active.scheme_id, "name": active.scheme, "membership": active.id}
        if refund is not None:
            if active is None:
                found = _terms(refund.relief, "all", 0, 0)
            found["pension_refund"] = [refund.refund_employee, refund.refund_employer, refund.refund_relief]
            found["refund_of"] = {"membership": refund.id, "scheme": refund.scheme_id}
        if terms.born is not None:
            found["enrolment"] = self._enrolment(terms, terms.born, own, active)
        return found

    def _enrolment(
        self, terms: PayTerms, born: date, own: list[Membership], active: Membership | None
    ) -> dict[str, Any]:
        scheme = self._scheme(terms.assistant_id)
        again = self.again.get(scheme.id) if scheme is not None else None
        how = self._way_in(terms, own, active, scheme, again)
        put_off = self.put_off.get(terms.assistant_id)
        duty = scheme.duties_start if scheme else None
        first = again if how == "re-enrolled" and again else self.span.first
        begins = enrolment_day(self.table, first, terms.started, born, put_off, duty)
        offer = None
        if how and scheme is not None:
            offer = {
                "terms": _terms(scheme.relief, scheme.basis, scheme.employee_rate, scheme.employer_rate),
                "scheme": {"id": scheme.id, "name": scheme.name},
                "how": how,
            }
        return {
            "born": born.isoformat(),
            "candidate": bool(how),
            "postponed": put_off.isoformat() if put_off else "",
            "from": begins.isoformat(),
            "offer": offer,
        }

    def _way_in(
        self,
        terms: PayTerms,
        own: list[Membership],
        active: Membership | None,
        scheme: SchemeView | None,
        again: date | None,
    ) -> str:
        """How somebody would be enrolled if they are eligible: ``enrolled``, ``re-enrolled``, or not at all."""
        if active is not None or terms.pension != "none" or terms.left is not None or not _begun(scheme, self.span):
            return ""
        if not own:
            return "enrolled"
        last = max((each.until for each in own if each.until is not None), default=None)
        if again is None or last is None or last > add_months(again, -12):
            return ""
        return "re-enrolled"


def _begun(scheme: SchemeView | None, span: PayPeriod) -> bool:
    """Whether the employer's duties have begun by a payday; without a scheme they are taken to have."""
    return scheme is None or scheme.duties_start is None or scheme.duties_start <= span.pay_date


def _terms(relief: str, basis: str, employee: int, employer: int) -> dict[str, Any]:
    """The same values that a PA's tax details give."""
    return {
        "pension": relief,
        "pension_base": "qualifying" if basis == "qualifying" else "all",
        "employee_rate": employee,
        "employer_rate": employer,
    }
