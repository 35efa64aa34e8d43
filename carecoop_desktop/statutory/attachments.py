"""Orders that take money from pay: courts, councils, child maintenance and DWP (England and Wales)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from typing import NamedTuple

from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.kernel.worked import Line, Worked
from carecoop_desktop.statutory.figures import percent
from carecoop_desktop.statutory.periods import PayPeriod
from carecoop_desktop.statutory.tables.orders import Attachments, OrderBand


class OrderKind(StrEnum):
    """The kinds of order, by the name that staff know them by."""

    PRIORITY = "AEO, priority (maintenance or fines)"
    NON_PRIORITY = "AEO, non-priority (county court debt)"
    COUNCIL_TAX = "Council tax attachment of earnings order"
    CHILD_MAINTENANCE = "Deduction from earnings order (child maintenance)"
    DWP = "Direct earnings attachment (DWP)"


@dataclass(frozen=True, slots=True)
class Order:
    """One order on one person.

    ``normal`` is the deduction a pay period that an AEO or a child maintenance order names, or the fixed amount of a
    DWP attachment (0: by its table, the higher one where ``higher``). ``protected`` is an AEO's protected earnings.
    ``carried`` and ``carried_protected`` are the shortfalls brought forward from the last payday. ``left`` is what is
    still to be paid in all, where the order says so.
    """

    kind: OrderKind
    reference: str
    received: date
    normal: int = 0
    protected: int = 0
    higher: bool = False
    carried: int = 0
    carried_protected: int = 0
    left: int | None = None
    fee: bool = True


class Deduction(NamedTuple):
    """What an order takes this time, the employer's fee, and the shortfalls to carry forward."""

    order: Order
    taken: Worked
    fee: int
    carried: int
    carried_protected: int


_RULES = {
    OrderKind.PRIORITY: "Attachment of Earnings Act 1971 sch. 3",
    OrderKind.NON_PRIORITY: "Attachment of Earnings Act 1971 sch. 3",
    OrderKind.COUNCIL_TAX: "Council Tax (Administration and Enforcement) Regulations 1992 reg. 38",
    OrderKind.CHILD_MAINTENANCE: "Child Support (Collection and Enforcement) Regulations 1992 regs 8-12",
    OrderKind.DWP: "Social Security (Overpayments and Recovery) Regulations 2013 reg. 20",
}


def in_turn(orders: Iterable[Order]) -> list[Order]:
    """Orders in the order they are taken: priority ones by the day received, then DWP, then non-priority ones."""
    rank = {OrderKind.DWP: 1, OrderKind.NON_PRIORITY: 2}
    return sorted(orders, key=lambda order: (rank.get(order.kind, 0), order.received, order.reference))


