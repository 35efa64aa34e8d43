"""Keeps what each payslip took for orders when its run is finished, in the same transaction."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.payroll.events import PayRunFinished
from carecoop_desktop.work.payroll.orders.tables import AttachmentOrderRow, OrderTakenRow
from carecoop_desktop.work.payroll.tables import PayRunRow, PayslipRow

_RUNS: Any = PayRunRow.__table__
_SLIPS: Any = PayslipRow.__table__
_ORDERS: Any = AttachmentOrderRow.__table__
_TAKEN: Any = OrderTakenRow.__table__


def keep_taken(work: Work, event: PayRunFinished) -> None:
    """Write a row for each order on each payslip: what was taken, what is carried, what came together so far."""
    if not event.orders and not _any_orders(work):
        return
    rows = work.connection.execute(
        select(_SLIPS.c.id, _SLIPS.c.inputs).where(_SLIPS.c.pay_run_id == event.pay_run_id).order_by(_SLIPS.c.id)
    ).all()
    taken = [(row.id, each) for row in rows for each in row.inputs.get("orders_taken", ())]
    before = _to_date(work, [each["id"] for _, each in taken])
    made = []
    for payslip_id, each in taken:
        before[each["id"]] += each["taken"]
        made.append(
            {
                "order_id": each["id"],
                "payslip_id": payslip_id,
                "pay_run_id": event.pay_run_id,
                "paid_on": event.pay_date,
                "taken": each["taken"],
                "fee": each["fee"],
                "carried": each["carried"],
                "carried_protected": each["carried_protected"],
                "to_date": before[each["id"]],
            }
        )
    work.add_many(OrderTakenRow, made)


def _any_orders(work: Work) -> bool:
    return work.connection.execute(select(_ORDERS.c.id).limit(1)).first() is not None


def _to_date(work: Work, orders: list[int]) -> dict[int, int]:
    """What was taken for each order so far, with what an earlier payroll took."""
    wanted = _ORDERS.c.id.in_(orders)
    sums = {
        row[0]: int(row[1])
        for row in work.connection.execute(select(_ORDERS.c.id, _ORDERS.c.taken_before).where(wanted))
    }
    rows = work.connection.execute(
        select(_TAKEN.c.order_id, _TAKEN.c.taken)
        .join(_RUNS, _RUNS.c.id == _TAKEN.c.pay_run_id)
        .where(_TAKEN.c.order_id.in_(orders), _RUNS.c.state == "finished")
    )
    for order, pence in rows:
        sums[order] += pence
    return sums
