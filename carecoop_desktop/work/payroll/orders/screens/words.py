"""How orders read on screens."""

from __future__ import annotations

from carecoop_desktop.platform.desktop.page import Tag
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.work.payroll.orders.queries import OrderView, ToPay
from carecoop_desktop.work.payroll.orders.rules import SHORT

STATES = {"running": ("running", "info"), "paid": ("paid in full", "met"), "ended": ("ended", "quiet")}


def order_row(order: OrderView) -> list[str | int | Tag | None]:
    """One order in a table: reference and kind, what it takes, taken and left, its state."""
    return [
        f"{order.reference} · {SHORT.get(order.kind, order.kind)}",
        takes(order),
        order.taken,
        order.left,
        Tag(*STATES[order.state]),
    ]


def takes(order: OrderView) -> str:
    """What an order takes each time, with what is carried to the next."""
    if order.kind == "council-tax" or (order.kind == "dwp" and not order.normal):
        text = "by its table" + (", higher rate" if order.higher else "")
    else:
        text = format_money(order.normal)
    if order.protected:
        text += f", {format_money(order.protected)} protected"
    if order.carried and order.last_taken is not None:
        text += f" · {format_money(order.carried)} carried from {format_date(order.last_taken)}"
    return text


def pay_row(each: ToPay) -> list[str | int | None]:
    """One payment that a run's orders lead to."""
    account = f"{each.sort_code} {each.account}".strip() or "no account recorded"
    return [each.payee, each.reference, account, each.assistant, each.pence]