def take_orders(
    table: Attachments, period: PayPeriod, orders: Iterable[Order], attachable: int, loans: int = 0
) -> tuple[tuple[Deduction, ...], int]:
    """All orders of one payment, and how much room they leave for loan deductions.

    ``attachable`` is pay less tax, National Insurance and pension; ``loans`` what student and postgraduate loans would
    take, which go after DWP and before non-priority orders.
    """
    turn = _Turn(table, period, max(attachable, 0))
    waiting = in_turn(orders)
    for order in waiting:
        if order.kind is not OrderKind.NON_PRIORITY:
            turn.take(order)
    room = max(turn.left - turn.protected, 0)
    turn.left -= min(loans, room // 100 * 100)
    for order in waiting:
        if order.kind is OrderKind.NON_PRIORITY:
            turn.take(order)
    return tuple(turn.taken), room


class _Turn:
    """The round over one person's orders: what is still there, and the highest protection met so far."""

    def __init__(self, table: Attachments, period: PayPeriod, net: int) -> None:
        self.table = table
        self.period = period
        self.net = net
        self.left = net
        self.protected = 0
        self.council_tax = 0
        self.taken: list[Deduction] = []

    def take(self, order: Order) -> None:
        """Take one order from what the orders before it left."""
        protected = self._protected(order)
        if order.kind is OrderKind.COUNCIL_TAX:
            self.council_tax += 1
        wanted, how = self._wanted(order)
        room = max(self.left - protected, 0)
        amount = min(wanted, room if order.left is None else min(room, order.left))
        carries = order.kind in (OrderKind.PRIORITY, OrderKind.CHILD_MAINTENANCE) or (
            order.kind is OrderKind.DWP and order.normal > 0
        )
        short = max(protected - self.left, 0) if order.kind is OrderKind.PRIORITY else 0
        lines = partial(_lines, self.table, order, self.net, self.left, how, protected, wanted, amount)
        fee = self.table.fee if order.fee and amount > 0 else 0
        still = wanted - amount if order.left is None else min(wanted, order.left) - amount
        self.taken.append(Deduction(order, Worked(amount, lines), fee, max(still, 0) if carries else 0, short))
        self.left -= amount
        if order.kind is not OrderKind.COUNCIL_TAX:
            self.protected = max(self.protected, protected)

    def _protected(self, order: Order) -> int:
        if order.kind in (OrderKind.CHILD_MAINTENANCE, OrderKind.DWP):
            return -(-self.net * self.table.protected // 10_000)
        return order.protected + order.carried_protected

    def _wanted(self, order: Order) -> tuple[int, Callable[[], Iterator[tuple[str, str, int]]]]:
        """The deduction before any protection, and the lines that lead to it."""
        if order.kind is OrderKind.COUNCIL_TAX:
            if self.council_tax > self.table.most_council_tax:
                return 0, partial(_waits, self.table)
            amount = council_tax(self.table, self.period, self.left)
            return amount, partial(_council_tax_lines, self.table, self.period, self.left, amount)
        if order.kind is OrderKind.DWP and not order.normal:
            amount, rate = direct_earnings(self.table, self.period, self.net, order.higher)
            return amount, partial(_share_lines, self.net, rate, amount)
        return order.normal + order.carried, partial(_normal_lines, order)


def _nearest(numerator: int, denominator: int) -> int:
    """To the nearest penny, an exact half down."""
    return (2 * numerator + denominator - 1) // (2 * denominator)


def council_tax(table: Attachments, period: PayPeriod, net: int) -> int:
    """The deduction of a council tax order from net earnings of a pay period."""
    unit, count = period.unit, period.length
    each = net // count
    bands = table.council_tax[unit]
    found, below = _band_of(bands, each)
    if found.to is None and below is not None and below.to is not None:
        amount = _nearest(below.to * below.rate + (each - below.to) * found.rate, 10_000)
    else:
        amount = _nearest(each * found.rate, 10_000)
    return amount * count


def direct_earnings(table: Attachments, period: PayPeriod, net: int, higher: bool) -> tuple[int, int]:
    """A DWP attachment by its table: the deduction from net earnings and the rate that led to it."""
    unit, count = period.unit, period.length
    bands = (table.dea_higher if higher else table.dea_standard)[unit]
    each = net // count
    rate = _band_of(bands, each)[0].rate
    return _nearest(each * rate, 10_000) * count, rate


def _band_of(bands: tuple[OrderBand, ...], net: int) -> tuple[OrderBand, OrderBand | None]:
    below = None
    for band in bands:
        if band.to is None or net <= band.to:
            return band, below
        below = band
    return bands[-1], below


def _lines(
    table: Attachments,
    order: Order,
    net: int,
    left: int,
    how: Callable[[], Iterator[tuple[str, str, int]]],
    protected: int,
    wanted: int,
    amount: int,
) -> Iterator[Line]:
    source, rule = table.origin.citation, _RULES[order.kind]
    yield Line("Attachable earnings", "Pay less tax, National Insurance and pension", net, rule, source)
    if left != net:
        yield Line("Taken before this order", "Orders and loans that go first", left - net, rule, source)
    for label, text, pence in how():
        yield Line(label, text, pence, rule, source)
    if protected:
        yield Line("Protected earnings", "May not be taken from", protected, rule, source)
    if amount < wanted:
        text = "Protected earnings or the balance of the order leave no more"
        yield Line("Less than the order asks for", text, amount - wanted, rule, source)
    label = f"{order.kind} {order.reference}".strip()
    yield Line(label, f"Received {format_date(order.received)}", amount, rule, source)


def _normal_lines(order: Order) -> Iterator[tuple[str, str, int]]:
    yield "Deduction named in the order", "For this pay period", order.normal
    if order.carried:
        yield "Brought forward", "Not taken on earlier paydays", order.carried


def _share_lines(net: int, rate: int, amount: int) -> Iterator[tuple[str, str, int]]:
    yield f"{percent(rate)} of {format_money(net)}", "The band of all net earnings", amount


def _council_tax_lines(table: Attachments, period: PayPeriod, net: int, amount: int) -> Iterator[tuple[str, str, int]]:
    each = net // period.length
    found, below = _band_of(table.council_tax[period.unit], each)
    if period.length > 1:
        yield f"Net earnings of one {period.unit}", f"{format_money(net)} ÷ {period.length}", each
    if found.to is None and below is not None and below.to is not None:
        share, rest = f"{percent(below.rate)} of {format_money(below.to)}", format_money(each - below.to)
        label, text = f"{share} and {percent(found.rate)} of {rest}", "Above the last band of the council's table"
    else:
        label, text = f"{percent(found.rate)} of {format_money(each)}", "The band of all net earnings"
    yield label, text if period.length == 1 else f"{text}, × {period.length}", amount


def _waits(table: Attachments) -> Iterator[tuple[str, str, int]]:
    yield "Waits", f"Not more than {table.most_council_tax} council tax orders are taken at a time", 0
