"""Reads which orders each PA's payslip of a pay period is worked out with, and where each of them stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, or_, select

from carecoop_desktop.people.assistants.queries import PayTerms
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.employers.job_sets import JobSet
from carecoop_desktop.work.payroll.orders.rules import again_in_period, paid_off
from carecoop_desktop.work.payroll.orders.tables import AttachmentOrderRow, OrderTakenRow
from carecoop_desktop.work.payroll.rules.additions import Addition
from carecoop_desktop.work.payroll.tables import PayRunRow
from carecoop_desktop.work.timesheets.queries import PayPeriod

_ORDERS: Any = AttachmentOrderRow.__table__
_TAKEN: Any = OrderTakenRow.__table__
_RUNS: Any = PayRunRow.__table__


def orders_due(
    reader: Reader, span: PayPeriod, terms: Mapping[int, PayTerms], own: JobSet | None = None
) -> dict[int, Addition]:
    """The orders in force on a period's payday, by PA; those that are paid in full are left out. With ``own`` those
    addressed to the employers of its jobs."""
    o = _ORDERS.c
    in_force = (o.since <= span.pay_date, or_(o.until.is_(None), o.until >= span.pay_date))
    rows = reader.connection.execute(select(_ORDERS).where(*in_force).order_by(o.received, o.id)).all()
    rows = [
        row
        for row in rows
        if row.assistant_id in terms and (own is None or own.has_record(row.assistant_id, row.employer_id))
    ]
    if not rows:
        return {}
    latest, again = _latest(reader), _taken_in(reader, span)
    found: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        order = _plain(row, latest.get(row.id))
        if row.id in again and order is not None:
            order = again_in_period(order)
        if order is not None:
            found.setdefault(row.assistant_id, []).append(order)
    return {who: Addition(inputs={"orders": orders}) for who, orders in found.items()}


def _plain(row: Any, last: Any) -> dict[str, Any] | None:
    """An order as plain values, or None where it is paid in full."""
    taken = row.taken_before if last is None else last.to_date
    if paid_off(row.total, taken):
        return None
    return {
        "id": row.id,
        "kind": row.kind,
        "reference": row.reference,
        "received": row.received.isoformat(),
        "normal": row.normal,
        "protected": row.protected,
        "higher": row.higher,
        "carried": row.carried if last is None else last.carried,
        "carried_protected": row.carried_protected if last is None else last.carried_protected,
        "left": row.total - taken if row.total else None,
        "fee": row.fee,
    }


def _latest(reader: Reader) -> dict[int, Any]:
    """What each order's newest payslip that stands left, by order."""
    newest = (
        select(func.max(_TAKEN.c.id))
        .join(_RUNS, _RUNS.c.id == _TAKEN.c.pay_run_id)
        .where(_RUNS.c.state == "finished")
        .group_by(_TAKEN.c.order_id)
    )
    return {row.order_id: row for row in reader.connection.execute(select(_TAKEN).where(_TAKEN.c.id.in_(newest)))}


def _taken_in(reader: Reader, span: PayPeriod) -> frozenset[int]:
    """Orders that an earlier payslip of the same pay period was worked out with."""
    rows = reader.connection.execute(
        select(_TAKEN.c.order_id)
        .join(_RUNS, _RUNS.c.id == _TAKEN.c.pay_run_id)
        .where(_RUNS.c.pay_period_id == span.id, _RUNS.c.state == "finished")
    )
    return frozenset(row[0] for row in rows)
