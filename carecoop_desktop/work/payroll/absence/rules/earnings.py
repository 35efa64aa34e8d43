"""Average weekly earnings from what an office really paid, before this program as well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.statutory.statutory_pay import Average, average_weekly, relevant_average, relevant_period

REMEDY = "Enter what was paid before under Payroll, Absence, Earlier earnings."


@dataclass(frozen=True, slots=True)
class Payday:
    """A day on which somebody was, or normally would have been, paid: pence liable for National Insurance, and the
    first and last day of the work it paid for (None for earnings entered by hand) and how often that was."""

    on: date
    pence: int
    first: date | None = None
    last: date | None = None
    frequency: str = ""


def average_before(paydays: Sequence[Payday], limit: date, frequency: str, started: date | None) -> Average:
    """The average of the relevant period that ends with the last normal payday on or before ``limit``.

    Somebody with less than eight weeks' pay is averaged over the days that their pay was for. Refuses where the
    office's records do not reach back far enough.
    """
    known = [day for day in paydays if day.on <= limit]
    if not known:
        raise Refusal(f"No pay is recorded up to {format_date(limit)} to work out average earnings from.", REMEDY)
    paid: dict[date, int] = {}
    for day in known:
        paid[day.on] = paid.get(day.on, 0) + day.pence
    last = max(paid)
    if any(day <= last - timedelta(days=56) for day in paid):
        return _relevant(known, paid, limit, frequency)
    return _short_service(known, limit, started)


def _relevant(known: Sequence[Payday], paid: Mapping[date, int], limit: date, frequency: str) -> Average:
    """Over the relevant period, as often as pay came in it; by its days where that changed within it."""
    span = relevant_period(list(paid), limit)
    often = {day.frequency for day in known if day.on in span and day.frequency} or {frequency}
    return relevant_average(paid, limit, monthly=often == {"monthly"}, regular=len(often) == 1)


def _short_service(known: Sequence[Payday], limit: date, started: date | None) -> Average:
    """Less than eight weeks on record: right only where the employment itself is that young."""
    begins = min(day.first or day.on for day in known)
    if started is None or started < begins:
        raise Refusal(f"The pay on record up to {format_date(limit)} is less than eight weeks'.", REMEDY)
    ends = max(day.last or day.on for day in known)
    return average_weekly(sum(day.pence for day in known), days=(ends - started).days + 1)
