"""What absence puts on the front of a payslip: the leave that is left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from carecoop_desktop.platform.kernel.money import format_hours
from carecoop_desktop.platform.paper.blocks import Pair


def leave_pairs(inputs: Mapping[str, Any]) -> tuple[Pair, ...]:
    """The balance of leave on the last day of the pay period; nothing where the payslip kept none."""
    leave = inputs.get("absence", {}).get("leave")
    if not leave:
        return ()
    paid = ", paid with each hour" if leave["paid_with_hours"] else ""
    return (
        Pair("Leave left", f"{format_hours(leave['left'])} hours on {leave['on']}{paid}"),
        Pair("Leave year", f"from {leave['from']}: {format_hours(leave['taken'])} hours taken"),
    )
