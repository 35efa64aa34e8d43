"""Mileage in the employee's own vehicle: what may be paid without tax over the tax year."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.kernel.money import divide_half_up, format_money
from carecoop_desktop.platform.kernel.worked import Line, Worked
from carecoop_desktop.statutory.figures import tenths
from carecoop_desktop.statutory.tables.employment import Mileage, MileRate

_TAX = "Income Tax (Earnings and Pensions) Act 2003 ss.229-236"
_NI = "Social Security (Contributions) Regulations 2001 reg. 22A"


class MileageDue(NamedTuple):
    """The approved amount, and how much of what was paid is taxable and liable for National Insurance.

    ``unused`` is the part of the approved amount that was not paid: the employee may claim relief on it.
    """

    approved: Worked
    taxable: Worked
    niable: Worked
    unused: int


def mileage_due(
    table: Mileage, vehicle: str, miles_tenths: int, paid: int, before_tenths: int = 0, passenger_tenths: int = 0
) -> MileageDue:
    """Work out a payment for business miles, given in tenths of a mile as are those of the tax year ``before``.

    ``passenger_tenths`` counts the miles that other employees rode along. National Insurance knows no change of rate
    after the first miles of the year.
    """
    if vehicle not in table.vehicles:
        raise Refusal(f"There is no mileage rate for “{vehicle}”.", f"Use one of {', '.join(table.vehicles)}.")
    rate = table.vehicles[vehicle]
    first, after = _split(rate, before_tenths, miles_tenths)
    riders = divide_half_up(passenger_tenths * table.passenger, 10)
    approved = divide_half_up(first * rate.first + after * rate.after, 10) + riders
    insured = divide_half_up(miles_tenths * rate.first, 10) + riders
    taxable, niable = max(paid - approved, 0), max(paid - insured, 0)
    return MileageDue(
        Worked(approved, partial(_approved_lines, table, vehicle, first, after, riders, approved)),
        Worked(taxable, partial(_excess_lines, table, paid, approved, taxable, _TAX, "taxable")),
        Worked(niable, partial(_excess_lines, table, paid, insured, niable, _NI, "liable for National Insurance")),
        max(approved - paid, 0),
    )


def _split(rate: MileRate, before: int, miles: int) -> tuple[int, int]:
    """Miles at the first rate and miles after the year's limit, both in tenths."""
    if not rate.first_miles:
        return miles, 0
    first = min(max(rate.first_miles * 10 - before, 0), miles)
    return first, miles - first


def _approved_lines(table: Mileage, vehicle: str, first: int, after: int, riders: int, approved: int) -> Iterator[Line]:
    rate, source = table.vehicles[vehicle], table.origin.citation
    parts = [
        (first, rate.first, f"First {rate.first_miles:,} miles of the tax year" if rate.first_miles else "All miles")
    ]
    if after:
        parts.append((after, rate.after, f"Miles after the first {rate.first_miles:,} of the tax year"))
    for miles, pence, text in parts:
        label = f"{tenths(miles)} miles by {vehicle} at {format_money(pence)}"
        yield Line(label, text, divide_half_up(miles * pence, 10), _TAX, source)
    if riders:
        yield Line("Passengers", f"{format_money(table.passenger)} a mile each", riders, _TAX, source)
    yield Line("Approved amount", "May be paid without tax", approved, _TAX, source)


def _excess_lines(table: Mileage, paid: int, approved: int, excess: int, rule: str, what: str) -> Iterator[Line]:
    source = table.origin.citation
    yield Line("Paid", "For the miles of this payment", paid, rule, source)
    yield Line("Approved", "At the approved rates", -approved, rule, source)
    yield Line(f"Of which {what}", "What was paid above the approved amount", excess, rule, source)
