"""What of payroll needs the office: periods to pay, runs to finish, payslips held back."""

from __future__ import annotations

from sqlalchemy import func, select

from carecoop_desktop.people.assistants.queries import assistant_names
from carecoop_desktop.platform.kernel.dates import MONTHS, WEEKDAYS
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.office.features import CheckResult, TodayItem
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.permissions import SEE_PAY
from carecoop_desktop.work.payroll.queries.reading import run_title
from carecoop_desktop.work.payroll.tables import PayRunRow, PayslipChargeRow, PayslipRow
from carecoop_desktop.work.timesheets.tables import PayPeriodRow

_RUNS, _SLIPS, _PERIODS, _CHARGES = (row.__table__ for row in (PayRunRow, PayslipRow, PayPeriodRow, PayslipChargeRow))


def badge(reader: Reader) -> int:
    """Pay periods locked but not paid, and runs that are not finished."""
    if not reader.may(SEE_PAY):
        return 0
    locked = reader.connection.execute(select(func.count()).where(_PERIODS.c.state == "locked")).scalar_one()
    return int(locked)


def today(reader: Reader) -> list[TodayItem]:
    """The next pay run, a run that waits to be finished, and payslips held back."""
    if not reader.may(SEE_PAY):
        return []
    found = []
    drafts = {
        row.pay_period_id: row for row in reader.connection.execute(select(_RUNS).where(_RUNS.c.state == "draft"))
    }
    supplementary = [row.pay_period_id for row in drafts.values() if row.kind == "supplementary"]
    for period in reader.connection.execute(
        select(_PERIODS)
        .where((_PERIODS.c.state == "locked") | _PERIODS.c.id.in_(supplementary))
        .order_by(_PERIODS.c.pay_date)
    ):
        run = drafts.get(period.id)
        day = period.pay_date if run is None else run.pay_date
        when = f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
        tone = "bad" if day < reader.today else "info"
        if run is None:
            found.append(
                TodayItem(
                    tone,
                    when,
                    f"{_name(period)} pay run",
                    "Hours are locked · not started",
                    "Start pay run",
                    "payroll",
                    None,
                    30,
                    day,
                )
            )
        else:
            found.append(
                TodayItem(
                    tone, when, f"{_name(period)} pay run", _held(reader, run.id), "Open", "payroll", run.id, 30, day
                )
            )
    return found


def _name(period: object) -> str:
    title = run_title(period)
    return title[0].upper() + title[1:].split(",")[0]


def _held(reader: Reader, run_id: int) -> str:
    states: dict[str, int] = dict(
        reader.connection.execute(
            select(_SLIPS.c.state, func.count()).where(_SLIPS.c.pay_run_id == run_id).group_by(_SLIPS.c.state)
        ).all()
    )
    held = states.get("problem", 0)
    return (
        f"{states.get('ready', 0)} ready to pay · {held} held back"
        if held
        else f"{states.get('ready', 0)} ready to pay"
    )


def pay_above_minimum_wage(reader: Reader) -> CheckResult:
    """Everybody paid at or above the minimum wage in the latest pay run."""
    reader.require_all()
    latest = reader.connection.execute(
        select(_RUNS.c.id)
        .where(_RUNS.c.state != "withdrawn", _RUNS.c.kind == "regular")
        .order_by(_RUNS.c.pay_date.desc(), _RUNS.c.id.desc())
        .limit(1)
    ).scalar()
    if latest is None:
        return CheckResult(0, 0, 100)
    rows = reader.connection.execute(
        select(_SLIPS.c.id, _SLIPS.c.assistant_id, _SLIPS.c.problem, _SLIPS.c.inputs).where(
            _SLIPS.c.pay_run_id == latest
        )
    ).all()
    names = assistant_names(reader)
    low = [row for row in rows if "minimum wage" in row.problem and not row.inputs.get("allowed")]
    gaps = tuple(("assistants", row.assistant_id, names.get(row.assistant_id, ""), row.problem) for row in low)
    return CheckResult(len(rows) - len(low), len(rows), 100, gaps)


def faults(reader: Reader) -> list[str]:
    """Payslips add up: what each costs equals what it charges and what it pays out."""
    charged = (
        select(_CHARGES.c.payslip_id, func.sum(_CHARGES.c.pence).label("pence"))
        .group_by(_CHARGES.c.payslip_id)
        .subquery()
    )
    s = _SLIPS.c
    paid_out = s.net + s.tax + s.ee_ni + s.er_ni + s.ee_pension + s.er_pension + s.student_loans
    paid_out += s.orders + s.order_fees - s.ni_relief
    rows = reader.connection.execute(
        select(s.id, s.employer_cost, charged.c.pence, paid_out.label("out"))
        .join(charged, charged.c.payslip_id == s.id)
        .where((s.employer_cost != charged.c.pence) | (s.employer_cost != paid_out))
    )
    return [
        f"Payslip {row.id} costs {format_money(row.employer_cost)} but charges {format_money(int(row.pence))} and "
        f"pays out {format_money(row.out)}."
        for row in rows
    ]
