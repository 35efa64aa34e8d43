"""What payroll must know of each PA on a day: contract, rates, tax, pension and bank, read for all at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Table, func, null, select, true

from carecoop_desktop.people.assistants.permissions import SEE_BANK, SEE_TAX
from carecoop_desktop.people.assistants.rules.pay_rates import rate_of
from carecoop_desktop.people.assistants.tables import (
    AssistantRow,
    BankDetailRow,
    ContractRow,
    PayRateRow,
    TaxDetailRow,
)
from carecoop_desktop.platform.office.permissions import Permission
from carecoop_desktop.platform.office.reader import Reader

_PEOPLE: Any = AssistantRow.__table__
_CONTRACTS: Any = ContractRow.__table__
_RATES: Any = PayRateRow.__table__
_TAX: Any = TaxDetailRow.__table__
_BANK: Any = BankDetailRow.__table__
_PERSON = ("id", "name", "number", "status", "born", "sex", "started", "left")
_NAMED_IN_SQL = 500
"""Up to so many people are named in the statement; for more, all are read and the others left out."""


class BankDetails(NamedTuple):
    """Where pay goes."""

    account_name: str
    sort_code: str
    account_number: str
    since: date


class P45(NamedTuple):
    """Pay and tax of an earlier job in ``tax_year`` (like ``2026-27``), in pence."""

    pay: int
    tax: int
    tax_year: str


@dataclass(frozen=True, slots=True)
class PayTerms:
    """One PA as payroll needs them on a day.

    ``rates`` are pence by kind of work in force on the day, ``rate_history`` every rate there ever was, oldest first.
    ``frequency``, ``tax_code``, ``basis`` and ``ni_letter`` are empty where nothing is recorded yet. ``loans`` are the
    plan and ``postgrad``; ``pension`` is none, relief-at-source, net-pay or salary-sacrifice, its rates hundredths of
    one per cent. ``bank`` is None where there is none, or where the reader may not see it.
    """

    assistant_id: int
    name: str
    number: str
    status: str
    born: date | None
    sex: str
    ni_number: str | None
    started: date | None
    left: date | None
    frequency: str = ""
    holiday: str = "rolled-up"
    weekly_minutes: int = 0
    rates: Mapping[str, int] = field(default_factory=dict)
    rate_history: Mapping[str, tuple[tuple[date, int], ...]] = field(default_factory=dict)
    tax_code: str = ""
    basis: str = ""
    ni_letter: str = ""
    loans: tuple[str, ...] = ()
    pension: str = "none"
    pension_base: str = "qualifying"
    employee_rate: int = 0
    employer_rate: int = 0
    starter_statement: str = ""
    p45: P45 | None = None
    bank: BankDetails | None = None
    apprentice_until: date | None = None
    veteran_since: date | None = None

    def rate(self, kind: str, day: date | None = None) -> int | None:
        """Pence for a kind of work, on a day if one is given; None where the contract pays nothing for it.

        Travel, training and waking nights without a rate of their own are paid like standard hours.
        """
        return rate_of(self.rates if day is None else _in_force(self.rate_history, day), kind)


def pay_terms(
    reader: Reader, day: date, assistant_ids: Collection[int] | None = None, *, under: Permission = SEE_TAX
) -> dict[int, PayTerms]:
    """The terms of all PAs, or of those named, in force on a day; five statements however many they are.

    ``under`` is the permission that the reading room asks for instead: who may see a payslip sees what stands on it.
    Pay, tax and numbers are empty where the server keeps them from this person.
    """
    reader.require(under)
    whole = reader.reads_all
    wanted = None if assistant_ids is None else frozenset(assistant_ids)
    contracts = dict(_latest(reader, _CONTRACTS, day, wanted))
    taxes = dict(_latest(reader, _TAX, day, wanted)) if whole else {}
    banks = dict(_latest(reader, _BANK, day, wanted)) if reader.may(SEE_BANK) else {}
    histories = _histories(reader, wanted) if whole else {}
    number = (_PEOPLE.c.ni_number if whole else null()).label("ni_number")
    person = select(*(_PEOPLE.c[name] for name in _PERSON), number)
    people = reader.connection.execute(person.where(_named(_PEOPLE.c.id, wanted)).order_by(_PEOPLE.c.id))
    return {
        row.id: _terms(row, day, contracts.get(row.id), taxes.get(row.id), banks.get(row.id), histories.get(row.id, {}))
        for row in people
        if wanted is None or row.id in wanted
    }


def pay_frequencies(reader: Reader, assistant_ids: Collection[int]) -> dict[int, tuple[tuple[date, str], ...]]:
    """How often each of those PAs was to be paid, from which day on, oldest first."""
    wanted = frozenset(assistant_ids)
    found: dict[int, dict[date, str]] = {}
    rows = reader.connection.execute(
        select(_CONTRACTS.c.assistant_id, _CONTRACTS.c.since, _CONTRACTS.c.pay_frequency)
        .where(_named(_CONTRACTS.c.assistant_id, wanted))
        .order_by(_CONTRACTS.c.assistant_id, _CONTRACTS.c.since, _CONTRACTS.c.id)
    )
    for person, since, frequency in rows:
        if person in wanted:
            found.setdefault(person, {})[since] = frequency
    return {person: tuple(dated.items()) for person, dated in found.items()}


def _latest(reader: Reader, table: Table, day: date, wanted: frozenset[int] | None) -> Iterator[tuple[int, Any]]:
    """Each PA's newest row of a dated table that has begun by ``day``."""
    newest = func.row_number().over(
        partition_by=table.c.assistant_id, order_by=(table.c.since.desc(), table.c.id.desc())
    )
    begun = select(table, newest.label("place")).where(table.c.since <= day, _named(table.c.assistant_id, wanted))
    ranked = begun.subquery()
    for row in reader.connection.execute(select(ranked).where(ranked.c.place == 1)):
        yield row.assistant_id, row


