"""Miles of a pay period against the approved rates of the tax year, and time awake in sleep-ins."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select

from carecoop_desktop.people.assistants.queries import PayTerms
from carecoop_desktop.platform.kernel.money import divide_half_up
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.statutory.mileage import mileage_due
from carecoop_desktop.statutory.tables import Mileage, load_shelf
from carecoop_desktop.work.payroll.absence.rules.kept import keep
from carecoop_desktop.work.payroll.absence.tables import AwakeTimeRow, VehicleRow
from carecoop_desktop.work.payroll.employers.job_sets import JobSet
from carecoop_desktop.work.payroll.tables import PayRunRow, PayslipLineRow, PayslipRow
from carecoop_desktop.work.timesheets.queries import PayPeriod
from carecoop_desktop.work.timesheets.tables import TimesheetLineRow

_RUNS, _SLIPS, _LINES, _WORK, _AWAKE, _VEHICLES = (
    row.__table__ for row in (PayRunRow, PayslipRow, PayslipLineRow, TimesheetLineRow, AwakeTimeRow, VehicleRow)
)
USUAL = "car or van"


def mileage_inputs(
    reader: Reader, span: PayPeriod, terms: Mapping[int, PayTerms], own: JobSet | None = None
) -> dict[int, dict[str, Any]]:
    """By PA, how much of the mileage paid for a pay period is taxable and liable for NI, with its working.

    PAs with nothing above the approved amount are left out. Miles paid before in the tax year count to its limit; each
    employment has a limit of its own (Income Tax (Earnings and Pensions) Act 2003 s.230).
    """
    miles = _miles(reader, span, terms, own)
    if not miles:
        return {}
    table = load_shelf().year(span.tax_year).table(Mileage, span.pay_date)
    before, vehicles = _miles_before(reader, span, own), vehicles_on(reader, span)
    taxed = _taxed_already(reader, span, own)
    found = {}
    for who, (tenths, paid) in miles.items():
        vehicle, earlier = vehicles.get(who, USUAL), before.get(who, 0)
        if who not in taxed and _plainly_within(table, vehicle, tenths, paid, earlier):
            continue
        due = mileage_due(table, vehicle, tenths, paid, earlier)
        tax_before, ni_before = taxed.get(who, (0, 0))
        taxable, niable = due.taxable.pence - tax_before, due.niable.pence - ni_before
        if taxable or niable:
            lines = [*due.approved.lines, *due.taxable.lines, *due.niable.lines]
            found[who] = {
                "mileage_taxable": taxable,
                "mileage_niable": niable,
                "lines": keep(lines),
            }
    return found


def _plainly_within(table: Mileage, vehicle: str, tenths: int, paid: int, before: int) -> bool:
    """Whether a payment is seen at once to be within the first rate: what most payslips are."""
    rate = table.vehicles.get(vehicle)
    if rate is None or paid * 10 > tenths * rate.first:
        return False
    return not rate.first_miles or before + tenths <= rate.first_miles * 10


def _miles(
    reader: Reader, span: PayPeriod, terms: Mapping[int, PayTerms], own: JobSet | None
) -> dict[int, tuple[int, int]]:
    """Tenths of miles of the pay period and the pence paid for them, by PA, at the rate of each day."""
    sums: dict[tuple[int, int], int] = {}
    rows = reader.connection.execute(
        select(_WORK.c.assistant_id, _WORK.c.day, _WORK.c.miles, _WORK.c.member_id).where(
            _WORK.c.pay_period_id == span.id, _WORK.c.miles > 0
        )
    )
    for who, day, tenths, member in rows:
        if own is not None and not own.has_work(who, member, day):
            continue
        rate = terms[who].rate("mileage", day) if who in terms else None
        if rate is not None:
            sums[who, rate] = sums.get((who, rate), 0) + tenths
    found: dict[int, tuple[int, int]] = {}
    for (who, rate), tenths in sums.items():
        known, paid = found.get(who, (0, 0))
        found[who] = (known + tenths, paid + divide_half_up(tenths * rate, 10))
    return found


def _miles_before(reader: Reader, span: PayPeriod, own: JobSet | None) -> dict[int, int]:
    """Tenths of miles on issued payslips of the tax year's other pay periods, by PA."""
    rows = reader.connection.execute(
        select(_SLIPS.c.assistant_id, _SLIPS.c.employer_id, func.sum(_LINES.c.quantity))
        .join(_LINES, _LINES.c.payslip_id == _SLIPS.c.id)
        .join(_RUNS, _RUNS.c.id == _SLIPS.c.pay_run_id)
        .where(
            _LINES.c.kind == "mileage",
            _SLIPS.c.state == "issued",
            _RUNS.c.tax_year == span.tax_year,
            _RUNS.c.pay_date <= span.pay_date,
            _RUNS.c.pay_period_id != span.id,
        )
        .group_by(_SLIPS.c.assistant_id, _SLIPS.c.employer_id)
    )
    found: dict[int, int] = {}
    for who, employer, tenths in rows:
        if own is None or own.has_slip(who, employer):
            found[who] = found.get(who, 0) + int(tenths)
    return found


