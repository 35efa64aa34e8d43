"""What screens and papers are given of pay: frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from carecoop_desktop.platform.kernel.worked import Line
from carecoop_desktop.work.payroll.rules.lines import PayLine


@dataclass(frozen=True, slots=True)
class RunView:
    """A pay run: its period, dates, state, and totals in pence and minutes over all its payslips."""

    id: int
    title: str
    pay_period_id: int
    frequency: str
    tax_year: str
    number: int
    first: date
    last: date
    pay_date: date
    state: str
    finished: datetime | None
    finished_by: str
    paid: int
    held: int
    totals: Mapping[str, int]
    kind: str = "regular"
    note: str = ""
    replaces_id: int | None = None
    mark: int = field(default=0, compare=False)
    """The last change of anything that was made before the run was read."""


@dataclass(frozen=True, slots=True)
class ChargeView:
    """Whose money pays: a member's (or the co-op's) share of a payslip, in pence."""

    member_id: int | None
    member: str
    minutes: int
    pence: int


@dataclass(frozen=True, slots=True)
class PayslipView:
    """Everything that screen and paper show of one payslip. ``figures`` are pence and minutes by name."""

    id: int
    run: RunView
    office: str
    practice: bool
    assistant_id: int
    number: str
    name: str
    ni_number: str
    state: str
    problem: str
    findings: tuple[str, ...]
    allowed: str
    allowable: bool
    tax_code: str
    non_cumulative: bool
    ni_letter: str
    bank_end: str
    figures: Mapping[str, int]
    lines: tuple[PayLine, ...]
    members: Mapping[int, str]
    charges: tuple[ChargeView, ...]
    inputs: Mapping[str, Any]
    workings: Mapping[str, tuple[Line, ...]]
    employment_id: int | None = None
    employer_id: int | None = None
    employer: str = ""
    brought: int = 0
    leaving: date | None = None

    @property
    def to_pay(self) -> int:
        """What reaches the bank: net pay less what earlier payslips took beyond the pay; never below nothing."""
        return max(self.figures["net"] + self.brought, 0)
