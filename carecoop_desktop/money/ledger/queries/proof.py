"""Proves the accounts: the trial balance, members' money against the clients' bank, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import case, func, select

from carecoop_desktop.money.ledger.permissions import SEE_MONEY
from carecoop_desktop.money.ledger.queries.balances import balances
from carecoop_desktop.money.ledger.rules.entry import Leg
from carecoop_desktop.money.ledger.rules.words import ACCOUNTS, OFFICE
from carecoop_desktop.money.ledger.tables import AccountRow, JournalRow, PostingRow
from carecoop_desktop.people.members.queries import member_names
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.office.features import CheckResult
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.tables import PayRunRow, PayslipChargeRow, PayslipRow

_A: Any = AccountRow.__table__
_P: Any = PostingRow.__table__
_J: Any = JournalRow.__table__
_RUNS: Any = PayRunRow.__table__
_SLIPS: Any = PayslipRow.__table__
_CHARGES: Any = PayslipChargeRow.__table__
_OFFICE_CODES = [code for code, known in ACCOUNTS.items() if known.book == OFFICE]


@dataclass(frozen=True, slots=True)
class TrialLine:
    """One account with what stands in it: debits less credits."""

    code: str
    name: str
    kind: str
    side: str
    pence: int


@dataclass(frozen=True, slots=True)
class Proof:
    """Members' money beside what is there for it. ``advance`` is what overdrawn members owe, which the co-op has to
    put in so that nobody else's money pays for them."""

    members: int
    bank: int
    from_office: int
    owed: int
    advance: int

    @property
    def difference(self) -> int:
        """What is missing (negative) or too much; nothing, if all is well."""
        return self.bank + self.from_office - self.owed - self.members

    @property
    def holds(self) -> bool:
        """Whether members' money is all there."""
        return not self.difference


def trial_balance(reader: Reader) -> list[TrialLine]:
    """Every account with what stands in it; the amounts add up to nothing."""
    reader.require(SEE_MONEY)
    rows = reader.connection.execute(
        select(_A, func.coalesce(func.sum(_P.c.pence), 0).label("pence"))
        .outerjoin(_P, _P.c.account_id == _A.c.id)
        .group_by(_A.c.id)
        .order_by(_A.c.id)
    )
    return [TrialLine(row.code, row.name, row.kind, row.side, int(row.pence)) for row in rows]


def proof(reader: Reader) -> Proof:
    """Members' money against the clients' bank account, with all that is posted."""
    lines = trial_balance(reader)
    held = {line.code: line.pence for line in lines}
    members = [-line.pence for line in lines if line.kind == "member"]
    return Proof(
        sum(members),
        held.get("client-bank", 0),
        held.get("due-from-office", 0),
        -sum(line.pence for line in lines if line.kind == "owed"),
        -sum(pence for pence in members if pence < 0),
    )


def owed_for_pay(reader: Reader) -> dict[str, int]:
    """What is still to be paid to PAs, HMRC and pension providers, by account."""
    return {line.code: -line.pence for line in trial_balance(reader) if line.kind == "owed"}


def overdrawn(reader: Reader) -> list[str]:
    """A sentence for each member whose account is below nothing."""
    names = member_names(reader)
    return [
        f"{names.get(member, 'A member')}’s account is {format_money(-pence)} overdrawn; the co-op has to put that in, "
        "so that no other member’s money pays for it."
        for member, pence in sorted(balances(reader, None).items())
        if pence < 0
    ]


def faults(reader: Reader) -> list[str]:
    """What is wrong with the accounts, a sentence each; nothing, if all is well."""
    return [*_entries(reader), *_books(reader), *_pay_runs(reader)]


def _entries(reader: Reader) -> Iterator[str]:
    office = func.coalesce(func.sum(case((_A.c.code.in_(_OFFICE_CODES), _P.c.pence), else_=0)), 0)
    total = func.coalesce(func.sum(_P.c.pence), 0)
    rows = reader.connection.execute(
        select(_J.c.id, _J.c.text, total, office, func.count(_P.c.id))
        .outerjoin(_P, _P.c.journal_id == _J.c.id)
        .outerjoin(_A, _A.c.id == _P.c.account_id)
        .group_by(_J.c.id, _J.c.text)
        .having((total != 0) | (office != 0) | (func.count(_P.c.id) == 0))
        .order_by(_J.c.id)
    )
    for row in rows:
        if not row[4]:
            yield f"Entry {row.id} “{row.text}” has no amounts."
        elif row[2]:
            yield f"Entry {row.id} “{row.text}” is {format_money(abs(int(row[2])))} out of balance."
        else:
            yield f"Entry {row.id} “{row.text}” mixes members’ money with the co-op’s own."
    misdated = reader.connection.execute(
        select(func.count()).select_from(_P).join(_J, _J.c.id == _P.c.journal_id).where(_P.c.day != _J.c.day)
    ).scalar_one()
    if misdated:
        yield f"{misdated} amounts stand on another day than their entry."


