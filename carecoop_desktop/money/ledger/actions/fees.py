"""What the co-op charges members for keeping their accounts and payroll."""

from __future__ import annotations

from datetime import date

from carecoop_desktop.money.ledger.actions.posting import post
from carecoop_desktop.money.ledger.permissions import POST_MONEY
from carecoop_desktop.money.ledger.queries.proof import journal_of
from carecoop_desktop.money.ledger.rules.checks import amount_issues, day_issues
from carecoop_desktop.money.ledger.rules.entry import Entry, Leg, transfer
from carecoop_desktop.money.ledger.rules.words import member_code
from carecoop_desktop.people.funding.queries import weekly_budgets
from carecoop_desktop.people.members.queries import member_names
from carecoop_desktop.platform.kernel.dates import month_end
from carecoop_desktop.platform.kernel.errors import Invalid, Issue, Refusal
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.work import Work

FEES = "ledger.fees"
"""The setting that holds the office's monthly fee: with one funder, and with two or more, in pence."""
USUAL_FEES = {"one": 999, "more": 1199}


@action("Charge a fee", POST_MONEY, undoable=False)
def charge_fee(work: Work, member_id: int, pence: int, day: date, text: str = "") -> int:
    """Charge one member a fee of the co-op's. Returns the entry's number."""
    names = member_names(work.reader)
    issues = amount_issues(pence) + day_issues(day, work.reader.today)
    if member_id not in names:
        issues.append(Issue("member_id", "Choose the member."))
    if issues:
        raise Invalid(issues)
    words = text.strip() or "Fee"
    work.say(f"Charged {names[member_id]} {format_money(pence)}: {words}")
    return post(work, _fees(day, words, "fee", None, {member_id: pence}))


@action("Charge the monthly fees", POST_MONEY, undoable=False)
def charge_monthly_fees(work: Work, month: date) -> int:
    """Charge every member with a budget the fee of one month, once. Returns how many were charged."""
    last = month_end(month)
    number = last.year * 100 + last.month
    if journal_of(work.reader, "monthly-fees", number) is not None:
        raise Refusal(f"The fees of {last:%B %Y} have been charged already.")
    fees = {**USUAL_FEES, **work.reader.setting(FEES, {})}
    charged = {
        member: fees["one" if len({line.funder_id for line in budget.lines}) == 1 else "more"]
        for member, budget in weekly_budgets(work.reader, last).items()
    }
    if not charged:
        raise Refusal(f"Nobody had a budget in {last:%B %Y}.", "Enter the agreements first.")
    post(work, _fees(last, f"Account and payroll fee, {last:%B %Y}", "monthly-fees", number, charged))
    work.say(f"Charged the fees of {last:%B %Y} to {len(charged)} members")
    return len(charged)


@action("Set the monthly fees", POST_MONEY)
def set_fees(work: Work, one: int, more: int, seen: int | None = None) -> None:
    """Set what an account costs a month with one funder, and with two or more.

    Fees that were set after the change ``seen`` last are a conflict.
    """
    if issues := amount_issues(one) + amount_issues(more):
        raise Invalid(issues)
    work.set_setting(FEES, {"one": one, "more": more}, seen=seen)
    work.say(f"Set the monthly fee to {format_money(one)}, {format_money(more)} with several funders")


def _fees(day: date, text: str, source: str, source_id: int | None, charged: dict[int, int]) -> Entry:
    """The members owe the co-op; it draws the money when the two banks are settled."""
    total = sum(charged.values())
    legs = [Leg(member_code(member), "fee", pence, text=text) for member, pence in charged.items()]
    return Entry(day, text, source, (*legs, *transfer(-total, "fee", text), Leg("coop-fees", "fee", -total)), source_id)
