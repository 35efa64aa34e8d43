"""Everything that changes the accounts."""

from carecoop_desktop.money.ledger.actions.correcting import correct_entry
from carecoop_desktop.money.ledger.actions.fees import charge_fee, charge_monthly_fees, set_fees
from carecoop_desktop.money.ledger.actions.payments import (
    charge_earlier_wages,
    pay_out,
    pay_out_many,
    pay_owed,
    settle_with_office,
)
from carecoop_desktop.money.ledger.actions.receipts import receive_many, receive_money

__all__ = [
    "charge_earlier_wages",
    "charge_fee",
    "charge_monthly_fees",
    "correct_entry",
    "pay_out",
    "pay_out_many",
    "pay_owed",
    "receive_many",
    "receive_money",
    "set_fees",
    "settle_with_office",
]
