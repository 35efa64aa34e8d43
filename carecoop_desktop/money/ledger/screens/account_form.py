"""What the screens of accounts say and ask, without Qt: words, rows, forms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from carecoop_desktop.money.ledger.actions import correct_entry, pay_out, receive_money
from carecoop_desktop.money.ledger.queries import AccountLine, Proof, Series, Standing
from carecoop_desktop.money.ledger.rules.cover import cover_words, state_of
from carecoop_desktop.money.ledger.rules.words import MONEY_IN, MONEY_OUT
from carecoop_desktop.platform.desktop.deed_form import Deed, Filling
from carecoop_desktop.platform.desktop.forms import choice, date_, money, text
from carecoop_desktop.platform.desktop.page import Tag
from carecoop_desktop.platform.kernel.dates import MONTHS, format_date
from carecoop_desktop.platform.kernel.money import format_hours, format_money

Names = Sequence[tuple[int, str]]


def month_words(day: date) -> str:
    """``Dec 2025``."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def chart_words(series: Series) -> str:
    """The chart in words."""
    last = series.ahead[-1] if series.ahead else series.known[-1]
    return (
        f"From {month_words(series.months[0])} the account went from {format_money(series.known[0])} to "
        f"{format_money(series.known[-1])}. As it goes now it would hold {format_money(last)} at the end of "
        f"{month_words(series.months[-1])}. Four weeks’ contingency is {format_money(series.contingency)}."
    )


def account_words(standing: Standing) -> str:
    """``Account · £4,837.96 · 7.9 weeks’ cover``."""
    return f"Account · {format_money(standing.balance)} · {cover_words(standing.tenths)}"


def state_tag(standing: Standing) -> Tag:
    """The pill of an account."""
    return Tag(*state_of(standing.balance, standing.weekly, standing.limit_weeks))


def context_words(standings: Iterable[Standing], proof: Proof) -> str:
    """The line under the title: how much is held for how many, and whether it is all there."""
    people = list(standings)
    low = sum(1 for each in people if each.low)
    found = f"{len(people)} accounts · {format_money(proof.members)} held for members"
    if low:
        found += f" · {low} under four weeks’ cover"
    return found


def proof_words(proof: Proof) -> str:
    """How members' money is proved, in a sentence."""
    words = f"{format_money(proof.bank)} in the clients’ bank account"
    if proof.from_office > 0:
        words += f", {format_money(proof.from_office)} to come from the co-op"
    elif proof.from_office < 0:
        words += f", {format_money(-proof.from_office)} of fees for the co-op to draw"
    words += f", {format_money(proof.owed)} still to be paid for wages: {format_money(proof.members)} held for members."
    if proof.advance:
        words += f" The co-op has to put in {format_money(proof.advance)} for accounts that are overdrawn."
    return words


def proof_tag(proof: Proof) -> Tag:
    """Whether members' money is all there."""
    if not proof.holds:
        return Tag(f"{format_money(proof.difference, sign=True)} out", "bad")
    return Tag("Advance needed", "warn") if proof.advance else Tag("Proved", "met")


def line_rows(lines: Iterable[AccountLine]) -> list[list[object]]:
    """The lines of an account, the newest first: day, what, amount (in is positive), balance."""
    return [[format_date(line.day), line_words(line), line.pence, line.balance] for line in reversed(list(lines))]


def line_words(line: AccountLine) -> str:
    """What a line is for, and whether it was taken back."""
    words = line.text
    if line.source == "pay_run":
        words = f"{line.words} · {line.text.removeprefix('Pay run, ')}"
    elif line.minutes:
        words += f" · {format_hours(line.minutes)} h"
    return f"{words} (taken back)" if line.corrected else words


def why_not_correct(line: AccountLine | None) -> str:
    """Why a line cannot be corrected here; empty when it can."""
    if line is None:
        return "Choose a line of the account first."
    if line.source == "pay_run":
        return "A pay run is put right in the next pay run."
    if line.corrects is not None:
        return "This line is itself a correction; enter the right one anew."
    return "This line has been taken back already." if line.corrected else ""


def receiving(members: Names, funders: Names, member_id: int | None, today: date) -> Filling:
    """Money that came in."""
    fields = (
        choice("member_id", "For", members, member_id, required=True),
        choice("heading", "What it is", [item for item in MONEY_IN.items() if item[0] != "opening"], "direct-payment"),
        choice("funder_id", "From", [(0, "The member"), *funders], funders[0][0] if funders else 0),
        money("pence", "Amount", required=True),
        date_("day", "Came in on", today),
        text("text", "Reference", hint="As on the bank statement"),
    )
    return Filling(
        "Receive money", "Receive", fields,
        lambda values, _version: Deed(receive_money, (), {**values, "funder_id": values["funder_id"] or None}),
        note="Into the clients’ bank account. It stands for good; a mistake is taken back with a second entry.",
    )  # fmt: skip


def paying(members: Names, member_id: int | None, today: date) -> Filling:
    """An invoice or a cost that a member's money pays."""
    fields = (
        choice("member_id", "From the money of", members, member_id, required=True),
        choice("heading", "What it is", list(MONEY_OUT.items()), "invoice"),
        money("pence", "Amount", required=True),
        date_("day", "Paid on", today),
        text("text", "Reference", hint="Who was paid, invoice number"),
    )
    return Filling("Pay out", "Pay out", fields, lambda values, _version: Deed(pay_out, (), values),
                   note="Only from this member’s own money; no account may go below nothing.")  # fmt: skip


def correcting(line: AccountLine) -> Filling:
    """An entry that is taken back."""
    fields = (text("reason", "What was wrong", required=True),)
    return Filling(
        f"Take back “{line.text}” of {format_date(line.day)}", "Take back", fields,
        lambda values, _version: Deed(correct_entry, (line.journal_id, values["reason"])),
        note=f"{format_money(abs(line.pence))}. A second entry takes it back and points at it; both stay readable.",
    )  # fmt: skip
