"""What of the accounts waits for somebody: Today, the rail's badge, and the live check on cover."""

from __future__ import annotations

from collections.abc import Iterator

from carecoop_desktop.money.ledger.queries.balances import low_accounts, standings
from carecoop_desktop.money.ledger.queries.proof import owed_for_pay
from carecoop_desktop.money.ledger.rules.cover import CONTINGENCY_WEEKS, weeks_words
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.office.features import CheckResult, TodayItem
from carecoop_desktop.platform.office.reader import Reader

_AIM = 90


def badge(reader: Reader) -> int:
    """How many accounts are low."""
    return len(low_accounts(reader))


def today_items(reader: Reader) -> list[TodayItem]:
    """Accounts that are low, the lowest named, and those that are overdrawn."""
    return list(_items(reader))


def _items(reader: Reader) -> Iterator[TodayItem]:
    low = low_accounts(reader)
    for each in low:
        if each.balance < 0:
            yield TodayItem(
                "bad", "Overdrawn", f"{each.name}’s account", f"{format_money(-each.balance)} for the co-op to put in",
                "See account", "accounts", each.member_id, 12,
            )  # fmt: skip
    if low:
        first = low[0]
        when = f"{len(low)} account" + ("" if len(low) == 1 else "s")
        yield TodayItem(
            "warn",
            when,
            f"Member accounts under {CONTINGENCY_WEEKS} weeks’ cover",
            f"Lowest: {first.name}, {weeks_words(first.tenths)} weeks",
            "See accounts",
            "accounts",
            first.member_id,
            40,
        )
    owed = owed_for_pay(reader).get("net-pay-owed", 0)
    if owed > 0:
        yield TodayItem(
            "info", "Pay to send", "Net pay of PAs", f"{format_money(owed)} is worked out and not yet paid out",
            "See accounts", "accounts", None, 45,
        )  # fmt: skip


def budget_cover(reader: Reader) -> CheckResult:
    """Live check: members whose money lasts at least the contingency."""
    funded = [each for each in standings(reader) if each.weekly > 0]
    low = [each for each in funded if each.low]
    gaps = tuple(
        ("accounts", each.member_id, each.name, f"{weeks_words(each.tenths)} weeks’ cover")
        for each in sorted(low, key=lambda each: each.tenths or 0)
    )
    return CheckResult(len(funded) - len(low), len(funded), _AIM, gaps)
