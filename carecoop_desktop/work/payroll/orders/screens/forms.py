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
        _fields(OrderEntry("", "", "", today, today), employers),
        lambda values, _version: Deed(add_order, (assistant_id, entry_of(values))),
        note="As it stands in the order. Amounts are for one pay period.",
    )


def changing(order: OrderView, fresh: Callable[[], OrderView], employers: Employers = ()) -> Filling:
    """A correction or a variation of an order."""
    return changing_whole(
        f"Change order {order.reference}",
        "Save",
        order,
        fresh,
        lambda now: _fields(_as_typed(now), employers),
        lambda values, version: Deed(change_order, (order.id, version, entry_of(values))),
        note="A variation counts from the next pay run; issued payslips stay as they are.",
    )


def ending(order: OrderView, today: date, fresh: Callable[[], OrderView]) -> Filling:
    """The end of an order."""
    return changing_whole(
        f"End order {order.reference}",
        "End order",
        order,
        fresh,
        lambda now: (
            date_("day", "Last payday that may take it", now.until or today, required=True),
            text("reason", "Why it ends", now.ended_why, required=True, hint="Discharged, paid in full, the PA left"),
        ),
        lambda values, version: Deed(end_order, (order.id, values["day"], values["reason"], version)),
        columns={"until": "day", "ended_why": "reason"},
    )


def entry_of(values: dict[str, Any]) -> OrderEntry:
    """An order from what was filled in; an empty amount is nothing."""
    amounts = {name: values[name] or 0 for name in _AMOUNTS}
    return OrderEntry(**{**values, **amounts, "kind": values["kind"] or ""})


def _as_typed(order: OrderView) -> OrderEntry:
    """An order as it was typed in: the arrears that it brought along, not those of today."""
    brought = {"carried": order.opening_carried, "carried_protected": order.opening_protected}
    return OrderEntry(**{name: brought.get(name, getattr(order, name)) for name in OrderEntry.__dataclass_fields__})


def _fields(held: OrderEntry, employers: Employers) -> tuple[Field, ...]:
    return (*_order_fields(held, employers), *_amount_fields(held), *_payee_fields(held))


def _order_fields(held: OrderEntry, employers: Employers) -> tuple[Field, ...]:
    now = held.employer_id or (employers[0][0] if employers else None)
    asked = (choice("employer_id", "Addressed to", list(employers), now, required=True),) if len(employers) > 1 else ()
    kinds = [(code, str(kind)) for code, kind in KINDS.items()]
    return (
        heading("The order"),
        *asked,
        choice("kind", "Kind", kinds, held.kind or None, required=True),
        text("reference", "Reference", held.reference, required=True),
        text("issued_by", "Issued by", held.issued_by, required=True, hint="A court, a council, DWP"),
        date_("received", "Came on", held.received, required=True),
        date_("since", "First payday", held.since, required=True),
    )


def _amount_fields(held: OrderEntry) -> tuple[Field, ...]:
    """What each payday takes, and what was taken before; an amount of nothing stands empty."""
    return (
        heading("What it takes"),
        money("normal", "Deduction each time", held.normal or None, hint="Empty: by the council's or DWP's table"),
        money("protected", "Protected earnings", held.protected or None, hint="AEO only"),
        check("higher", "DWP's higher rate", held.higher),
        money("total", "To collect in all", held.total or None, hint="Empty: until it is ended"),
        check("fee", "Keep the employer's £1", held.fee),
        heading("Brought from an earlier payroll"),
        money("taken_before", "Taken so far", held.taken_before or None),
        money("carried", "Arrears carried forward", held.carried or None),
        money("carried_protected", "Protected earnings short", held.carried_protected or None),
    )


def _payee_fields(held: OrderEntry) -> tuple[Field, ...]:
    return (
        heading("Whom to pay"),
        text("payee", "Payee", held.payee, hint="Empty: who issued it"),
        text("payee_sort_code", "Sort code", held.payee_sort_code, width=10),
        text("payee_account", "Account number", held.payee_account, width=10),
        text("payee_reference", "Payment reference", held.payee_reference, hint="Empty: as above"),
        multiline("note", "Note", held.note, lines=2),
    )
