"""The accounts and headings of the ledger, and what staff and members call them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Known(NamedTuple):
    """An account that every office has: its name, kind, usual side, and which of the two books it stands in."""

    name: str
    kind: str
    side: str
    book: str


CLIENTS, OFFICE = "clients", "office"

ACCOUNTS: Mapping[str, Known] = {
    "client-bank": Known("Clients' bank account", "client-bank", "debit", CLIENTS),
    "net-pay-owed": Known("Net pay owed to PAs", "owed", "credit", CLIENTS),
    "hmrc-owed": Known("Tax, National Insurance and student loans owed to HMRC", "owed", "credit", CLIENTS),
    "pension-owed": Known("Pension contributions owed", "owed", "credit", CLIENTS),
    "orders-owed": Known("Attachment orders owed to courts, councils and others", "owed", "credit", CLIENTS),
    "due-from-office": Known("Owed to the clients' account by the co-op", "due", "debit", CLIENTS),
    "due-to-clients": Known("Owed by the co-op to the clients' account", "due", "credit", OFFICE),
    "office-bank": Known("The co-op's own bank account", "office-bank", "debit", OFFICE),
    "coop-fees": Known("Fees earned", "income", "credit", OFFICE),
    "coop-reliefs": Known("Employment Allowance and statutory pay got back", "income", "credit", OFFICE),
    "coop-pay": Known("Pay at the co-op's own cost", "cost", "debit", OFFICE),
}
MEMBER = "member:"

OWED: Mapping[str, str] = {
    "net-pay": "net-pay-owed",
    "hmrc": "hmrc-owed",
    "pension": "pension-owed",
    "orders": "orders-owed",
}
OWED_WORDS: Mapping[str, str] = {
    "net-pay": "Net pay to PAs",
    "hmrc": "HMRC: tax, NI and student loans",
    "pension": "Pension provider",
    "orders": "Attachment orders: courts, councils, DWP",
}

MONEY_IN: Mapping[str, str] = {
    "direct-payment": "Direct payment",
    "contribution": "The member's contribution",
    "phb": "Personal health budget",
    "one-off": "One-off payment",
    "opening": "Brought forward",
}
MONEY_OUT: Mapping[str, str] = {
    "invoice": "Invoices",
    "agency": "Agency cover",
    "insurance": "Insurance",
    "training": "Training of PAs",
    "equipment": "Equipment and one-off costs",
    "activity": "Activities and outings",
    "refund": "Paid back to the funder",
}
CHARGED: Mapping[str, str] = {
    "wages": "Wages of PAs",
    "on-costs": "Employer's NI and pension",
    "expenses": "PAs' mileage and expenses",
    "relief": "Employer's NI and statutory pay got back",
    "ni-borne": "PAs' NI that can no longer be taken from pay",
    "earlier-wages": "Wages, earlier payroll",
    "fee": "Account and payroll fees",
}
RELIEFS: Mapping[str, str] = {"allowance": "Employment Allowance", "statutory": "Statutory pay recovered"}
"""What makes an employer's debt to HMRC smaller than the payslips say."""
HEADINGS: Mapping[str, str] = {**MONEY_IN, **CHARGED, **MONEY_OUT}
"""Every heading of a member's account, in the order of a statement."""


def member_code(member_id: int) -> str:
    """The code of the account that holds a member's money."""
    return f"{MEMBER}{member_id}"


def book_of(code: str) -> str:
    """Which of the two books an account stands in: the clients' money or the co-op's own."""
    return CLIENTS if code.startswith(MEMBER) else ACCOUNTS[code].book
