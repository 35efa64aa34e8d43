"""One PA: who they are, their terms, and what hangs on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from carecoop_desktop.people.assistants.permissions import SEE_ADDRESSES, SEE_BANK, SEE_TAX
from carecoop_desktop.people.assistants.tables import (
    AssistantRow,
    BankDetailRow,
    ContractRow,
    PayRateRow,
    SupervisionRow,
    TaxDetailRow,
)
from carecoop_desktop.platform.database.lists.folding import fold
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.features import SearchEntry
from carecoop_desktop.platform.office.reader import Reader

_PEOPLE: Any = AssistantRow.__table__
_ADDRESS = ("address", "postcode", "phone", "email")


@dataclass(frozen=True, slots=True)
class AssistantRecord:
    """Who a PA is. ``ni_number`` is None, and the address is empty, for readers who may not see them."""

    id: int
    version: int
    number: str
    name: str
    born: date | None
    sex: str
    ni_number: str | None
    address: str
    postcode: str
    phone: str
    email: str
    status: str
    started: date | None
    left: date | None
    interests: str
    languages: str


@dataclass(frozen=True, slots=True)
class ContractLine:
    """Terms from a day on."""

    since: date
    until: date | None
    kind: str
    pay_frequency: str
    weekly_minutes: int
    holiday: str
    note: str


@dataclass(frozen=True, slots=True)
class RateLine:
    """Pence for a kind of work from a day on."""

    kind: str
    since: date
    pence: int


@dataclass(frozen=True, slots=True)
class BankLine:
    """Where pay goes from a day on."""

    since: date
    account_name: str
    sort_code: str
    account_number: str


@dataclass(frozen=True, slots=True)
class TaxLine:
    """Tax, NI, loans and pension from a day on."""

    since: date
    tax_code: str
    basis: str
    ni_letter: str
    loans: str
    pension: str
    pension_base: str
    employee_rate: int
    employer_rate: int
    starter_statement: str
    p45_pay: int
    p45_tax: int
    p45_tax_year: str
    source: str
    apprentice_until: date | None = None
    veteran_since: date | None = None


@dataclass(frozen=True, slots=True)
class SupervisionLine:
    """A supervision that took place."""

    id: int
    kind: str
    held: date
    by: str
    note: str


def assistant_record(reader: Reader, assistant_id: int) -> AssistantRecord:
    """One PA. Refusal when there is none of that number."""
    hidden: dict[str, Any] = {} if reader.may(SEE_ADDRESSES) else dict.fromkeys(_ADDRESS, "")
    if not reader.may(SEE_TAX):
        hidden["ni_number"] = None
    names = [name for name in AssistantRecord.__dataclass_fields__ if name not in hidden]
    row = (
        reader.connection.execute(select(*(_PEOPLE.c[name] for name in names)).where(_PEOPLE.c.id == assistant_id))
        .mappings()
        .first()
    )
    if row is None:
        raise Refusal("This PA is no longer there.", "Somebody may have removed the record; look in the history.")
    return AssistantRecord(**row, **hidden)


def contracts_of(reader: Reader, assistant_id: int) -> list[ContractLine]:
    """All terms, the newest first."""
    return _dated(reader, ContractRow, ContractLine, assistant_id)


def pay_rates_of(reader: Reader, assistant_id: int) -> list[RateLine]:
    """All pay rates, the newest first; only for those who may see pay."""
    reader.require(SEE_TAX)
    return _dated(reader, PayRateRow, RateLine, assistant_id)


def bank_details_of(reader: Reader, assistant_id: int) -> list[BankLine]:
    """All bank details, the newest first; only for those who may see them."""
    reader.require(SEE_BANK)
    return _dated(reader, BankDetailRow, BankLine, assistant_id)


def tax_details_of(reader: Reader, assistant_id: int) -> list[TaxLine]:
    """All tax details, the newest first; only for those who may see them."""
    reader.require(SEE_TAX)
    return _dated(reader, TaxDetailRow, TaxLine, assistant_id)


def _dated(reader: Reader, row: Any, line: Any, assistant_id: int) -> list[Any]:
    table = row.__table__
    found = reader.connection.execute(
        select(*(table.c[name] for name in line.__dataclass_fields__))
        .where(table.c.assistant_id == assistant_id)
        .order_by(table.c.since.desc(), table.c.id.desc())
    )
    return [line(*one) for one in found]


def supervisions_of(reader: Reader, assistant_id: int) -> list[SupervisionLine]:
    """Supervisions, the newest first."""
    table: Any = SupervisionRow.__table__
    found = reader.connection.execute(
        select(*(table.c[name] for name in SupervisionLine.__dataclass_fields__))
        .where(table.c.assistant_id == assistant_id)
        .order_by(table.c.held.desc(), table.c.id.desc())
    )
    return [SupervisionLine(*one) for one in found]


def find_assistants(reader: Reader, typed: str, limit: int = 12) -> list[tuple[int, str]]:
    """PAs whose name holds what was typed, for fields that ask for one; those who left come last."""
    criteria = [_PEOPLE.c.name_key.contains(part, autoescape=True) for part in fold(typed).split()]
    rows = reader.connection.execute(
        select(_PEOPLE.c.id, _PEOPLE.c.name)
        .where(*criteria)
        .order_by(_PEOPLE.c.status == "left", _PEOPLE.c.name_key, _PEOPLE.c.id)
        .limit(limit)
    )
    return [(row.id, row.name) for row in rows]


def search_entries(reader: Reader, ids: list[int]) -> list[SearchEntry]:
    """PAs as Ctrl+K shows them."""
    columns = select(_PEOPLE.c.id, _PEOPLE.c.name, _PEOPLE.c.number, _PEOPLE.c.status, _PEOPLE.c.languages)
    rows = reader.connection.execute(columns.where(_PEOPLE.c.id.in_(ids)))
    return [SearchEntry("assistants", row.id, row.name, _detail(row)) for row in rows]


def _detail(row: Any) -> str:
    standing = {"left": "has left", "applicant": "applicant", "paused": "paused"}.get(row.status, "")
    return " · ".join(filter(None, (f"PA {row.number}", standing, row.languages)))
