"""What a finished run pays to a scheme, member by member, as the provider's file wants it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import func, select

from carecoop_desktop.people.assistants.queries import PayTerms, pay_terms
from carecoop_desktop.platform.kernel.dates import add_months
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.kernel.money import plain_money
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.pensions.layouts import Layout
from carecoop_desktop.work.payroll.pensions.permissions import SEE_PENSIONS
from carecoop_desktop.work.payroll.pensions.queries.standing import (
    Membership,
    SchemeView,
    memberships,
    pension_schemes,
)
from carecoop_desktop.work.payroll.pensions.tables import PensionPaidRow
from carecoop_desktop.work.payroll.queries import RunView, run_view
from carecoop_desktop.work.payroll.tables import PayslipRow

_PAID: Any = PensionPaidRow.__table__
_SLIPS: Any = PayslipRow.__table__
_DUE_DAY = 22
"""Contributions taken from pay are due by the 22nd of the next month when they are paid electronically."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """One member's line: amounts in pence. ``reason`` is NEST's code for a partial or missing contribution."""

    membership: Membership
    terms: PayTerms
    pensionable: int
    qualifying: int
    employee: int
    employer: int
    relief: int
    reason: str

    def values(self, layout: Layout) -> dict[str, str]:
        """What a layout may ask of a member."""
        forename, _, surname = self.terms.name.rpartition(" ")
        ended = self.membership.until
        return {
            "name": self.terms.name,
            "forename": forename,
            "surname": surname,
            "payroll_number": self.terms.number,
            "member_number": self.membership.member_number,
            "ni_number": self.terms.ni_number or "",
            "born": _day(layout, self.terms.born),
            "pensionable": plain_money(self.pensionable),
            "qualifying": plain_money(self.qualifying),
            "employee": plain_money(self.employee),
            "employer": plain_money(self.employer),
            "relief": plain_money(self.relief),
            "joined_on": _day(layout, self.membership.since),
            "ended_on": _day(layout, ended) if self.reason == "1" or not layout.above else "",
            "nest_reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class ContributionFile:
    """Everything that a contribution file says of one run and one scheme."""

    run: RunView
    scheme: SchemeView
    members: tuple[Contribution, ...]

    @property
    def due(self) -> date:
        """By when the provider must have the money."""
        return add_months(self.run.pay_date.replace(day=1), 1).replace(day=_DUE_DAY)

    @property
    def total(self) -> tuple[int, int]:
        """Employees' and employer's contributions together."""
        return sum(each.employee for each in self.members), sum(each.employer for each in self.members)

    def values(self, layout: Layout) -> dict[str, str]:
        """What a layout may ask of the whole."""
        employee, employer = self.total
        return {
            "employer_reference": self.scheme.employer_reference,
            "group_name": self.scheme.group_name,
            "payment_source": self.scheme.payment_source,
            "scheme": self.scheme.name,
            "frequency": layout.frequencies.get(self.run.frequency, self.run.frequency),
            "period_start": _day(layout, self.run.first),
            "period_end": _day(layout, self.run.last),
            "pay_date": _day(layout, self.run.pay_date),
            "due": _day(layout, self.due),
            "count": str(len(self.members)),
            "total_employee": plain_money(employee),
            "total_employer": plain_money(employer),
        }


def contribution_file(reader: Reader, run_id: int, scheme_id: int) -> ContributionFile:
    """The contributions of a finished run to a scheme, by name. Refusal while the run is a draft, or without members.

    Members who earned too little stand in it with nothing; contributions given back after an opt-out do not.
    """
    reader.require(SEE_PENSIONS)
    run = run_view(reader, run_id)
    if run.state != "finished":
        raise Refusal("This pay run is not finished.", "Finish it first; then contributions are known.")
    scheme = next((each for each in pension_schemes(reader) if each.id == scheme_id), None)
    if scheme is None:
        raise Refusal("This scheme is no longer there.")
    lines = _lines(reader, run, scheme)
    if not lines:
        raise Refusal(f"Nobody in this run is a member of {scheme.name}.")
    return ContributionFile(run, scheme, tuple(sorted(lines, key=lambda each: each.terms.name.casefold())))


def _lines(reader: Reader, run: RunView, scheme: SchemeView) -> list[Contribution]:
    """A line for everybody whom the run paid in for, and for members paid as often who were in the scheme then."""
    paid = _paid(reader, run.id, scheme.id)
    inside = [each for each in memberships(reader) if each.scheme_id == scheme.id]
    wanted = [each for each in inside if each.id in paid or _counts(each, run)]
    terms = pay_terms(reader, run.pay_date, [each.assistant_id for each in wanted], under=SEE_PENSIONS)
    return [
        _line(each, terms[each.assistant_id], paid.get(each.id), scheme, run)
        for each in wanted
        if each.id in paid or terms[each.assistant_id].frequency == run.frequency
    ]


def _paid(reader: Reader, run_id: int, scheme_id: int) -> dict[int, Any]:
    """By membership; two jobs with one employer are two payslips of one membership."""
    names = ("pensionable", "base", "employee", "employer", "relief")
    rows = reader.connection.execute(
        select(
            _PAID.c.membership_id,
            func.max(_SLIPS.c.number).label("number"),
            *(func.sum(_PAID.c[name]).label(name) for name in names),
        )
        .join(_SLIPS, _SLIPS.c.id == _PAID.c.payslip_id)
        .where(_PAID.c.pay_run_id == run_id, _PAID.c.scheme_id == scheme_id, _PAID.c.employee >= 0)
        .group_by(_PAID.c.membership_id)
    )
    return {row.membership_id: row for row in rows}


def _counts(each: Membership, run: RunView) -> bool:
    """Whether a member without a contribution stands in the file: active, or ceased in this period."""
    if each.since > run.pay_date or each.ended == "opted-out":
        return False
    return each.until is None or each.until >= run.first


def _line(each: Membership, terms: PayTerms, paid: Any, scheme: SchemeView, run: RunView) -> Contribution:
    ceased = each.until is not None and each.until <= run.last
    if paid is None:
        return Contribution(each, terms, 0, 0, 0, 0, 0, "1" if ceased else "5")
    employee, employer = int(paid.employee), int(paid.employer)
    if paid.number:
        terms = replace(terms, number=paid.number)
    if scheme.relief == "salary-sacrifice":
        # What is given up from pay is paid in by the employer.
        employee, employer = 0, employee + employer
    reason = "1" if ceased else "5" if not employee + employer else ""
    pensionable, base, relief = int(paid.pensionable), int(paid.base), int(paid.relief)
    return Contribution(each, terms, pensionable, base, employee, employer, relief, reason)


def _day(layout: Layout, day: date | None) -> str:
    return day.strftime(layout.dates) if day is not None else ""
