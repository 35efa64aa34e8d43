"""The accounts of pension providers: where contributions are paid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from carecoop_desktop.platform.kernel.errors import Conflict, Invalid, Issue
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.meanwhile import who_removed
from carecoop_desktop.platform.office.permissions import CHANGE_SETTINGS
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.payroll.bank.tables import PayeeAccountRow
from carecoop_desktop.work.payroll.pensions.tables import PensionSchemeRow
from carecoop_desktop.work.payroll.permissions import SEE_PAY

_ACCOUNTS: Any = PayeeAccountRow.__table__
PENSION = "pension"


@dataclass(frozen=True, slots=True)
class PayeeAccount:
    """Where a payee is paid: ``kind`` and ``of_id`` name the record that it belongs to."""

    kind: str
    of_id: int
    name: str
    sort_code: str
    account: str
    reference: str
    id: int = 0


@dataclass(frozen=True, slots=True)
class PensionAccount:
    """A scheme's account as somebody reads it, or that there is none; ``version`` is the last change made before."""

    version: int
    known: PayeeAccount | None


def payee_accounts(reader: Reader) -> list[PayeeAccount]:
    """Every account that is entered."""
    reader.require(SEE_PAY)
    rows = reader.connection.execute(select(_ACCOUNTS).order_by(_ACCOUNTS.c.id))
    return [
        PayeeAccount(row.kind, row.of_id, row.name, row.sort_code, row.account, row.reference, row.id) for row in rows
    ]


def pension_account(reader: Reader, scheme_id: int) -> PensionAccount:
    """The account of one scheme, for the form that sets it."""
    mark = reader.mark
    found = (each for each in payee_accounts(reader) if each.kind == PENSION and each.of_id == scheme_id)
    return PensionAccount(mark, next(found, None))


@action("Set the account of a pension provider", CHANGE_SETTINGS)
def set_pension_account(
    work: Work,
    scheme_id: int,
    name: str,
    sort_code: str,
    account: str,
    reference: str = "",
    read: PensionAccount | None = None,
) -> None:
    """Where a scheme's contributions are paid. With nothing but a name the account is taken away: then the provider
    collects them. Raises Conflict where another desk has set it, or taken it away, since it was ``read``."""
    scheme = work.get(PensionSchemeRow, scheme_id)
    row = work.one(PayeeAccountRow, PayeeAccountRow.kind == PENSION, PayeeAccountRow.of_id == scheme_id)
    code, number = (re.sub(r"[\s-]", "", text) for text in (sort_code, account))
    given: dict[str, Any] = {
        "name": name.strip(),
        "sort_code": code,
        "account": number,
        "reference": reference.strip(),
    }
    if read is not None:
        _hold(work, row, given, read)
    if not (code or number):
        if row is not None:
            work.remove(row)
        work.say(f"{scheme.name} is not paid by bank file")
        return
    if found := list(_wrong(name, code, number, reference)):
        raise Invalid(found)
    if row is None:
        work.add(PayeeAccountRow(kind=PENSION, of_id=scheme_id, **given))
    else:
        work.change(row, **given)
    work.say(f"{scheme.name} is paid into the account ending {number[-4:]}")


def _hold(work: Work, row: PayeeAccountRow | None, given: Mapping[str, Any], read: PensionAccount) -> None:
    other = {} if row is None else {name: value for name, value in given.items() if getattr(row, name) != value}
    if row is not None and other:
        work.hold([row], read.version, other)
    if row is None and read.known is not None:
        who = who_removed(work.connection, PayeeAccountRow, read.known.id)
        raise Conflict(f"This account is no longer there. {who}".strip(), version=work.reader.mark)


def _wrong(name: str, code: str, number: str, reference: str) -> Iterable[Issue]:
    if not name.strip():
        yield Issue("name", "The name on the account is missing.")
    if not re.fullmatch(r"[0-9]{6}", code):
        yield Issue("sort_code", "This is no sort code.", "Six figures such as 20-29-59.")
    if not re.fullmatch(r"[0-9]{8}", number):
        yield Issue("account", "This is no account number.", "Eight figures such as 01234567.")
    if len(reference.strip()) > _REFERENCE:
        yield Issue("reference", "Banks cut this reference off.", f"Up to {_REFERENCE} letters and figures.")


_REFERENCE = 18
