"""Sets a PA's terms from a day on: contract, pay rates, bank and tax details. Earlier ones stay as they were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from carecoop_desktop.people.assistants.actions.reading import check, rate_entry_issues, read_bank, read_tax
from carecoop_desktop.people.assistants.entries import Bank, Contract, PayRate, Tax
from carecoop_desktop.people.assistants.permissions import CHANGE_ASSISTANTS, CHANGE_PAY
from carecoop_desktop.people.assistants.rules.entered import contract_issues
from carecoop_desktop.people.assistants.rules.pay_rates import RATE_KINDS, wage_warning
from carecoop_desktop.people.assistants.tables import (
    AssistantRow,
    BankDetailRow,
    ContractRow,
    PayRateRow,
    TaxDetailRow,
)
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.meanwhile import conflict_since
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.statutory.tables.employment import MinimumWage
from carecoop_desktop.statutory.tables.shelf import load_shelf


@action("Set a PA's contract", CHANGE_ASSISTANTS)
def set_contract(work: Work, assistant_id: int, contract: Contract, seen: int | None = None) -> int:
    """Terms from a day on; the contract before it ends the day before. Raises Invalid.

    ``seen`` is the last change that the person had read, here and below: Conflict where these terms, or those that they
    follow, were set after it.
    """
    check(contract_issues(contract, work.reader.today))
    person = work.get(AssistantRow, assistant_id)
    work.say(f"Set {person.name}'s contract")
    rows = work.all(ContractRow, ContractRow.assistant_id == assistant_id)
    return _set_from(work, ContractRow, rows, assistant_id, asdict(contract), seen)


@action("Set a pay rate", CHANGE_PAY)
def set_pay_rate(work: Work, assistant_id: int, rate: PayRate, seen: int | None = None) -> str:
    """A rate from a day on. A rate below the minimum wage is taken; the warning is returned, and said."""
    check(rate_entry_issues(rate))
    person = work.get(AssistantRow, assistant_id)
    rates = work.all(PayRateRow, PayRateRow.assistant_id == assistant_id, PayRateRow.kind == rate.kind)
    _set_from(work, PayRateRow, rates, assistant_id, asdict(rate), seen)
    warning = _below_minimum(rate, person)
    said = f"{RATE_KINDS[rate.kind]} for {person.name}: {format_money(rate.pence or 0)}"
    work.say(f"{said}. {warning}" if warning else said)
    return warning


@action("Set bank details", CHANGE_PAY)
def set_bank_details(work: Work, assistant_id: int, bank: Bank, seen: int | None = None) -> int:
    """Where pay goes from a day on. Raises Invalid for a sort code or an account number that cannot be."""
    clean, issues = read_bank(bank)
    check(issues)
    person = work.get(AssistantRow, assistant_id)
    work.say(f"Set {person.name}'s bank details")
    rows = work.all(BankDetailRow, BankDetailRow.assistant_id == assistant_id)
    return _set_from(work, BankDetailRow, rows, assistant_id, asdict(clean), seen)


@action("Set tax details", CHANGE_PAY)
def set_tax_details(work: Work, assistant_id: int, tax: Tax, seen: int | None = None) -> int:
    """Tax code, NI letter, loans and pension from a day on. Raises Invalid for what HMRC does not know."""
    clean, issues = read_tax(work, tax)
    check(issues)
    person = work.get(AssistantRow, assistant_id)
    work.say(f"Set {person.name}'s tax details from {format_date(tax.since) if tax.since else ''}")
    rows = work.all(TaxDetailRow, TaxDetailRow.assistant_id == assistant_id)
    return _set_from(work, TaxDetailRow, rows, assistant_id, asdict(clean), seen)


def _set_from(
    work: Work, kind: Any, rows: Sequence[Any], assistant_id: int, values: dict[str, Any], seen: int | None
) -> int:
    """A new row, or a correction of the one that begins on the same day."""
    standing = hold_from(work, rows, values["since"], values, seen)
    if standing is None:
        added: int = work.add(kind(assistant_id=assistant_id, **values)).id
        return added
    changed: int = work.change(standing, **values).id
    return changed


def hold_from(work: Work, rows: Sequence[Any], since: date, values: dict[str, Any], seen: int | None) -> Any:
    """The row that begins on a day, or None. Conflict where it was set after what was ``seen``, or where there is none
    the row before it; what another desk wrote in the very same words is no conflict."""
    until_then = sorted((row for row in rows if row.since <= since), key=lambda row: (row.since, row.id))
    last = until_then.pop() if until_then else None
    standing = last if last is not None and last.since == since else None
    if seen is None or last is None:
        return standing
    other = {name: each for name, each in values.items() if name != "since" and getattr(last, name) != each}
    if other:
        known = until_then[-1:] if conflict_since(work.reader, until_then[-1:], seen, {}) is None else []
        work.hold([*known, last], seen, other)
    return standing


def _below_minimum(rate: PayRate, person: AssistantRow) -> str:
    if rate.since is None or rate.pence is None:
        return ""
    day = max(rate.since, person.started or rate.since)
    return wage_warning(load_shelf().on(MinimumWage, day), rate.kind, rate.pence, person.born, day)
