"""Reads attachment orders: a PA's, what each payslip took, and whom to pay how much after a run."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from carecoop_desktop.people.assistants.queries import assistant_names
from carecoop_desktop.people.assistants.tables import AssistantRow
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.office.features import TodayItem
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.orders.permissions import SEE_ORDERS
from carecoop_desktop.work.payroll.orders.rules import paid_off
from carecoop_desktop.work.payroll.orders.tables import AttachmentOrderRow, OrderTakenRow
from carecoop_desktop.work.payroll.tables import PayRunRow, PayslipRow

_ORDERS: Any = AttachmentOrderRow.__table__
_TAKEN: Any = OrderTakenRow.__table__
_RUNS: Any = PayRunRow.__table__
_SLIPS: Any = PayslipRow.__table__
_PEOPLE: Any = AssistantRow.__table__


@dataclass(frozen=True, slots=True)
class OrderView:
    """One order as it stands: ``taken`` in all, ``carried`` and ``carried_protected`` to the next payday.

    ``left`` is None where the order names no total; ``state`` is running, paid or ended.
    """

    id: int
    version: int
    assistant_id: int
    kind: str
    reference: str
    issued_by: str
    received: date
    since: date
    until: date | None
    ended_why: str
    normal: int
    protected: int
    higher: bool
    total: int
    taken_before: int
    opening_carried: int
    opening_protected: int
    fee: bool
    payee: str
    payee_sort_code: str
    payee_account: str
    payee_reference: str
    note: str
    taken: int
    carried: int
    carried_protected: int
    last_taken: date | None
    state: str
    employer_id: int | None = None

    @property
    def left(self) -> int | None:
        """What is still to be collected, where the order names a total."""
        return max(self.total - self.taken, 0) if self.total else None


@dataclass(frozen=True, slots=True)
class Taken:
    """What one payslip took for an order."""

    pay_run_id: int
    paid_on: date
    taken: int
    fee: int
    carried: int
    carried_protected: int
    to_date: int


@dataclass(frozen=True, slots=True)
class ToPay:
    """One payment that a run's orders lead to: to whom, for whom, under which reference."""

    order_id: int
    payee: str
    reference: str
    sort_code: str
    account: str
    assistant_id: int
    assistant: str
    kind: str
    pence: int
    fee: int


def attachment_orders(reader: Reader, assistant_id: int) -> list[OrderView]:
    """A PA's orders, those that run first, each with where it stands."""
    reader.require(SEE_ORDERS)
    rows = reader.connection.execute(
        select(_ORDERS).where(_ORDERS.c.assistant_id == assistant_id).order_by(_ORDERS.c.received, _ORDERS.c.id)
    ).all()
    views = _views(reader, rows)
    return sorted(views, key=lambda view: view.state != "running")


def order_view(reader: Reader, order_id: int) -> OrderView | None:
    """One order, or None where it is gone."""
    reader.require(SEE_ORDERS)
    rows = reader.connection.execute(select(_ORDERS).where(_ORDERS.c.id == order_id)).all()
    return next(iter(_views(reader, rows)), None)


def order_history(reader: Reader, order_id: int) -> list[Taken]:
    """What every payslip took for an order, newest first."""
    reader.require(SEE_ORDERS)
    rows = reader.connection.execute(
        select(_TAKEN)
        .join(_RUNS, _RUNS.c.id == _TAKEN.c.pay_run_id)
        .where(_TAKEN.c.order_id == order_id, _RUNS.c.state == "finished")
        .order_by(_TAKEN.c.paid_on.desc(), _TAKEN.c.id.desc())
    )
    return [
        Taken(row.pay_run_id, row.paid_on, row.taken, row.fee, row.carried, row.carried_protected, row.to_date)
        for row in rows
    ]


