"""The orders of one PA: a table, and the deeds beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from carecoop_desktop.platform.desktop.deed_form import Filling
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import Column, RowsTable, allow, button, column, flow, label
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.work.payroll.employers.queries import employers_of
from carecoop_desktop.work.payroll.orders.permissions import KEEP_ORDERS, SEE_ORDERS
from carecoop_desktop.work.payroll.orders.queries import OrderView, attachment_orders, order_history, order_view
from carecoop_desktop.work.payroll.orders.screens import forms
from carecoop_desktop.work.payroll.orders.screens.words import order_row

MAY_NOT = "Only payroll staff and owners keep attachment orders."
Show = Callable[[Filling], None]


class OrdersSection(QWidget):
    """Orders, those that run first; what each took stands below the chosen one. Enter changes it."""

    def __init__(self, desk: Desk, show_form: Show) -> None:
        super().__init__()
        self._desk, self._show_form = desk, show_form
        self._who = (0, "")
        self.orders: list[OrderView] = []
        self.new = button("New order", self.record, role="small")
        self.change = button("Change", self.edit, role="small")
        self.end = button("End", self.finish, role="small")
        self.table = RowsTable([Column("Order", stretch=True), Column("Takes", stretch=True),
                                Column("Taken", "money"), Column("Left", "money"), Column("State")],
                               name="Attachment orders", fit=True)  # fmt: skip
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(lambda _row: self.edit())
        self.taken_label = label("", "key", wrap=True)
        self.taken = RowsTable([Column("Paid", stretch=True), Column("Taken", "money"), Column("Fee", "money"),
                                Column("Carried", "money"), Column("Together", "money")],
                               name="Taken for this order", fit=True)  # fmt: skip
        self.nothing = label("No order takes from this PA's pay.", "note", wrap=True)
        heads = flow(label("Attachment orders", "heading"), self.new, self.change, self.end)
        column(heads, self.table, self.nothing, self.taken_label, self.taken, space=1, owner=self)

    def show_person(self, assistant_id: int, name: str) -> None:
        """The orders of one PA; somebody who may not see them is told who may."""
        self._who = (assistant_id, name)
        allowed = self._desk.may(SEE_ORDERS)
        self.orders = self._desk.read_now(attachment_orders, assistant_id) if allowed else []
        self.nothing.setText("No order takes from this PA's pay." if allowed else
                             "Attachment orders are shown to payroll staff and owners.")  # fmt: skip
        self.nothing.setVisible(not self.orders)
        self.table.set_rows([order_row(each) for each in self.orders])
        self.table.setVisible(bool(self.orders))
        self._choose(0 if self.orders else -1)
        if self.orders:
            self.table.choose(0)

    @property
    def chosen(self) -> OrderView | None:
        """The order that the deeds are about."""
        return self.orders[self._place] if 0 <= self._place < len(self.orders) else None

    def _choose(self, place: int) -> None:
        self._place = place
        order = self.chosen
        may_not = "" if self._desk.may(KEEP_ORDERS) else MAY_NOT
        allow(self.new, may_not)
        gone = "There is no order." if order is None else "This order has ended." if order.until else ""
        for each in (self.change, self.end):
            allow(each, may_not or gone)
        history = self._desk.read_now(order_history, order.id) if order is not None else []
        self.taken_label.setText(f"Taken for {order.issued_by}, {order.reference}" if order is not None else "")
        self.taken.set_rows([(format_date(t.paid_on), t.taken, t.fee, t.carried, t.to_date) for t in history])
        for part in (self.taken_label, self.taken):
            part.setVisible(bool(history))

    def record(self) -> None:
        """The form of a new order."""
        self._show_form(forms.recording(*self._who, self._desk.today, self._employers()))

    def _employers(self) -> list[tuple[int, str]]:
        return self._desk.read_now(employers_of, self._who[0], self._desk.today)

    def edit(self) -> None:
        """The form of the chosen order."""
        order = self.chosen
        if order is not None and order.until is None and self._desk.may(KEEP_ORDERS):
            self._show_form(forms.changing(order, partial(self._now, order), self._employers()))

    def finish(self) -> None:
        """The form that ends the chosen order."""
        order = self.chosen
        if order is not None:
            self._show_form(forms.ending(order, self._desk.today, partial(self._now, order)))

    def _now(self, order: OrderView) -> OrderView:
        return self._desk.read_now(order_view, order.id) or order