def _books(reader: Reader) -> Iterator[str]:
    found = proof(reader)
    if not found.holds:
        yield (
            f"Members’ accounts hold {format_money(found.members)}, but the clients’ bank account, with what the co-op "
            f"owes it and less what is owed for pay, holds {format_money(found.members + found.difference)}."
        )
    held = {line.code: line.pence for line in trial_balance(reader)}
    if apart := held.get("due-from-office", 0) + held.get("due-to-clients", 0):
        yield f"The two books disagree by {format_money(abs(apart))} on what the co-op owes to the clients’ account."


def _pay_runs(reader: Reader) -> Iterator[str]:
    """Every finished pay run is charged in full, once, to those whose money pays it."""
    charged: dict[int, Any] = _pairs(
        reader.connection.execute(
            select(_SLIPS.c.pay_run_id, func.sum(_CHARGES.c.pence))
            .join(_CHARGES, _CHARGES.c.payslip_id == _SLIPS.c.id)
            .join(_RUNS, _RUNS.c.id == _SLIPS.c.pay_run_id)
            .where(_RUNS.c.state == "finished", _SLIPS.c.state == "issued")
            .group_by(_SLIPS.c.pay_run_id)
        )
    )
    posted: dict[int, Any] = _pairs(
        reader.connection.execute(
            select(_J.c.source_id, func.sum(_P.c.pence))
            .join(_P, _P.c.journal_id == _J.c.id)
            .join(_A, _A.c.id == _P.c.account_id)
            .where(_J.c.source == "pay_run", (_A.c.kind == "member") | (_A.c.code == "coop-pay"))
            .where(_P.c.heading.not_in(("relief", "ni-borne")))
            .group_by(_J.c.source_id)
        )
    )
    for run, pence in sorted(charged.items()):
        if run not in posted:
            yield f"Pay run {run} is finished but was not charged to the accounts."
        elif posted[run] != pence:
            yield (f"Pay run {run} cost {format_money(int(pence))}, but {format_money(int(posted[run]))} was charged.")


def _pairs(rows: Iterable[Any]) -> dict[int, Any]:
    return {row[0]: row[1] for row in rows}


def journal_of(reader: Reader, source: str, source_id: int) -> int | None:
    """The standing entry behind which a paper is, or None: entries that were taken back do not count."""
    return reader.connection.execute(
        select(_J.c.id).where(_J.c.source == source, _J.c.source_id == source_id, ~_taken_back()).limit(1)
    ).scalar()


def _taken_back() -> Any:
    """Whether a later entry takes an entry back."""
    later = _J.alias("later")
    return select(later.c.id).where(later.c.corrects == _J.c.id).exists()


def correction_of(reader: Reader, journal_id: int) -> int | None:
    """The entry that takes this one back, or None."""
    return reader.connection.execute(select(_J.c.id).where(_J.c.corrects == journal_id)).scalar()


def legs_of(reader: Reader, journal_id: int) -> tuple[Leg, ...]:
    """The sides of an entry."""
    rows = reader.connection.execute(
        select(_P, _A.c.code)
        .join(_A, _A.c.id == _P.c.account_id)
        .where(_P.c.journal_id == journal_id)
        .order_by(_P.c.id)
    )
    return tuple(Leg(row.code, row.heading, row.pence, row.funder_id, row.minutes, row.text) for row in rows)


def accounts_balanced(reader: Reader) -> CheckResult:
    """Live check: no member's money pays for another, and the books hold."""
    held = balances(reader, None)
    names = member_names(reader)
    wrong = faults(reader)
    gaps = [
        ("accounts", member, names.get(member, ""), f"{format_money(-pence)} overdrawn")
        for member, pence in sorted(held.items())
        if pence < 0
    ]
    gaps += [("accounts", 0, "The books", sentence) for sentence in wrong]
    met = len(held) - sum(1 for pence in held.values() if pence < 0) if not wrong else 0
    return CheckResult(met, len(held), 100, tuple(gaps))


@dataclass(frozen=True, slots=True)
class Debt:
    """What one pay run set up to be paid, to whom (``net-pay-owed``, ``hmrc-owed``, ``pension-owed``) and when run."""

    day: date
    account: str
    pence: int


def pay_run_debts(reader: Reader) -> list[Debt]:
    """What every posted pay run left to be paid, oldest first; what was paid since is not taken off."""
    rows = reader.connection.execute(
        select(_J.c.day, _A.c.code, func.sum(_P.c.pence))
        .join(_P, _P.c.journal_id == _J.c.id)
        .join(_A, _A.c.id == _P.c.account_id)
        .where(_J.c.source == "pay_run", _A.c.kind == "owed", ~_taken_back())
        .group_by(_J.c.id, _J.c.day, _A.c.code)
        .order_by(_J.c.day, _J.c.id, _A.c.code)
    )
    return [Debt(row[0], row[1], -int(row[2])) for row in rows]
