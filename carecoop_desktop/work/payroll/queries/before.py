"""What was paid before a run, that its payslips go on from: pay to date, the same earnings period, what is owed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import func, select

from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.statutory.national_insurance import Earlier
from carecoop_desktop.work.payroll.rules.slip import ToDate
from carecoop_desktop.work.payroll.tables import PayCorrectionRow, PayOverrideRow, PayRunRow, PayslipRow
from carecoop_desktop.work.timesheets.queries import PayPeriod

_SLIPS: Any = PayslipRow.__table__
_RUNS: Any = PayRunRow.__table__
_CORRECTIONS: Any = PayCorrectionRow.__table__
_OVERRIDES: Any = PayOverrideRow.__table__
JOB = func.coalesce(_SLIPS.c.employment_id, -_SLIPS.c.assistant_id)
"""What pay is kept under: the employment, or the PA (negative) on payslips from before employments were recorded."""


@dataclass(frozen=True, slots=True)
class InPeriod:
    """What one employer paid somebody before in the same earnings period, and its pension."""

    ni: Earlier
    contributed: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Before:
    """Everything that the payslips of a run go on from, by job (``Job.key``) or by PA and employer."""

    to_date: Mapping[int, ToDate]
    in_period: Mapping[tuple[int, int | None], InPeriod]
    owed: Mapping[int, int] = field(default_factory=dict)
    allowance_used: Mapping[int | None, int] = field(default_factory=dict)


def paid_before(reader: Reader, span: PayPeriod, without: int | None = None) -> Before:
    """Read what finished runs paid up to the pay date of a period, leaving out one run."""
    done = (_RUNS.c.state == "finished", _RUNS.c.id != (without or 0))
    return Before(
        _to_date(reader, span, done), _in_period(reader, span, done), _owed(reader, span, done),
        _allowance(reader, span, done),
    )  # fmt: skip


def _slips(*columns: Any) -> Any:
    return select(*columns).join(_RUNS, _RUNS.c.id == _SLIPS.c.pay_run_id)


def _to_date(reader: Reader, span: PayPeriod, done: tuple[Any, ...]) -> dict[int, ToDate]:
    sums = [func.sum(_SLIPS.c[name]) for name in ("taxable", "tax", "ee_ni")]
    rows = reader.connection.execute(
        _slips(JOB, *sums)
        .where(*done, _RUNS.c.tax_year == span.tax_year, _RUNS.c.pay_date <= span.pay_date)
        .group_by(JOB)
    )
    return {row[0]: ToDate(int(row[1]), int(row[2]), int(row[3])) for row in rows}


def _in_period(reader: Reader, span: PayPeriod, done: tuple[Any, ...]) -> dict[tuple[int, int | None], InPeriod]:
    """Payments of one employer in one earnings period count together, in whichever of its jobs they were made."""
    s = _SLIPS.c
    postgraduate = func.sum(func.coalesce(s.postgraduate_loan, 0))
    # What put earlier payslips right is no contribution of this earnings period.
    own = (s.niable, s.ee_ni - s.ni_arrears, s.er_ni - s.er_ni_arrears)
    sums = [func.sum(one) for one in (*own, s.student_loans, s.gross, s.ee_pension, s.er_pension)]
    same = (_RUNS.c.tax_year == span.tax_year, _RUNS.c.frequency == span.frequency, _RUNS.c.number == span.number)
    found = {}
    for row in reader.connection.execute(
        _slips(s.assistant_id, s.employer_id, postgraduate, *sums)
        .where(*done, *same)
        .group_by(s.assistant_id, s.employer_id)
    ):
        later, earned, ee, er, loans, gross, ee_pension, er_pension = (int(value) for value in row[2:])
        found[(row[0], row[1])] = InPeriod(
            Earlier(earned, ee, er, loans - later, later), (gross, ee_pension, er_pension)
        )  # fmt: skip
    return found


def _owed(reader: Reader, span: PayPeriod, done: tuple[Any, ...]) -> dict[int, int]:
    """What the last payslip of a job took beyond the pay (below zero), still to be settled."""
    newest = func.row_number().over(partition_by=JOB, order_by=(_RUNS.c.pay_date.desc(), _RUNS.c.id.desc()))
    ranked = (
        _slips(JOB.label("job"), (_SLIPS.c.net + _SLIPS.c.brought).label("left"), newest.label("place"))
        .where(*done, _RUNS.c.pay_date <= span.pay_date)
        .subquery()
    )
    rows = reader.connection.execute(select(ranked.c.job, ranked.c.left).where(ranked.c.place == 1, ranked.c.left < 0))
    return {row[0]: int(row[1]) for row in rows}


def _allowance(reader: Reader, span: PayPeriod, done: tuple[Any, ...]) -> dict[int | None, int]:
    """Employer's National Insurance of the tax year by employer: Employment Allowance is used up by it in order."""
    rows = reader.connection.execute(
        _slips(_SLIPS.c.employer_id, func.sum(_SLIPS.c.er_ni))
        .where(*done, _RUNS.c.tax_year == span.tax_year)
        .group_by(_SLIPS.c.employer_id)
    )
    return {row[0]: int(row[1]) for row in rows}


