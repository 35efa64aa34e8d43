"""Records attachment orders on a PA, changes them when they are varied, and ends them."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from typing import Any

from carecoop_desktop.people.assistants.tables import AssistantRow
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.errors import Invalid, Issue, Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.payroll.employers.choosing import employer_for
from carecoop_desktop.work.payroll.orders.entries import OrderEntry
from carecoop_desktop.work.payroll.orders.permissions import KEEP_ORDERS
from carecoop_desktop.work.payroll.orders.rules import digits, order_issues
from carecoop_desktop.work.payroll.orders.tables import AttachmentOrderRow, OrderTakenRow

_OPENING = ("kind", "taken_before", "carried", "carried_protected")
"""What the first deduction was worked out with: it stands once there is one."""


@action("Record an attachment order", KEEP_ORDERS)
def add_order(work: Work, assistant_id: int, order: OrderEntry) -> int:
    """Take an order from a PA's pay from a payday on. Raises Invalid for what it lacks. Returns its number."""
    clean = _checked(work, order)
    clean = replace(clean, employer_id=employer_for(work, assistant_id, order.employer_id))
    person = work.get(AssistantRow, assistant_id)
    made = work.add(AttachmentOrderRow(assistant_id=assistant_id, until=None, ended_why="", **asdict(clean)))
    work.say(f"Recorded an order on {person.name}'s pay from {format_date(clean.since)}")
    return made.id


@action("Change an attachment order", KEEP_ORDERS)
def change_order(work: Work, order_id: int, version: int | None, order: OrderEntry) -> None:
    """Put an order right, or enter a variation; payslips that were issued stay as they are.

    Kind and opening amounts stand once something was taken: a new kind is a new order.
    """
    row = work.get(AttachmentOrderRow, order_id)
    _open(row)
    clean = _checked(work, order)
    clean = replace(clean, employer_id=employer_for(work, row.assistant_id, order.employer_id or row.employer_id))
    values = asdict(clean)
    changed = [name for name in _OPENING if values[name] != getattr(row, name)]
    if changed and work.all(OrderTakenRow, OrderTakenRow.order_id == order_id):
        text = "Payslips stand on this already."
        raise Invalid([Issue(name, text, "End this order and record a new one.") for name in changed])
    work.change(row, version=version, **values)
    work.say(f"Changed the order {clean.reference}")


@action("End an attachment order", KEEP_ORDERS)
def end_order(work: Work, order_id: int, day: date, reason: str, version: int | None = None) -> None:
    """Take nothing more after a day: the order was discharged, or the PA left. The reason is kept.

    An order that has ended is ended otherwise only by somebody who has read how: ``version`` is what they had read.
    """
    row = work.get(AttachmentOrderRow, order_id)
    if version is None:
        _open(row)
    if not reason.strip():
        raise Invalid([Issue("reason", "Say why the order ends.", "Discharged by the court on 3 May.")])
    work.change(row, version=version, until=day, ended_why=reason.strip())
    work.reason = reason.strip()
    work.say(f"Ended the order {row.reference} after {format_date(day)}")


def _open(row: AttachmentOrderRow) -> None:
    if row.until is not None:
        raise Refusal(f"This order ended on {format_date(row.until)}.", "Record the new one as a new order.")


def _checked(work: Work, order: OrderEntry) -> OrderEntry:
    if issues := order_issues(order, work.reader.today):
        raise Invalid(issues)
    stripped: dict[str, Any] = {name: value.strip() for name, value in asdict(order).items() if isinstance(value, str)}
    payee = stripped["payee"] or stripped["issued_by"]
    account = {"payee_sort_code": digits(order.payee_sort_code), "payee_account": digits(order.payee_account)}
    return replace(order, **{**stripped, **account, "payee": payee})
