"""Money that goes out: a member's invoices, what is owed for pay, and what the two banks owe each other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from carecoop_desktop.money.ledger.actions.posting import post, post_many
from carecoop_desktop.money.ledger.entries import EarlierWages, Payment
from carecoop_desktop.money.ledger.permissions import POST_MONEY
from carecoop_desktop.money.ledger.queries.balances import account_balance, balances
from carecoop_desktop.money.ledger.rules.checks import amount_issues, day_issues, heading_issues
from carecoop_desktop.money.ledger.rules.entry import Entry, Leg, transfer
from carecoop_desktop.money.ledger.rules.words import MONEY_OUT, OWED, OWED_WORDS, member_code
from carecoop_desktop.people.members.queries import member_names
from carecoop_desktop.platform.kernel.dates import month_end, month_start
from carecoop_desktop.platform.kernel.errors import Invalid, Issue, Refusal
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.work import Work


@action("Pay out for a member", POST_MONEY, undoable=False)
def pay_out(work: Work, member_id: int, heading: str, pence: int, day: date, text: str = "") -> int:
    """Pay an invoice or a cost from a member's money. Returns the entry's number.

    Refused where the account does not hold so much: no member's costs are paid from another's money.
    """
    return pay_out_many.run(work, [Payment(member_id, heading, pence, day, text)])[0]


@action("Pay out for many members", POST_MONEY, undoable=False)
def pay_out_many(work: Work, payments: Sequence[Payment]) -> list[int]:
    """Pay many invoices, each from its own member's money. Returns the entries' numbers."""
    names = member_names(work.reader)
    _check(payments, names, work.reader.today)
    left = balances(work.reader, None)
    for payment in payments:
        left[payment.member_id] = left.get(payment.member_id, 0) - payment.pence
        if left[payment.member_id] < 0:
            raise Refusal(
                f"{names[payment.member_id]}’s account holds only "
                f"{format_money(left[payment.member_id] + payment.pence)}.",
                "Enter the funder’s payment first; one member’s costs are never paid from another’s money.",
            )
    ids = post_many(work, [_payment_entry(payment) for payment in payments])
    total = format_money(sum(payment.pence for payment in payments))
    whose = names[payments[0].member_id] if len(payments) == 1 else f"{len(payments)} invoices"
    work.say(f"Paid out {total} for {whose}")
    return list(ids)


@action("Pay what is owed for pay", POST_MONEY, undoable=False)
def pay_owed(work: Work, to: str, pence: int, day: date, text: str = "") -> int:
    """Pay PAs' net pay, HMRC or the pension provider from the clients' bank account. Returns the entry's number."""
    issues = amount_issues(pence) + day_issues(day, work.reader.today)
    if to not in OWED:
        issues.append(Issue("to", "Choose who is paid.", ", ".join(OWED_WORDS.values())))
    if issues:
        raise Invalid(issues)
    account = OWED[to]
    owed = -account_balance(work.reader, account)
    if pence > owed:
        raise Refusal(f"Only {format_money(owed)} is owed ({OWED_WORDS[to]}).", "Pay that, or post the pay run first.")
    words = text.strip() or OWED_WORDS[to]
    work.say(f"Paid {format_money(pence)}: {words}")
    return post(
        work, Entry(day, words, "payment", (Leg(account, to, pence, text=words), Leg("client-bank", to, -pence)))
    )


@action("Settle between the two banks", POST_MONEY, undoable=False)
def settle_with_office(work: Work, day: date) -> int:
    """Move between the clients' bank and the co-op's own what the one owes the other. Returns the pence moved.

    Positive: the co-op paid its share of pay runs in. Negative: it drew the fees that members were charged.
    """
    if issues := day_issues(day, work.reader.today):
        raise Invalid(issues)
    owed = account_balance(work.reader, "due-from-office")
    if not owed:
        raise Refusal("The two accounts owe each other nothing.")
    words = "The co-op’s share of pay, paid in" if owed > 0 else "Fees drawn by the co-op"
    legs = (
        Leg("client-bank", "transfer", owed),
        Leg("office-bank", "transfer", -owed),
        *transfer(-owed, "transfer", words),
    )
    post(work, Entry(day, words, "transfer", legs))
    work.say(f"{words}: {format_money(abs(owed))}")
    return owed


@action("Charge wages of an earlier payroll", POST_MONEY, undoable=False)
def charge_earlier_wages(work: Work, month: date, wages: Sequence[EarlierWages]) -> int:
    """Charge a month's wages that another payroll worked out and that were paid from the clients' bank account.

    For the months before the first pay run here. Returns the entry's number.
    """
    issues = [issue for each in wages for issue in amount_issues(each.pence)]
    if issues or not wages:
        raise Invalid(issues or [Issue("wages", "There are no wages to charge.")])
    total = sum(each.pence for each in wages)
    last = month_end(month)
    text = f"Wages, earlier payroll, {last:%B %Y}"
    legs = [
        Leg(member_code(each.member_id), "earlier-wages", each.pence, minutes=each.minutes, text=text) for each in wages
    ]
    legs.append(Leg("client-bank", "earlier-wages", -total))
    number = post(work, Entry(last, text, "earlier-payroll", tuple(legs), _month_number(month_start(month))))
    work.say(f"Charged {format_money(total)} of earlier wages to {len(wages)} members")
    return number


def _month_number(first: date) -> int:
    return first.year * 100 + first.month


def _payment_entry(payment: Payment) -> Entry:
    text = payment.text.strip() or MONEY_OUT[payment.heading]
    return Entry(
        payment.day,
        text,
        "payment",
        (
            Leg(member_code(payment.member_id), payment.heading, payment.pence, text=text),
            Leg("client-bank", payment.heading, -payment.pence),
        ),
    )


def _check(payments: Sequence[Payment], members: dict[int, str], today: date) -> None:
    issues: list[Issue] = []
    for payment in payments:
        issues += amount_issues(payment.pence) + day_issues(payment.day, today)
        issues += heading_issues(payment.heading, MONEY_OUT)
        if payment.member_id not in members:
            issues.append(Issue("member_id", "Choose the member whose money pays this."))
    if issues or not payments:
        raise Invalid(dict.fromkeys(issues or [Issue("payments", "There is nothing to pay.")]))