def _taxed_already(reader: Reader, span: PayPeriod, own: JobSet | None) -> dict[int, tuple[int, int]]:
    """What payslips issued for this pay period (before a supplementary run) have taxed and counted for NI already."""
    rows = reader.connection.execute(
        select(_SLIPS.c.assistant_id, _SLIPS.c.employer_id, _SLIPS.c.inputs)
        .join(_RUNS, _RUNS.c.id == _SLIPS.c.pay_run_id)
        .where(_SLIPS.c.state == "issued", _RUNS.c.pay_period_id == span.id)
    )
    found: dict[int, tuple[int, int]] = {}
    for who, employer, inputs in rows:
        if own is not None and not own.has_slip(who, employer):
            continue
        taxable, niable = found.get(who, (0, 0))
        found[who] = (taxable + inputs.get("mileage_taxable", 0), niable + inputs.get("mileage_niable", 0))
    return found


def vehicles_on(reader: Reader, span: PayPeriod) -> dict[int, str]:
    """What each PA uses at the end of a pay period; a car where nothing is recorded."""
    rows = reader.connection.execute(
        select(_VEHICLES.c.assistant_id, _VEHICLES.c.vehicle)
        .where(_VEHICLES.c.since <= span.last)
        .order_by(_VEHICLES.c.since, _VEHICLES.c.id)
    )
    return {row.assistant_id: row.vehicle for row in rows}


def awake_minutes(reader: Reader, span: PayPeriod, own: JobSet | None = None) -> dict[int, int]:
    """Minutes awake for work in the sleep-ins of a pay period, by PA; they belong to the job of that night's sleep-in,
    to the main job where no sleep-in is recorded for it."""
    rows = reader.connection.execute(
        select(_AWAKE.c.assistant_id, _AWAKE.c.day, _AWAKE.c.minutes)
        .where(_AWAKE.c.day.between(span.first, span.last))
    ).all()  # fmt: skip
    nights = _nights(reader, span, own) if own is not None and rows else {}
    found: dict[int, int] = {}
    for who, day, minutes in rows:
        night = nights.get((who, day))
        mine = own is None or (own.has_work(who, *night) if night else own.has_record(who, None))
        if mine:
            found[who] = found.get(who, 0) + int(minutes)
    return found


def _nights(reader: Reader, span: PayPeriod, own: JobSet) -> dict[tuple[int, date], tuple[int | None, date]]:
    """For whom those with several employers slept in, by PA and day."""
    rows = reader.connection.execute(
        select(_WORK.c.assistant_id, _WORK.c.day, _WORK.c.member_id).where(
            _WORK.c.pay_period_id == span.id, _WORK.c.nights > 0, _WORK.c.assistant_id.in_(own.among(own.several))
        )
    )
    return {(row.assistant_id, row.day): (row.member_id, row.day) for row in rows}
