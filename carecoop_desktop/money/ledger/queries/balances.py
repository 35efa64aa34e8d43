"""What accounts hold: members' balances, weeks of cover, the lowest, and single accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from carecoop_desktop.money.ledger.permissions import SEE_MONEY
from carecoop_desktop.money.ledger.rules.cover import cover_tenths, is_low
from carecoop_desktop.money.ledger.tables import AccountRow, PostingRow
from carecoop_desktop.people.funding.queries import Budget, surplus_rules, weekly_budgets
from carecoop_desktop.people.members.queries import member_names
from carecoop_desktop.platform.office.reader import Reader

_A: Any = AccountRow.__table__
_P: Any = PostingRow.__table__


@dataclass(frozen=True, slots=True)
class Standing:
    """How one member's account stands on a day."""

    member_id: int
    name: str
    balance: int
    weekly: int
    limit_weeks: int | None

    @property
    def tenths(self) -> int | None:
        """Weeks of cover in tenths."""
        return cover_tenths(self.balance, self.weekly)

    @property
    def low(self) -> bool:
        """Whether it is below the contingency, or overdrawn."""
        return self.balance < 0 or is_low(self.balance, self.weekly)


def balances(reader: Reader, day: date | None) -> dict[int, int]:
    """Every member's balance at the end of a day (None: with all that is posted), in pence; negative is overdrawn."""
    reader.require(SEE_MONEY)
    statement = (
        select(_A.c.member_id, -func.coalesce(func.sum(_P.c.pence), 0))
        .join(_P, _P.c.account_id == _A.c.id)
        .where(_A.c.member_id.is_not(None))
        .group_by(_A.c.member_id)
    )
    if day is not None:
        statement = statement.where(_P.c.day <= day)
    return {row[0]: int(row[1]) for row in reader.connection.execute(statement)}


def account_balance(reader: Reader, code: str) -> int:
    """Debits less credits of one account, all that is posted."""
    statement = (
        select(func.coalesce(func.sum(_P.c.pence), 0))
        .select_from(_A)
        .join(_P, _P.c.account_id == _A.c.id)
        .where(_A.c.code == code)
    )
    return int(reader.connection.execute(statement).scalar_one())


def standings(reader: Reader, day: date | None = None) -> list[Standing]:
    """Every member with an account or a budget, by name; without a day as of today, with all that is posted."""
    held, rules = balances(reader, day), surplus_rules(reader)
    budgets = weekly_budgets(reader, day or reader.today)
    names = member_names(reader)
    found = []
    for member_id, name in names.items():
        if member_id in held or member_id in budgets:
            budget = budgets.get(member_id)
            found.append(
                Standing(
                    member_id,
                    name,
                    held.get(member_id, 0),
                    budget.weekly if budget else 0,
                    strictest(budget, rules),
                )
            )
    return sorted(found, key=lambda standing: standing.name.casefold())


def strictest(budget: Budget | None, rules: dict[int, int]) -> int | None:
    """The shortest of the limits that a member's funders set, in weeks; None where none does."""
    known = [rules[line.funder_id] for line in budget.lines if line.funder_id in rules] if budget else []
    return min(known, default=None)


def low_accounts(reader: Reader, day: date | None = None) -> list[Standing]:
    """Accounts with a budget and less than the contingency in them, or overdrawn; the lowest first."""
    low = [standing for standing in standings(reader, day) if standing.low]
    return sorted(low, key=lambda standing: (standing.tenths is None, standing.tenths or 0, standing.name))


def member_standing(reader: Reader, member_id: int) -> Standing | None:
    """One member's account as it stands today, or None where there is neither account nor budget."""
    return next((each for each in standings(reader) if each.member_id == member_id), None)
