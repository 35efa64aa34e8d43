"""Keeps attachment orders from those who may see pay, but not whom a PA owes money."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from carecoop_desktop.platform.kernel.worked import Line
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.statutory.attachments import OrderKind
from carecoop_desktop.work.payroll.orders.permissions import SEE_ORDERS

if TYPE_CHECKING:  # queries stand on this module, and printing on all cores begins with the documents
    from carecoop_desktop.work.payroll.queries.views import PayslipView

OTHER = "Other deductions"
_FEES = "Employer's fees for orders"


def veiled(reader: Reader, views: Sequence[PayslipView]) -> list[PayslipView]:
    """Payslips as the reader may see them: without the right to see orders, these are deductions without a name."""
    if reader.may(SEE_ORDERS):
        return list(views)
    return [_veil(view) if view.inputs.get("orders") else view for view in views]


def _veil(view: PayslipView) -> PayslipView:
    inputs = {name: value for name, value in view.inputs.items() if name not in ("orders", "orders_taken")}
    workings = {name: lines for name, lines in view.workings.items() if name != "orders"}
    if "net" in workings:
        workings["net"] = tuple(_nameless(workings["net"]))
    return replace(view, inputs=inputs, workings=workings)


def _nameless(lines: Sequence[Line]) -> Iterator[Line]:
    """The way to net pay with all orders and fees as one line."""
    hidden = [line for line in lines if line.label == _FEES or line.label.startswith(tuple(OrderKind))]
    for line in lines:
        if line not in hidden:
            yield line
        elif line is hidden[0]:
            yield Line(OTHER, "", sum(each.pence or 0 for each in hidden))


def order_rows(view: PayslipView) -> list[tuple[str, int]]:
    """What a payslip says of orders: each with what it took and the employer's fee, or one line where they are veiled.

    Without any order there is none.
    """
    taken, fees = view.figures["orders"], view.figures["order_fees"]
    kept = view.inputs.get("orders_taken")
    if not kept:
        return [(OTHER, taken + fees)] if taken + fees else []
    rows = [(str(each["label"]), int(each["taken"])) for each in kept]
    return [*rows, (_FEES, fees)] if fees else rows
