"""What the ledger does when a pay run is reopened: its entry stands, and a second one takes it back."""

from __future__ import annotations

from carecoop_desktop.money.ledger.actions.posting import post
from carecoop_desktop.money.ledger.queries.balances import account_balance
from carecoop_desktop.money.ledger.queries.proof import journal_of, legs_of
from carecoop_desktop.money.ledger.rules.entry import Entry, reversed_legs
from carecoop_desktop.money.ledger.rules.words import ACCOUNTS
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.payroll.events import PayRunWithdrawn


def take_back(work: Work, event: PayRunWithdrawn) -> None:
    """Reverse the charges of a pay run and what it set up as owed. Refusal once any of that was paid out."""
    journal = journal_of(work.reader, "pay_run", event.pay_run_id)
    if journal is None:
        return
    legs = legs_of(work.reader, journal)
    for account in dict.fromkeys(leg.account for leg in legs):
        _refuse_paid(work, account, -sum(leg.pence for leg in legs if leg.account == account))
    text = f"Pay run {event.title} of {format_date(event.pay_date)} reopened: {event.reason}"
    day = max(work.reader.today, event.pay_date)
    post(work, Entry(day, text, "correction", reversed_legs(legs, text), event.pay_run_id, journal))


def _refuse_paid(work: Work, account: str, owed: int) -> None:
    known = ACCOUNTS.get(account)
    if known is None or known.kind != "owed" or owed <= 0:
        return
    if -account_balance(work.reader, account) < owed:
        raise Refusal(
            f"{known.name}: some of this run is paid already.", "Put it right with a correction in the next run."
        )
