"""The list of what orders are paid to whom, as a file."""

from __future__ import annotations

from collections.abc import Sequence

from carecoop_desktop.platform.kernel.money import plain_money
from carecoop_desktop.work.payroll.orders.queries import ToPay
from carecoop_desktop.work.payroll.orders.rules import SHORT

HEADINGS = ("Payee", "Reference", "Sort code", "Account number", "PA", "Kind of order", "Amount", "Employer's fee kept")


def payment_rows(payments: Sequence[tuple[str, str, str, int, str]]) -> list[tuple[str, ...]]:
    """Payments to accounts, in the columns of the file for PAs' pay: a heading row, then one for each."""
    return [
        ("Name", "Sort code", "Account number", "Amount", "Reference"),
        *((name[:18], sort, account, plain_money(pence), text[:18]) for name, sort, account, pence, text in payments),
    ]


def to_pay_rows(payments: Sequence[ToPay]) -> list[tuple[str, ...]]:
    """A heading row, then a row for each order that took something."""
    return [
        HEADINGS,
        *(
            (
                each.payee,
                each.reference,
                each.sort_code,
                each.account,
                each.assistant,
                SHORT.get(each.kind, each.kind),
                plain_money(each.pence),
                plain_money(each.fee),
            )
            for each in payments
        ),
    ]
