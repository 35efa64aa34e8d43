"""What changed since the last pay run, and who it concerns."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from carecoop_desktop.people.assistants.queries import assistant_names
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.permissions import SEE_PAY
from carecoop_desktop.work.payroll.tables import PayslipChargeRow, PayslipRow

_SLIPS, _CHARGES = PayslipRow.__table__, PayslipChargeRow.__table__


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
    before, now = _by_assistant(reader, earlier_id), _by_assistant(reader, run_id)
    names = assistant_names(reader)
    found = []
    for who in before.keys() | now.keys():
        then, here = before.get(who), now.get(who)
        if then is None or here is None or then.net != here.net:
            found.append(
                Compared(who, names.get(who, ""), _pair(then, here, "minutes"), _pair(then, here, "gross"),
                         _pair(then, here, "net"), _why(then, here)))  # fmt: skip
    return sorted(found, key=lambda c: (-abs((c.net[1] or 0) - (c.net[0] or 0)), c.name))


def _by_assistant(reader: Reader, run_id: int) -> dict[int, PayslipRow]:
    rows = reader.connection.execute(select(_SLIPS).where(_SLIPS.c.pay_run_id == run_id))
    return {row.assistant_id: row for row in rows}  # type: ignore[misc]


def _pair(then: PayslipRow | None, here: PayslipRow | None, name: str) -> tuple[int | None, int | None]:
    return (getattr(then, name) if then else None, getattr(here, name) if here else None)


def _why(then: PayslipRow | None, here: PayslipRow | None) -> str:
    if then is None:
        return "Not in the last run"
    if here is None:
        return "Not in this run"
    reasons = []
    if then.minutes != here.minutes:
        reasons.append("more hours" if here.minutes > then.minutes else "fewer hours")
    if then.tax_code != here.tax_code:
        reasons.append(f"tax code {then.tax_code} to {here.tax_code}")
    if then.ni_letter != here.ni_letter:
        reasons.append(f"NI letter {then.ni_letter} to {here.ni_letter}")
    if then.expenses != here.expenses:
        reasons.append("expenses")
    return ", ".join(reasons) or "rates or deductions"


def members_charged(reader: Reader, run_id: int) -> int:
    """How many members' accounts a run charges."""
    reader.require(SEE_PAY)
    statement = (
        select(func.count(func.distinct(_CHARGES.c.member_id)))
        .join(_SLIPS, _SLIPS.c.id == _CHARGES.c.payslip_id)
        .where(_SLIPS.c.pay_run_id == run_id)
    )
    return int(reader.connection.execute(statement).scalar_one())
