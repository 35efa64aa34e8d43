"""Money that comes in for members."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from carecoop_desktop.money.ledger.actions.posting import post, post_many
from carecoop_desktop.money.ledger.entries import Receipt
from carecoop_desktop.money.ledger.permissions import POST_MONEY
from carecoop_desktop.money.ledger.rules.checks import amount_issues, day_issues, heading_issues
from carecoop_desktop.money.ledger.rules.entry import Entry, Leg
from carecoop_desktop.money.ledger.rules.words import MONEY_IN, member_code
from carecoop_desktop.people.funding.queries import funders
from carecoop_desktop.people.members.queries import member_names
from carecoop_desktop.platform.kernel.errors import Invalid, Issue
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.work import Work

_FUNDED = ("direct-payment", "phb")


@action("Receive money for a member", POST_MONEY, undoable=False)
def receive_money(
    work: Work, member_id: int, funder_id: int | None, heading: str, pence: int, day: date, text: str = ""
) -> int:
    """Enter what came into the clients' bank account for one member. Returns the entry's number."""
    receipt = Receipt(member_id, funder_id, heading, pence, day, text)
    names = member_names(work.reader)
    _check([receipt], names, {funder.id for funder in funders(work.reader)}, work.reader.today)
    work.say(f"Received {format_money(pence)} for {names[member_id]}")
    return post(work, _entry(receipt))


@action("Receive money for many members", POST_MONEY, undoable=False)
def receive_many(work: Work, receipts: Sequence[Receipt]) -> int:
    """Enter many receipts at once, one entry each. Returns how many."""
    names = member_names(work.reader)
    _check(receipts, names, {funder.id for funder in funders(work.reader)}, work.reader.today)
    post_many(work, [_entry(receipt) for receipt in receipts])
    work.say(f"Received {format_money(sum(r.pence for r in receipts))} in {len(receipts)} payments")
    return len(receipts)


def _entry(receipt: Receipt) -> Entry:
    text = receipt.text.strip() or MONEY_IN[receipt.heading]
    return Entry(
        receipt.day,
        text,
        "receipt",
        (
            Leg("client-bank", receipt.heading, receipt.pence, receipt.funder_id),
            Leg(member_code(receipt.member_id), receipt.heading, -receipt.pence, receipt.funder_id, text=text),
        ),
    )


def _check(receipts: Sequence[Receipt], members: dict[int, str], known: set[int], today: date) -> None:
    issues: list[Issue] = []
    for receipt in receipts:
        issues += amount_issues(receipt.pence) + day_issues(receipt.day, today)
        issues += heading_issues(receipt.heading, MONEY_IN)
        if receipt.member_id not in members:
            issues.append(Issue("member_id", "Choose the member whom this money is for."))
        if receipt.funder_id is not None and receipt.funder_id not in known:
            issues.append(Issue("funder_id", "Choose the funder who paid this."))
        if receipt.funder_id is None and receipt.heading in _FUNDED:
            issues.append(Issue("funder_id", "Say which council or board paid this.", "One of the funders."))
    if issues:
        raise Invalid(dict.fromkeys(issues))