def orders_to_pay(reader: Reader, run_id: int, whose: Collection[int | None] | None = None) -> list[ToPay]:
    """Whom to pay how much after a finished run, by payee and PA; orders that took nothing are left out. With
    ``whose`` only what was taken from payslips of these employers."""
    reader.require(SEE_ORDERS)
    wanted = (
        select(_ORDERS, _TAKEN.c.taken, _TAKEN.c.fee.label("kept"))
        .join(_ORDERS, _ORDERS.c.id == _TAKEN.c.order_id)
        .where(_TAKEN.c.pay_run_id == run_id, _TAKEN.c.taken > 0)
    )
    if whose is not None:
        own = _SLIPS.c.employer_id.in_([one for one in whose if one is not None])
        if None in whose:
            own = own | _SLIPS.c.employer_id.is_(None)
        wanted = wanted.join(_SLIPS, _SLIPS.c.id == _TAKEN.c.payslip_id).where(own)
    rows = reader.connection.execute(wanted)
    names = assistant_names(reader)
    found = [
        ToPay(
            row.id,
            row.payee,
            row.payee_reference or row.reference,
            row.payee_sort_code,
            row.payee_account,
            row.assistant_id,
            names.get(row.assistant_id, ""),
            row.kind,
            row.taken,
            row.kept,
        )
        for row in rows
    ]
    return sorted(found, key=lambda each: (each.payee.casefold(), each.assistant.casefold(), each.order_id))


def order_payments(reader: Reader, run_id: int) -> list[tuple[str, str, str, int, str]]:
    """The same as payments of the bank file: name, sort code, account number, pence, reference.

    Orders without an account are paid another way and left out.
    """
    return [
        (each.payee, each.sort_code, each.account, each.pence, each.reference)
        for each in orders_to_pay(reader, run_id)
        if each.sort_code and each.account
    ]


def any_orders(reader: Reader) -> bool:
    """Whether the office keeps any order at all."""
    return reader.connection.execute(select(_ORDERS.c.id).limit(1)).first() is not None


def today(reader: Reader) -> list[TodayItem]:
    """Orders on PAs who left (their issuers must be told), and orders that are paid off and still stand open."""
    if not reader.may(SEE_ORDERS):
        return []
    rows = reader.connection.execute(
        select(_ORDERS, _PEOPLE.c.name, _PEOPLE.c.left.label("gone"))
        .join(_PEOPLE, _PEOPLE.c.id == _ORDERS.c.assistant_id)
        .where(_ORDERS.c.until.is_(None))
        .order_by(_ORDERS.c.id)
    ).all()
    last = _last(reader, [row.id for row in rows])
    found = []
    for row in rows:
        done = last[row.id].to_date if row.id in last else row.taken_before
        if row.gone is not None and row.gone < reader.today:
            why = f"{row.issued_by} must be told within 10 days that {row.name} left"
            found.append(TodayItem("warn", "Order", "End an attachment order", why, "Open", "assistants",
                                   row.assistant_id, 40))  # fmt: skip
        elif paid_off(row.total, done):
            why = f"{row.issued_by} has been paid {format_money(done)} in full for {row.name}"
            found.append(TodayItem("info", "Order", "End an attachment order", why, "Open", "assistants",
                                   row.assistant_id, 60))  # fmt: skip
    return found


def _views(reader: Reader, rows: Iterable[Any]) -> list[OrderView]:
    rows = list(rows)
    last = _last(reader, [row.id for row in rows])
    return [_view(row, last.get(row.id), reader.today) for row in rows]


def _view(row: Any, last: Any, today_: date) -> OrderView:
    taken = row.taken_before if last is None else last.to_date
    ended = row.until is not None and row.until < today_
    return OrderView(
        row.id,
        row.version,
        row.assistant_id,
        row.kind,
        row.reference,
        row.issued_by,
        row.received,
        row.since,
        row.until,
        row.ended_why,
        row.normal,
        row.protected,
        row.higher,
        row.total,
        row.taken_before,
        row.carried,
        row.carried_protected,
        row.fee,
        row.payee,
        row.payee_sort_code,
        row.payee_account,
        row.payee_reference,
        row.note,
        taken,
        row.carried if last is None else last.carried,
        row.carried_protected if last is None else last.carried_protected,
        None if last is None else last.paid_on,
        "ended" if ended else "paid" if paid_off(row.total, taken) else "running",
        row.employer_id,
    )


def _last(reader: Reader, orders: list[int]) -> dict[int, Any]:
    """What the newest payslip that stands left, by order."""
    newest = (
        select(func.max(_TAKEN.c.id))
        .join(_RUNS, _RUNS.c.id == _TAKEN.c.pay_run_id)
        .where(_RUNS.c.state == "finished", _TAKEN.c.order_id.in_(orders))
        .group_by(_TAKEN.c.order_id)
    )
    return {row.order_id: row for row in reader.connection.execute(select(_TAKEN).where(_TAKEN.c.id.in_(newest)))}