def director_to_date(
    reader: Reader, assistant_id: int, employer_id: int | None, tax_year: str, since: date, until: date
) -> Earlier:
    """A director's earnings and contributions of the tax year with one employer, since the appointment."""
    s = _SLIPS.c
    own = _of_director(assistant_id, employer_id, tax_year, since, until)
    sums = (s.niable, s.ee_ni - s.ni_arrears, s.er_ni - s.er_ni_arrears)
    row = reader.connection.execute(_slips(*(func.coalesce(func.sum(one), 0) for one in sums)).where(*own)).one()
    return Earlier(*(int(value) for value in row))


def director_letters(
    reader: Reader, assistant_id: int, employer_id: int | None, tax_year: str, since: date, until: date
) -> set[str]:
    """The NI letters that those payslips were worked out with."""
    own = _of_director(assistant_id, employer_id, tax_year, since, until)
    return set(reader.connection.execute(_slips(_SLIPS.c.ni_letter).where(*own).distinct()).scalars())


def _of_director(
    assistant_id: int, employer_id: int | None, tax_year: str, since: date, until: date
) -> tuple[Any, ...]:
    s = _SLIPS.c
    return (
        _RUNS.c.state == "finished",
        _RUNS.c.tax_year == tax_year,
        _RUNS.c.pay_date.between(since, until),
        s.assistant_id == assistant_id,
        s.employer_id == employer_id if employer_id is not None else s.employer_id.is_(None),
    )


def already_paid(reader: Reader, period_id: int) -> set[tuple[int, int | None]]:
    """The PAs whom a finished run over a pay period has paid, each with the employer who did."""
    rows = reader.connection.execute(
        _slips(_SLIPS.c.assistant_id, _SLIPS.c.employer_id).where(
            _RUNS.c.pay_period_id == period_id, _RUNS.c.state == "finished"
        )
    )
    return {(row[0], row[1]) for row in rows}


def waiting_corrections(reader: Reader) -> dict[int, list[Any]]:
    """Corrections that no finished run has paid yet, by employment."""
    found: dict[int, list[Any]] = {}
    rows = reader.connection.execute(
        select(_CORRECTIONS).where(_CORRECTIONS.c.pay_run_id.is_(None)).order_by(_CORRECTIONS.c.id)
    )
    for row in rows:
        found.setdefault(row.employment_id, []).append(row)
    return found


def overrides_of(reader: Reader, run_id: int | None) -> dict[int, list[Any]]:
    """The amounts set by hand in a draft run, by employment."""
    found: dict[int, list[Any]] = {}
    for row in reader.connection.execute(
        select(_OVERRIDES).where(_OVERRIDES.c.pay_run_id == run_id).order_by(_OVERRIDES.c.id)
    ):
        found.setdefault(row.employment_id, []).append(row)
    return found
