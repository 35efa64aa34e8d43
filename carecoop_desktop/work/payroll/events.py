"""What payroll tells the rooms above."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Charge:
    """A member's (or, with None, the co-op's) share of one payslip's employer cost; amounts in pence.

    ``pence`` is the sum of ``pay`` (gross), ``on_costs`` (employer's NI and pension) and ``expenses``.
    """

    payslip_id: int
    assistant_id: int
    assistant: str
    member_id: int | None
    minutes: int
    pay: int
    on_costs: int
    expenses: int

    @property
    def pence(self) -> int:
        """The whole charge."""
        return self.pay + self.on_costs + self.expenses


@dataclass(frozen=True, slots=True)
class Relief:
    """What an employer owes HMRC less (below zero: more) since this run: ``allowance`` or ``statutory`` pay recovered.
    It is the co-op's, or that member's who is the employer."""

    kind: str
    employer: str
    member_id: int | None
    pence: int


@dataclass(frozen=True, slots=True)
class Borne:
    """An employee's National Insurance that can no longer be taken from pay: the employer bears it, the co-op or that
    member. Below zero: no longer."""

    assistant: str
    tax_year: str
    member_id: int | None
    pence: int


@dataclass(frozen=True, slots=True)
class PayRunFinished:
    """A pay run was finished: what is owed to PAs, HMRC, pension and lenders, and who is charged for it (pence).

    ``net + tax + ee_ni + er_ni + ee_pension + er_pension + student_loans + orders + order_fees`` equals the sum of the
    charges. ``orders`` is owed to courts, councils and others whose orders took it; ``order_fees`` the employer keeps.
    ``reliefs`` are no part of it: they change what of it HMRC gets. Nor is what is ``borne``: PAs were paid so much
    more than their net pay, and do not owe it any longer.
    """

    pay_run_id: int
    title: str
    pay_date: date
    net: int
    tax: int
    ee_ni: int
    er_ni: int
    ee_pension: int
    er_pension: int
    student_loans: int
    charges: tuple[Charge, ...]
    orders: int = 0
    order_fees: int = 0
    reliefs: tuple[Relief, ...] = ()
    borne: tuple[Borne, ...] = ()


@dataclass(frozen=True, slots=True)
class PayRunWithdrawn:
    """A finished pay run was reopened before anything of it was filed or paid: what it set off is to be taken back.
    A listener that stands on it raises a Refusal."""

    pay_run_id: int
    title: str
    pay_date: date
    net: int
    reason: str
