"""A member's account as the chart shows it: month-ends behind, months ahead, and the contingency."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from carecoop_desktop.money.ledger.queries.lines import MonthFlow, month_flows
from carecoop_desktop.money.ledger.rules.cover import CONTINGENCY_WEEKS, forecast, monthly, usual
from carecoop_desktop.people.funding.queries import weekly_budgets
from carecoop_desktop.platform.kernel.dates import add_months, month_start
from carecoop_desktop.platform.office.reader import Reader

BEHIND, AHEAD = 12, 3


@dataclass(frozen=True, slots=True)
class Series:
    """Balances at month-ends: ``known`` up to this month, then ``ahead`` as it is likely to go on.

    ``coming`` and ``going`` are what a month ahead is reckoned with: the budget, and the mean of the last months.
    """

    months: tuple[date, ...]
    known: tuple[int, ...]
    ahead: tuple[int, ...]
    contingency: int
    coming: int
    going: int


def member_series(reader: Reader, member_id: int) -> Series | None:
    """One member's chart up to today, or None where the account holds nothing yet."""
    return all_series(reader, reader.today, [member_id]).get(member_id)


def all_series(reader: Reader, last: date, member_ids: Iterable[int] | None = None) -> dict[int, Series]:
    """Every account's chart up to a month, read at once."""
    budgets = weekly_budgets(reader, last)
    flows = month_flows(reader, last, BEHIND, member_ids)
    return {member: _series(rows, budgets[member].weekly if member in budgets else 0) for member, rows in flows.items()}


def _series(rows: list[MonthFlow], weekly: int) -> Series:
    started = next((n for n, row in enumerate(rows) if row.balance or row.coming or row.going), 0)
    rows = rows[started:]
    going = usual([row.running for row in rows])
    coming = monthly(weekly) if any(row.coming for row in rows[-3:]) else 0
    last = rows[-1]
    months = [row.month for row in rows] + [month_start(add_months(last.month, n + 1)) for n in range(AHEAD)]
    ahead = forecast(last.balance, coming, going, AHEAD)
    return Series(tuple(months), tuple(row.balance for row in rows), ahead, CONTINGENCY_WEEKS * weekly, coming, going)
