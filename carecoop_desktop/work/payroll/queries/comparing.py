"""What changed since the last pay run, and who it concerns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from carecoop_desktop.people.assistants.queries import assistant_names
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.employers.tables import EmployerRow
from carecoop_desktop.work.payroll.permissions import SEE_PAY
from carecoop_desktop.work.payroll.tables import PayslipChargeRow, PayslipRow

_SLIPS: Any = PayslipRow.__table__
_CHARGES: Any = PayslipChargeRow.__table__
_EMPLOYERS: Any = EmployerRow.__table__


@dataclass(frozen=True, slots=True)
class Compared:
    """One PA in two runs: minutes, gross and net then and now (None where not paid), and why it differs in words."""

    assistant_id: int
    name: str
    minutes: tuple[int | None, int | None]
    gross: tuple[int | None, int | None]
    net: tuple[int | None, int | None]
    why: str


def compare(reader: Reader, run_id: int, earlier_id: int) -> list[Compared]:
    """Every PA whose pay differs between two runs, largest difference first."""
    reader.require(SEE_PAY)
    before, now = _by_job(reader, earlier_id), _by_job(reader, run_id)
    names = assistant_names(reader)
    found = []
    for key in before.keys() | now.keys():
        who, (then, here) = key[0], (before.get(key), now.get(key))
        if then is None or here is None or then.net != here.net:
            found.append(
                Compared(who, names.get(who, ""), _pair(then, here, "minutes"), _pair(then, here, "gross"),
                         _pair(then, here, "net"), _why(then, here)))  # fmt: skip
    return sorted(found, key=lambda c: (-abs((c.net[1] or 0) - (c.net[0] or 0)), c.name))


def _by_job(reader: Reader, run_id: int) -> dict[tuple[int, int | None], Any]:
    """Payslips by PA and employer: somebody employed by two is compared in each job apart."""
    first = reader.connection.execute(select(func.min(_EMPLOYERS.c.id)).where(_EMPLOYERS.c.member_id.is_(None)))
    own = first.scalar()
    rows = reader.connection.execute(select(_SLIPS).where(_SLIPS.c.pay_run_id == run_id))
    return {(row.assistant_id, row.employer_id or own): row for row in rows}


def _pair(then: Any, here: Any, name: str) -> tuple[int | None, int | None]:
    return (getattr(then, name) if then else None, getattr(here, name) if here else None)


def _why(then: Any, here: Any) -> str:
    if then is None:
        return "Not in the last run"
    if here is None:
        return "Not in this run"
    return ", ".join(_reasons(then, here)) or "rates or deductions"


def _reasons(then: Any, here: Any) -> Iterator[str]:
    if then.minutes != here.minutes:
        yield "more hours" if here.minutes > then.minutes else "fewer hours"
    if then.tax_code != here.tax_code:
        yield f"tax code {then.tax_code} to {here.tax_code}"
    if then.ni_letter != here.ni_letter:
        yield f"NI letter {then.ni_letter} to {here.ni_letter}"
    if then.relief != here.relief and then.relief:
        yield "pension"
    if then.expenses != here.expenses:
        yield "expenses"
    if then.orders != here.orders:
        yield "attachment orders"
    if then.student_loans != here.student_loans:
        yield "student loan"
    if here.inputs.get("corrections"):
        yield "a correction"
    if here.tax < 0:
        yield "a tax refund"


def members_charged(reader: Reader, run_id: int) -> int:
    """How many members' accounts a run charges."""
    reader.require(SEE_PAY)
    statement = (
        select(func.count(func.distinct(_CHARGES.c.member_id)))
        .join(_SLIPS, _SLIPS.c.id == _CHARGES.c.payslip_id)
        .where(_SLIPS.c.pay_run_id == run_id)
    )
    return int(reader.connection.execute(statement).scalar_one())
