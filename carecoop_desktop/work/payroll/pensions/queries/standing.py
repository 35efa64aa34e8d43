"""Reads schemes, memberships and postponements as they stand; what a withdrawn run did does not count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.pensions.tables import (
    PensionDutyRow,
    PensionMembershipRow,
    PensionPaidRow,
    PensionPostponementRow,
    PensionSchemeRow,
)
from carecoop_desktop.work.payroll.tables import PayslipRow

_SCHEMES: Any = PensionSchemeRow.__table__
_MEMBERS: Any = PensionMembershipRow.__table__
_PUT_OFF: Any = PensionPostponementRow.__table__
_DUTIES: Any = PensionDutyRow.__table__
_PAID: Any = PensionPaidRow.__table__
_SLIPS: Any = PayslipRow.__table__


@dataclass(frozen=True, slots=True)
class SchemeView:
    """A scheme; rates in hundredths of a per cent."""

    id: int
    version: int
    name: str
    provider: str
    relief: str
    basis: str
    employee_rate: int
    employer_rate: int
    duties_start: date | None
    automatic: bool
    layout: str
    employer_reference: str
    group_name: str
    payment_source: str
    contact: str
    closed: date | None
    employer_id: int | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """A PA in a scheme, whose employer is ``employer_id`` (None: the co-op). ``refund_*`` is still to be given back
    where ``refunded_by`` is None."""

    id: int
    version: int
    assistant_id: int
    scheme_id: int
    scheme: str
    relief: str
    basis: str
    since: date
    how: str
    until: date | None
    ended: str
    told: date | None
    employee_rate: int
    employer_rate: int
    member_number: str
    refund_employee: int
    refund_employer: int
    refund_relief: int
    refunded_by: int | None
    employer_id: int | None = None

    def active(self, day: date) -> bool:
        """Whether it counts on a day; who opted out counts as never having been a member."""
        return self.ended != "opted-out" and self.since <= day and (self.until is None or self.until >= day)

    @property
    def to_refund(self) -> bool:
        """Whether contributions wait to be given back."""
        return bool(self.refund_employee or self.refund_employer) and self.refunded_by is None


@dataclass(frozen=True, slots=True)
class Postponement:
    """Enrolment put off until the deferral date."""

    id: int
    assistant_id: int
    begins: date
    until: date
    told: date | None
    employer_id: int | None = None


def pension_schemes(reader: Reader) -> list[SchemeView]:
    """Every scheme, those that are open first."""
    rows = reader.connection.execute(select(_SCHEMES).order_by(_SCHEMES.c.closed.is_not(None), _SCHEMES.c.id))
    return [SchemeView(*(getattr(row, name) for name in SchemeView.__slots__)) for row in rows]


def automatic_scheme(reader: Reader, employer_id: int | None = None) -> SchemeView | None:
    """The scheme that an employer's PAs are enrolled in without being asked (None: the co-op's), or None."""
    return automatic_schemes(reader).get(employer_id)


def automatic_schemes(reader: Reader) -> dict[int | None, SchemeView]:
    """The schemes that PAs are enrolled in without being asked, by employer; None stands for the co-op."""
    found: dict[int | None, SchemeView] = {}
    for each in pension_schemes(reader):
        if each.automatic and each.closed is None:
            found.setdefault(each.employer_id, each)
    return found


def memberships(reader: Reader, assistants: Iterable[int] | None = None) -> list[Membership]:
    """Memberships, oldest first; of the named PAs only, if any are named."""
    enrolled, refunded = _SLIPS.alias("enrolled"), _SLIPS.alias("refunded")
    statement = (
        select(_MEMBERS, _SCHEMES.c.employer_id, _SCHEMES.c.name, _SCHEMES.c.relief, _SCHEMES.c.basis,
               _SCHEMES.c.employee_rate.label("ee"), _SCHEMES.c.employer_rate.label("er"),
               refunded.c.state.label("refunded_state"))
        .join(_SCHEMES, _SCHEMES.c.id == _MEMBERS.c.scheme_id)
        .outerjoin(enrolled, enrolled.c.id == _MEMBERS.c.enrolled_by)
        .outerjoin(refunded, refunded.c.id == _MEMBERS.c.refunded_by)
        .where(func.coalesce(enrolled.c.state, "") != "withdrawn")
        .order_by(_MEMBERS.c.since, _MEMBERS.c.id)
    )  # fmt: skip
    if assistants is not None:
        statement = statement.where(_MEMBERS.c.assistant_id.in_(list(assistants)))
    return [_membership(row) for row in reader.connection.execute(statement)]


def _membership(row: Any) -> Membership:
    given_back = row.refunded_by if row.refunded_state != "withdrawn" else None
    own = row.employee_rate or row.employer_rate
    return Membership(
        row.id, row.version, row.assistant_id, row.scheme_id, row.name, row.relief, row.basis, row.since, row.how,
        row.until, row.ended, row.told, row.employee_rate if own else row.ee, row.employer_rate if own else row.er,
        row.member_number, row.refund_employee, row.refund_employer, row.refund_relief, given_back,
        row.employer_id,
    )  # fmt: skip


def postponements(reader: Reader, assistants: Iterable[int] | None = None) -> list[Postponement]:
    """Postponements, oldest first."""
    statement = select(_PUT_OFF).order_by(_PUT_OFF.c.begins, _PUT_OFF.c.id)
    if assistants is not None:
        statement = statement.where(_PUT_OFF.c.assistant_id.in_(list(assistants)))
    return [Postponement(row.id, row.assistant_id, row.begins, row.until, row.told, row.employer_id)
            for row in reader.connection.execute(statement)]  # fmt: skip


def duties(reader: Reader, scheme_id: int, kind: str) -> list[tuple[date, date | None]]:
    """The re-enrolment dates chosen, or the declarations made, of a scheme: the day and when it was declared."""
    rows = reader.connection.execute(
        select(_DUTIES.c.day, _DUTIES.c.done)
        .where(_DUTIES.c.scheme_id == scheme_id, _DUTIES.c.kind == kind)
        .order_by(_DUTIES.c.day)
    )
    return [(row.day, row.done) for row in rows]


def paid_in(reader: Reader, membership_id: int) -> tuple[int, int, int]:
    """What was taken and added for a membership so far: employee, employer, tax relief."""
    sums = [func.coalesce(func.sum(_PAID.c[name]), 0) for name in ("employee", "employer", "relief")]
    row = reader.connection.execute(
        select(*sums)
        .join(_SLIPS, _SLIPS.c.id == _PAID.c.payslip_id)
        .where(_PAID.c.membership_id == membership_id, _SLIPS.c.state == "issued")
    ).one()
    return int(row[0]), int(row[1]), int(row[2])
