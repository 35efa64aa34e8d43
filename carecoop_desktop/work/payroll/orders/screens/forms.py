"""The forms of attachment orders: what they ask and what they do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from carecoop_desktop.platform.desktop.deed_form import Deed, Filling
from carecoop_desktop.platform.desktop.forms import Field, check, choice, date_, heading, money, multiline, text
from carecoop_desktop.platform.desktop.whole_record import changing_whole
from carecoop_desktop.work.payroll.orders.actions import add_order, change_order, end_order
from carecoop_desktop.work.payroll.orders.entries import OrderEntry
from carecoop_desktop.work.payroll.orders.queries import OrderView
from carecoop_desktop.work.payroll.orders.rules import KINDS

_AMOUNTS = ("normal", "protected", "total", "taken_before", "carried", "carried_protected")


Employers = Sequence[tuple[int, str]]
"""Those who employ a PA, by number and name: the form asks for one where there are several."""


def recording(assistant_id: int, name: str, today: date, employers: Employers = ()) -> Filling:
    """A new order on a PA's pay."""
    return Filling(
        f"New order on {name}'s pay",
        "Record order",
        _fields(None, today, employers),
        lambda values, _version: Deed(add_order, (assistant_id, entry_of(values))),
        note="As it stands in the order. Amounts are for one pay period.",
    )


def changing(order: OrderView, today: date, fresh: Callable[[], OrderView], employers: Employers = ()) -> Filling:
    """A correction or a variation of an order."""
    return changing_whole(
        f"Change order {order.reference}",
        "Save",
        order,
        fresh,
        lambda now: _fields(now, today, employers),
        lambda values, version: Deed(change_order, (order.id, version, entry_of(values))),
        note="A variation counts from the next pay run; issued payslips stay as they are.",
    )


def ending(order: OrderView, today: date) -> Filling:
    """The end of an order."""
    fields = (
        date_("day", "Last payday that may take it", today, required=True),
        text("reason", "Why it ends", required=True, hint="Discharged, paid in full, the PA left"),
    )
    return Filling(
        f"End order {order.reference}",
        "End order",
        fields,
        lambda values, _version: Deed(end_order, (order.id, values["day"], values["reason"])),
    )


def entry_of(values: dict[str, Any]) -> OrderEntry:
    """An order from what was filled in; an empty amount is nothing."""
    amounts = {name: values[name] or 0 for name in _AMOUNTS}
    return OrderEntry(**{**values, **amounts, "kind": values["kind"] or ""})


def _fields(order: OrderView | None, today: date, employers: Employers = ()) -> tuple[Field, ...]:
    now = (order.employer_id if order else None) or (employers[0][0] if employers else None)
    asked = (choice("employer_id", "Addressed to", list(employers), now, required=True),) if len(employers) > 1 else ()
    return (
        heading("The order"),
        *asked,
        choice("kind", "Kind", [(code, str(kind)) for code, kind in KINDS.items()], order.kind if order else None,
               required=True),
        text("reference", "Reference", order.reference if order else "", required=True),
        text("issued_by", "Issued by", order.issued_by if order else "", required=True,
             hint="A court, a council, DWP"),
        date_("received", "Came on", order.received if order else today, required=True),
        date_("since", "First payday", order.since if order else today, required=True),
        heading("What it takes"),
        money("normal", "Deduction each time", order.normal or None if order else None,
              hint="Empty: by the council's or DWP's table"),
        money("protected", "Protected earnings", order.protected or None if order else None, hint="AEO only"),
        check("higher", "DWP's higher rate", order.higher if order else False),
        money("total", "To collect in all", order.total or None if order else None, hint="Empty: until it is ended"),
        check("fee", "Keep the employer's £1", order.fee if order else True),
        heading("Brought from an earlier payroll"),
        money("taken_before", "Taken so far", order.taken_before or None if order else None),
        money("carried", "Arrears carried forward", order.opening_carried or None if order else None),
        money("carried_protected", "Protected earnings short", order.opening_protected or None if order else None),
        heading("Whom to pay"),
        text("payee", "Payee", order.payee if order else "", hint="Empty: who issued it"),
        text("payee_sort_code", "Sort code", order.payee_sort_code if order else "", width=10),
        text("payee_account", "Account number", order.payee_account if order else "", width=10),
        text("payee_reference", "Payment reference", order.payee_reference if order else "", hint="Empty: as above"),
        multiline("note", "Note", order.note if order else "", lines=2),
    )  # fmt: skip
