"""Whose money pays a payslip: each member their own hours, on-costs in proportion to pay, to the penny."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from carecoop_desktop.platform.kernel.money import share_out
from carecoop_desktop.work.payroll.rules.lines import HOURLY, PayLine


@dataclass(frozen=True, slots=True)
class Share:
    """One member's (None: the co-op's) part of a payslip's employer cost, in pence."""

    member_id: int | None
    minutes: int
    pay: int
    on_costs: int
    expenses: int

    @property
    def pence(self) -> int:
        """The whole charge."""
        return self.pay + self.on_costs + self.expenses


def shares(lines: Sequence[PayLine], on_costs: int) -> list[Share]:
    """Split a payslip between those it was worked for; the parts add up to pay, expenses and on-costs exactly."""
    by_member: dict[int | None, list[PayLine]] = {} if lines else {None: []}
    for line in lines:
        by_member.setdefault(line.member_id, []).append(line)
    pay = [sum(line.pence for line in mine if line.taxed) for mine in by_member.values()]
    expenses = [sum(line.pence for line in mine if not line.taxed) for mine in by_member.values()]
    minutes = [sum(line.quantity for line in mine if line.kind in HOURLY) for mine in by_member.values()]
    # Pay that is taken back bears no on-costs.
    parts = share_out(on_costs, [max(pence, 0) for pence in pay])
    return [Share(*values) for values in zip(by_member, minutes, pay, parts, expenses, strict=True)]
