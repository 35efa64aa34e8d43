"""Everything that is read of the accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carecoop_desktop.money.ledger.queries.balances import (
    Standing,
    account_balance,
    balances,
    low_accounts,
    member_standing,
    standings,
    strictest,
)
from carecoop_desktop.money.ledger.queries.proof import (
    Proof,
    TrialLine,
    faults,
    overdrawn,
    owed_for_pay,
    proof,
    trial_balance,
)
from carecoop_desktop.platform.kernel.exports import imported_when_used

if TYPE_CHECKING:
    from carecoop_desktop.money.ledger.queries.lines import (
        AccountLine,
        MonthFlow,
        lines_by_member,
        member_lines,
        month_flows,
        opening_balances,
    )
    from carecoop_desktop.money.ledger.queries.series import Series, all_series, member_series
else:
    __getattr__ = imported_when_used(
        __name__,
        lines="AccountLine MonthFlow lines_by_member member_lines month_flows opening_balances",
        series="Series all_series member_series",
    )

__all__ = [
    "AccountLine",
    "MonthFlow",
    "Proof",
    "Series",
    "Standing",
    "TrialLine",
    "account_balance",
    "all_series",
    "balances",
    "faults",
    "lines_by_member",
    "low_accounts",
    "member_lines",
    "member_series",
    "member_standing",
    "month_flows",
    "opening_balances",
    "overdrawn",
    "owed_for_pay",
    "proof",
    "standings",
    "strictest",
    "trial_balance",
]