def _named(column: Any, wanted: frozenset[int] | None) -> ColumnElement[bool]:
    if wanted is None or len(wanted) > _NAMED_IN_SQL:
        return true()
    named: ColumnElement[bool] = column.in_(sorted(wanted))
    return named


def _histories(reader: Reader, wanted: frozenset[int] | None) -> dict[int, dict[str, tuple[tuple[date, int], ...]]]:
    found: dict[int, dict[str, dict[date, int]]] = {}
    rows = reader.connection.execute(
        select(_RATES.c.assistant_id, _RATES.c.kind, _RATES.c.since, _RATES.c.pence)
        .where(_named(_RATES.c.assistant_id, wanted))
        .order_by(_RATES.c.assistant_id, _RATES.c.kind, _RATES.c.since, _RATES.c.id)
    )
    for person, kind, since, pence in rows:
        found.setdefault(person, {}).setdefault(kind, {})[since] = pence
    return {person: {kind: tuple(dated.items()) for kind, dated in kinds.items()} for person, kinds in found.items()}


def _in_force(history: Mapping[str, tuple[tuple[date, int], ...]], day: date) -> dict[str, int]:
    return {
        kind: [pence for since, pence in dated if since <= day][-1]
        for kind, dated in history.items()
        if dated[0][0] <= day
    }


def _terms(
    person: Any, day: date, contract: Any, tax: Any, bank: Any, history: Mapping[str, tuple[tuple[date, int], ...]]
) -> PayTerms:
    agreed = {} if contract is None else _contract_fields(contract)
    taxed = {} if tax is None else _tax_fields(tax)
    return PayTerms(
        assistant_id=person.id,
        name=person.name,
        number=person.number,
        status=person.status,
        born=person.born,
        sex=person.sex,
        ni_number=person.ni_number,
        started=person.started,
        left=person.left,
        rates=_in_force(history, day),
        rate_history=history,
        bank=None if bank is None else BankDetails(bank.account_name, bank.sort_code, bank.account_number, bank.since),
        **agreed,
        **taxed,
    )


def _contract_fields(row: Any) -> dict[str, Any]:
    return {"frequency": row.pay_frequency, "holiday": row.holiday, "weekly_minutes": row.weekly_minutes}


def _tax_fields(row: Any) -> dict[str, Any]:
    return {
        "tax_code": row.tax_code,
        "basis": row.basis,
        "ni_letter": row.ni_letter,
        "loans": tuple(part for part in row.loans.split("+") if part),
        "pension": row.pension,
        "pension_base": row.pension_base,
        "employee_rate": row.employee_rate,
        "employer_rate": row.employer_rate,
        "starter_statement": row.starter_statement,
        "p45": P45(row.p45_pay, row.p45_tax, row.p45_tax_year) if row.p45_tax_year else None,
        "apprentice_until": row.apprentice_until,
        "veteran_since": row.veteran_since,
    }
