"""Reads what a wrong National Insurance letter did to a job's payslips, and what of it is still to be taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from carecoop_desktop.platform.kernel.dates import tax_year_of
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.statutory.tables import NationalInsurance, load_shelf
from carecoop_desktop.work.payroll.queries.before import JOB
from carecoop_desktop.work.payroll.rti.queries import payment_of
from carecoop_desktop.work.payroll.rules.wrong_letter import (
    NAMES,
    Moved,
    Stood,
    may_take,
    moved,
    outstanding,
    still_open,
)
from carecoop_desktop.work.payroll.tables import NiLapseRow, NiLetterRow, PayRunRow, PayslipRow

_SLIPS: Any = PayslipRow.__table__
_RUNS: Any = PayRunRow.__table__
_WRONG: Any = NiLetterRow.__table__
_LAPSED: Any = NiLapseRow.__table__


def reported(reader: Reader, employment_id: int, tax_year: str) -> list[Stood]:
    """National Insurance of a job's payslips of a tax year as it was reported last, oldest first."""
    rows = list(
        reader.connection.execute(
            select(_SLIPS, _RUNS.c.rules, _RUNS.c.pay_date, _RUNS.c.frequency, _RUNS.c.number.label("period"))
            .join(_RUNS, _RUNS.c.id == _SLIPS.c.pay_run_id)
            .where(_SLIPS.c.employment_id == employment_id, _RUNS.c.tax_year == tax_year, _RUNS.c.state == "finished")
            .order_by(_RUNS.c.pay_date, _RUNS.c.id)
        )
    )
    later = {
        change["payslip"]: change for row in rows for change in row.inputs.get("ni_correction", {}).get("moved", ())
    }
    return [_stood(row, later.get(row.id)) for row in rows]


def _stood(row: Any, later: Any) -> Stood:
    """A payslip's own contributions, or those that a later one put in their place."""
    if later is None:
        own = payment_of(row).ni
        letter, amounts = own.letter, {name: getattr(own, name) for name in NAMES}
    else:
        letter, amounts = later["to"], dict(zip(NAMES, later["now"], strict=True))
    return Stood(row.id, row.pay_date, row.frequency, row.period, letter, amounts)


def year_concerned(reader: Reader, employment_id: int, since: date) -> str:
    """The tax year of a job's first payslip from a day on; that of the day where there is none."""
    first = reader.connection.execute(
        select(_RUNS.c.tax_year)
        .join(_SLIPS, _SLIPS.c.pay_run_id == _RUNS.c.id)
        .where(_SLIPS.c.employment_id == employment_id, _RUNS.c.state == "finished", _RUNS.c.pay_date >= since)
        .order_by(_RUNS.c.pay_date)
        .limit(1)
    ).scalar()
    return str(first or tax_year_of(since))


def shared_periods(reader: Reader, employment_id: int, tax_year: str, since: date) -> bool:
    """Whether another job with the same employer was paid in the tax year from a day on: both count together."""
    own = select(_SLIPS.c.assistant_id, _SLIPS.c.employer_id).where(_SLIPS.c.employment_id == employment_id).limit(1)
    row = reader.connection.execute(own).first()
    if row is None:
        return False
    others = (
        select(_SLIPS.c.id)
        .join(_RUNS, _RUNS.c.id == _SLIPS.c.pay_run_id)
        .where(_SLIPS.c.assistant_id == row.assistant_id, _SLIPS.c.employer_id == row.employer_id)
        .where(_SLIPS.c.employment_id != employment_id, _RUNS.c.tax_year == tax_year, _RUNS.c.pay_date >= since)
        .where(_RUNS.c.state == "finished")
    )
    return reader.connection.execute(others.limit(1)).first() is not None


def letter_changes(reader: Reader, employment_id: int, tax_year: str, since: date, letter: str) -> list[Moved]:
    """What changes where a job's letter should have been this one from a day on."""
    return moved(reported(reader, employment_id, tax_year), letter, since, tables_of(tax_year))


def tables_of(tax_year: str) -> Callable[[date], NationalInsurance]:
    """The law of each payday of a tax year."""
    year = load_shelf().year(tax_year)
    return lambda day: year.table(NationalInsurance, day)


def waiting_letters(reader: Reader) -> dict[int, list[Any]]:
    """Wrong letters that no finished run has put right yet, by employment."""
    found: dict[int, list[Any]] = {}
    rows = reader.connection.execute(select(_WRONG).where(_WRONG.c.pay_run_id.is_(None)).order_by(_WRONG.c.id))
    for row in rows:
        found.setdefault(row.employment_id, []).append(row)
    return found


Years = list[tuple[str, int, int]]
LapsedOf = dict[int, dict[tuple[str, str], int]]


@dataclass(frozen=True, slots=True)
class Arrears:
    """By job: what may still be taken of arrears, and what the employer has borne of those that could be."""

    left: Mapping[int, int]
    borne: Mapping[int, int]


def arrears_of(reader: Reader, tax_year: str, until: date, without: int | None = None) -> Arrears:
    """The arrears of every job in a tax year; only jobs with any."""
    sums = _sums(reader, until, without)
    gone = _lapsed(reader, until, without) if sums else {}
    left = {job: outstanding(years, tax_year, gone.get(job)) for job, years in sums.items()}
    borne = {
        job: sum(pence for (_, arose), pence in parts.items() if may_take(arose, tax_year))
        for job, parts in gone.items()
    }
    return Arrears({job: pence for job, pence in left.items() if pence}, borne)


def arrears_open(reader: Reader, until: date) -> dict[int, dict[str, int]]:
    """By job and tax year, the arrears of finished runs that were neither taken nor found lapsed."""
    sums = _sums(reader, until, None)
    gone = _lapsed(reader, until, None) if sums else {}
    found = {job: still_open(years, gone.get(job)) for job, years in sums.items()}
    return {job: years for job, years in found.items() if years}


def _sums(reader: Reader, until: date, without: int | None) -> dict[int, Years]:
    sums: dict[int, Years] = {}
    for row in _by_year(reader, until, without):
        sums.setdefault(row[0], []).append((row[1], int(row[2]), int(row[3])))
    return sums


def _lapsed(reader: Reader, until: date, without: int | None) -> LapsedOf:
    rows = reader.connection.execute(
        select(_LAPSED.c.employment_id, _RUNS.c.tax_year, _LAPSED.c.tax_year, func.sum(_LAPSED.c.pence))
        .join(_RUNS, _RUNS.c.id == _LAPSED.c.pay_run_id)
        .where(_RUNS.c.state == "finished", _RUNS.c.id != (without or 0), _RUNS.c.pay_date <= until)
        .group_by(_LAPSED.c.employment_id, _RUNS.c.tax_year, _LAPSED.c.tax_year)
    )
    found: LapsedOf = {}
    for job, run_year, arose, pence in rows:
        found.setdefault(job, {})[run_year, arose] = int(pence)
    return found


def _by_year(reader: Reader, until: date, without: int | None) -> Iterator[Any]:
    s = _SLIPS.c
    yield from reader.connection.execute(
        select(JOB, _RUNS.c.tax_year, func.sum(s.ni_arrears), func.sum(s.ni_taken))
        .join(_RUNS, _RUNS.c.id == s.pay_run_id)
        .where(_RUNS.c.state == "finished", _RUNS.c.id != (without or 0), _RUNS.c.pay_date <= until)
        .where((s.ni_arrears != 0) | (s.ni_taken != 0))
        .group_by(JOB, _RUNS.c.tax_year)
        .order_by(JOB, _RUNS.c.tax_year)
    )
