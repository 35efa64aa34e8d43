"""Reads pay periods."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select

from carecoop_desktop.people.assistants.tables import ContractRow
from carecoop_desktop.platform.kernel.dates import Span
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.permissions import SEE_RECORDS
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.timesheets.rules.periods import period_name
from carecoop_desktop.work.timesheets.tables import PayPeriodRow

_PERIODS, _CONTRACTS = PayPeriodRow.__table__, ContractRow.__table__


@dataclass(frozen=True, slots=True)
class PayPeriod:
    """A pay period as staff see it; ``state`` is open, locked or paid."""

    id: int
    version: int
    frequency: str
    tax_year: str
    number: int
    first: date
    last: date
    pay_date: date
    state: str

    @property
    def name(self) -> str:
        """``November 2026`` or ``week ending 22 Nov 2026``."""
        return period_name(self.frequency, self.first, self.last)

    @property
    def span(self) -> Span:
        """The days of work it covers."""
        return Span(self.first, self.last)


def _all() -> Select[Any]:
    names = ("id", "version", "frequency", "tax_year", "number", "first", "last", "pay_date", "state")
    return select(*(_PERIODS.c[name] for name in names))


def periods(reader: Reader, frequency: str | None = None) -> list[PayPeriod]:
    """All pay periods, oldest first."""
    reader.require(SEE_RECORDS)
    wanted = _all().order_by(_PERIODS.c.first, _PERIODS.c.frequency)
    if frequency is not None:
        wanted = wanted.where(_PERIODS.c.frequency == frequency)
    return [PayPeriod(*row) for row in reader.connection.execute(wanted)]


def period(reader: Reader, period_id: int) -> PayPeriod:
    """One pay period; Refusal when there is none."""
    reader.require(SEE_RECORDS)
    found = reader.connection.execute(_all().where(_PERIODS.c.id == period_id)).first()
    if found is None:
        raise Refusal("There is no such pay period.", "Make the pay periods of the tax year first.")
    return PayPeriod(*found)


def period_for(reader: Reader, frequency: str, day: date) -> PayPeriod | None:
    """The pay period that a day of work belongs to, or None where it was not made yet."""
    reader.require(SEE_RECORDS)
    wanted = _all().where(_PERIODS.c.frequency == frequency, _PERIODS.c.first <= day, _PERIODS.c.last >= day)
    found = reader.connection.execute(wanted).first()
    return None if found is None else PayPeriod(*found)


def closed_spans(reader: Reader, first: date, last: date) -> dict[str, list[PayPeriod]]:
    """The locked and paid pay periods that touch a run of days, by frequency."""
    wanted = _all().where(_PERIODS.c.first <= last, _PERIODS.c.last >= first, _PERIODS.c.state != "open")
    found: dict[str, list[PayPeriod]] = {}
    for row in reader.connection.execute(wanted):
        found.setdefault(row.frequency, []).append(PayPeriod(*row))
    return found


def frequencies(reader: Reader, day: date, assistant_ids: Iterable[int] | None = None) -> Mapping[int, str]:
    """How often each PA is paid by the contract in force on a day; a PA without one is paid monthly."""
    wanted = select(_CONTRACTS.c.assistant_id, _CONTRACTS.c.pay_frequency).where(_CONTRACTS.c.since <= day)
    if assistant_ids is not None:
        wanted = wanted.where(_CONTRACTS.c.assistant_id.in_(list(assistant_ids)))
    rows = reader.connection.execute(wanted.order_by(_CONTRACTS.c.since, _CONTRACTS.c.id))
    return {row.assistant_id: row.pay_frequency for row in rows}
