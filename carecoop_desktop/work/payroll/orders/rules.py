"""What an order must say, what of it a payday works with, and what a payslip took: pure functions over plain values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from carecoop_desktop.platform.kernel.errors import Issue
from carecoop_desktop.platform.kernel.worked import Line
from carecoop_desktop.statutory.attachments import Deduction, Order, OrderKind
from carecoop_desktop.work.payroll.orders.entries import OrderEntry

KINDS: Mapping[str, OrderKind] = {
    "aeo-priority": OrderKind.PRIORITY,
    "aeo": OrderKind.NON_PRIORITY,
    "council-tax": OrderKind.COUNCIL_TAX,
    "child-maintenance": OrderKind.CHILD_MAINTENANCE,
    "dwp": OrderKind.DWP,
}
SHORT: Mapping[str, str] = {
    "aeo-priority": "Attachment of earnings (priority)",
    "aeo": "Attachment of earnings",
    "council-tax": "Council tax order",
    "child-maintenance": "Child maintenance",
    "dwp": "DWP attachment",
}
"""What a payslip calls each kind."""

_NAMES_AMOUNT = ("aeo-priority", "aeo", "child-maintenance")
_PROTECTS = ("aeo-priority", "aeo")
_CARRIES = ("aeo-priority", "child-maintenance", "dwp")
_FIXED = (*_NAMES_AMOUNT, "dwp")
_AHEAD = 92
FEE_RULE = "The employer may keep this for each deduction"


def order_issues(entry: OrderEntry, today: date) -> list[Issue]:
    """Everything that an order lacks or cannot say, all at once."""
    issues = []
    if entry.kind not in KINDS:
        issues.append(Issue("kind", "Choose the kind of order.", ", ".join(KINDS.values())))
    if not entry.reference.strip():
        issues.append(Issue("reference", "Enter the order's reference.", "It goes with every payment."))
    if not entry.issued_by.strip():
        issues.append(Issue("issued_by", "Enter who issued the order.", "A court, a council, DWP."))
    if entry.received > today:
        issues.append(Issue("received", "An order cannot be received in the future.", "The day it came."))
    if not entry.received <= entry.since <= today + timedelta(days=_AHEAD):
        issues.append(Issue("since", "Take it from a payday after it came, within the next three months."))
    return issues + _amount_issues(entry) + _account_issues(entry)


def _amount_issues(entry: OrderEntry) -> list[Issue]:
    named = ("normal", "protected", "total", "taken_before", "carried", "carried_protected")
    issues = [
        Issue(name, "This cannot be less than nothing.", "Pounds and pence.")
        for name in named
        if getattr(entry, name) < 0
    ]
    issues += _kind_issues(entry)
    if entry.total and entry.taken_before >= entry.total > 0:
        issues.append(Issue("taken_before", "This order is paid already.", "Less than the total."))
    return issues


def _kind_issues(entry: OrderEntry) -> list[Issue]:
    """What a kind of order needs, and what it cannot name; nothing of a kind that is not known."""
    if entry.kind not in KINDS:
        return []
    issues = []
    if entry.kind in _NAMES_AMOUNT and entry.normal <= 0:
        issues.append(Issue("normal", "Enter the deduction that the order names.", "For one pay period."))
    if entry.kind == "council-tax" and entry.normal:
        issues.append(Issue("normal", "A council tax order is taken by its table.", "Leave the amount empty."))
    if entry.kind not in _PROTECTS and (entry.protected or entry.carried_protected):
        text = "Only an AEO names protected earnings; of the others the law's share is protected."
        issues.append(Issue("protected", text, "Leave it empty."))
    if entry.kind == "dwp" and entry.normal and entry.higher:
        issues.append(Issue("higher", "A fixed amount is not taken by the table.", "Leave one of the two out."))
    if entry.kind not in _CARRIES and entry.carried:
        issues.append(Issue("carried", "Nothing is carried forward with this kind of order.", "Leave it empty."))
    return issues


def _account_issues(entry: OrderEntry) -> list[Issue]:
    if not (entry.payee_sort_code or entry.payee_account):
        return []
    issues = []
    if not re.fullmatch(r"\d{6}", digits(entry.payee_sort_code)):
        issues.append(Issue("payee_sort_code", "A sort code has six digits.", "20-00-00"))
    if not re.fullmatch(r"\d{8}", digits(entry.payee_account)):
        issues.append(Issue("payee_account", "An account number has eight digits.", "12345678"))
    return issues


def digits(typed: str) -> str:
    """A sort code or an account number without spaces and hyphens."""
    return re.sub(r"[\s-]", "", typed)


def again_in_period(order: Mapping[str, Any]) -> dict[str, Any] | None:
    """An order on a further payment of a pay period that it was taken in already: only what was left over.

    None where nothing more may be taken. Orders by a percentage table are worked out on each payment.
    """
    if order["kind"] not in _FIXED or (order["kind"] == "dwp" and not order["normal"]):
        return dict(order)
    if not order["carried"]:
        return None
    # The shortfall of protected earnings is all that is still to be protected in this period.
    return {**order, "normal": order["carried"], "carried": 0, "protected": 0}


def orders_of(inputs: Mapping[str, Any]) -> tuple[Order, ...]:
    """The orders that a payslip's inputs name."""
    return tuple(_order(each) for each in inputs.get("orders", ()))


def _order(each: Mapping[str, Any]) -> Order:
    return Order(
        KINDS[each["kind"]],
        each["reference"],
        date.fromisoformat(each["received"]),
        each["normal"],
        each["protected"],
        each["higher"],
        each["carried"],
        each["carried_protected"],
        each["left"],
        each["fee"],
    )


def orders_taken(inputs: Mapping[str, Any], deductions: Iterable[Deduction]) -> dict[str, Any]:
    """What each order took, in order of priority, as plain values kept with the payslip; nothing where there is none.

    The values are those that stand on the payslip and that are carried to the next one.
    """
    waiting = [(_order(each), each) for each in inputs.get("orders", ())]
    found = []
    for deduction in deductions:
        place = next(number for number, (order, _) in enumerate(waiting) if order == deduction.order)
        _, each = waiting.pop(place)
        found.append(
            {
                "id": each["id"],
                "label": f"{SHORT[each['kind']]} {each['reference']}",
                "taken": deduction.taken.pence,
                "fee": deduction.fee,
                "carried": deduction.carried,
                "carried_protected": deduction.carried_protected,
            }
        )
    return {"orders_taken": found} if found else {}


def orders_working(deductions: Sequence[Deduction]) -> tuple[Line, ...]:
    """The lines behind what all orders of a payslip take."""
    lines = [line for deduction in deductions for line in deduction.taken.lines]
    fees = sum(deduction.fee for deduction in deductions)
    if fees:
        lines.append(Line("Employer's fee for orders", FEE_RULE, fees, "The law behind each order"))
    return tuple(lines)


def paid_off(total: int, taken: int) -> bool:
    """Whether an order with a total is paid in full."""
    return total > 0 and taken >= total
